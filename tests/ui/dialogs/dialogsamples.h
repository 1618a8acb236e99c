// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/question.h"
#include "core/restore/receipt.h"

namespace Unbin::Samples {

// Invented items, folders and obstacles for the tests of dialogs.

inline const AccountId work{QStringLiteral("account-1")};
inline const AccountId home{QStringLiteral("account-2")};

inline QString accountName(const AccountId &account)
{
    return account == work ? QStringLiteral("Ada at Work") : QStringLiteral("Ada at Home");
}

inline QDateTime at(int day, int hour = 14)
{
    return QDateTime(QDate(2026, 3, day), QTime(hour, 0), Qt::UTC);
}

inline AccountItem trashed(const QString &name, qint64 sizeBytes = 1'234'567, const AccountId &account = work)
{
    return {account,
        TrashedItem{.id = ItemId(QStringLiteral("file/") + name),
            .name = name,
            .originalPath = QStringLiteral("/Reports/2024"),
            .sizeBytes = sizeBytes,
            .deletedAt = at(10),
            .modifiedAt = at(9)}};
}

inline LiveItem live(const QString &name, qint64 sizeBytes = 1'234'567, const QDateTime &modifiedAt = at(8))
{
    return {.id = ItemId(QStringLiteral("file/live/") + name),
        .name = name,
        .sizeBytes = sizeBytes,
        .modifiedAt = modifiedAt};
}

inline NameConflict conflict(const QString &name, const QString &proposed)
{
    return {.item = trashed(name),
        .wantedName = name,
        .folderPath = QStringLiteral("/Reports/2024"),
        .inTheWay = live(name),
        .sameness = Sameness::Different,
        .proposedName = proposed};
}

inline NameConflict conflict(int number)
{
    return conflict(
        QStringLiteral("report %1.pdf").arg(number), QStringLiteral("report %1 (2).pdf").arg(number));
}

inline MissingParent missingParent(const QString &path, int items = 3)
{
    MissingParent missing{.account = work, .path = path, .recreatedPath = path};
    for (int i = 0; i < items; ++i)
        missing.items.push_back(trashed(QStringLiteral("page %1.txt").arg(i + 1)));
    return missing;
}

inline Question batch(int conflicts, int missingParents)
{
    Question question;
    for (int i = 0; i < conflicts; ++i)
        question.conflicts.push_back(conflict(i + 1));
    for (int i = 0; i < missingParents; ++i)
        question.missingParents.push_back(missingParent(QStringLiteral("/Projects/Old %1").arg(i + 1)));
    return question;
}

} // namespace Unbin::Samples
