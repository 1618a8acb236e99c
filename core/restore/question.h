// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QString>

#include <optional>
#include <vector>

namespace Unbin {

/** An item whose name is taken at the place it would go to. */
struct NameConflict {
    AccountItem item;
    QString wantedName;
    QString folderPath; ///< where, for people
    /** What stands in the way; nullopt where it is another item of the same batch or the service did not
     * tell. */
    std::optional<LiveItem> inTheWay;
    Sameness sameness = Sameness::Unknown;
    QString proposedName; ///< free at planning time, also within the batch
    bool canReplace = true; ///< false: the service can't put the other one into the bin
    bool canRename = true;
};

/** A folder that is gone, with everything of the batch that came from it. */
struct MissingParent {
    AccountId account;
    QString path; ///< the old path as far as known, for people; empty if unknown
    FolderFacts facts;
    std::vector<AccountItem> items; ///< those that came from it
    bool canRecreate = true; ///< the old path (or what is known of it) can be made again
    bool canRestoreParent = false; ///< the folder itself lies in the bin and can be restored first
    /** The path is known in part only: what would be made anew, for people. Equal to path where all is known.
     */
    QString recreatedPath;
    bool isOriginUnknown
        = false; ///< the entry does not say where it came from (or can't be trusted): a folder is needed
    /** Why the origin can't be used, where isOriginUnknown. */
    Remark remark = Remark::None;
};

/** All obstacles of a batch known at one moment. Never empty. */
struct Question {
    std::vector<NameConflict> conflicts;
    std::vector<MissingParent> missingParents;
    /** True if these came up while running, because something changed after planning. */
    bool isLate = false;
};

struct ConflictChoice {
    enum class Verb { KeepBoth, Replace, Skip };
    Verb verb = Verb::Skip;
    QString name; ///< KeepBoth: the new name

    friend bool operator==(const ConflictChoice &, const ConflictChoice &) = default;
};

struct ParentChoice {
    enum class Verb { Recreate, RestoreParent, OtherFolder, Skip };
    Verb verb = Verb::Skip;
    ItemId folder; ///< OtherFolder: in the same account
    QString folderPath; ///< OtherFolder: for people
};

/** One choice for each row of the question, in its order. */
struct Answer {
    std::vector<ConflictChoice> conflicts;
    std::vector<ParentChoice> missingParents;
};

/** The answer that loses nothing and needs no one: keep both under the proposed name, recreate the path (or
 * skip). */
Answer defaultAnswer(const Question &question);

} // namespace Unbin
