// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/versions/history.h"

namespace Unbin {

/** A past of so many saves, three hours apart, of some size and by somebody; every third repeats the content before it. */
inline History sampleHistory(int count, int trashed = 0)
{
    VersionHistory told;
    told.file = {.id = ItemId(QStringLiteral("f")), .name = QStringLiteral("plan.txt")};
    const QDateTime start = QDateTime::fromString(QStringLiteral("2026-01-05T08:00:00Z"), Qt::ISODate);
    for (int number = count; number > 0; --number) {
        const int content = number - number / 3;
        Version version{.id = VersionId(QString::number(number)),
            .isCurrent = number == count,
            .label = QString::number(number),
            .name = told.file.name,
            .sizeBytes = 1000 + (number * 7919) % 5000,
            .modifiedAt = start.addSecs(qint64(number) * 3 * 3600),
            .author = number % 4 ? QStringLiteral("Robin Sample") : QStringLiteral("Kim Guest"),
            .hash = {ContentHash::Algorithm::Sha1, QByteArray::number(content)}};
        if (number <= trashed)
            version.trashedAt = start.addDays(400);
        told.versions.push_back(version);
    }
    return History(told);
}

} // namespace Unbin
