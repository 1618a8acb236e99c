// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace Unbin {

/** A whole JSON object, or BadResponse: not JSON, cut off, not an object, nested too deeply (64). */
Result<QJsonObject> parseJsonObject(const QByteArray &body);

/**
 * Reads one object of an untrusted reply. Required fields that are missing or of another type make the reader
 * broken; check error() once at the end. Optional fields give nullopt or the fallback for absent, null and
 * wrong types.
 */
class JsonReader
{
public:
    /** where names the object in error texts: "entries[3].parent". */
    explicit JsonReader(QJsonObject object, QString where = {});

    QString requiredString(QLatin1String key);
    /** Ids: a string that is not empty, or a whole number from 0 to the largest qint64; beyond, digits would
     * be lost. */
    QString requiredId(QLatin1String key);
    QJsonArray requiredArray(QLatin1String key);
    QJsonObject requiredObject(QLatin1String key);

    QString string(QLatin1String key) const;
    QString id(QLatin1String key) const;
    std::optional<QJsonObject> object(QLatin1String key) const;
    std::optional<QJsonArray> array(QLatin1String key) const;
    bool boolean(QLatin1String key, bool fallback) const;
    /** Byte counts: number (also 1.0e+18) or numeric text; -1 if absent, negative or not a number; clamped to
     * qint64. */
    qint64 bytes(QLatin1String key) const;
    /** RFC 3339 with any offset and fraction, as UTC; invalid if absent or nonsense. */
    QDateTime instant(QLatin1String key) const;

    bool isBroken() const { return !m_problem.isEmpty(); }
    /** BadResponse naming the first problem. */
    Error error() const;

private:
    QJsonValue require(QLatin1String key, QJsonValue::Type type);
    void reportProblem(QLatin1String key, QLatin1String problem);

    QJsonObject m_object;
    QString m_where;
    QString m_problem;
};

} // namespace Unbin
