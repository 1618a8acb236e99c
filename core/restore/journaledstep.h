// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/jobs/job.h"
#include "core/restore/journal.h"
#include "core/restore/journaljson.h"

#include <memory>

namespace Unbin {

/** Where a batch writes its steps. All outlive the batch. */
struct StepLog {
    Journal &journal;
    Clock &clock;
    qint64 batch;
};

inline QJsonObject toJson(Done)
{
    return {};
}

/**
 * One changing request, journaled: sent only after its intention is on the disk (else Storage, and nothing was sent), its
 * outcome noted after the reply. Dropped half way, the step stays open in the journal, which is the truth.
 */
template <class T>
class JournaledStep final : public Job<T>
{
public:
    JournaledStep(const StepLog &log, StepIntended step, JobPtr<T> request, std::shared_ptr<qint64> number)
        : m_log(log)
        , m_step(std::move(step))
        , m_request(std::move(request))
        , m_number(std::move(number))
    { }

protected:
    void run() override
    {
        m_step.step = m_log.journal.newStepNumber();
        if (m_number)
            *m_number = m_step.step;
        m_step.batch = m_log.batch;
        m_step.at = m_log.clock.now();
        this->then(m_log.journal.write(m_step), [this](Result<Done> written) {
            if (written)
                send();
            else
                this->fail(std::move(written).error());
        });
    }

private:
    void send()
    {
        auto *request = this->then(std::move(m_request), [this](Result<T> result) {
            StepEnded ended{.step = m_step.step, .at = m_log.clock.now()};
            if (result) {
                ended.result = toJson(*result);
            } else {
                const bool isUnknown = result.error().kind == Error::Kind::OutcomeUnknown;
                ended.state = isUnknown ? StepEnded::State::Unknown : StepEnded::State::Failed;
                ended.result = toJson(result.error());
            }
            m_log.journal.note(std::move(ended));
            this->finish(std::move(result));
        });
        QObject::connect(request, &JobBase::progressChanged, this,
            [this](Progress progress) {
                if (progress.waiting == Progress::Waiting::Service && !progress.since.isValid())
                    progress.since = m_acceptedAt.isValid() ? m_acceptedAt : m_step.at;
                this->setProgress(progress);
            });
        QObject::connect(request, &JobBase::accepted, this, [this](const QString &handle) {
            m_acceptedAt = m_log.clock.now();
            m_log.journal.note(StepAccepted{m_step.step, handle});
            Q_EMIT this->accepted(handle);
        });
    }

    StepLog m_log;
    StepIntended m_step;
    JobPtr<T> m_request;
    QDateTime m_acceptedAt;
    std::shared_ptr<qint64> m_number;
};

/** number, if given, gets the step's number once it begins: for who finds out later what came of it. */
template <class T>
JobPtr<T> journaled(
    const StepLog &log, StepIntended step, JobPtr<T> request, std::shared_ptr<qint64> number = nullptr)
{
    return std::make_unique<JournaledStep<T>>(log, std::move(step), std::move(request), std::move(number));
}

} // namespace Unbin
