// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/jsonreader.h"

#include <QJsonDocument>
#include <QJsonParseError>

#include <algorithm>
#include <cmath>
#include <limits>

namespace Unbin {

namespace {

constexpr int kDeepest = 64;

/** QJsonDocument allows 1024 levels, each of which costs stack in whoever walks the tree afterwards. */
bool isTooDeep(const QByteArray &body)
{
    int depth = 0;
    bool isInString = false;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body.at(i);
        if (isInString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                isInString = false;
        } else if (c == '"') {
            isInString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kDeepest)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

QString idText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    // Whole numbers that fit are kept exactly; a double may have lost digits, so it is no id.
    const QVariant number = value.toVariant();
    if (number.typeId() == QMetaType::LongLong && number.toLongLong() >= 0)
        return QString::number(number.toLongLong());
    return {};
}

qint64 clampedBytes(double number)
{
    if (!std::isfinite(number) || number < 0)
        return -1;
    constexpr double kTwoTo63 = 9223372036854775808.0;
    return number >= kTwoTo63 ? std::numeric_limits<qint64>::max() : qint64(number);
}

} // namespace

Result<QJsonObject> parseJsonObject(const QByteArray &body)
{
    if (isTooDeep(body))
        return failure(Error::Kind::BadResponse, QStringLiteral("JSON nested too deeply"));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(body, &problem);
    if (problem.error != QJsonParseError::NoError)
        return failure(Error::Kind::BadResponse,
            QStringLiteral("not JSON: %1 at byte %2").arg(problem.errorString()).arg(problem.offset));
    if (!document.isObject())
        return failure(Error::Kind::BadResponse, QStringLiteral("not a JSON object"));
    return document.object();
}

JsonReader::JsonReader(QJsonObject object, QString where)
    : m_object(std::move(object))
    , m_where(std::move(where))
{ }

QString JsonReader::requiredString(QLatin1String key)
{
    return require(key, QJsonValue::String).toString();
}

QString JsonReader::requiredId(QLatin1String key)
{
    QString text = id(key);
    if (text.isEmpty())
        reportProblem(key, QLatin1String("is not an id"));
    return text;
}

QJsonArray JsonReader::requiredArray(QLatin1String key)
{
    return require(key, QJsonValue::Array).toArray();
}

QJsonObject JsonReader::requiredObject(QLatin1String key)
{
    return require(key, QJsonValue::Object).toObject();
}

QString JsonReader::string(QLatin1String key) const
{
    return m_object.value(key).toString();
}

QString JsonReader::id(QLatin1String key) const
{
    return idText(m_object.value(key));
}

std::optional<QJsonObject> JsonReader::object(QLatin1String key) const
{
    const QJsonValue value = m_object.value(key);
    return value.isObject() ? std::optional(value.toObject()) : std::nullopt;
}

std::optional<QJsonArray> JsonReader::array(QLatin1String key) const
{
    const QJsonValue value = m_object.value(key);
    return value.isArray() ? std::optional(value.toArray()) : std::nullopt;
}

bool JsonReader::boolean(QLatin1String key, bool fallback) const
{
    return m_object.value(key).toBool(fallback);
}

qint64 JsonReader::bytes(QLatin1String key) const
{
    const QJsonValue value = m_object.value(key);
    if (!value.isDouble() && !value.isString())
        return -1;
    const QVariant number = value.toVariant();
    bool isNumber = false;
    const qint64 whole = number.toString().toLongLong(&isNumber); // exact where a double is not
    if (isNumber)
        return std::max(whole, qint64(-1));
    const double rounded = number.toDouble(&isNumber);
    return isNumber ? clampedBytes(rounded) : -1;
}

QDateTime JsonReader::instant(QLatin1String key) const
{
    const QDateTime parsed = QDateTime::fromString(string(key).toUpper(), Qt::ISODateWithMs);
    // Without an offset it could be any zone's time: no instant.
    if (!parsed.isValid() || parsed.timeSpec() == Qt::LocalTime)
        return {};
    return parsed.toUTC();
}

Error JsonReader::error() const
{
    return Error::of(Error::Kind::BadResponse, m_problem);
}

QJsonValue JsonReader::require(QLatin1String key, QJsonValue::Type type)
{
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined())
        reportProblem(key, QLatin1String("is missing"));
    else if (value.type() != type)
        reportProblem(key, QLatin1String("has the wrong type"));
    return value;
}

void JsonReader::reportProblem(QLatin1String key, QLatin1String problem)
{
    if (!m_problem.isEmpty())
        return;
    const QString path = m_where.isEmpty() ? QString(key) : m_where + QLatin1Char('.') + key;
    m_problem = path + QLatin1Char(' ') + problem;
}

} // namespace Unbin
