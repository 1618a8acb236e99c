// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/batchactivity.h"
#include "core/restore/batchrecord.h"
#include "core/restore/recheckjob.h"

#include <QPointer>

namespace Unbin {

class Decider;
class UndoReview;

/**
 * A finished restore taken back: what it restored goes to the bin again, what it replaced comes back, folders that it had
 * to make go if they are empty by then. In the reverse order, files before the folders they may lie in. Before anything
 * moves, everything is looked at again: what changed since is left alone unless the user wants it gone all the same.
 *
 * A line that is Restored was undone; now is empty, entry and was tell what a redo needs. Folders are receipt.alongside.
 */
class UndoActivity final : public BatchActivity
{
    Q_OBJECT
public:
    /** Of a finished restore. With a decider, it is shown the plan before it runs. */
    UndoActivity(const Receipt &done, Decider *decider, const Workshop &workshop, QObject *parent);
    /** Again, for what a finished undo could not take back. */
    static std::unique_ptr<UndoActivity> again(const Receipt &undone, Decider *decider, const Workshop &workshop);
    /** Goes on with one that was cut off; what was decided stands. */
    UndoActivity(BatchRecord record, const Workshop &workshop, QObject *parent);

    ~UndoActivity() override;

    /** There is something in it to undo; of an undo, to redo. */
    static bool canUndo(const Receipt &receipt, const ProviderSet &providers);
    /** There are items that left the bin and did not arrive, and they can be put into it again. */
    static bool canPutBack(const Receipt &receipt, const ProviderSet &providers);
    /** These alone, as a receipt that nobody journaled: what else the batch did stands, and can be undone by itself. */
    static Receipt halfDoneOf(const Receipt &receipt);
    /** The lines of a finished undo that are still to be undone. */
    static bool hasLeftOver(const Receipt &undone);

protected:
    void prepare() override;
    JobPtr<ItemOutcome> jobFor(int index, Provider &provider) override;
    ItemId folderOf(int index) const override;
    QJsonObject taskOf(int index) const override;
    qint64 undoes() const override { return m_source; }
    void retain(int index, ItemOutcome outcome) override;
    void idle() override;
    void stopPreparing() override;

private:
    friend class UndoReview;
    struct Task {
        Boxed<LiveItem> now;
        Boxed<TrashedItem> replacedEntry;
        Boxed<TrashedItem> entry;
        Boxed<LiveItem> was;
        Boxed<PassedThrough> passed; // left by a restore that stopped half way
        QString nowPath;
        Recheck::State check = Recheck::State::Unseen;
        bool isIncluded = true;
        bool onlyIfEmpty = false;
        bool mustLook = false;
    };
    UndoActivity(Plan plan, std::vector<Task> tasks, Decider *decider, const Workshop &workshop, QObject *parent);
    static std::pair<Plan, std::vector<Task>> planOf(const Receipt &done);
    static std::pair<Plan, std::vector<Task>> planAgain(const Receipt &undone);
    static std::pair<Plan, std::vector<Task>> planOf(const BatchRecord &record);
    UndoActivity(std::pair<Plan, std::vector<Task>> made, Decider *decider, const Workshop &workshop, QObject *parent);

    void addMadeFolders(const BatchRecord &source);
    void lookAgain();
    void checked(std::vector<Recheck> found);
    void show();
    void decide();
    void refuse(int index, Error error);
    void pass(int index, ReceiptLine::Reason reason);

    Decider *m_decider;
    qint64 m_source = 0; // the batch being undone
    bool m_isGoingOn = false;
    std::vector<Task> m_tasks; // beside m_plan's items
    std::vector<int> m_folders; // the one to be undone next is the last
    std::unique_ptr<UndoReview> m_review;
    QPointer<JobBase> m_preparing;
};

} // namespace Unbin
