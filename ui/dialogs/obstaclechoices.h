// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/question.h"
#include "core/restore/request.h"

#include <QHash>

#include <optional>

namespace Unbin {

/** Why a new name can't be taken. */
enum class NameProblem { None, Empty, Slash, Dots, Taken, Twice };

/**
 * A question with the answer in the making. Begins with the answer that loses nothing; a verb that a row
 * can't have is ignored. A value; rows are those of the question.
 */
class ObstacleChoices
{
public:
    explicit ObstacleChoices(Question question);

    const Question &question() const { return m_question; }
    const NameConflict &conflict(int row) const { return m_question.conflicts[size_t(row)]; }
    const MissingParent &missingParent(int row) const { return m_question.missingParents[size_t(row)]; }
    int conflictCount() const { return int(m_question.conflicts.size()); }
    int missingParentCount() const { return int(m_question.missingParents.size()); }
    /** Obstacles in all. */
    int count() const { return conflictCount() + missingParentCount(); }
    bool hasSeveralAccounts() const { return m_hasSeveralAccounts; }

    bool canChoose(int conflict, ConflictChoice::Verb verb) const;
    ConflictChoice::Verb conflictVerb(int conflict) const { return m_answer.conflicts[size_t(conflict)].verb; }
    void choose(int conflict, ConflictChoice::Verb verb);
    /** The name for KeepBoth; kept while another verb is chosen. */
    QString name(int conflict) const { return m_names[size_t(conflict)]; }
    /** Chooses KeepBoth too. */
    void setName(int conflict, const QString &name);
    /** None unless KeepBoth is chosen. Two names count as equal if they differ in case only: many services
     * say so. */
    NameProblem nameProblem(int conflict) const;
    /** The first row whose name can't be taken. */
    std::optional<int> firstProblem() const;

    bool canChoose(int missingParent, ParentChoice::Verb verb) const;
    const ParentChoice &parentChoice(int missingParent) const { return m_answer.missingParents[size_t(missingParent)]; }
    /** OtherFolder keeps the folder of last time; without one it is ignored: use setFolder(). */
    void choose(int missingParent, ParentChoice::Verb verb);
    void setFolder(int missingParent, const ChosenFolder &folder);

    /** One choice per row; names only where they count. */
    Answer answer() const;

private:
    QString keyOf(int conflict, const QString &name) const;
    void count(int conflict, int difference);

    Question m_question;
    Answer m_answer;
    std::vector<QString> m_names;
    QHash<QString, int> m_uses; ///< by keyOf: how many rows keep both under this name
    QHash<QString, int> m_taken; ///< by keyOf: names that conflict, so that something has them
    bool m_hasSeveralAccounts = false;
};

} // namespace Unbin
