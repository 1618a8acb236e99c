// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/capabilities.h"
#include "core/domain/result.h"

#include <QString>

namespace Unbin {

/** What is known about an item's way to its place, as far as it decides the steps. */
struct Situation {
    enum class Origin { Live, Gone, Unknown };

    Origin origin = Origin::Live; ///< the original folder
    bool goesHome = true; ///< the target is the original folder
    QString ownName;
    QString wantedName;
    bool isOwnNameFree = true; ///< at the original place; asked only if the item has to pass through it
    bool isWantedNameFree = true; ///< likewise
    QString passingName; ///< a name nothing can have, for passing through the original place
};

/** The steps of one restore. Whatever the reply shows to be different from the wish is mended by a move. */
struct RestoreSteps {
    bool namesFolder = false; ///< the restore call carries the target folder
    QString restoreName; ///< the name the restore call carries; empty: the original one
    bool movesAfter = false; ///< it is expected to need a move (and rename) after the restore
    bool recreatesOrigin = false; ///< on the way the service makes the old folder again, which nobody wants
};

/** True where the item has to pass through its original place under a name that may be taken there. */
bool passesThroughOrigin(const Capabilities &can, const Situation &situation);

/** Chooses from capabilities alone. Unsupported where there is no way; NameTaken where the only way is blocked. */
Result<RestoreSteps> chooseSteps(const Capabilities &can, const Situation &situation);

} // namespace Unbin
