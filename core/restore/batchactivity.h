// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/accountlane.h"
#include "core/restore/activity.h"
#include "core/restore/itemoutcome.h"
#include "core/restore/journaledstep.h"
#include "core/restore/passedfolders.h"
#include "core/restore/plan.h"
#include "core/restore/ratemeter.h"

#include <QPointer>
#include <QSet>

#include <memory>
#include <unordered_map>

namespace Unbin {

class Provider;
class ProviderSet;

/** What every activity works with. All outlive it. */
struct Workshop {
    ProviderSet &providers;
    Journal &journal;
    Clock &clock;
    Scheduler &scheduler;
    /** From so many items on a restore is shown as a plan before it runs. */
    int reviewFrom = 250;
};

/**
 * The running of a batch, whatever it does to its items: lanes per account, the journal's frame, progress, cancelling,
 * holding an account that is out of order, and the receipt. Subclasses prepare the plan and make the jobs.
 */
class BatchActivity : public Activity
{
    Q_OBJECT
public:
    ~BatchActivity() override;

    Receipt::Kind kind() const override { return m_plan.receipt.kind; }
    qint64 batch() const override { return m_log.batch; }
    State state() const override { return m_state; }
    End end() const override { return m_end; }
    qint64 itemCount() const override { return m_progress.totalItems; }
    QString firstName() const override { return m_firstName; }
    QString targetPath() const override { return {}; }
    const Progress &progress() const override { return m_progress; }
    double itemsPerSecond() const override { return m_rate.perSecond(); }
    const std::optional<Receipt> &receipt() const override { return m_receipt; }
    const std::optional<Error> &error() const override { return m_error; }
    bool canUndo() const override;
    void setUndone(bool isUndone) override;
    bool canPutBack() const override;
    void setPutBack(bool isPutBack) override;
    bool isPutBack() const override { return m_isPutBack; }
    void cancel() override;
    void setPaused(bool paused) override;
    bool isPaused() const override { return m_isPaused; }

    /** Acts from the event loop. */
    void start();
    /** Stops all that is under way there; its items fail. */
    void dropAccount(const AccountId &account);
    /** Somebody will call resumeAccount() when an account is signed in again: until then its items wait rather than fail. */
    void awaitSignIns() { m_awaitsSignIns = true; }
    void resumeAccount(const AccountId &account);

Q_SIGNALS:
    void leftBin(const Unbin::AccountId &account, const std::vector<Unbin::ItemId> &items);
    void enteredBin(const Unbin::AccountId &account, const std::vector<Unbin::TrashedItem> &items);
    void folderChanged(const Unbin::AccountId &account, const Unbin::ItemId &folder);
    /** Items of this account wait for it to be signed in again. */
    void signInNeeded(const Unbin::AccountId &account);

protected:
    BatchActivity(Plan plan, const Workshop &workshop, QObject *parent);

    /** Gets the items to the stage Ready, or Done; ends with release(). */
    virtual void prepare() = 0;
    virtual JobPtr<ItemOutcome> jobFor(int index, Provider &provider) = 0;
    /** The folder a job is about, for keeping locked trees apart. */
    virtual ItemId folderOf(int index) const = 0;
    /** What was decided for an item, for the journal: enough to go on after a crash. */
    virtual QJsonObject taskOf(int) const { return {}; }
    /** The batch that this one takes back; 0: none. */
    virtual qint64 undoes() const { return 0; }
    /** What came of a running item; the default settles it. */
    virtual void ended(int index, ItemOutcome outcome);
    /** The network went away under it (ItemOutcome::isCutOff): keep how far it came, so that jobFor() goes on from there. */
    virtual void retain(int, ItemOutcome) { }
    /** Nothing of the batch runs or waits for a slot. The default finishes. */
    virtual void idle();
    /** Let go of what is not an item's job. */
    virtual void stopPreparing() { }
    virtual void accountDropped(const AccountId &) { }
    /** An item is done for good. */
    virtual void itemSettled(int) { }
    /** A postponed item's account is signed in again. The default gives it its turn. */
    virtual void takeUp(int index);

