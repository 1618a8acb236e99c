// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/recordedactivity.h"

#include "core/http/backoff.h"
#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/passedfolders.h"
#include "core/restore/settlejob.h"
#include "core/restore/undoactivity.h"
#include "core/restore/versionactivity.h"

#include <algorithm>

namespace Unbin {

RecordedActivity::RecordedActivity(
    qint64 batch, Receipt::Kind kind, qint64 items, const Workshop &workshop, QObject *parent)
    : Activity(parent)
    , m_batch(batch)
    , m_kind(kind)
    , m_items(items)
    , m_workshop(workshop)
{
    m_progress.totalItems = items;
    connect(&m_workshop.providers, &ProviderSet::added, this, [this] {
        if (m_progress.waiting == Progress::Waiting::SignIn)
            settle();
    });
}

void RecordedActivity::start()
{
    QMetaObject::invokeMethod(
        this, [this] { readRecord(); }, Qt::QueuedConnection);
}

void RecordedActivity::readRecord()
{
    launch(m_workshop.journal.read(m_batch), this, [this](Result<BatchRecord> record) {
        if (!record) {
            m_error = record.error();
            conclude(End::Failed);
            return;
        }
        m_record = std::move(*record);
        m_items = m_progress.totalItems = m_record.asked;
        if (!m_record.items.empty())
            m_firstName = m_record.items.front().line.item.item.name;
        m_isUndone = m_record.undoneBy > 0;
        if (m_record.endedAt.isValid())
            conclude(m_record.isCancelled ? End::Cancelled : End::Done);
        else
            settle();
    });
}

void RecordedActivity::settle()
{
    if (m_settling || m_state != State::Planning)
        return;
    waitFor(Progress::Waiting::No, {});
    const StepLog log{m_workshop.journal, m_workshop.clock, m_batch};
    JobBase *settling = launch(JobPtr<Done>(std::make_unique<SettleJob>(m_record, m_workshop.providers, log)), this,
        [this](Result<Done> done) {
            m_settling = nullptr;
            if (m_state != State::Planning)
                return;
            if (done)
                settled();
            else
                settleLater(done.error());
        });
    m_settling = settling;
    connect(settling, &JobBase::progressChanged, this, [this](const Progress &progress) {
        if (m_state == State::Planning)
            waitFor(progress.waiting, progress.waitingFor, progress.since);
    });
}

/** Nobody can look now. It goes on by itself; whoever does not want to wait can leave it as it is. */
void RecordedActivity::settleLater(const Error &why)
{
    const BackOff backOff{std::chrono::seconds(2), std::chrono::minutes(1)};
    const auto pause = backOff.pauseAfter(++m_attempts, 0.5);
    const bool isSignIn = why.kind == Error::Kind::SignInNeeded;
    waitFor(isSignIn ? Progress::Waiting::SignIn : Progress::Waiting::Network, isSignIn ? decltype(pause){} : pause);
    m_workshop.clock.callLater(pause, this, [this] { settle(); });
}

void RecordedActivity::settled()
{
    m_progress.doneItems = std::count_if(
        m_record.items.begin(), m_record.items.end(), [](const ItemRecord &item) { return !item.isOpen; });
    if (hasOpenItems())
        setState(State::Interrupted);
    else
        sweep(); // all was done but for the last word
}

/** All items were done; what they only passed through may still be there. */
void RecordedActivity::sweep()
{
    auto passed = passedFolders(m_record);
    if (passed.empty()) {
        leave();
        return;
    }
    const StepLog log{m_workshop.journal, m_workshop.clock, m_batch};
    const auto tell = [this](const SweptFolder &folder) { Q_EMIT enteredBin(folder.account, {folder.entry}); };
    auto job = std::make_unique<SweepJob>(
        std::move(passed), sweptFolders(m_record), m_workshop.providers, log, tell);
    m_settling = launch(JobPtr<Done>(std::move(job)), this, [this](const Result<Done> &) {
        m_settling = nullptr;
        leave();
    });
}

bool RecordedActivity::hasOpenItems() const
{
    return std::any_of(
        m_record.items.begin(), m_record.items.end(), [](const ItemRecord &item) { return item.isOpen; });
}

void RecordedActivity::leave()
{
    if (m_state == State::Finished)
        return;
    const bool wasSettled = m_state == State::Interrupted || !hasOpenItems();
    if (m_settling)
        delete m_settling.data();
    const bool isAllDone = !hasOpenItems();
    for (size_t position = 0; position < m_record.items.size(); ++position) {
        ItemRecord &item = m_record.items[position];
        if (!item.isOpen)
            continue;
        item.isOpen = false;
        const bool mayBeHalfWay = !wasSettled
            && std::any_of(m_record.steps.begin(), m_record.steps.end(), [position](const StepRecord &step) {
                   return step.position == int(position) && step.isOpen();
               });
        if (mayBeHalfWay) {
            item.line.outcome = ReceiptLine::Outcome::Failed;
            item.line.error = Error::of(Error::Kind::OutcomeUnknown, QStringLiteral("cut off, and nobody looked"));
        } else if (item.line.now) {
            item.line.outcome = ReceiptLine::Outcome::Failed;
            item.line.error
                = Error::of(Error::Kind::Cancelled, QStringLiteral("restored, but not moved to the wanted place"));
        } else {
            item.line.outcome = ReceiptLine::Outcome::Skipped;
            item.line.reason = ReceiptLine::Reason::Cancelled;
            if (m_kind == Receipt::Kind::Undo && !item.line.entry) { // it stays where it is
                item.line.now = liveItemFrom(item.task.value(QStringLiteral("now")).toObject());
                item.line.nowPath = item.task.value(QStringLiteral("nowPath")).toString();
                item.line.isRenamed = item.line.now && item.line.now->name != item.line.item.item.name;
            }
        }
        m_workshop.journal.note(ItemEnded{m_batch, int(position), item.line});
    }
    m_record.endedAt = m_workshop.clock.now();
    m_workshop.journal.note(BatchEnded{m_batch, !isAllDone, m_record.endedAt});
    conclude(isAllDone ? End::Done : End::Cancelled);
}

BatchRecord RecordedActivity::handOver()
{
    m_end = End::Done;
    setState(State::Finished);
    return std::exchange(m_record, {});
}

void RecordedActivity::dropAccount(const AccountId &)
{
    if (!m_settling)
        return;
    delete m_settling.data(); // it may hang on the provider that goes
    m_workshop.clock.callLater(std::chrono::milliseconds(0), this, [this] { settle(); });
}

bool RecordedActivity::canUndo() const
{
    if (!m_receipt || m_isUndone)
        return false;
    return m_kind == Receipt::Kind::Versions
        ? !undoRequestOf(*m_receipt, m_versionOrders, m_workshop.providers).orders.empty()
        : UndoActivity::canUndo(*m_receipt, m_workshop.providers);
}

void RecordedActivity::setUndone(bool isUndone)
{
    m_isUndone = isUndone;
    Q_EMIT changed();
}

bool RecordedActivity::canPutBack() const
{
    return m_receipt && !m_isUndone && !m_isPutBack && UndoActivity::canPutBack(*m_receipt, m_workshop.providers);
}

void RecordedActivity::setPutBack(bool isPutBack)
{
    m_isPutBack = isPutBack;
    Q_EMIT changed();
}

void RecordedActivity::waitFor(Progress::Waiting reason, std::chrono::milliseconds time, const QDateTime &since)
{
    m_progress.waiting = reason;
    m_progress.waitingFor = time;
    m_progress.since = since;
    Q_EMIT changed();
}

void RecordedActivity::conclude(End end)
{
    m_end = end;
    if (end != End::Failed)
        m_receipt = m_record.receipt();
    if (m_kind == Receipt::Kind::Versions || m_kind == Receipt::Kind::UndoVersions)
        m_versionOrders = versionOrdersOf(m_record);
    m_record.items = {};
    m_record.steps = {};
    m_progress.waiting = Progress::Waiting::No;
    m_progress.since = {};
    m_progress.doneItems = m_progress.totalItems;
    setState(State::Finished);
    Q_EMIT finished();
}

void RecordedActivity::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT changed();
}

} // namespace Unbin
