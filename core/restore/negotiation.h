// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/plan.h"
#include "core/restore/question.h"

#include <vector>

namespace Unbin {

class FolderMemory;
class ProviderSet;

/** A question about everything in a plan that waits for an answer, and which items each row is about. */
struct Negotiation {
    Question question;
    std::vector<int> conflicts; ///< item of each conflict row
    std::vector<std::vector<int>> missingParents; ///< items of each missing-parent row

    bool isEmpty() const { return conflicts.empty() && missingParents.empty(); }
};

/** Missing parents are grouped by folder; rows stand in the order of the request. */
Negotiation negotiationAbout(const Plan &plan, FolderMemory &memory, const ProviderSet &providers, bool isLate);

/** Turns the choices into wishes. Returns the items to plan again; the skipped ones are Done. Rows without a choice count
    as skipped. */
std::vector<int> applyAnswer(const Negotiation &negotiation, const Answer &answer, Plan &plan, FolderMemory &memory);

} // namespace Unbin
