// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/restoreactivity.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/decider.h"
#include "core/restore/itemrestorejob.h"
#include "core/restore/planner.h"
#include "core/restore/restorereview.h"

#include <algorithm>
#include <numeric>

namespace Unbin {

using Stage = PlannedItem::Stage;

namespace {

/** How often one item may find the world changed before it is given up. */
constexpr int kMostSurprises = 3;

/** The failed lines of a receipt as a request of their own. */
Plan planAgain(const Receipt &failed, const std::optional<ChosenFolder> &target)
{
    RestoreRequest request{.items = {}, .target = target};
    std::vector<const ReceiptLine *> lines;
    for (const ReceiptLine &line : failed.lines) {
        if (line.outcome != ReceiptLine::Outcome::Failed)
            continue;
        request.items.push_back(line.item);
        lines.push_back(&line);
    }
    Plan plan(request);
    for (size_t i = 0; i < lines.size(); ++i) {
        plan.receipt.lines[i].now = lines[i]->now;
        plan.receipt.lines[i].nowPath = lines[i]->nowPath;
        plan.receipt.lines[i].replaced = lines[i]->replaced;
        plan.receipt.lines[i].replacedEntry = lines[i]->replacedEntry;
        plan.receipt.lines[i].passed = lines[i]->passed;
        plan.items[i].isTakenBack = lines[i]->now.has_value();
    }
    return plan;
}

/** What an undo put into the bin, as a request of its own. */
Plan planRedo(const Receipt &undone)
{
    Plan plan(Receipt::Kind::Restore);
    for (const ReceiptLine &line : undone.lines) {
        if (line.outcome != ReceiptLine::Outcome::Restored || !line.entry || !line.was)
            continue;
        Wish wish{.name = line.was->name, .parent = Wish::Parent::RestoreFirst};
        if (line.entry->originalParent != line.was->parent)
            wish.folder = line.was->parent;
        if (line.replaced)
            wish.replaces = line.replaced->id;
        plan.add({line.item.account, *line.entry}, std::move(wish));
    }
    return plan;
}

} // namespace

RestoreActivity::RestoreActivity(Plan plan, std::optional<ChosenFolder> target, Decider &decider,
    const Workshop &workshop, QObject *parent)
    : BatchActivity(std::move(plan), workshop, parent)
    , m_decider(decider)
    , m_target(std::move(target))
    , m_memory(m_plan, workshop.providers)
    , m_maker(m_plan, workshop.providers, log())
{
    connect(&m_maker, &FolderMaker::made, this, &BatchActivity::folderChanged);
}

RestoreActivity::RestoreActivity(RestoreRequest request, Decider &decider, const Workshop &workshop, QObject *parent)
    : RestoreActivity(Plan(request), request.target, decider, workshop, parent)
{ }

RestoreActivity::RestoreActivity(const Receipt &failed, std::optional<ChosenFolder> target, Decider &decider,
    const Workshop &workshop, QObject *parent)
    : RestoreActivity(planAgain(failed, target), target, decider, workshop, parent)
{ }

RestoreActivity::RestoreActivity(
    const BatchRecord &record, Decider &decider, const Workshop &workshop, QObject *parent)
    : RestoreActivity(Plan(record), record.target, decider, workshop, parent)
{
    m_isReviewed = true;
    m_source = record.undoes;
    for (PassedFolder &folder : passedFolders(record))
        notePassed(std::move(folder));
    lookInto(sweptFolders(record));
}

std::unique_ptr<RestoreActivity> RestoreActivity::redo(
    const Receipt &undone, Decider &decider, const Workshop &workshop)
{
    std::unique_ptr<RestoreActivity> redo(
        new RestoreActivity(planRedo(undone), std::nullopt, decider, workshop, nullptr));
    redo->m_source = undone.batch;
    return redo;
}

RestoreActivity::~RestoreActivity() = default;

void RestoreActivity::prepare()
{
    m_toPlan.resize(size_t(m_plan.size()));
    std::iota(m_toPlan.begin(), m_toPlan.end(), 0);
    for (const int index : m_toPlan) {
        if (m_plan.items[size_t(index)].isSettled)
            continue; // before the crash
        const AccountItem &item = m_plan.item(index);
        if (m_target && item.account != m_target->account) {
            ReceiptLine &line = m_plan.line(index);
            line.outcome = ReceiptLine::Outcome::Failed;
            line.error = Error::of(Error::Kind::Unsupported, QStringLiteral("the folder is in another account"));
            m_plan.items[size_t(index)].stage = Stage::Done;
        }
    }
    advance();
}

/** Plan what is to be planned; then ask, or go on. */
void RestoreActivity::advance()
{
    if (isEnding() || isBeginning() || m_planner || m_question)
        return;
    failHeld();
    if (isEnding() || m_planner || m_question)
        return;
    if (!m_toPlan.empty())
        planOpenItems();
    else if (isReleased() && !isIdle())
        return; // idle() comes back here
    else if (hasQuestions())
        ask(isReleased());
    else if (!isReleased() && mustShow())
        show();
    else if (!isReleased())
        release();
    else
        verify();
}

/** An account that is out of order is not even asked about the rest. */
void RestoreActivity::failHeld()
{
    std::vector<int> held;
    std::erase_if(m_toPlan, [this, &held](int index) {
        if (m_plan.items[size_t(index)].stage != Stage::Unplanned)
            return true;
        const bool isHeld = isReleased() && laneOf(m_plan.item(index).account).heldBy();
        if (isHeld)
            held.push_back(index);
        return isHeld;
    });
    for (const int index : held)
        failItem(index, *laneOf(m_plan.item(index).account).heldBy());
}

void RestoreActivity::planOpenItems()
{
    m_memory.forgetProblems();
    auto planner = std::make_unique<Planner>(std::exchange(m_toPlan, {}), m_plan, m_memory, m_workshop.providers);
    m_planner = launch(JobPtr<std::vector<int>>(std::move(planner)), this, [this](Result<std::vector<int>> settled) {
        m_planner = nullptr;
        if (m_review)
            answerByDefault();
        planned(*settled);
        if (m_review)
            Q_EMIT m_review->changed();
    });
}

/** Before the release everything waits for it; afterwards what is ready goes at once. */
void RestoreActivity::planned(const std::vector<int> &items)
{
    adoptNewcomers();
    for (const int index : items) {
        if (m_plan.items[size_t(index)].stage == Stage::Done)
            postpone(index, m_plan.line(index)); // what could not be looked at for want of a token
    }
    if (isReleased()) {
        for (const int index : items) {
            const Stage stage = m_plan.items[size_t(index)].stage;
            if (stage == Stage::Ready) {
                noteReplanned(index);
                enqueue(index);
            } else if (stage == Stage::Done) {
                settle(index);
            }
        }
    }
    advance();
}

bool RestoreActivity::hasQuestions() const
{
    return std::any_of(
        m_plan.items.begin(), m_plan.items.end(), [](const PlannedItem &item) { return item.stage == Stage::Asking; });
}

void RestoreActivity::ask(bool isLate)
{
    m_negotiation = negotiationAbout(m_plan, m_memory, m_workshop.providers, isLate);
    setState(State::Asking);
    m_question = launch(m_decider.ask(m_negotiation->question), this, [this](Result<Answer> answer) {
        m_question = nullptr;
        answered(std::move(answer));
    });
}

void RestoreActivity::answered(Result<Answer> answer)
{
    const Negotiation negotiation = *std::exchange(m_negotiation, std::nullopt);
    if (isEnding())
        return;
    if (!answer && answer.error().kind == Error::Kind::Cancelled) {
        cancel();
        return;
    }
    setState(isReleased() ? State::Running : State::Planning);
    if (!answer) { // nobody can be asked: the obstacles stand
        failObstacles(negotiation, answer.error());
    } else {
        m_toPlan = applyAnswer(negotiation, *answer, m_plan, m_memory);
        settleSkipped(negotiation);
    }
    advance();
}

/** Whoever could not be asked leaves the original obstacle as the reason. */
void RestoreActivity::failObstacles(const Negotiation &negotiation, const Error &why)
{
    const auto fail = [this, &why](int index, Error::Kind kind) {
        ReceiptLine &line = m_plan.line(index);
        line.outcome = ReceiptLine::Outcome::Failed;
        line.error = Error::of(kind, why.detail);
        m_plan.items[size_t(index)].obstacle.reset();
        m_plan.items[size_t(index)].stage = Stage::Done;
        const auto freed = m_plan.freeWaiting(index);
        m_toPlan.insert(m_toPlan.end(), freed.begin(), freed.end());
        if (isReleased())
            settle(index);
    };
    for (const int index : negotiation.conflicts)
        fail(index, Error::Kind::NameTaken);
    for (const auto &row : negotiation.missingParents) {
        for (const int index : row)
            fail(index, Error::Kind::ParentMissing);
    }
}

void RestoreActivity::settleSkipped(const Negotiation &negotiation)
{
    if (!isReleased())
        return; // released() counts them
    const auto settleIfDone = [this](int index) {
        if (m_plan.items[size_t(index)].stage == Stage::Done)
            settle(index);
    };
    for (const int index : negotiation.conflicts)
        settleIfDone(index);
    for (const auto &row : negotiation.missingParents)
        std::for_each(row.begin(), row.end(), settleIfDone);
}

JobPtr<ItemOutcome> RestoreActivity::jobFor(int index, Provider &provider)
{
    const PlannedItem &planned = m_plan.items[size_t(index)];
    const PlannedFolder &folder = m_plan.folders[size_t(planned.folder)];
    RestoreTask task{.position = index,
        .item = m_plan.item(index),
        .folder = planned.folder,
        .folderId = folder.id,
        .mustMakeFolder = folder.kind == PlannedFolder::Kind::ToMake,
        .folderPath = folder.path,
        .name = planned.name,
        .steps = planned.steps,
        .replaces = planned.replaces,
        .replaced = m_plan.line(index).replaced,
        .replacedEntry = m_plan.line(index).replacedEntry,
        .passed = m_plan.line(index).passed,
        .mustLook = planned.mustLook};
    if (planned.isTakenBack)
        task.now = m_plan.line(index).now;
    return std::make_unique<ItemRestoreJob>(std::move(task), provider, m_maker, log());
}

ItemId RestoreActivity::folderOf(int index) const
{
    const PlannedItem &planned = m_plan.items[size_t(index)];
    return planned.folder < 0 ? ItemId() : m_plan.folders[size_t(planned.folder)].id;
}

QJsonObject RestoreActivity::taskOf(int index) const
{
    return toJson(m_plan.items[size_t(index)].wish);
}

void RestoreActivity::retain(int index, ItemOutcome outcome)
{
    PlannedItem &planned = m_plan.items[size_t(index)];
    ReceiptLine &line = m_plan.line(index);
    planned.isTakenBack = outcome.line.now.has_value();
    planned.mustLook = outcome.mustLook;
    line = std::move(outcome.line);
    line.outcome = ReceiptLine::Outcome::Skipped;
    line.error.reset();
}

void RestoreActivity::ended(int index, ItemOutcome outcome)
{
    PlannedItem &planned = m_plan.items[size_t(index)];
    const bool isSurprise = outcome.surprise && planned.surprises < kMostSurprises && !isEnding()
        && !outcome.line.replacedEntry; // the room made could not be unmade: no more experiments
    if (isSurprise)
        learnFrom(index, outcome);
    else if (outcome.line.passed)
        notePassed({m_plan.item(index).account, *outcome.line.passed});
    m_plan.line(index) = std::move(outcome.line);
    if (!isSurprise) {
        settle(index);
        return;
    }
    ReceiptLine &line = m_plan.line(index);
    line.outcome = ReceiptLine::Outcome::Skipped;
    line.error.reset();
    ++planned.surprises;
    planned.isTakenBack = line.now.has_value();
    planned.replaces.reset();
    planned.wish.replaces = {};
    planned.stage = Stage::Unplanned;
    m_toPlan.push_back(index);
    advanceLater();
}

/** The plan took something for granted that the service sees otherwise. */
void RestoreActivity::learnFrom(int index, const ItemOutcome &outcome)
{
    const AccountId account = m_plan.item(index).account;
    const PlannedItem &planned = m_plan.items[size_t(index)];
    if (outcome.surprise->kind == Error::Kind::ParentMissing) {
        m_memory.forgetFacts({account, outcome.refused.parent});
        m_memory.forgetFacts({account, m_plan.item(index).item.originalParent});
        return;
    }
    m_memory.release(planned.folder, planned.name, index);
    const PlannedFolder &folder = m_plan.folders[size_t(planned.folder)];
    const bool isTarget = outcome.refused.parent.isEmpty() || outcome.refused.parent == folder.id
        || folder.kind != PlannedFolder::Kind::Live;
    const int refused = isTarget ? planned.folder : m_plan.liveFolder(account, outcome.refused.parent, {});
    m_memory.learnTaken(refused, outcome.refused.name);
}

void RestoreActivity::itemSettled(int index)
{
    const PlannedItem &planned = m_plan.items[size_t(index)];
    if (planned.folder >= 0 && m_plan.line(index).outcome != ReceiptLine::Outcome::Restored)
        m_memory.release(planned.folder, planned.name, index);
    const auto freed = m_plan.freeWaiting(index);
    if (freed.empty() || isEnding())
        return;
    for (const int waiting : freed) { // their folder is not what it was
        const AccountItem &item = m_plan.item(waiting);
        m_memory.forgetFacts({item.account, item.item.originalParent});
    }
    m_toPlan.insert(m_toPlan.end(), freed.begin(), freed.end());
    advanceLater();
}

/** Planned anew: who knows how long that took. */
void RestoreActivity::takeUp(int index)
{
    const AccountItem &item = m_plan.item(index);
    m_memory.forgetFacts({item.account, item.item.originalParent});
    m_plan.items[size_t(index)].replaces.reset();
    m_toPlan.push_back(index);
    advanceLater();
}

/** Not at once: whoever settles an item may be about to settle or start others. */
void RestoreActivity::advanceLater()
{
    if (std::exchange(m_isAdvancing, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isAdvancing = false;
            advance();
        },
        Qt::QueuedConnection);
}

void RestoreActivity::idle()
{
    advance();
}

void RestoreActivity::stopPreparing()
{
    if (m_planner)
        delete m_planner.data();
    if (m_question)
        delete m_question.data();
    if (m_verifier)
        delete m_verifier.data();
    m_review.reset();
    m_toPlan.clear();
    m_toVerify.clear();
}

/** What is being planned may hang on the provider that goes: it starts anew with what is left to plan. */
void RestoreActivity::accountDropped(const AccountId &account)
{
    m_maker.drop(account);
    if (m_verifier) { // it may hang on the provider that goes
        delete m_verifier.data();
        m_toVerify.clear();
        finish();
        return;
    }
    if (!m_planner)
        return;
    delete m_planner.data();
    m_memory.forgetRequests();
    m_toPlan.clear();
    for (int index = 0; index < m_plan.size(); ++index)
        m_toPlan.push_back(index);
    advanceLater();
}

} // namespace Unbin
