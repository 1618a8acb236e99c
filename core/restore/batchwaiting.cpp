// SPDX-License-Identifier: GPL-3.0-or-later
// What a batch does while an account can't be worked with: its network is away, or its token is dead.
#include "core/http/backoff.h"
#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/batchactivity.h"

#include <QLoggingCategory>

namespace Unbin {

Q_DECLARE_LOGGING_CATEGORY(lcRestore)

using Stage = PlannedItem::Stage;

namespace {

/** How often one item waits for a sign-in before it is given up: the service may refuse it alone. */
constexpr int kMostPostponements = 3;
/** A machine may sleep or be carried away from its network for as long; then what is left fails, and can be retried. */
constexpr std::chrono::milliseconds kLongestOutage = std::chrono::hours(1);
constexpr BackOff kOutagePauses{std::chrono::seconds(1), std::chrono::seconds(30)};

} // namespace

bool BatchActivity::postpone(int index, ReceiptLine line)
{
    const AccountId account = m_plan.item(index).account;
    const bool isRefused = line.error && line.error->kind == Error::Kind::SignInNeeded
        && line.outcome == ReceiptLine::Outcome::Failed;
    const bool isHalfDone = line.replacedEntry.has_value(); // room was made, and could not be unmade
    if (!m_awaitsSignIns || !isRefused || isHalfDone || isEnding() || !m_workshop.providers.find(account)
        || m_postponements[index]++ >= kMostPostponements)
        return false;
    line.outcome = ReceiptLine::Outcome::Skipped;
    line.error.reset();
    m_plan.line(index) = std::move(line);
    m_plan.items[size_t(index)].stage = Stage::Unplanned;
    m_plan.items[size_t(index)].isTakenBack = m_plan.line(index).now.has_value();
    m_postponed.push_back(index);
    awaitSignIn(account);
    return true;
}

void BatchActivity::awaitSignIn(const AccountId &account)
{
    if (m_signedOut.contains(account))
        return;
    m_signedOut.insert(account);
    laneOf(account).setPaused(true);
    qCInfo(lcRestore) << "waiting for an account to be signed in again";
    Q_EMIT signInNeeded(account);
}

/** An item that could not be postponed fails for good, but not with all that stand behind it: they have changed nothing
    yet, and can wait. */
bool BatchActivity::isOnlyHalfDone(const AccountId &account, const ReceiptLine &line) const
{
    return m_awaitsSignIns && !isEnding() && line.error && line.error->kind == Error::Kind::SignInNeeded
        && line.replacedEntry && m_workshop.providers.find(account);
}

void BatchActivity::resumeAccount(const AccountId &account)
{
    if (!m_signedOut.remove(account) || isEnding())
        return;
    laneOf(account).setPaused(m_isPaused);
    std::vector<int> ours;
    std::erase_if(m_postponed, [&](int index) {
        const bool isOurs = m_plan.item(index).account == account;
        if (isOurs)
            ours.push_back(index);
        return isOurs;
    });
    for (const int index : ours)
        takeUp(index);
    checkIdle();
    scheduleChange();
}

void BatchActivity::takeUp(int index)
{
    m_plan.items[size_t(index)].stage = Stage::Ready;
    enqueue(index);
}

/** The network is away: the item stands in line again, and all of its account wait until one gets through. */
bool BatchActivity::stall(int index, ItemOutcome &outcome)
{
    const AccountId account = m_plan.item(index).account;
    const auto now = m_workshop.clock.monotonic();
    if (!outcome.isCutOff || isEnding() || laneOf(account).heldBy())
        return false;
    auto outage = m_outages.find(account);
    if (outage != m_outages.end() && now - outage->since > kLongestOutage) {
        endOutage(account);
        return false;
    }
    qCInfo(lcRestore) << "no network for" << m_plan.item(index).item.id.value();
    retain(index, std::move(outcome));
    m_plan.items[size_t(index)].stage = Stage::Ready;
    if (outage == m_outages.end())
        m_outages.insert(account, {now, now, 0});
    laneOf(account).setStalled(true);
    enqueue(index);
    if (m_outages[account].nextLook <= now)
        probeLater(account);
    return true;
}

void BatchActivity::probeLater(const AccountId &account)
{
    Outage &outage = m_outages[account];
    const auto pause = kOutagePauses.pauseAfter(++outage.attempts, 0.5);
    outage.nextLook = m_workshop.clock.monotonic() + pause;
    m_workshop.clock.callLater(pause, this, [this, account] {
        const auto lane = m_lanes.find(account);
        if (lane != m_lanes.end() && m_outages.contains(account))
            lane->second->probe();
    });
}

/** One got through, or it is over for other reasons. */
void BatchActivity::endOutage(const AccountId &account)
{
    if (m_outages.remove(account) > 0)
        laneOf(account).setStalled(false);
}

} // namespace Unbin
