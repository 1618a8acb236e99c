// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/obstaclechoices.h"

#include <QSet>

namespace Unbin {

ObstacleChoices::ObstacleChoices(Question question)
    : m_question(std::move(question))
    , m_answer(defaultAnswer(m_question))
{
    QSet<AccountId> accounts;
    m_names.reserve(m_question.conflicts.size());
    for (int row = 0; row < conflictCount(); ++row) {
        accounts += conflict(row).item.account;
        m_names.push_back(conflict(row).proposedName);
        m_taken[keyOf(row, conflict(row).wantedName)] += 1;
        count(row, 1);
    }
    for (const MissingParent &missing : m_question.missingParents)
        accounts += missing.account;
    m_hasSeveralAccounts = accounts.size() > 1;
}

bool ObstacleChoices::canChoose(int row, ConflictChoice::Verb verb) const
{
    switch (verb) {
    case ConflictChoice::Verb::KeepBoth:
        return conflict(row).canRename;
    case ConflictChoice::Verb::Replace:
        return conflict(row).canReplace;
    case ConflictChoice::Verb::Skip:
        return true;
    }
    Q_UNREACHABLE();
}

void ObstacleChoices::choose(int row, ConflictChoice::Verb verb)
{
    if (!canChoose(row, verb))
        return;
    count(row, -1);
    m_answer.conflicts[size_t(row)].verb = verb;
    count(row, 1);
}

void ObstacleChoices::setName(int row, const QString &name)
{
    if (!canChoose(row, ConflictChoice::Verb::KeepBoth))
        return;
    count(row, -1);
    m_names[size_t(row)] = name;
    m_answer.conflicts[size_t(row)].verb = ConflictChoice::Verb::KeepBoth;
    count(row, 1);
}

NameProblem ObstacleChoices::nameProblem(int row) const
{
    if (conflictVerb(row) != ConflictChoice::Verb::KeepBoth)
        return NameProblem::None;
    const QString &name = m_names[size_t(row)];
    if (name.trimmed().isEmpty())
        return NameProblem::Empty;
    if (name.contains(u'/'))
        return NameProblem::Slash;
    if (name == u"." || name == u"..")
        return NameProblem::Dots;
    const QString key = keyOf(row, name);
    if (m_taken.contains(key))
        return NameProblem::Taken;
    return m_uses.value(key) > 1 ? NameProblem::Twice : NameProblem::None;
}

std::optional<int> ObstacleChoices::firstProblem() const
{
    for (int row = 0; row < conflictCount(); ++row) {
        if (nameProblem(row) != NameProblem::None)
            return row;
    }
    return std::nullopt;
}

bool ObstacleChoices::canChoose(int row, ParentChoice::Verb verb) const
{
    const MissingParent &missing = missingParent(row);
    switch (verb) {
    case ParentChoice::Verb::Recreate:
        return missing.canRecreate && !missing.isOriginUnknown;
    case ParentChoice::Verb::RestoreParent:
        return missing.canRestoreParent && !missing.isOriginUnknown;
    case ParentChoice::Verb::OtherFolder:
    case ParentChoice::Verb::Skip:
        return true;
    }
    Q_UNREACHABLE();
}

void ObstacleChoices::choose(int row, ParentChoice::Verb verb)
{
    ParentChoice &choice = m_answer.missingParents[size_t(row)];
    const bool lacksFolder = verb == ParentChoice::Verb::OtherFolder && choice.folder.isEmpty();
    if (canChoose(row, verb) && !lacksFolder)
        choice.verb = verb;
}

void ObstacleChoices::setFolder(int row, const ChosenFolder &folder)
{
    m_answer.missingParents[size_t(row)] = {ParentChoice::Verb::OtherFolder, folder.folder, folder.path};
}

Answer ObstacleChoices::answer() const
{
    Answer answer = m_answer;
    for (int row = 0; row < conflictCount(); ++row) {
        ConflictChoice &choice = answer.conflicts[size_t(row)];
        choice.name = choice.verb == ConflictChoice::Verb::KeepBoth ? m_names[size_t(row)] : QString();
    }
    for (ParentChoice &choice : answer.missingParents) {
        if (choice.verb != ParentChoice::Verb::OtherFolder)
            choice = {choice.verb, {}, {}};
    }
    return answer;
}

QString ObstacleChoices::keyOf(int row, const QString &name) const
{
    const NameConflict &about = conflict(row);
    // No name or path holds a NUL, so no two places share a key.
    return about.item.account.value() + QChar(0) + about.folderPath + QChar(0) + name.toCaseFolded();
}

void ObstacleChoices::count(int row, int difference)
{
    if (conflictVerb(row) == ConflictChoice::Verb::KeepBoth)
        m_uses[keyOf(row, m_names[size_t(row)])] += difference;
}

} // namespace Unbin
