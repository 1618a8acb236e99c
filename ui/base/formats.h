// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QDateTime>
#include <QLocale>
#include <QString>

#include <chrono>

namespace Unbin {

/** "1.2 MB" by the locale, decimal units (1 kB is 1000 bytes) as file managers and the services show them; a
   dash for -1 (unknown). */
QString sizeText(qint64 bytes, const QLocale &locale = QLocale());
/** Every byte counts: "1,234,567 bytes". A dash for -1. For properties and for telling two similar sizes
 * apart. */
QString exactSizeText(qint64 bytes, const QLocale &locale = QLocale());
/** Short local date and time; a dash for an invalid instant. */
QString instantText(const QDateTime &utc, const QLocale &locale = QLocale());
/** Long local date, time with seconds and zone; a dash for an invalid instant. */
QString exactInstantText(const QDateTime &utc, const QLocale &locale = QLocale());
/**
 * What is left until purge, rounded down so that nobody counts on more: "3 days", "5 hours", "under an hour",
 * "any moment" once it is due; "about 3 days" for an estimate; empty if unknown.
 */
QString timeLeftText(const QDateTime &purgeAt, bool isEstimated, const QDateTime &now);
/** "41 s", "2 min 5 s", "1 h 3 min", "2 d 4 h", for waiting and time left. Rounded up to seconds; never
 * negative. */
QString durationText(std::chrono::milliseconds duration);
/**
 * A raw name made fit to stand inside a sentence: hidden characters visible, long ones shortened in the
 * middle, and isolated so that a right-to-left name leaves the words around it in their order. Put quotes
 * around it in the text.
 */
QString nameInSentence(const QString &name);
/** The same for a path: its end is kept, for that tells most. */
QString pathInSentence(const QString &path);
/** "PDF document", "PNG image", "Folder", "Link"... from kind and ending. Constant time, no look-up on disk:
 * fit for data(). */
QString typeText(ItemKind kind, const QString &name);
/** Icon name for icon(): "folder", "link", "file-image"... Constant time. */
QString typeIconName(ItemKind kind, const QString &name);

} // namespace Unbin
