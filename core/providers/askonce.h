// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/jobs/job.h"

#include <QHash>
#include <QPointer>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

namespace Unbin {

/**
 * Answers by key: asks once however many want to know at the same time, and remembers what it was told for a
 * while. Failures are not remembered. A question stops when nobody waits for its answer any more. Main
 * thread.
 */
template <class T>
class AskOnce
{
public:
    using Ask = std::function<JobPtr<T>(const QString &key)>;

    AskOnce(const Clock &clock, std::chrono::milliseconds life, Ask ask)
        : m_state(std::make_shared<State>(clock, life, std::move(ask)))
    { }

    JobPtr<T> answer(const QString &key) { return std::make_unique<Waiter>(m_state, key); }

    /** What is remembered and still fresh, to be kept true by who knows of a change; null if nothing. */
    T *known(const QString &key) { return m_state->known(key); }

    /** What was told or asked until now counts no more. Who waits already still gets that answer. */
    void forgetAll()
    {
        m_state->answers.clear();
        disownRunning();
    }
    void forget(const QString &key)
    {
        m_state->answers.remove(key);
        m_state->running.remove(key);
    }
    /** Answers to what is being asked now are told to those who wait, but not remembered. */
    void disownRunning() { m_state->running.clear(); }
    /** Frees what is no longer fresh. */
    void dropStale() { m_state->dropStale(); }

private:
    class Waiter;

    /** One question under way; lives as long as somebody waits for it. */
    class Question : public QObject
    {
    public:
        std::vector<QPointer<Waiter>> waiters;
    };

    struct State {
        struct Answer {
            T value;
            std::chrono::milliseconds at;
        };

        State(const Clock &theClock, std::chrono::milliseconds theLife, Ask theAsk)
            : clock(theClock)
            , life(theLife)
            , ask(std::move(theAsk))
        { }

        T *known(const QString &key)
        {
            const auto it = answers.find(key);
            if (it == answers.end())
                return nullptr;
            if (clock.monotonic() - it->at < life)
                return &it->value;
            answers.erase(it);
            return nullptr;
        }

        void dropStale()
        {
            const auto now = clock.monotonic();
            answers.removeIf([this, now](auto it) { return now - it->at >= life; });
        }

        const Clock &clock;
        const std::chrono::milliseconds life;
        Ask ask;
        QHash<QString, Answer> answers;
        QHash<QString, std::weak_ptr<Question>> running;
    };

    class Waiter final : public Job<T>
    {
    public:
        Waiter(std::shared_ptr<State> state, QString key)
            : m_state(std::move(state))
            , m_key(std::move(key))
        { }

        void hear(const Result<T> &result) { this->finish(result); }
        void hearProgress(const Progress &progress) { this->setProgress(progress); }

    protected:
        void run() override
        {
            if (const T *known = m_state->known(m_key)) {
                this->succeed(*known);
                return;
            }
            m_question = m_state->running.value(m_key).lock();
            if (!m_question)
                m_question = begin();
            m_question->waiters.push_back(this);
        }
        void release() override { m_question.reset(); }

    private:
        std::shared_ptr<Question> begin()
        {
            // The last waiter may let go inside a signal of the question's own job: that one is stopped at
            // once and deleted later.
            std::shared_ptr<Question> question(new Question, [](Question *asking) {
                if (auto *job = asking->template findChild<JobBase *>(QString(), Qt::FindDirectChildrenOnly))
                    job->cancel();
                asking->deleteLater();
            });
            const std::weak_ptr<Question> weak = question;
            const auto tellAll = [weak](const auto &tell) {
                const auto alive = weak.lock();
                if (!alive)
                    return;
                const auto waiters = alive->waiters;
                for (const QPointer<Waiter> &waiter : waiters) {
                    if (waiter)
                        tell(*waiter);
                }
            };
            Job<T> *job = launch(m_state->ask(m_key), question.get(),
                [state = m_state, key = m_key, weak, tellAll](const Result<T> &result) {
                    settle(*state, key, weak, result);
                    tellAll([&result](Waiter &waiter) { waiter.hear(result); });
                });
            QObject::connect(job, &JobBase::progressChanged, question.get(), [tellAll](const Progress &progress) {
                tellAll([&progress](Waiter &waiter) { waiter.hearProgress(progress); });
            });
            m_state->running.insert(m_key, weak);
            return question;
        }

        static void settle(
            State &state, const QString &key, const std::weak_ptr<Question> &question, const Result<T> &result)
        {
            // A question from before forgetAll() is no longer listed, and its answer is not to be remembered.
            const auto listed = state.running.value(key);
            if (question.expired() || listed.lock() != question.lock())
                return;
            state.running.remove(key);
            if (result)
                state.answers.insert(key, {*result, state.clock.monotonic()});
        }

        std::shared_ptr<State> m_state;
        QString m_key;
        std::shared_ptr<Question> m_question;
    };

    std::shared_ptr<State> m_state;
};

} // namespace Unbin
