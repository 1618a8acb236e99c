// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalogrows.h"

#include <QMetaType>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace Unbin {

class Clock;

/** What became different since the last announcement. Numbers may repeat. */
struct CatalogChange {
    std::vector<RowNumber> rows; ///< came, changed or went
    std::vector<quint32> folders; ///< whose path became another; their rows are not listed
    std::vector<AccountId> removedAccounts; ///< of which nothing may be kept
    bool isFromStore = false; ///< it came from the disk, no need to write it there
};

/** Where a folder is or was, for people. */
struct FolderPath {
    ItemId folder;
    QString path;
};

/**
 * Everything known about all bins, in memory: the one place that lists, sidebar and restore look into. Built
 * for a million rows: a row costs about 130 bytes beyond its text, adding a thousand takes about a
 * millisecond, and rows() hands all of it to a worker in constant time. See README.md.
 *
 * One row per (account, item id): an arrival replaces the row of the same item in place. What arrives is
 * announced together, at most 150 ms later; what leaves is announced with the next turn of the event loop.
 * Main thread.
 */
class Catalog : public QObject
{
    Q_OBJECT
public:
    /** How much of a bin a listing has seen. */
    enum class Seen {
        Everything, ///< what it did not show is gone: those rows are removed
        Parts, ///< what it did not show stays, marked Remark::MayBeGone
        Unknown, ///< it failed: nothing is removed, nothing marked
    };

    /** The clock must outlive the catalog. */
    explicit Catalog(Clock &clock, QObject *parent = nullptr);
    ~Catalog() override;

    qint64 count() const;
    qint64 count(const AccountId &account) const;
    std::optional<RowNumber> find(const AccountId &account, const ItemId &id) const;
    /** The row must not be vacant. */
    AccountItem item(RowNumber row) const { return rows().accountItem(row); }
    /** Everything, as it is now. Copy it to keep it; copying takes constant time. */
    const CatalogRows &rows() const;

    /** Items that are in the bin by our doing: replaced files, undone restores. */
    void add(const AccountId &account, const std::vector<TrashedItem> &items);
    /** A page of a listing. Items that left the bin since the listing began are passed over: the page is
     * older. */
    void addListed(const AccountId &account, const std::vector<TrashedItem> &items);
    /** Items from the disk: never replace a row that is there. */
    void addStored(const AccountId &account, const std::vector<TrashedItem> &items);
    /** Items that left the bin by our doing. A listing under way can't bring them back. Unknown ones are
     * ignored. */
    void remove(const AccountId &account, const std::vector<ItemId> &items);
    /** Forgets the account's rows and folder paths. */
    void removeAccount(const AccountId &account);

    /** A listing of the account's whole bin begins; what is added from now on counts as confirmed. */
    void beginListing(const AccountId &account);
    /** Ends it; the rows it did not confirm are treated as Seen says. */
    void endListing(const AccountId &account, Seen seen);

    /** The path of a folder that items were deleted from, for providers that don't tell it: shown by all its
       items. Constant time. */
    void setFolderPath(const AccountId &account, const ItemId &folder, const QString &path);
    /** The same from the disk, many at once; never replaces a path that is known. */
    void addStoredPaths(const AccountId &account, const std::vector<FolderPath> &paths);
    /** The newest path known for a folder, even if it is long gone: a restore can make it again. Empty if
     * none. */
    QString knownFolderPath(const AccountId &account, const ItemId &folder) const;
    /** Folders of this account that items were deleted from and whose path is not known. */
    std::vector<ItemId> foldersWithoutPath(const AccountId &account) const;

    /** Announces at once what has been gathered. */
    void announce();

Q_SIGNALS:
    void changed(const Unbin::CatalogChange &change);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin

Q_DECLARE_METATYPE(Unbin::CatalogChange)
