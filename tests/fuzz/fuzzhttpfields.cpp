// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/servicerules.h"
#include "tests/fuzz/fuzztargets.h"

#include <QDateTime>

namespace Unbin::Fuzz {

/** The header fields that tell how long to wait. */
void httpfields(const QByteArray &bytes)
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(1'770'000'000, Qt::UTC);
    const qsizetype middle = bytes.indexOf('\n');
    HttpReply reply{.status = 429};
    reply.headers = {{"Retry-After", bytes.left(middle)}, {"Date", middle < 0 ? QByteArray() : bytes.mid(middle + 1)},
        {"RateLimit-Remaining", bytes.left(middle)}, {"RateLimit-Reset", middle < 0 ? bytes : bytes.mid(middle + 1)}};
    if (const auto wait = retryAfter(reply, now); wait && wait->count() < 0)
        qFatal("a wait that is over before it begins");
    if (const auto quota = quotaOf(reply); quota && (quota->remaining < 0 || quota->time.count() <= 0))
        qFatal("a quota that makes no sense");
}

} // namespace Unbin::Fuzz
