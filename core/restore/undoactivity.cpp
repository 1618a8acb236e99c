// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/undoactivity.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/decider.h"
#include "core/restore/itemundojob.h"
#include "core/restore/undoreview.h"

#include <algorithm>

namespace Unbin {

using Outcome = ReceiptLine::Outcome;
using Stage = PlannedItem::Stage;
using Look = Recheck::State;

namespace {

qsizetype depth(const QString &path)
{
    return path == QLatin1String("/") ? 0 : path.count(u'/');
}

} // namespace

UndoActivity::UndoActivity(Plan plan, std::vector<Task> tasks, Decider *decider, const Workshop &workshop, QObject *parent)
    : BatchActivity(std::move(plan), workshop, parent)
    , m_decider(decider)
    , m_tasks(std::move(tasks))
{ }

UndoActivity::UndoActivity(
    std::pair<Plan, std::vector<Task>> made, Decider *decider, const Workshop &workshop, QObject *parent)
    : UndoActivity(std::move(made.first), std::move(made.second), decider, workshop, parent)
{ }

UndoActivity::UndoActivity(const Receipt &done, Decider *decider, const Workshop &workshop, QObject *parent)
    : UndoActivity(planOf(done), decider, workshop, parent)
{
    m_source = done.batch;
}

std::unique_ptr<UndoActivity> UndoActivity::again(const Receipt &undone, Decider *decider, const Workshop &workshop)
{
    return std::unique_ptr<UndoActivity>(new UndoActivity(planAgain(undone), decider, workshop, nullptr));
}

UndoActivity::UndoActivity(BatchRecord record, const Workshop &workshop, QObject *parent)
    : UndoActivity(planOf(record), nullptr, workshop, parent)
{
    m_source = record.undoes;
    lookInto(sweptFolders(record));
    m_isGoingOn = true;
}

UndoActivity::~UndoActivity() = default;

bool UndoActivity::canUndo(const Receipt &receipt, const ProviderSet &providers)
{
    if (receipt.kind != Receipt::Kind::Restore && receipt.kind != Receipt::Kind::Undo)
        return false;
    const bool isUndo = receipt.kind == Receipt::Kind::Undo;
    return std::any_of(receipt.lines.begin(), receipt.lines.end(), [&](const ReceiptLine &line) {
        const Provider *provider = providers.find(line.item.account);
        if (!provider)
            return false;
        if (isUndo)
            return line.outcome == Outcome::Restored && line.entry && provider->capabilities().canRestore;
        return ((line.outcome == Outcome::Restored && line.now) || line.replacedEntry)
            && provider->capabilities().canTrash;
    });
}

bool UndoActivity::canPutBack(const Receipt &receipt, const ProviderSet &providers)
{
    return std::any_of(receipt.lines.begin(), receipt.lines.end(), [&](const ReceiptLine &line) {
        const Provider *provider = isHalfDone(receipt.kind, line) ? providers.find(line.item.account) : nullptr;
        return provider && provider->capabilities().canTrash;
    });
}

Receipt UndoActivity::halfDoneOf(const Receipt &receipt)
{
    Receipt half{.kind = receipt.kind, .startedAt = receipt.startedAt, .finishedAt = receipt.finishedAt};
    std::copy_if(receipt.lines.begin(), receipt.lines.end(), std::back_inserter(half.lines),
        [&receipt](const ReceiptLine &line) { return isHalfDone(receipt.kind, line); });
    return half;
}

bool UndoActivity::hasLeftOver(const Receipt &undone)
{
    return std::any_of(undone.lines.begin(), undone.lines.end(), [](const ReceiptLine &line) {
        return line.outcome == Outcome::Failed && (line.now || line.replacedEntry);
    });
}

/** What came back and what was put aside for it; folders that came back along with it at the end. */
std::pair<Plan, std::vector<UndoActivity::Task>> UndoActivity::planOf(const Receipt &done)
{
    Plan plan(Receipt::Kind::Undo);
    std::vector<Task> tasks;
    for (const ReceiptLine &line : done.lines) {
        const bool isBack = (line.outcome == Outcome::Restored && line.now) || isHalfDone(done.kind, line);
        if (!isBack && !line.replacedEntry)
            continue;
        plan.add(line.item, {});
        Task task{.replacedEntry = line.replacedEntry, .check = Look::Same};
        if (isBack) {
            task.now = line.now;
            task.nowPath = line.nowPath;
        }
        if (isHalfDone(done.kind, line))
            task.passed = line.passed;
        tasks.push_back(std::move(task));
    }
    for (const ReceiptLine &line : done.alongside) {
        if (line.outcome != Outcome::Restored || !line.now)
            continue;
        plan.alongside(line.item.account, line.item.item);
        tasks.push_back({.now = line.now, .nowPath = line.nowPath});
    }
    return {std::move(plan), std::move(tasks)};
}

std::pair<Plan, std::vector<UndoActivity::Task>> UndoActivity::planAgain(const Receipt &undone)
{
    Plan plan(Receipt::Kind::Undo);
    std::vector<Task> tasks;
    for (const ReceiptLine &line : undone.lines) {
        if (line.outcome != Outcome::Failed || (!line.now && !line.replacedEntry))
            continue;
        plan.add(line.item, {});
        tasks.push_back({.now = line.now,
            .replacedEntry = line.replacedEntry,
            .entry = line.entry,
            .was = line.was,
            .passed = line.passed,
            .nowPath = line.nowPath});
    }
    return {std::move(plan), std::move(tasks)};
}

std::pair<Plan, std::vector<UndoActivity::Task>> UndoActivity::planOf(const BatchRecord &record)
{
    Plan plan(record);
    std::vector<Task> tasks;
    for (const ItemRecord &item : record.items) {
        Task task{.entry = item.line.entry, .was = item.line.was};
        if (!item.line.entry)
            task.now = liveItemFrom(item.task.value(QStringLiteral("now")).toObject());
        if (task.now && item.line.now) // renamed since
            task.now = item.line.now;
        task.passed = passedFrom(item.task.value(QStringLiteral("passed")).toObject());
        if (!item.line.replaced)
            task.replacedEntry = trashedItemFrom(item.task.value(QStringLiteral("replacedEntry")).toObject());
        task.nowPath = item.task.value(QStringLiteral("nowPath")).toString();
        task.onlyIfEmpty = item.task.value(QStringLiteral("onlyIfEmpty")).toBool();
        tasks.push_back(std::move(task));
    }
    return {std::move(plan), std::move(tasks)};
}

void UndoActivity::prepare()
{
    if (m_isGoingOn) {
        decide();
        return;
    }
    if (m_source <= 0) {
        lookAgain();
        return;
    }
    m_preparing = launch(m_workshop.journal.read(m_source), this, [this](Result<BatchRecord> source) {
        m_preparing = nullptr;
        if (source) // without it, the folders it made stay
            addMadeFolders(*source);
        lookAgain();
    });
}

/** Folders that the restore had to make, as its steps tell. */
void UndoActivity::addMadeFolders(const BatchRecord &source)
{
    for (const StepRecord &step : source.steps) {
        const auto made = step.kind == StepIntended::Kind::CreateFolder && step.state == StepRecord::State::Done
            ? liveItemFrom(step.result)
            : std::nullopt;
        if (!made || m_plan.indexOf({step.account, made->id}) >= 0)
            continue;
        m_plan.alongside(step.account,
            {.id = made->id, .kind = ItemKind::Folder, .name = made->name, .originalParent = made->parent});
        m_tasks.push_back({.now = *made, .check = Look::Same, .onlyIfEmpty = true});
    }
}

void UndoActivity::lookAgain()
{
    std::vector<ExpectedItem> expected;
    for (int index = 0; index < m_plan.size(); ++index) {
        const Task &task = m_tasks[size_t(index)];
        if (task.now && !task.onlyIfEmpty)
            expected.push_back({m_plan.item(index).account, *task.now});
    }
    auto recheck = std::make_unique<RecheckJob>(std::move(expected), m_workshop.providers);
    m_preparing = launch(
        JobPtr<std::vector<Recheck>>(std::move(recheck)), this, [this](Result<std::vector<Recheck>> found) {
            m_preparing = nullptr;
            checked(found.value_or(std::vector<Recheck>()));
            show();
        });
}

void UndoActivity::checked(std::vector<Recheck> found)
{
    size_t next = 0;
    for (Task &task : m_tasks) {
        if (!task.now || task.onlyIfEmpty || next >= found.size())
            continue;
        Recheck &check = found[next++];
        task.check = check.state;
        if (check.live) {
            const bool isOther = !isSameContent(*task.now, *check.live);
            if (check.live->parent != task.now->parent)
                task.nowPath.clear();
            task.now = std::move(check.live);
            if (isOther)
                task.check = Look::Changed;
        }
        if (check.state == Look::InBin || check.state == Look::Gone)
            task.now.reset();
        task.isIncluded = task.check != Look::Changed;
    }
}

/** One item that is just as it was left needs no second word: the click was the confirmation. */
void UndoActivity::show()
{
    const bool isPlain = m_tasks.size() == 1 && m_tasks.front().check == Look::Same;
    if (!m_decider || isPlain || isEnding()) {
        decide();
        return;
    }
    m_review = std::make_unique<UndoReview>(*this);
    setState(State::Asking);
    m_preparing = launch(m_decider->review(*m_review), this, [this](Result<Done> agreed) {
        m_preparing = nullptr;
        m_review.reset();
        if (isEnding())
            return;
        if (agreed)
            decide();
        else
            cancel();
    });
}

void UndoActivity::refuse(int index, Error error)
{
    ReceiptLine &line = m_plan.line(index);
    line.outcome = Outcome::Failed;
    line.error = std::move(error);
    m_plan.items[size_t(index)].stage = Stage::Done;
}

void UndoActivity::pass(int index, ReceiptLine::Reason reason)
{
    ReceiptLine &line = m_plan.line(index);
    line.outcome = Outcome::Skipped;
    line.reason = reason;
    m_plan.items[size_t(index)].stage = Stage::Done;
}

/** Folders stay planned until the files are out of them; those that were made go last, in the reverse order. */
void UndoActivity::decide()
{
    std::vector<int> restored;
    for (int index = 0; index < m_plan.size(); ++index) {
        PlannedItem &planned = m_plan.items[size_t(index)];
        const Task &task = m_tasks[size_t(index)];
        const AccountItem &entry = m_plan.item(index);
        const Provider *provider = m_workshop.providers.find(entry.account);
        if (task.passed && task.isIncluded)
            notePassed({entry.account, *task.passed});
        if (planned.stage == Stage::Done)
            continue; // before the crash
        ReceiptLine &line = m_plan.line(index); // true also if its turn never comes
        line.now = task.now;
        line.nowPath = task.nowPath;
        line.isRenamed = task.now && task.now->name != entry.item.name;
        line.passed = task.passed;
        if (task.replacedEntry)
            line.replacedEntry = task.replacedEntry;
        if (!provider)
            refuse(index, Error::of(Error::Kind::SignInNeeded));
        else if (!provider->capabilities().canTrash)
            refuse(index, Error::of(Error::Kind::Unsupported));
        else if (!task.isIncluded)
            pass(index, task.check == Look::Changed ? ReceiptLine::Reason::ChangedSince : ReceiptLine::Reason::UserSkipped);
        else if (!task.now && !task.replacedEntry)
            pass(index, ReceiptLine::Reason::GoneBefore);
        else if (task.onlyIfEmpty)
            m_folders.push_back(index);
        else if (entry.item.kind == ItemKind::Folder)
            restored.push_back(index);
        else
            planned.stage = Stage::Ready;
    }
    std::stable_sort(restored.begin(), restored.end(), [this](int a, int b) {
        return depth(m_tasks[size_t(a)].nowPath) < depth(m_tasks[size_t(b)].nowPath);
    });
    m_folders.insert(m_folders.end(), restored.begin(), restored.end());
    release();
}

void UndoActivity::retain(int index, ItemOutcome outcome)
{
    Task &task = m_tasks[size_t(index)];
    task.now = std::move(outcome.line.now);
    task.entry = std::move(outcome.line.entry);
    task.was = std::move(outcome.line.was);
    task.mustLook = outcome.mustLook;
    if (outcome.line.replacedEntry)
        task.replacedEntry = std::move(outcome.line.replacedEntry);
}

void UndoActivity::idle()
{
    if (m_folders.empty()) {
        finish();
        return;
    }
    const int index = m_folders.back();
    m_folders.pop_back();
    m_plan.items[size_t(index)].stage = Stage::Ready;
    enqueue(index);
}

void UndoActivity::stopPreparing()
{
    if (m_preparing)
        delete m_preparing.data();
    m_review.reset();
    m_folders.clear();
}

JobPtr<ItemOutcome> UndoActivity::jobFor(int index, Provider &provider)
{
    const Task &task = m_tasks[size_t(index)];
    return std::make_unique<ItemUndoJob>(UndoTask{.position = index,
                                             .item = m_plan.item(index),
                                             .now = task.now,
                                             .nowPath = task.nowPath,
                                             .replacedEntry = task.replacedEntry,
                                             .entry = task.entry,
                                             .was = task.was,
                                             .passed = task.passed,
                                             .onlyIfEmpty = task.onlyIfEmpty,
                                             .mustLook = task.mustLook},
        provider, log());
}

ItemId UndoActivity::folderOf(int index) const
{
    const Boxed<LiveItem> &now = m_tasks[size_t(index)].now;
    return now ? now->parent : ItemId();
}

QJsonObject UndoActivity::taskOf(int index) const
{
    const Task &task = m_tasks[size_t(index)];
    QJsonObject json;
    if (task.now)
        json.insert(QStringLiteral("now"), toJson(*task.now));
    if (task.replacedEntry)
        json.insert(QStringLiteral("replacedEntry"), toJson(*task.replacedEntry));
    if (!task.nowPath.isEmpty())
        json.insert(QStringLiteral("nowPath"), task.nowPath);
    if (task.onlyIfEmpty)
        json.insert(QStringLiteral("onlyIfEmpty"), true);
    if (task.passed)
        json.insert(QStringLiteral("passed"), toJson(*task.passed));
    return json;
}

} // namespace Unbin
