// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/settlejob.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/passedfolders.h"
#include "core/restore/surelook.h"
#include "core/restore/versionlook.h"

#include <algorithm>
#include <memory>

namespace Unbin {

using StepKind = StepIntended::Kind;
using Outcome = ReceiptLine::Outcome;
using StepState = StepRecord::State;

namespace {

constexpr size_t kNone = size_t(-1);
/** What a service did just before the crash may show late: nobody is told of a loss before it had time to. */
constexpr int kLooksForLost = 12;
constexpr std::chrono::seconds kBetweenLooksForLost{3};

/** The entry that a live item would be, as far as one can be asked about it. */
TrashedItem soughtFor(const LiveItem &item)
{
    return {.id = item.id, .kind = item.kind, .name = item.name, .originalParent = item.parent};
}

} // namespace

SettleJob::SettleJob(BatchRecord &record, const ProviderSet &providers, const StepLog &log)
    : m_record(record)
    , m_providers(providers)
    , m_log(log)
    , m_lastPlace(record.items.size(), kNone)
{ }

void SettleJob::run()
{
    for (ItemRecord &item : m_record.items) { // what a run before this one found is in the steps
        if (item.isOpen)
            item.line = ReceiptLine{.item = item.line.item, .version = item.line.version};
    }
    next();
}

/** One step after the other: a crash leaves only as many open as ran side by side. */
void SettleJob::next()
{
    for (; m_step < m_record.steps.size(); ++m_step) {
        const bool isShared = step().position < 0;
        if (!isShared && !item().isOpen)
            continue;
        if (!isShared && (m_touched.empty() || m_touched.back() != step().position))
            m_touched.push_back(step().position);
        if (!step().isOpen()) {
            apply(step());
            continue;
        }
        m_provider = m_providers.find(step().account);
        if (!m_provider) {
            fail(Error::of(Error::Kind::SignInNeeded, QStringLiteral("the account is not connected")));
            return;
        }
        if (step().handle.isEmpty()) {
            look();
            return;
        }
        auto *following = then(m_provider->follow(step().handle), [this](Result<Done> followed) {
            setProgress({});
            if (followed)
                look();
            else
                fail(followed.error());
        });
        connect(following, &JobBase::progressChanged, this, [this](Progress progress) {
            if (progress.waiting == Progress::Waiting::Service)
                progress.since = step().intendedAt;
            setProgress(progress);
        });
        return;
    }
    while (!m_touched.empty()) {
        const int position = m_touched.back();
        m_touched.pop_back();
        if (m_record.items[size_t(position)].isOpen)
            closeItem(position);
        if (m_record.items[size_t(position)].isOpen || m_record.items[size_t(position)].line.nowPath.size() > 0
            || !m_record.items[size_t(position)].line.now)
            continue;
        findPath(position);
        return;
    }
    succeed({});
}

void SettleJob::look()
{
    switch (step().kind) {
    case StepKind::Restore: {
        lookForItem(item().line.item.item, false);
        return;
    }
    case StepKind::Move: {
        TrashedItem sought = item().line.item.item;
        if (const auto from = liveItemFrom(step().arguments.value(QStringLiteral("from")).toObject()))
            sought.id = from->id; // the entry may have had an id of its own
        lookForItem(std::move(sought), false);
        return;
    }
    case StepKind::Trash:
        lookForTrashed();
        return;
    case StepKind::BringBack:
        lookForBroughtBack();
        return;
    case StepKind::Purge:
        lookForPurged();
        return;
    case StepKind::CreateFolder:
        lookForFolder();
        return;
    case StepKind::MakeCurrent:
    case StepKind::DeleteVersion:
    case StepKind::UntrashVersion:
    case StepKind::SaveVersionBeside:
    case StepKind::SaveVersionHere:
        lookForDeed();
        return;
    }
    Q_UNREACHABLE();
}

/** Where entries have ids of their own, only its place tells; so the second look is at the place it was sent to. */
void SettleJob::lookForItem(TrashedItem sought, bool isSecondLook)
{
    then(locateSurely(*m_provider, sought), [this, sought, isSecondLook](Result<Whereabouts> where) {
        if (!where) {
            fail(where.error());
            return;
        }
        if (where->live) {
            foundElsewhere(std::move(*where->live));
            return;
        }
        if (where->state == Whereabouts::State::InBin) {
            found(StepState::Failed, toJson(Error::of(Error::Kind::Cancelled, QStringLiteral("was not done"))));
            return;
        }
        const Place place = placeFrom(step().arguments);
        if (isSecondLook || place.name.isEmpty()) {
            if (lookLater())
                return;
            item().line.error
                = Error::of(Error::Kind::NotFound, QStringLiteral("neither in the bin nor live after a crash"));
            found(StepState::Failed, toJson(*item().line.error));
            return;
        }
        TrashedItem again = sought;
        again.name = place.name;
        if (!place.parent.isEmpty())
            again.originalParent = place.parent;
        lookForItem(std::move(again), true);
    });
}

/** Nothing was seen of it: once more, in a while. False: often enough. */
bool SettleJob::lookLater()
{
    if (++m_looks >= kLooksForLost)
        return false;
    m_log.clock.callLater(kBetweenLooksForLost, this, [this] {
        if (isRunning())
            look();
    });
    return true;
}

/** Live: the step did it, or somebody else; either way it is back. */
void SettleJob::foundElsewhere(LiveItem live)
{
    found(StepState::Done, toJson(live));
}

void SettleJob::lookForTrashed()
{
    const auto live = liveItemFrom(step().arguments);
    if (!live) {
        found(StepState::Failed);
        return;
    }
    then(locateSurely(*m_provider, soughtFor(*live)), [this, live = *live](Result<Whereabouts> where) {
        if (!where)
            fail(where.error());
        else if (where->trashed)
            found(StepState::Done, toJson(*where->trashed));
        else if (where->state == Whereabouts::State::Live)
            found(StepState::Failed, toJson(Error::of(Error::Kind::Cancelled, QStringLiteral("was not done"))));
        else
            lookInBin(live);
    });
}

/** Where entries have ids of their own, the newest one that came from this place is it. */
void SettleJob::lookInBin(const LiveItem &item)
{
    auto newest = std::make_shared<Boxed<TrashedItem>>();
    const auto sink = [newest, item](std::vector<TrashedItem> &&page) {
        for (TrashedItem &entry : page) {
            const bool isFrom = entry.originalParent == item.parent && entry.name == item.name;
            if (isFrom && (!*newest || (*newest)->deletedAt < entry.deletedAt))
                *newest = std::move(entry);
        }
    };
    then(m_provider->listBin(sink), [this, newest](Result<ListSummary> listed) {
        if (!listed)
            fail(listed.error());
        else if (*newest)
            found(StepState::Done, toJson(**newest));
        else if (!lookLater())
            found(StepState::Failed,
                toJson(Error::of(Error::Kind::NotFound, QStringLiteral("neither in the bin nor live after a crash"))));
    });
}

void SettleJob::lookForBroughtBack()
{
    const auto entry = trashedItemFrom(step().arguments);
    if (!entry) {
        found(StepState::Failed);
        return;
    }
    then(locateSurely(*m_provider, *entry), [this](Result<Whereabouts> where) {
        if (!where)
            fail(where.error());
        else if (where->live)
            found(StepState::Done, toJson(*where->live));
        else
            found(StepState::Failed, toJson(Error::of(Error::Kind::Cancelled, QStringLiteral("was not done"))));
    });
}

void SettleJob::lookForPurged()
{
    then(locateSurely(*m_provider, item().line.item.item), [this](Result<Whereabouts> where) {
        if (!where)
            fail(where.error());
        else if (where->state == Whereabouts::State::Gone)
            found(StepState::Done);
        else
            found(StepState::Failed, toJson(Error::of(Error::Kind::Cancelled, QStringLiteral("was not done"))));
    });
}

/** The name was free when it was planned: a folder that is there now is the one that was asked for. */
void SettleJob::lookForFolder()
{
    const Place place = placeFrom(step().arguments);
    then(findChildSurely(*m_provider, place.parent, place.name), [this](Result<std::optional<LiveItem>> child) {
        const bool isGone = !child && child.error().kind == Error::Kind::NotFound;
        if (!child && !isGone)
            fail(child.error());
        else if (child && *child && (*child)->kind == ItemKind::Folder)
            found(StepState::Done, toJson(**child));
        else
            found(StepState::Failed, toJson(Error::of(Error::Kind::Cancelled, QStringLiteral("was not done"))));
    });
}

/** The name that a copy was sent under is the step's, all else is the item's. */
void SettleJob::lookForDeed()
{
    auto order = versionOrderFrom(step().account, item().task);
    if (!order || !m_provider->versions()) {
        sawDeed(DeedSight{});
        return;
    }
    if (step().kind == StepKind::SaveVersionBeside)
        order->beside = placeFrom(step().arguments.value(QStringLiteral("place")).toObject());
    then(lookAtDeed(*order, *m_provider, m_record.startedAt), [this](const Result<DeedSight> &sight) { sawDeed(sight); });
}

void SettleJob::sawDeed(const Result<DeedSight> &sight)
{
    const bool isGone = !sight && sight.error().kind == Error::Kind::NotFound;
    if (!sight && !isGone) {
        fail(sight.error());
        return;
    }
    if (sight && sight->state == DeedState::Done) {
        found(StepState::Done, sight->now ? toJson(*sight->now) : QJsonObject());
        return;
    }
    const bool isUndone = sight && sight->state == DeedState::NotDone;
    found(StepState::Failed,
        toJson(isUndone ? Error::of(Error::Kind::Cancelled, QStringLiteral("was not done"))
                        : Error::of(Error::Kind::OutcomeUnknown, QStringLiteral("cut off; see the file's versions"))));
}

void SettleJob::found(StepState state, QJsonObject result)
{
    step().state = state;
    step().result = std::move(result);
    const auto ended = state == StepState::Done ? StepEnded::State::Done : StepEnded::State::Failed;
    m_log.journal.note(StepEnded{step().step, ended, step().result, m_log.clock.now()});
    apply(step());
    ++m_step;
    m_looks = 0;
    next();
}

/** What a finished step tells about its item. */
void SettleJob::apply(const StepRecord &step)
{
    if (step.position < 0)
        return;
    ReceiptLine &line = m_record.items[size_t(step.position)].line;
    if (step.state != StepState::Done) {
        const auto error = errorFrom(step.result); // found by looking: nobody will ever know
        if (error && error->kind == Error::Kind::OutcomeUnknown)
            line.error = *error;
        return;
    }
    const bool isUndo = m_record.kind == Receipt::Kind::Undo || m_record.kind == Receipt::Kind::UndoVersions;
    switch (step.kind) {
    case StepKind::Restore:
    case StepKind::Move:
        line.now = liveItemFrom(step.result);
        line.passed = passedIn(step);
        m_lastPlace[size_t(step.position)] = size_t(&step - m_record.steps.data());
        return;
    case StepKind::Trash:
        (isUndo ? line.was : line.replaced) = liveItemFrom(step.arguments);
        (isUndo ? line.entry : line.replacedEntry) = trashedItemFrom(step.result);
        if (isUndo)
            line.now.reset();
        return;
    case StepKind::BringBack:
        line.replaced = liveItemFrom(step.result);
        line.replacedEntry.reset();
        return;
    case StepKind::Purge:
    case StepKind::DeleteVersion:
    case StepKind::UntrashVersion:
    case StepKind::SaveVersionHere:
        line.reason = ReceiptLine::Reason::None;
        line.outcome = Outcome::Restored;
        return;
    case StepKind::MakeCurrent:
    case StepKind::SaveVersionBeside:
        line.now = liveItemFrom(step.result);
        return;
    case StepKind::CreateFolder:
        return;
    }
    Q_UNREACHABLE();
}

/** Nothing is left to do for it: its line is final. */
void SettleJob::closeItem(int position)
{
    const ItemRecord &item = m_record.items[size_t(position)];
    if (item.line.error) {
        close(position, Outcome::Failed);
        return;
    }
    switch (m_record.kind) {
    case Receipt::Kind::Restore: {
        const size_t last = m_lastPlace[size_t(position)];
        if (!item.line.now || last == kNone)
            return;
        const Place sent = placeFrom(m_record.steps[last].arguments);
        const bool isThere = (sent.parent.isEmpty() || sent.parent == item.line.now->parent)
            && (sent.name.isEmpty() || sent.name == item.line.now->name);
        if (isThere)
            close(position, Outcome::Restored);
        return;
    }
    case Receipt::Kind::Undo: {
        const bool isTrashed = item.line.entry || !item.task.contains(QStringLiteral("now"));
        const bool isBack = item.line.replaced || !item.task.contains(QStringLiteral("replacedEntry"));
        if (isTrashed && isBack)
            close(position, Outcome::Restored);
        return;
    }
    case Receipt::Kind::Purge:
        if (item.line.outcome == Outcome::Restored)
            close(position, Outcome::Restored);
        return;
    case Receipt::Kind::Versions:
    case Receipt::Kind::UndoVersions:
        if (isDeedDone(item))
            close(position, Outcome::Restored);
        return;
    }
    Q_UNREACHABLE();
}

bool SettleJob::isDeedDone(const ItemRecord &item) const
{
    const auto order = versionOrderFrom(item.line.item.account, item.task);
    if (!order)
        return false;
    const bool isCopyTakenBack = order->isUndo && order->deed.what == VersionDeed::What::SaveBeside;
    if (isCopyTakenBack)
        return item.line.entry.has_value();
    if (item.line.outcome == Outcome::Restored)
        return true;
    return item.line.now && (order->nameAfter.isEmpty() || item.line.now->name == order->nameAfter);
}

void SettleJob::close(int position, Outcome outcome)
{
    ItemRecord &item = m_record.items[size_t(position)];
    ReceiptLine &line = item.line;
    line.outcome = outcome;
    line.isRenamed = line.now && line.now->name != line.item.item.name;
    const TrashedItem &entry = line.item.item;
    if (line.now && line.now->parent == entry.originalParent)
        line.nowPath = entry.originalPath;
    item.isOpen = false;
    if (!line.now || !line.nowPath.isEmpty())
        m_log.journal.note(ItemEnded{m_record.batch, position, line});
}

/** Where it is, in words. Not knowing it is no reason to stop. */
void SettleJob::findPath(int position)
{
    ItemRecord &item = m_record.items[size_t(position)];
    Provider *provider = m_providers.find(item.line.item.account);
    if (!provider) {
        fail(Error::of(Error::Kind::SignInNeeded, QStringLiteral("the account is not connected")));
        return;
    }
    then(provider->lookAtFolder(item.line.now->parent), [this, position](Result<FolderFacts> facts) {
        ItemRecord &item = m_record.items[size_t(position)];
        item.line.nowPath = facts ? pathForPeople(facts->path) : QStringLiteral("/");
        m_log.journal.note(ItemEnded{m_record.batch, position, item.line});
        next();
    });
}

} // namespace Unbin
