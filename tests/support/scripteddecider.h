// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/decider.h"

#include <functional>
#include <vector>

namespace Unbin {

/** Answers by a script, counts, and keeps every question. With the script used up it fails with Internal. */
class ScriptedDecider final : public Decider
{
public:
    using Reply = std::function<Result<Answer>(const Question &)>;

    JobPtr<Answer> ask(Question question) override
    {
        questions.push_back(question);
        if (isSilent)
            return std::make_unique<Silence>();
        Result<Answer> answer = failure(Error::Kind::Internal, QStringLiteral("nobody expected this question"));
        if (m_next < m_replies.size())
            answer = m_replies[m_next++](question);
        else if (m_always)
            answer = m_always(question);
        return std::make_unique<ReadyJob<Answer>>(std::move(answer));
    }

    /** The next question gets this answer. */
    ScriptedDecider &then(Reply reply)
    {
        m_replies.push_back(std::move(reply));
        return *this;
    }
    ScriptedDecider &thenCancel()
    {
        return then([](const Question &) { return failure(Error::Kind::Cancelled); });
    }
    /** What every question gets once the script is used up. */
    ScriptedDecider &always(Reply reply)
    {
        m_always = std::move(reply);
        return *this;
    }
    ScriptedDecider &alwaysDefault()
    {
        return always([](const Question &question) { return defaultAnswer(question); });
    }
    /** All conflicts and all missing parents get these. */
    static Reply all(ConflictChoice::Verb verb, ParentChoice::Verb parentVerb = ParentChoice::Verb::Recreate)
    {
        return [verb, parentVerb](const Question &question) {
            Answer answer;
            for (const NameConflict &conflict : question.conflicts)
                answer.conflicts.push_back({verb, conflict.proposedName});
            answer.missingParents.resize(question.missingParents.size(), ParentChoice{parentVerb, {}, {}});
            return answer;
        };
    }

    int asked() const { return int(questions.size()); }

    std::vector<Question> questions;
    /** The user looks at the dialog and does nothing: questions stay open until dropped. */
    bool isSilent = false;

private:
    class Silence final : public Job<Answer>
    {
        void run() override { }
    };

    std::vector<Reply> m_replies;
    size_t m_next = 0;
    Reply m_always;
};

} // namespace Unbin
