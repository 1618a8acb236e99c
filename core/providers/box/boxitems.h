// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/domain/result.h"
#include "core/providers/provider.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace Unbin {
class JsonReader;
}

/**
 * Box's JSON as our values. Pure functions, any thread. Every reply is untrusted: an item without a usable
 * type, id and name is BadResponse; any other field that is absent, null or of the wrong type is simply
 * unknown. Numbers are taken as ids, exponents as sizes, any offset in instants (box.md section 0).
 */
namespace Unbin::Box {

/** One line of the bin, with the folder's name that only the entry knows once the folder is gone. */
struct BinEntry {
    TrashedItem item;
    QString parentName; ///< empty if unknown
};

/** where names the object in error texts. */
Result<BinEntry> readBinEntry(const QJsonObject &json, const QString &where = {});
/** parent is used where the reply does not tell one: the folder that was listed. */
Result<LiveItem> readLiveItem(const QJsonObject &json, const ItemId &parent = {}, const QString &where = {});
/** The member sha1; not known unless it is one. */
ContentHash readHash(const JsonReader &reader);
/** Files and links in the bin answer ordinary requests with 200 and a status other than "active". */
bool isActive(const QJsonObject &json);

/** A live folder's facts from its own reply. */
Result<FolderFacts> readFolder(const QJsonObject &json);
Result<AccountFacts> readAccount(const QJsonObject &json);

/** One page of a list. */
template <class Entry>
struct Page {
    std::vector<Entry> entries;
    std::vector<Error> problems; ///< one for each entry that made no sense
    QString nextMarker; ///< empty: this was the last page
};

/** BadResponse if the body is no list, or does not tell whether more follows. */
Result<Page<BinEntry>> readBinPage(const QByteArray &body);
/** Entries that are not active are left out. */
Result<Page<LiveItem>> readFolderPage(const QByteArray &body, const ItemId &folder);

} // namespace Unbin::Box
