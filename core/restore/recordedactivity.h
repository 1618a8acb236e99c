// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/activity.h"
#include "core/restore/batchactivity.h"
#include "core/restore/batchrecord.h"

#include <QPointer>

namespace Unbin {

/**
 * A batch of an earlier run as the journal has it. One that ended is simply finished. One that was cut off first finds out
 * by looking what became of its open steps; then, if anything is left to do, it is Interrupted and waits for somebody to
 * go on with it or to leave it. Whatever is decided, its receipt says what was done and what nobody knows.
 */
class RecordedActivity final : public Activity
{
    Q_OBJECT
public:
    RecordedActivity(qint64 batch, Receipt::Kind kind, qint64 items, const Workshop &workshop, QObject *parent);

    Receipt::Kind kind() const override { return m_kind; }
    qint64 batch() const override { return m_batch; }
    State state() const override { return m_state; }
    End end() const override { return m_end; }
    qint64 itemCount() const override { return m_items; }
    QString firstName() const override { return m_firstName; }
    QString targetPath() const override { return m_record.target ? m_record.target->path : QString(); }
    std::optional<ChosenFolder> target() const override { return m_record.target; }
    const Progress &progress() const override { return m_progress; }
    double itemsPerSecond() const override { return 0; }
    const std::optional<Receipt> &receipt() const override { return m_receipt; }
    const std::optional<Error> &error() const override { return m_error; }
    bool canUndo() const override;
    void setUndone(bool isUndone) override;
    bool canPutBack() const override;
    void setPutBack(bool isPutBack) override;
    bool isPutBack() const override { return m_isPutBack; }
    /** What is cut off can't be cancelled or paused: go on with it, or leave it. */
    void cancel() override { }
    void setPaused(bool) override { }
    bool isPaused() const override { return false; }

    /** Of a finished batch of versions: what it wished for, beside the receipt's lines. */
    const std::vector<VersionOrder> &versionOrders() const { return m_versionOrders; }

    /** Acts from the event loop. */
    void start();
    /** Nothing more is done; the receipt says how far it came. */
    void leave();
    /** What is left to do, once Interrupted. This is finished then, without a receipt. */
    BatchRecord handOver();
    void dropAccount(const AccountId &account);

Q_SIGNALS:
    void enteredBin(const Unbin::AccountId &account, const std::vector<Unbin::TrashedItem> &items);

private:
    void readRecord();
    void settle();
    void settleLater(const Error &why);
    void settled();
    void sweep();
    bool hasOpenItems() const;
    void waitFor(Progress::Waiting reason, std::chrono::milliseconds time, const QDateTime &since = {});
    void conclude(End end);
    void setState(State state);

    const qint64 m_batch;
    const Receipt::Kind m_kind;
    qint64 m_items;
    Workshop m_workshop;
    State m_state = State::Planning;
    End m_end = End::None;
    QString m_firstName;
    BatchRecord m_record;
    std::vector<VersionOrder> m_versionOrders;
    Progress m_progress;
    std::optional<Receipt> m_receipt;
    std::optional<Error> m_error;
    QPointer<JobBase> m_settling;
    int m_attempts = 0;
    bool m_isUndone = false;
    bool m_isPutBack = false;
};

} // namespace Unbin
