// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/batchactivity.h"
#include "core/restore/foldermaker.h"
#include "core/restore/foldermemory.h"
#include "core/restore/negotiation.h"
#include "core/restore/recheckjob.h"

#include <QPointer>

namespace Unbin {

class Decider;
class RestoreReview;

/**
 * A restore: plans, asks once, shows a long plan, runs; what only then turns out to be in the way is planned again and
 * asked about once more, when the others are done. At the end it looks again at what it did.
 */
class RestoreActivity final : public BatchActivity
{
    Q_OBJECT
public:
    RestoreActivity(RestoreRequest request, Decider &decider, const Workshop &workshop, QObject *parent);
    /** Again for lines that failed: those that left the bin only need their move. */
    RestoreActivity(const Receipt &failed, std::optional<ChosenFolder> target, Decider &decider,
        const Workshop &workshop, QObject *parent);
    /** Goes on with one that was cut off; what was decided stands. */
    RestoreActivity(const BatchRecord &record, Decider &decider, const Workshop &workshop, QObject *parent);
    /** What an undo took away comes back, to where it was; what that had brought back makes room again. */
    static std::unique_ptr<RestoreActivity> redo(const Receipt &undone, Decider &decider, const Workshop &workshop);
    ~RestoreActivity() override;

    QString targetPath() const override { return m_target ? m_target->path : QString(); }
    std::optional<ChosenFolder> target() const override { return m_target; }

protected:
    void prepare() override;
    JobPtr<ItemOutcome> jobFor(int index, Provider &provider) override;
    ItemId folderOf(int index) const override;
    QJsonObject taskOf(int index) const override;
    qint64 undoes() const override { return m_source; }
    void retain(int index, ItemOutcome outcome) override;
    void ended(int index, ItemOutcome outcome) override;
    void idle() override;
    void stopPreparing() override;
    void accountDropped(const AccountId &account) override;
    void itemSettled(int index) override;
    void takeUp(int index) override;
    void begun() override { advanceLater(); }

private:
    friend class RestoreReview;
    RestoreActivity(Plan plan, std::optional<ChosenFolder> target, Decider &decider, const Workshop &workshop,
        QObject *parent);

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
    bool mustShow() const;
    void show();
    void planEdited(std::vector<int> items);
    void answerByDefault();
    void verify();
    void verifySome();
    void verified(const std::vector<int> &lines, const std::vector<Recheck> &found);

    Decider &m_decider;
    std::optional<ChosenFolder> m_target;
    qint64 m_source = 0; // the undo that this one takes back
    bool m_isAdvancing = false;
    bool m_isReviewed = false;
    bool m_isVerified = false;
    FolderMemory m_memory;
    FolderMaker m_maker;
    std::vector<int> m_toPlan;
    std::optional<Negotiation> m_negotiation;
    QPointer<JobBase> m_planner;
    QPointer<JobBase> m_question;
    std::unique_ptr<RestoreReview> m_review;
    std::vector<int> m_toVerify; // by folder; the ones to be looked at next are the last
    QPointer<JobBase> m_verifier;
};

} // namespace Unbin
