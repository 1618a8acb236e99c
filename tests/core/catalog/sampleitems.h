// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QTimeZone>

#include <vector>

namespace Unbin {

inline const AccountId box(QStringLiteral("box-1"));
inline const AccountId local(QStringLiteral("this-computer"));

inline QStringList list(std::initializer_list<const char *> texts)
{
    QStringList result;
    for (const char *text : texts)
        result.append(QString::fromUtf8(text));
    return result;
}

/** A plain file of a bin; the test sets what it cares about. */
inline TrashedItem sampleItem(const QString &id, const QString &name = {})
{
    TrashedItem item;
    item.id = ItemId(id);
    item.name = name.isEmpty() ? id : name;
    item.originalParent = ItemId(QStringLiteral("folder"));
    item.sizeBytes = 1000;
    item.deletedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, QTimeZone::utc());
    return item;
}

/** Items that differ in every way lists sort and filter by; the same for the same numbers. */
inline std::vector<TrashedItem> sampleItems(int first, int count)
{
    static const QStringList stems{QStringLiteral("Report"), QStringLiteral("IMG_"), QStringLiteral("invoice "),
        QStringLiteral("Budget"), QStringLiteral("\u00c4rger "), QStringLiteral("notes-"),
        QStringLiteral("\u0421\u0447\u0451\u0442 "), QStringLiteral("Draft of ")};
    static const QStringList endings{
        QStringLiteral(".pdf"), QStringLiteral(".jpg"), QStringLiteral(".docx"), QStringLiteral(".txt"), QString()};
    std::vector<TrashedItem> items;
    items.reserve(size_t(count));
    for (int i = first; i < first + count; ++i) {
        const quint32 mixed = quint32(i) * 2654435761u; // scatters neighbours
        TrashedItem item;
        item.id = ItemId(QStringLiteral("file_%1").arg(100'000'000 + i));
        item.kind = mixed % 17 == 0 ? ItemKind::Folder : ItemKind::File;
        item.name = stems[qsizetype(mixed >> 8) % stems.size()] + QString::number(mixed >> 12)
            + endings[qsizetype(mixed >> 4) % endings.size()];
        item.originalParent = ItemId(QStringLiteral("folder_%1").arg(mixed % 1000));
        item.sizeBytes = mixed % 23 == 0 ? -1 : qint64(mixed >> 3);
        item.deletedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + qint64(mixed) * 3, QTimeZone::utc());
        item.modifiedAt = item.deletedAt.addSecs(-3600);
        item.purgeAt = mixed % 5 == 0 ? QDateTime() : item.deletedAt.addDays(30);
        item.deletedBy = QStringLiteral("Person %1").arg(mixed % 7);
        item.etag = QString::number(mixed % 9);
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace Unbin
