// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/batchactivity.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/undoactivity.h"

#include <QLoggingCategory>

#include <algorithm>

namespace Unbin {

Q_LOGGING_CATEGORY(lcRestore, "unbin.restore", QtWarningMsg)

using Stage = PlannedItem::Stage;
using Outcome = ReceiptLine::Outcome;

namespace {

constexpr std::chrono::milliseconds kChangeInterval{100};

} // namespace

BatchActivity::BatchActivity(Plan plan, const Workshop &workshop, QObject *parent)
    : Activity(parent)
    , m_plan(std::move(plan))
    , m_workshop(workshop)
    , m_log{workshop.journal, workshop.clock, m_plan.resumed > 0 ? m_plan.resumed : workshop.journal.newBatchNumber()}
{
    if (m_plan.resumed > 0)
        m_known = m_plan.size();
    else
        m_plan.receipt.startedAt = workshop.clock.now();
    for (int index = 0; index < m_plan.size(); ++index) {
        if (m_plan.items[size_t(index)].isSettled)
            countLine(index);
    }
    m_progress.totalItems = qint64(m_plan.receipt.lines.size());
    if (m_plan.size() > 0)
        m_firstName = m_plan.item(0).item.name;
    qint64 bytes = 0;
    for (const ReceiptLine &line : m_plan.receipt.lines)
        bytes = bytes < 0 || line.item.item.sizeBytes < 0 ? -1 : bytes + line.item.item.sizeBytes;
    m_progress.totalBytes = bytes;
}

BatchActivity::~BatchActivity()
{
    for (const auto &[index, running] : m_running)
        m_workshop.scheduler.ended(running.account, running.locked);
}

void BatchActivity::start()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!isEnding())
                prepare();
        },
        Qt::QueuedConnection);
}

AccountLane &BatchActivity::laneOf(const AccountId &account)
{
    std::unique_ptr<AccountLane> &lane = m_lanes[account];
    if (!lane) {
        const Provider *provider = m_workshop.providers.find(account);
        const bool locksTrees = provider && provider->capabilities().locksFolderTrees;
        lane = std::make_unique<AccountLane>(account, m_workshop.scheduler, locksTrees,
            [this](int index, const ItemId &locked) { startItem(index, locked); });
        lane->setPaused(m_isPaused || m_signedOut.contains(account));
    }
    return *lane;
}

void BatchActivity::noteReplanned(int index)
{
    const Place place{folderOf(index), m_plan.items[size_t(index)].name};
    m_log.journal.note(ItemReplanned{m_log.batch, index, place, taskOf(index)});
}

void BatchActivity::enqueue(int index)
{
    const AccountItem &item = m_plan.item(index);
    AccountLane &lane = laneOf(item.account);
    if (lane.heldBy()) {
        failItem(index, *lane.heldBy());
        return;
    }
    ++m_queued;
    lane.add({index, folderOf(index), item.item.kind == ItemKind::Folder});
}

void BatchActivity::startItem(int index, const ItemId &locked)
{
    --m_queued;
    const AccountId account = m_plan.item(index).account;
    Provider *provider = m_workshop.providers.find(account);
    if (!provider) {
        failItem(index, Error::of(Error::Kind::SignInNeeded, QStringLiteral("the account is not connected")));
        return;
    }
    m_plan.items[size_t(index)].stage = Stage::Running;
    Job<ItemOutcome> *job = launch(jobFor(index, *provider), this, [this, index](Result<ItemOutcome> outcome) {
        if (!outcome) { // stopped before it began: nothing was sent
            ReceiptLine line = m_plan.line(index);
            line.outcome = Outcome::Failed;
            line.error = Error::of(Error::Kind::SignInNeeded, QStringLiteral("the account was removed"));
            outcome = ItemOutcome{.line = std::move(line)};
        }
        jobEnded(index, std::move(*outcome));
    });
    connect(job, &JobBase::progressChanged, this, &BatchActivity::scheduleChange);
    m_running.insert({index, {job, account, locked}});
    m_workshop.scheduler.began(account, locked);
}

void BatchActivity::jobEnded(int index, ItemOutcome outcome)
{
    const Running running = m_running.at(index);
    m_running.erase(index);
    m_workshop.scheduler.ended(running.account, running.locked);
    tell(running.account, outcome, m_plan.item(index).item.id);
    if (stall(index, outcome)) {
        scheduleChange();
        return;
    }
    endOutage(running.account);
    const Boxed<Error> error = outcome.line.error;
    if (postpone(index, outcome.line)) {
        scheduleChange();
        return;
    }
    const bool canRestWait = isOnlyHalfDone(running.account, outcome.line);
    ended(index, std::move(outcome));
    if (canRestWait)
        awaitSignIn(running.account);
    else if (error)
        holdIfHopeless(running.account, *error);
    checkIdle();
    scheduleChange();
}

