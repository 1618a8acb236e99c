// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/batchactivity.h"
#include "core/restore/foldermaker.h"
#include "core/restore/foldermemory.h"
#include "core/restore/negotiation.h"

#include <QPointer>

namespace Unbin {

class Decider;

/**
 * A restore: plans, asks once, runs; what only then turns out to be in the way is planned again and asked about once more,
 * when the others are done.
 */
class RestoreActivity final : public BatchActivity
{
    Q_OBJECT
public:
    RestoreActivity(RestoreRequest request, Decider &decider, const Workshop &workshop, QObject *parent);
    /** Again for lines that failed: those that left the bin only need their move. */
    RestoreActivity(const Receipt &failed, std::optional<ChosenFolder> target, Decider &decider,
        const Workshop &workshop, QObject *parent);

    QString targetPath() const override { return m_target ? m_target->path : QString(); }
    const std::optional<ChosenFolder> &target() const { return m_target; }
    bool canUndo() const override;
    /** An undo was begun: there is none of it again. */
    void markUndone();

protected:
    void prepare() override;
    JobPtr<ItemOutcome> jobFor(int index, Provider &provider) override;
    ItemId folderOf(int index) const override;
    void ended(int index, ItemOutcome outcome) override;
    void idle() override;
    void stopPreparing() override;
    void accountDropped(const AccountId &account) override;
    void itemSettled(int index) override;
    void takeUp(int index) override;
    void begun() override { advanceLater(); }

private:
    void advance();
    void advanceLater();
    void failHeld();
    void planOpenItems();
    void planned(const std::vector<int> &items);
    void ask(bool isLate);
    void answered(Result<Answer> answer);
    void failObstacles(const Negotiation &negotiation, const Error &why);
    void settleSkipped(const Negotiation &negotiation);
    bool hasQuestions() const;
    void learnFrom(int index, const ItemOutcome &outcome);

    Decider &m_decider;
    std::optional<ChosenFolder> m_target;
    bool m_isUndone = false;
    bool m_isAdvancing = false;
    FolderMemory m_memory;
    FolderMaker m_maker;
    std::vector<int> m_toPlan;
    std::optional<Negotiation> m_negotiation;
    QPointer<JobBase> m_planner;
    QPointer<JobBase> m_question;
};

} // namespace Unbin