    /** The plan stands: journals it, then starts what is ready. */
    void release();
    bool isReleased() const { return m_isReleased; }
    /** The journal is being told of the batch: release() was called and has not come back. */
    bool isBeginning() const { return m_isBeginning; }
    /** It has come back; whatever was put off meanwhile may go on. */
    virtual void begun() { }
    void enqueue(int index);
    /** What was decided for it changed after the release. */
    void noteReplanned(int index);
    /** Takes the line as it is: counts it and journals it. */
    void settle(int index);
    void failItem(int index, Error error);
    /** True if this item need not fail: its account is signed out, nothing is half done, and it waits from now on. Its line
        keeps what is done already. */
    bool postpone(int index, ReceiptLine line);
    /** Everything of the account waits for resumeAccount() from now on. */
    void awaitSignIn(const AccountId &account);
    bool isOnlyHalfDone(const AccountId &account, const ReceiptLine &line) const;
    bool isIdle() const { return m_running.empty() && m_queued == 0 && m_postponed.empty() && !m_isBeginning; }
    bool isEnding() const { return m_isCancelled || m_isFinishing; }
    void setState(State state);
    void finish();
    /** To be taken away at the end, if it is empty by then. */
    void notePassed(PassedFolder folder);
    /** Taken away before a crash, and perhaps not looked into: this is done at the end. */
    void lookInto(std::vector<SweptFolder> folders) { m_swept = std::move(folders); }
    AccountLane &laneOf(const AccountId &account);
    void adoptNewcomers();
    const StepLog &log() const { return m_log; }

    Plan m_plan;
    Workshop m_workshop;

private:
    struct Running {
        Job<ItemOutcome> *job;
        AccountId account;
        ItemId locked;
    };
    /** Changes told to others in one go, ten times a second. */
    struct News {
        std::vector<ItemId> left;
        std::vector<TrashedItem> entered;
        std::vector<ItemId> folders;
    };

    std::vector<JournaledItem> itemsFrom(int first) const;
    void writeThenRest(JournalEntry entry, int next);
    void released(const Result<Done> &written);
    /** The network of one account is away. */
    struct Outage {
        std::chrono::milliseconds since;
        std::chrono::milliseconds nextLook; ///< when it is tried again
        int attempts = 0;
    };

    bool stall(int index, ItemOutcome &outcome);
    void probeLater(const AccountId &account);
    void endOutage(const AccountId &account);
    void startItem(int index, const ItemId &locked);
    void jobEnded(int index, ItemOutcome outcome);
    void tell(const AccountId &account, const ItemOutcome &outcome, const ItemId &entry);
    void flushNews();
    void holdIfHopeless(const AccountId &account, const Error &error);
    void failAll(const std::vector<int> &items, const Error &error);
    void checkIdle();
    void countLine(int index);
    void refreshProgress();
    void scheduleChange();
    void sweep();
    void complete();

    StepLog m_log;
    State m_state = State::Planning;
    End m_end = End::None;
    QString m_firstName;
    Progress m_progress;
    RateMeter m_rate;
    std::optional<Receipt> m_receipt;
    std::optional<Error> m_error;
    std::unordered_map<AccountId, std::unique_ptr<AccountLane>> m_lanes;
    std::unordered_map<int, Running> m_running;
    QHash<AccountId, News> m_news;
    QSet<AccountId> m_signedOut; // whose items wait
    std::vector<int> m_postponed; // that were refused for want of a token; not queued
    QHash<int, int> m_postponements; // how often, by item
    QHash<AccountId, Outage> m_outages;
    std::vector<PassedFolder> m_passed; // folders that were only passed through
    std::vector<SweptFolder> m_swept;
    QPointer<JobBase> m_sweeper;
    qint64 m_queued = 0;
    int m_known = 0; // items of the plan that the journal has
    qint64 m_doneBytes = 0;
    bool m_isBeginning = false; // the journal is being told
    bool m_isReleased = false;
    bool m_awaitsSignIns = false;
    bool m_isPaused = false;
    bool m_isCancelled = false;
    bool m_isFinishing = false;
    bool m_isIdleCheckQueued = false;
    bool m_isChangeScheduled = false;
    bool m_isUndone = false;
    bool m_isPutBack = false;
};

} // namespace Unbin
