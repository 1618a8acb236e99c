// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/restore/batchrecord.h"
#include "core/restore/question.h"
#include "core/restore/receipt.h"
#include "core/restore/request.h"
#include "core/restore/steps.h"

#include <QHash>

#include <vector>

namespace Unbin {

/** A folder or item within one account, as a key. */
struct AccountKey {
    AccountId account;
    ItemId id;

    friend bool operator==(const AccountKey &, const AccountKey &) = default;
    friend size_t qHash(const AccountKey &key, size_t seed = 0) { return qHashMulti(seed, key.account, key.id); }
};

/** What was decided for one item: by the request, then by answers. */
struct Wish {
    enum class Parent : quint8 { AsItIs, Recreate, RestoreFirst };

    ItemId folder; ///< chosen by the user; empty: the original one
    QString folderPath; ///< its path for people
    QString name; ///< empty: its own
    ItemId replaces; ///< this one may be put into the bin to make room
    Parent parent = Parent::AsItIs;
    bool isWantedTwice = false; ///< also if the same content stands there already
};

QJsonObject toJson(const Wish &wish);
Wish wishFrom(const QJsonObject &json);

/** Why an item can't go to its place without an answer. */
struct Obstacle {
    enum class Kind : quint8 { NameTaken, ParentMissing };

    Kind kind = Kind::NameTaken;
    std::optional<LiveItem> inTheWay; ///< NameTaken
    Sameness sameness = Sameness::Unknown; ///< NameTaken
    QString proposedName; ///< NameTaken; reserved until answered
    bool canReplace = false;
    bool canRename = false;
    ItemId missing; ///< ParentMissing: the folder; empty if the origin is unknown
};

/** A folder that items go into. */
struct PlannedFolder {
    enum class Kind : quint8 {
        Live, ///< it is there
        ToMake, ///< made when the first item needs it, under parent
        ByService, ///< the service knows it, or makes it again by itself
    };

    Kind kind = Kind::Live;
    AccountId account;
    ItemId id; ///< Live
    int parent = -1; ///< ToMake: index of the folder it is made in
    QString name; ///< ToMake
    QString path; ///< for people
};

/** One item on its way through the plan. Kept small: there may be 50,000. */
struct PlannedItem {
    enum class Stage : quint8 { Unplanned, Asking, WaitsForParent, Ready, Running, Done };

    Wish wish;
    Stage stage = Stage::Unplanned;
    quint8 surprises = 0; ///< how often the service refused what the plan took for free
    bool isSettled = false; ///< its line is final, counted and journaled
    bool isTakenBack = false; ///< it was restored by an earlier attempt; only the move is left
    bool mustLook = false; ///< a reply was lost and nobody could look yet: look before anything is sent
    int folder = -1; ///< index of the folder it goes into
    int waitsFor = -1; ///< index of the item that must be restored first
    QString name; ///< final name
    RestoreSteps steps;
    Boxed<LiveItem> replaces; ///< goes to the bin first
    Boxed<Obstacle> obstacle; ///< set while Asking
};

/**
 * A request with all that was decided about it: the receipt's lines hold the items, beside each of them stands how it
 * gets to its place. Items beyond the request's are folders that come back first; their lines are receipt.alongside.
 */
struct Plan {
    explicit Plan(Receipt::Kind kind = Receipt::Kind::Restore);
    Plan(const RestoreRequest &request);
    /** What a batch that was cut off still has to do. */
    explicit Plan(const BatchRecord &record);

    int size() const { return int(items.size()); }
    bool isAlongside(int index) const { return index >= int(receipt.lines.size()); }
    ReceiptLine &line(int index);
    const ReceiptLine &line(int index) const;
    const AccountItem &item(int index) const { return line(index).item; }
    /** The item of the batch that is this entry of the bin; -1 if there is none. */
    int indexOf(const AccountKey &entry) const { return m_byEntry.value(entry, -1); }

    void add(AccountItem item, Wish wish);
    /** The item that brings this folder back, added if the batch has none. */
    int alongside(const AccountId &account, const TrashedItem &folder);
    int liveFolder(const AccountId &account, const ItemId &folder, const QString &path);
    /** The folder that the service finds by itself, by what is known of it. */
    int serviceFolder(const AccountId &account, const ItemId &folder, const QString &path);
    int folderToMake(int parent, const QString &name, const QString &key);

    /** Those that waited for this item, to be planned anew now that it is done. */
    std::vector<int> freeWaiting(int parent);

    qint64 resumed = 0; ///< the batch of an earlier run that goes on; 0: a new one
    Receipt receipt;
    std::vector<PlannedItem> items;
    std::vector<PlannedFolder> folders;
    QHash<int, std::vector<int>> waiting; ///< by the item that must come back first: those that wait for it

private:
    QHash<AccountKey, int> m_byEntry;
    QHash<AccountKey, int> m_liveFolders;
    QHash<AccountKey, int> m_serviceFolders;
    QHash<std::pair<int, QString>, int> m_foldersToMake;
};

} // namespace Unbin
