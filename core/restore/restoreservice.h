// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/restore/activity.h"
#include "core/restore/batchactivity.h"
#include "core/restore/request.h"

#include <QObject>

#include <memory>
#include <vector>

namespace Unbin {

class Clock;
class Decider;
class Journal;
class ProviderSet;

/** What a single restore would do, told before anything is asked or sent: the forecast of the detail pane. */
struct Forecast {
    enum class Kind {
        InPlace,
        NameTaken,
        AlreadyThere,
        ParentMissing,
        ParentTrashed,
        NeedsFolder,
        CleanUpOnly,
        NotNow,
        Unknown
    };
    Kind kind = Kind::Unknown;
    QString folderPath; ///< where it would go, for people
    std::optional<LiveItem> inTheWay;
};

/**
 * The one door to everything that changes something: restores and purges become activities here. Small
 * requests overtake large ones: a job gives way at its next item. Main thread.
 */
class RestoreService : public QObject
{
    Q_OBJECT
public:
    /** All must outlive the service. */
    RestoreService(ProviderSet &providers, Journal &journal, Clock &clock, QObject *parent = nullptr);
    ~RestoreService() override;

    /** Plans, asks the decider once if there are obstacles, runs. The activity is owned by the service. */
    Activity *restore(RestoreRequest request, Decider &decider);
    Activity *purge(PurgeRequest request);
    /** Makes versions current, deletes them, brings them back, or saves them; see VersionDeed. */
    Activity *changeVersions(VersionRequest request);
    /** The failed lines of a finished activity once more, as a new one; null if there are none. */
    Activity *retryFailed(Activity *finished, Decider &decider);
    /** Restored things go back to the bin, replaced things come back, folders that had to be made go if they are empty,
        files get their former content and name; null if canUndo() is false. What changed since is left alone. Of an undo:
        everything comes back (needs a decider). */
    Activity *undo(Activity *finished);
    /** The same, shown to the decider as a plan before it runs, who may include what changed since. */
    Activity *undo(Activity *finished, Decider &decider);

    /** Items that left the bin and did not arrive go back into it, under their own names if these are free there; what
        had made room for them comes back. Null if canPutBack() is false. retryFailed() goes on with them instead. */
    Activity *putBack(Activity *finished);

    /** Batches that an earlier run of the program did not finish become activities: each finds out what became of its open
        steps, then is Interrupted. Call once, when the accounts are there or on their way. */
    void takeUpInterrupted();
    /** What is left of an Interrupted activity goes on as a new one; the old one is removed. */
    Activity *goOn(Activity *interrupted, Decider &decider);
    /** Nothing more of it is done; its receipt tells how far it came. */
    void leave(Activity *interrupted);

    /** Finished batches of this and earlier runs, newest first. */
    JobPtr<std::vector<BatchSummary>> history(int most);
    /** A finished batch of the history as an activity, which can be undone. An activity of this run is returned itself. */
    Activity *recall(const BatchSummary &past);

    /** From so many items on a restore is shown to the decider as a plan before it runs. */
    void setReviewFrom(int items);

    /** Reads only; cheap look-ups, cached for the life of the job. */
    JobPtr<Forecast> forecast(const AccountItem &item);

    /** From now on work of an account that turns out to be signed out waits for resumeAccount() instead of failing, and
        signInNeeded() tells of it. */
    void awaitSignIns();
    /** The account is signed in (again): its work goes on. */
    void resumeAccount(const AccountId &account);

    /** Oldest first; finished ones stay until dismissed. */
    std::vector<Activity *> activities() const;
    void dismiss(Activity *finished);
    bool isBusy() const;

Q_SIGNALS:
    void added(Unbin::Activity *activity);
    void aboutToRemove(Unbin::Activity *activity);
    /** These left the bin, for good or back to life: the catalog drops them. */
    void leftBin(const Unbin::AccountId &account, const std::vector<Unbin::ItemId> &items);
    /** These came into the bin by our doing: replaced files, undone restores. */
    void enteredBin(const Unbin::AccountId &account, const std::vector<Unbin::TrashedItem> &items);
    /** Work waits for this account to be signed in again. */
    void signInNeeded(const Unbin::AccountId &account);
    /** A live folder's children changed by our doing. */
    void folderChanged(const Unbin::AccountId &account, const Unbin::ItemId &folder);

private:
    class Private;
    Activity *begin(std::unique_ptr<BatchActivity> activity);
    Activity *recorded(qint64 batch, Receipt::Kind kind, qint64 items);
    Activity *beginUndo(Activity *finished, Decider *decider);
    void remove(Activity *activity);

    std::unique_ptr<Private> d;
};

} // namespace Unbin
