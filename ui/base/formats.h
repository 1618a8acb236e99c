// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QDateTime>
#include <QLocale>
#include <QString>

#include <chrono>

namespace Unbin {

/** "1.2 MB" by the locale; a dash for -1 (unknown). */
QString sizeText(qint64 bytes, const QLocale &locale = QLocale());
/** Short local date and time; a dash for an invalid instant. */
QString instantText(const QDateTime &utc, const QLocale &locale = QLocale());
/** "3 days", "5 hours", "today"... until purge; "about 3 days" for an estimate; empty if unknown. */
QString timeLeftText(const QDateTime &purgeAt, bool isEstimated, const QDateTime &now);
/** "2 min 5 s", for waiting and time left. */
QString durationText(std::chrono::milliseconds duration);
/** "PDF document", "Folder", "Web link"... from kind and ending. */
QString typeText(ItemKind kind, const QString &name);
/** Icon name for icon(): "folder", "link", "file-image"... */
QString typeIconName(ItemKind kind, const QString &name);

} // namespace Unbin
