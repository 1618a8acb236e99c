// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace Unbin::LocalTrash {

/** Every byte but A-Z a-z 0-9 - . _ ~ / as %XX. What gio, trash-cli and KIO write into Path. */
QByteArray percentEncoded(const QByteArray &bytes);
/** Lenient: a % that two hexadecimal digits don't follow stays as it is. */
QByteArray percentDecoded(QByteArrayView text);

/**
 * A name or path of this computer as text. UTF-8 where it is UTF-8; every other byte b becomes the lone
 * surrogate U+DC00 + b, so that encodeName() gives back the very bytes. (Python's "surrogateescape".)
 */
QString decodeName(QByteArrayView bytes);
QByteArray encodeName(const QString &name);
/**
 * The bytes for a name that the user left as it was or changed. Text that went through a store that only
 * keeps proper Unicode has lost the odd bytes; if it still reads like the item's own name, the item's own
 * bytes are meant.
 */
QByteArray encodeName(const QString &name, const QByteArray &ownName);

/** Usable as one name in a folder: not empty, "." or "..", no separator, no NUL, at most 255 bytes. */
bool isPlainName(QByteArrayView name);

/** An entry of a trash: the folder (absolute path) and its name below files/. */
struct EntryKey {
    QByteArray trashPath;
    QByteArray name;

    friend bool operator==(const EntryKey &, const EntryKey &) = default;
};

ItemId entryId(const EntryKey &key);
/** The same for many entries of one trash: idPrefix is the id of the entry with the empty name. */
ItemId entryId(const QString &idPrefix, QByteArrayView name);
std::optional<EntryKey> entryKey(const ItemId &id);

ItemId liveIdOf(const QByteArray &absolutePath);
/** Empty if the id is not one of a live path. */
QByteArray livePathOf(const ItemId &id);

/** "/a/b" and "c" to "/a/b/c"; "/" and "c" to "/c". */
QByteArray joined(const QByteArray &folder, const QByteArray &name);
/** The part before the last separator ("/" for "/a"), and the one behind it. */
QByteArray parentOf(const QByteArray &path);
QByteArray nameOf(const QByteArray &path);
/** The same without a copy: valid as long as the path is. */
QByteArrayView parentPart(QByteArrayView path);
QByteArrayView namePart(QByteArrayView path);
/** True for the folder itself and everything below it, by the text alone. */
bool isAtOrBelow(const QByteArray &path, const QByteArray &folder);

} // namespace Unbin::LocalTrash
