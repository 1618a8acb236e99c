// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/capabilities.h"
#include "core/domain/ids.h"

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <set>

namespace Unbin {

/** A live folder that items are held over. */
struct DropFolder {
    AccountId account;
    ItemId folder;
    QString name; ///< for people
    QString path; ///< for people, root is "/"
    bool canAddChildren = true;
};

/** What is held over it. */
struct DropLoad {
    qint64 count = 0;
    QString firstName; ///< raw
    std::set<AccountId> accounts; ///< whose bins the items lie in
    bool isRestorable = true; ///< false: none of them can be restored now
};

/** Whether a drop would be honoured, and the words that say so before the button is let go. */
struct DropVerdict {
    bool isAccepted = false;
    QString tip; ///< what will happen, or why it can't; never empty
};

/**
 * Judges a drop of bin entries on a folder. No target: the pointer is over something that is no folder. No
 * capabilities: the folder's account can't be reached now. accountName is what people call the folder's
 * account. */
class DropPolicy
{
    Q_DECLARE_TR_FUNCTIONS(DropPolicy)
public:
    static DropVerdict judge(const DropLoad &load, const std::optional<DropFolder> &target,
        const std::optional<Capabilities> &capabilities, const QString &accountName);
};

} // namespace Unbin