bool BatchActivity::canUndo() const
{
    return m_receipt && !m_isUndone && UndoActivity::canUndo(*m_receipt, m_workshop.providers);
}

void BatchActivity::setUndone(bool isUndone)
{
    m_isUndone = isUndone;
    Q_EMIT changed();
}

void BatchActivity::ended(int index, ItemOutcome outcome)
{
    m_plan.line(index) = std::move(outcome.line);
    settle(index);
}

void BatchActivity::settle(int index)
{
    m_plan.items[size_t(index)].stage = Stage::Done;
    if (std::exchange(m_plan.items[size_t(index)].isSettled, true))
        return;
    countLine(index);
    if (m_isReleased)
        m_log.journal.note(ItemEnded{m_log.batch, index, m_plan.line(index)});
    itemSettled(index);
    checkIdle();
}

void BatchActivity::countLine(int index)
{
    if (m_plan.isAlongside(index))
        return;
    ++m_progress.doneItems;
    m_doneBytes += std::max<qint64>(0, m_plan.item(index).item.sizeBytes);
}

void BatchActivity::failItem(int index, Error error)
{
    ReceiptLine &line = m_plan.line(index);
    line.outcome = Outcome::Failed;
    line.error = std::move(error);
    settle(index);
}

void BatchActivity::failAll(const std::vector<int> &items, const Error &error)
{
    for (const int index : items)
        failItem(index, error);
}

/** Every other item of the account would fail for the same reason, so it is not even tried. */
void BatchActivity::holdIfHopeless(const AccountId &account, const Error &error)
{
    AccountLane &lane = laneOf(account);
    if (!error.stopsBatch() || lane.heldBy())
        return;
    qCInfo(lcRestore) << "holding the rest of the batch:" << error;
    lane.hold(error);
    const std::vector<int> waiting = lane.takeAll();
    m_queued -= qint64(waiting.size());
    failAll(waiting, error);
}

void BatchActivity::checkIdle()
{
    if (!m_isReleased && !m_isCancelled)
        return;
    if (!isIdle() || std::exchange(m_isIdleCheckQueued, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isIdleCheckQueued = false;
            if (m_isFinishing || !isIdle())
                return;
            if (m_isCancelled)
                finish();
            else
                idle();
        },
        Qt::QueuedConnection);
}

void BatchActivity::idle()
{
    finish();
}

void BatchActivity::cancel()
{
    if (isEnding())
        return;
    m_isCancelled = true;
    m_outages.clear();
    stopPreparing();
    for (const auto &[account, lane] : m_lanes)
        lane->takeAll();
    m_queued = 0;
    m_postponed.clear();
    for (int index = 0; index < m_plan.size(); ++index) {
        const Stage stage = m_plan.items[size_t(index)].stage;
        if (stage == Stage::Running || stage == Stage::Done)
            continue;
        ReceiptLine &line = m_plan.line(index);
        if (line.now && kind() == Receipt::Kind::Restore) { // out of the bin by an earlier attempt
            failItem(index, Error::of(Error::Kind::Cancelled));
            continue;
        }
        line.outcome = Outcome::Skipped;
        line.reason = ReceiptLine::Reason::Cancelled;
        settle(index);
    }
    checkIdle();
    scheduleChange();
}

void BatchActivity::setPaused(bool paused)
{
    if (m_isPaused == paused)
        return;
    m_isPaused = paused;
    for (const auto &[account, lane] : m_lanes)
        lane->setPaused(paused || m_signedOut.contains(account));
    Q_EMIT changed();
}

void BatchActivity::dropAccount(const AccountId &account)
{
    if (m_sweeper) { // it may hang on the provider that goes
        delete m_sweeper.data();
        QMetaObject::invokeMethod(
            this, [this] { sweep(); }, Qt::QueuedConnection);
    }
    if (isEnding() && m_running.empty())
        return;
    for (const auto &[index, running] : m_running) {
        if (running.account == account)
            running.job->cancel();
    }
    if (!isEnding()) {
        const Error gone = Error::of(Error::Kind::SignInNeeded, QStringLiteral("the account was removed"));
        holdIfHopeless(account, gone);
        m_signedOut.remove(account);
        std::vector<int> ours;
        std::copy_if(m_postponed.begin(), m_postponed.end(), std::back_inserter(ours),
            [&](int index) { return m_plan.item(index).account == account; });
        std::erase_if(m_postponed, [&](int index) { return m_plan.item(index).account == account; });
        failAll(ours, gone);
        accountDropped(account);
    }
}

