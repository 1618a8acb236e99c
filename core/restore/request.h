// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

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

} // namespace Unbin
