// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/restore/receipt.h"

#include <QString>

#include <optional>
#include <vector>

namespace Unbin {

/** A folder the user chose as target, with its path for people. */
struct ChosenFolder {
    AccountId account;
    ItemId folder;
    QString path; ///< for people, root is "/"
};

/** The user's wish: which items, to which place, under which name. Items may be of several accounts. */
struct RestoreRequest {
    std::vector<AccountItem> items;
    /** Empty: each to its original place. Items of another account than the folder's fail as Unsupported. */
    std::optional<ChosenFolder> target;
    /** Only with a single item; empty: its own name. */
    QString newName;
};

/** The user's wish to delete entries of bins for good. */
struct PurgeRequest {
    std::vector<AccountItem> items;
};

/** What to do with one version of one file. */
struct VersionOrder {
    AccountId account;
    LiveItem file; ///< as it was when the user chose; MakeCurrent ends with Changed if it is not that any more
    QString path; ///< its folder, for people
    VersionDeed deed; ///< MakeCurrent: before is what is current now
    Place beside; ///< SaveBeside: where to; another name is taken if that one is taken
    /** Taking something back: MakeCurrent gives the file nameAfter, too; SaveBeside puts the copy, file, into the bin. */
    bool isUndo = false;
    QString nameAfter;
};

/** The user's wish about versions: one file, or many at once ("as they were on 12 March"). One kind of deed. */
struct VersionRequest {
    std::vector<VersionOrder> orders;
};

} // namespace Unbin
