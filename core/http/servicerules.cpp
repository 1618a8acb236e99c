// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/servicerules.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace Unbin {

namespace {

using std::chrono::milliseconds;

/**
 * RFC 9110 section 5.6.7: the form to write, and the two old ones that must still be read. The weekday is
 * skipped: it adds nothing, and Qt, which takes the year 26 for 1926, would find it wrong.
 */
QDateTime parseHttpDate(const QByteArray &text)
{
    static const std::array formats = {
        QStringLiteral("dd MMM yyyy hh:mm:ss 'GMT'"),
        QStringLiteral("dd-MMM-yy hh:mm:ss 'GMT'"),
        QStringLiteral("MMM d hh:mm:ss yyyy"),
    };
    const QString date = QString::fromLatin1(text).simplified().section(QLatin1Char(' '), 1);
    for (const QString &format : formats) {
        QDateTime parsed = QLocale::c().toDateTime(date, format);
        if (!parsed.isValid())
            continue;
        parsed.setTimeSpec(Qt::UTC);
        return parsed.date().year() < 1970 ? parsed.addYears(100) : parsed;
    }
    return {};
}

} // namespace

Judgement standardJudgement(const HttpRequest &request, const HttpReply &reply)
{
    using Verdict = Judgement::Verdict;
    if (reply.status == 401)
        return {Verdict::RenewToken, {}};
    if (reply.status == 429)
        return {Verdict::PauseAccount, {}};
    // A change answered with 5xx may have been made all the same: whoever asked must look.
    // 501 and 507 (not implemented, no room) stay what they are however often one asks.
    if (request.isChange() || reply.status < 500 || reply.status == 501 || reply.status == 507)
        return {};
    const bool saysWhen = reply.status == 503 && !reply.header("Retry-After").isEmpty();
    return {saysWhen ? Verdict::PauseAccount : Verdict::Retry, {}};
}

std::optional<milliseconds> retryAfter(const HttpReply &reply, const QDateTime &now)
{
    const QByteArray text = reply.header("Retry-After").trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        // Longer than eight digits is years; the exact number no longer matters.
        constexpr qint64 kManySeconds = 99'999'999;
        return std::chrono::seconds(text.size() > 8 ? kManySeconds : text.toLongLong());
    }
    const QDateTime until = parseHttpDate(text);
    if (!until.isValid())
        return std::nullopt;
    // The service's own clock counts, where it tells it; ours may be wrong by hours.
    const QDateTime serviceNow = parseHttpDate(reply.header("Date").trimmed());
    const qint64 wait = (serviceNow.isValid() ? serviceNow : now).msecsTo(until);
    return milliseconds(std::max(wait, qint64(0)));
}

std::optional<Quota> quotaOf(const HttpReply &reply)
{
    bool isCount = false;
    bool isTime = false;
    const qint64 remaining = reply.header("RateLimit-Remaining").toLongLong(&isCount);
    const qint64 seconds = reply.header("RateLimit-Reset").toLongLong(&isTime);
    constexpr qint64 kDay = 24 * 60 * 60;
    if (!isCount || !isTime || remaining < 0 || seconds <= 0 || seconds > kDay)
        return std::nullopt;
    return Quota{remaining, std::chrono::seconds(seconds)};
}

} // namespace Unbin
