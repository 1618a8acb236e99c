// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxdrive.h"
#include "app/sandbox/yandex/yandexquirks.h"

#include <QJsonArray>
#include <QJsonObject>

namespace Unbin {

/** Writes one drive's things the way Yandex Disk does (yandex-disk.md sections 0, 1, 5, 6). */
class YandexText
{
public:
    YandexText(const SandboxDrive &drive, const YandexQuirks &quirks)
        : m_drive(drive)
        , m_quirks(quirks)
    { }

    /** Something live, or inside of a trashed folder; path as the service tells it. */
    QJsonObject resource(SandboxRef ref, const QString &path) const;
    QJsonObject trashEntry(SandboxRef ref) const;
    QJsonObject trashRoot() const;
    QJsonObject disk() const;
    QJsonObject embedded(const QJsonArray &items, qint64 total, qint64 limit, qint64 offset, const QString &path) const;

    QString livePath(SandboxRef ref) const; ///< "disk:/docs/a.txt"
    QString time(qint64 ms) const;

private:
    const SandboxDrive &m_drive;
    const YandexQuirks &m_quirks;
};

/** Only what a `fields` parameter names ("path,_embedded.items.name"); everything if it is empty. */
QJsonObject chosenFields(const QJsonObject &object, const QString &fields);
/** As text; keys in the order of the alphabet or the other way round. */
QByteArray yandexJson(const QJsonObject &object, bool reversesKeys);

} // namespace Unbin
