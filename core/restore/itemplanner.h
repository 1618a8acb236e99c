// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/capabilities.h"
#include "core/restore/plan.h"

namespace Unbin {

class FolderMemory;
struct Occupant;
class Provider;
class ProviderSet;

/**
 * Decides one item from what is known: ready, done without moving, waiting for its parent, or facing an obstacle. Asks
 * nobody; what it lacks becomes a need of the memory, and the item is settled in a later round.
 */
class ItemPlanner
{
public:
    ItemPlanner(Plan &plan, FolderMemory &memory, const ProviderSet &providers);

    /** True if the item left the stage Unplanned. */
    bool settle(int index);
    /** Takes the item out of the plan with this error. */
    void fail(int index, Error error);
    void skip(int index, ReceiptLine::Reason reason);
    void notePath(int index, int folder);

private:
    /** A folder's index, or "not yet", or "the item is settled otherwise". */
    struct Target {
        enum class State { Found, Unknown, Settled };
        State state = State::Unknown;
        int folder = -1;
    };

    bool isRefused(int index);
    Target findTarget(int index);
    Target targetOf(int index, const AccountKey &folder);
    Target targetBehind(int index, const AccountKey &folder, const FolderFacts &facts);
    Target waitFor(int index, int parent, const AccountKey &folder);
    Target park(int index, int until);
    Target stepInto(int index, int folder, const QString &name);
    Target recreated(int index, const AccountKey &folder, const FolderFacts &facts);
    Target askAboutParent(int index, const ItemId &missing);
    bool leadsBackTo(int index, int parent) const;

    bool settleName(int index, int folder);
    bool settleTaken(int index, int folder, const Occupant &occupant);
    bool askAboutName(int index, int folder, const Occupant &occupant);
    bool settleSteps(int index, int folder);
    bool learnOrigin(int index, Situation &situation);
    bool findPassage(int index, Situation &situation);

    Plan &m_plan;
    FolderMemory &m_memory;
    const ProviderSet &m_providers;
    // Of the item being settled:
    const Provider *m_provider = nullptr;
    Capabilities m_can;
};

/** Size and hash compared: the same only if both files are known to hold the same bytes. */
Sameness compare(const TrashedItem &item, const LiveItem &live);

/** The names from the root to the folder as far as they are known: from its crumbs, else from the item's note. */
struct KnownPath {
    Breadcrumbs crumbs; ///< without the root
    bool isWhole = false;
};
KnownPath knownPath(const FolderFacts &facts, const TrashedItem &item);

} // namespace Unbin
