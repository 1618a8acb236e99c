// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/question.h"

namespace Unbin {

namespace {

ConflictChoice harmlessChoice(const NameConflict &conflict)
{
    if (!conflict.canRename || conflict.proposedName.isEmpty())
        return {ConflictChoice::Verb::Skip, {}};
    return {ConflictChoice::Verb::KeepBoth, conflict.proposedName};
}

ParentChoice harmlessChoice(const MissingParent &missing)
{
    if (missing.isOriginUnknown || !missing.canRecreate)
        return {ParentChoice::Verb::Skip, {}, {}};
    return {ParentChoice::Verb::Recreate, {}, {}};
}

} // namespace

Answer defaultAnswer(const Question &question)
{
    Answer answer;
    answer.conflicts.reserve(question.conflicts.size());
    for (const NameConflict &conflict : question.conflicts)
        answer.conflicts.push_back(harmlessChoice(conflict));
    answer.missingParents.reserve(question.missingParents.size());
    for (const MissingParent &missing : question.missingParents)
        answer.missingParents.push_back(harmlessChoice(missing));
    return answer;
}

} // namespace Unbin