void BatchActivity::tell(const AccountId &account, const ItemOutcome &outcome, const ItemId &entry)
{
    News &news = m_news[account];
    if (outcome.leftBin)
        news.left.push_back(entry);
    news.left.insert(news.left.end(), outcome.alsoLeftBin.begin(), outcome.alsoLeftBin.end());
    news.entered.insert(news.entered.end(), outcome.enteredBin.begin(), outcome.enteredBin.end());
    for (const ItemId &folder : outcome.changedFolders) {
        if (std::find(news.folders.begin(), news.folders.end(), folder) == news.folders.end())
            news.folders.push_back(folder);
    }
}

void BatchActivity::flushNews()
{
    const auto told = std::exchange(m_news, {});
    for (auto it = told.begin(); it != told.end(); ++it) {
        if (!it->left.empty())
            Q_EMIT leftBin(it.key(), it->left);
        if (!it->entered.empty())
            Q_EMIT enteredBin(it.key(), it->entered);
        for (const ItemId &folder : it->folders)
            Q_EMIT folderChanged(it.key(), folder);
    }
}

/** Bytes of running jobs count as they come; all of them waiting is waiting. */
void BatchActivity::refreshProgress()
{
    m_progress.doneBytes = m_doneBytes;
    m_progress.waiting = m_state == State::Asking ? Progress::Waiting::Question : Progress::Waiting::No;
    m_progress.waitingFor = {};
    m_progress.since = {};
    for (const Outage &outage : std::as_const(m_outages)) {
        m_progress.waiting = Progress::Waiting::Network;
        m_progress.waitingFor
            = std::max(outage.nextLook - m_workshop.clock.monotonic(), std::chrono::milliseconds(0));
    }
    bool isAllWaiting = !m_running.empty();
    for (const auto &[index, running] : m_running) {
        const Progress &part = running.job->progress();
        m_progress.doneBytes += std::max<qint64>(0, part.doneBytes);
        isAllWaiting = isAllWaiting && part.waiting != Progress::Waiting::No;
    }
    if (m_running.empty() && !m_signedOut.isEmpty() && m_state != State::Asking)
        m_progress.waiting = Progress::Waiting::SignIn;
    if (!isAllWaiting)
        return;
    for (const auto &[index, running] : m_running) {
        const Progress &part = running.job->progress();
        m_progress.waiting = part.waiting;
        m_progress.waitingFor = std::max(m_progress.waitingFor, part.waitingFor);
        if (part.since.isValid() && (!m_progress.since.isValid() || part.since < m_progress.since))
            m_progress.since = part.since;
    }
}

void BatchActivity::scheduleChange()
{
    if (m_state == State::Finished || std::exchange(m_isChangeScheduled, true))
        return;
    m_workshop.clock.callLater(kChangeInterval, this, [this] {
        m_isChangeScheduled = false;
        if (m_state == State::Finished)
            return;
        m_rate.note(m_workshop.clock.monotonic(), m_progress.doneItems);
        refreshProgress();
        flushNews();
        Q_EMIT changed();
    });
}

void BatchActivity::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    refreshProgress();
    Q_EMIT changed();
}

void BatchActivity::finish()
{
    if (std::exchange(m_isFinishing, true))
        return;
    QMetaObject::invokeMethod(
        this, [this] { sweep(); }, Qt::QueuedConnection);
}

void BatchActivity::complete()
{
    for (int index = 0; index < m_plan.size(); ++index) {
        if (!m_plan.items[size_t(index)].isSettled)
            failItem(index, Error::of(Error::Kind::Internal, QStringLiteral("its turn never came")));
    }
    m_plan.receipt.finishedAt = m_workshop.clock.now();
    if (m_isReleased)
        m_log.journal.note(BatchEnded{m_log.batch, m_isCancelled, m_plan.receipt.finishedAt});
    m_receipt = std::move(m_plan.receipt);
    m_plan = Plan(m_receipt->kind);
    m_lanes.clear();
    m_progress.doneItems = m_progress.totalItems;
    m_end = m_isCancelled ? End::Cancelled : m_error ? End::Failed : End::Done;
    flushNews();
    setState(State::Finished);
    Q_EMIT finished();
}

} // namespace Unbin
