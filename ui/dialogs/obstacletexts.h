// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/question.h"
#include "ui/dialogs/obstaclechoices.h"

#include <QString>

namespace Unbin {

// What ObstacleDialog says, made from the question alone, so that it can be tested unseen.

QString obstacleTitle(const Question &question);
/** The first sentence: what stands in the way. */
QString obstacleHeadline(const Question &question);
/** What is asked and what happens by itself; for a batch. */
QString obstacleIntroduction(const Question &question);

/** One of the two that want the same name. */
struct SideFacts {
    QString size; ///< "1.2 MB", "1.2 MB, larger", "same size"
    QString time; ///< "12 Mar 2026 14:00", "12 Mar 2026 14:00, newer"
    QString type;
};
SideFacts factsOfRestored(const NameConflict &conflict);
SideFacts factsOfStanding(const NameConflict &conflict);
/** "Same content", "Different content", "Not comparable": short, for a column. */
QString comparisonText(const NameConflict &conflict);
/** The same as a sentence. */
QString comparisonSentence(const NameConflict &conflict);

QString verbText(ConflictChoice::Verb verb);
QString verbText(ParentChoice::Verb verb);
/** Why a row can't have this verb. */
QString refusalText(ConflictChoice::Verb verb);
QString refusalText(ParentChoice::Verb verb);
QString nameProblemText(NameProblem problem);

/** The folder that is gone, or why it is not known: "/Reports/2024". */
QString missingFolderText(const MissingParent &missing);
/** What came from it: "report.pdf", "report.pdf and 3 more". */
QString missingItemsText(const MissingParent &missing);
/** Where its items go with this choice. */
QString destinationText(const MissingParent &missing, const ParentChoice &choice);
/** The choice as a sentence for the small form: "Make the folder “/a/b” again". */
QString parentVerbSentence(const MissingParent &missing, ParentChoice::Verb verb);

} // namespace Unbin
