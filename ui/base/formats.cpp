// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/formats.h"

#include "core/domain/names.h"

#include <QCoreApplication>

namespace Unbin {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Unbin::Formats)
};

/** An en dash: reads as "nothing known" in a column, unlike an empty cell. */
QString dash()
{
    return QStringLiteral("\u2013");
}

QString timeSpanText(std::chrono::seconds left)
{
    using namespace std::chrono;
    if (const auto days = duration_cast<hours>(left).count() / 24; days > 0)
        return Texts::tr("%n day(s)", "time left until an item is deleted for good", int(days));
    if (const auto hoursLeft = duration_cast<hours>(left).count(); hoursLeft > 0)
        return Texts::tr("%n hour(s)", "time left until an item is deleted for good", int(hoursLeft));
    return Texts::tr("under an hour", "time left until an item is deleted for good");
}

/** Keeps what is inside from reordering what is outside (Unicode FSI and PDI). */
QString isolated(const QString &text)
{
    return QChar(0x2068) + text + QChar(0x2069);
}

constexpr qsizetype longestName = 64;

} // namespace

QString sizeText(qint64 bytes, const QLocale &locale)
{
    if (bytes < 0)
        return dash();
    if (bytes < 1000)
        return exactSizeText(bytes, locale);
    return locale.formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString exactSizeText(qint64 bytes, const QLocale &locale)
{
    if (bytes < 0)
        return dash();
    //: a size; %1 is the number with its separators, %n chooses the plural
    return Texts::tr("%1 byte(s)", nullptr, int(qMin<qint64>(bytes, INT_MAX))).arg(locale.toString(bytes));
}

QString instantText(const QDateTime &utc, const QLocale &locale)
{
    return utc.isValid() ? locale.toString(utc.toLocalTime(), QLocale::ShortFormat) : dash();
}

QString exactInstantText(const QDateTime &utc, const QLocale &locale)
{
    return utc.isValid() ? locale.toString(utc.toLocalTime(), QLocale::LongFormat) : dash();
}

QString timeLeftText(const QDateTime &purgeAt, bool isEstimated, const QDateTime &now)
{
    if (!purgeAt.isValid())
        return {};
    const std::chrono::seconds left(now.secsTo(purgeAt));
    if (left <= std::chrono::seconds(0))
        return Texts::tr("any moment", "an item is about to be deleted for good");
    const QString span = timeSpanText(left);
    if (!isEstimated)
        return span;
    //: time left until an item is deleted for good, where the service does not tell it exactly
    return Texts::tr("about %1").arg(span);
}

QString durationText(std::chrono::milliseconds duration)
{
    using namespace std::chrono;
    const auto total = std::max(ceil<seconds>(duration), seconds(0)).count();
    const auto days = total / 86400;
    const auto hours = total / 3600 % 24;
    const auto minutes = total / 60 % 60;
    if (days > 0)
        return Texts::tr("%1 d %2 h", "days and hours").arg(days).arg(hours);
    if (hours > 0)
        return Texts::tr("%1 h %2 min", "hours and minutes").arg(hours).arg(minutes);
    if (minutes > 0)
        return Texts::tr("%1 min %2 s", "minutes and seconds").arg(minutes).arg(total % 60);
    return Texts::tr("%1 s", "seconds").arg(total);
}

QString nameInSentence(const QString &name)
{
    const QString shown = displayName(name);
    if (shown.size() <= longestName)
        return isolated(shown);
    return isolated(shown.left(longestName / 2) + u'\u2026' + shown.right(longestName / 2 - 1));
}

QString pathInSentence(const QString &path)
{
    const QString shown = displayName(path);
    return isolated(shown.size() <= longestName ? shown : u'\u2026' + shown.right(longestName - 1));
}

} // namespace Unbin
