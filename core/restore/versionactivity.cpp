// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/versionactivity.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/providers/versions.h"
#include "core/restore/itemversionjob.h"

#include <algorithm>

namespace Unbin {

namespace {

using What = VersionDeed::What;
using Outcome = ReceiptLine::Outcome;

AccountItem dressed(const VersionOrder &order)
{
    const LiveItem &file = order.file;
    TrashedItem item{.id = file.id,
        .kind = file.kind,
        .name = order.isUndo && !order.nameAfter.isEmpty() ? order.nameAfter : file.name,
        .originalParent = file.parent,
        .originalPath = order.path,
        .sizeBytes = order.deed.version.sizeBytes,
        .modifiedAt = file.modifiedAt};
    return {order.account, std::move(item)};
}

Plan planOf(const VersionRequest &request, Receipt::Kind kind)
{
    Plan plan(kind);
    for (const VersionOrder &order : request.orders) {
        plan.add(dressed(order), {});
        plan.line(plan.size() - 1).version = order.deed;
    }
    return plan;
}

bool isAllowed(const VersionAbilities &can, const Capabilities &capabilities, const VersionOrder &order)
{
    switch (order.deed.what) {
    case What::MakeCurrent:
        return can.canMakeCurrent;
    case What::Delete:
        return can.canDelete;
    case What::Untrash:
        return can.canUntrash;
    case What::SaveBeside:
        return order.isUndo ? capabilities.canTrash : can.canSaveBeside;
    case What::SaveHere:
        return true;
    }
    Q_UNREACHABLE();
    return false;
}

/** What takes this line back; nullopt where nothing does. */
std::optional<VersionOrder> inverse(const VersionOrder &done, const ReceiptLine &line)
{
    VersionOrder back{.account = done.account, .file = line.now ? *line.now : done.file, .path = done.path, .isUndo = true};
    switch (done.deed.what) {
    case What::MakeCurrent:
        if (!line.now || (done.deed.before.id.isEmpty()))
            return std::nullopt;
        back.deed = {.what = What::MakeCurrent, .version = done.deed.before};
        back.deed.version.isCurrent = false;
        back.deed.before.hash = line.now->hash;
        back.deed.before.sizeBytes = line.now->sizeBytes;
        back.nameAfter = line.item.item.name;
        return back;
    case What::Delete:
        back.deed = {.what = What::Untrash, .version = done.deed.version};
        return back;
    case What::Untrash:
        back.deed = {.what = What::Delete, .version = done.deed.version};
        return back;
    case What::SaveBeside:
        if (!line.now)
            return std::nullopt;
        back.deed = done.deed;
        return back;
    case What::SaveHere:
        return std::nullopt;
    }
    Q_UNREACHABLE();
    return std::nullopt;
}

std::optional<Error> refusal(const VersionOrder &order, const ProviderSet &providers)
{
    if (order.file.id.isEmpty())
        return Error::of(Error::Kind::OutcomeUnknown, QStringLiteral("the journal does not tell what was wished for"));
    Provider *provider = providers.find(order.account);
    if (!provider)
        return Error::of(Error::Kind::SignInNeeded, QStringLiteral("the account is not connected"));
    Versions *versions = provider->versions();
    if (!versions || !isAllowed(versions->abilities(), provider->capabilities(), order))
        return Error::of(Error::Kind::Unsupported, QStringLiteral("the service can't do that with versions"));
    return std::nullopt;
}

} // namespace

VersionRequest undoRequestOf(
    const Receipt &done, const std::vector<VersionOrder> &orders, const ProviderSet &providers)
{
    VersionRequest request;
    for (size_t i = 0; i < std::min(orders.size(), done.lines.size()); ++i) {
        if (done.lines[i].outcome != Outcome::Restored)
            continue;
        auto back = inverse(orders[i], done.lines[i]);
        if (back && !refusal(*back, providers))
            request.orders.push_back(std::move(*back));
    }
    return request;
}

VersionRequest failedRequestOf(const Receipt &done, const std::vector<VersionOrder> &orders)
{
    VersionRequest request;
    for (size_t i = 0; i < std::min(orders.size(), done.lines.size()); ++i) {
        if (done.lines[i].outcome == Outcome::Failed && !orders[i].file.id.isEmpty())
            request.orders.push_back(orders[i]);
    }
    return request;
}

std::vector<VersionOrder> versionOrdersOf(const BatchRecord &record)
{
    std::vector<VersionOrder> orders;
    orders.reserve(record.items.size());
    for (const ItemRecord &item : record.items) {
        orders.push_back(versionOrderFrom(item.line.item.account, item.task)
                             .value_or(VersionOrder{.account = item.line.item.account}));
    }
    return orders;
}

VersionActivity::VersionActivity(VersionRequest request, const Workshop &workshop, QObject *parent)
    : BatchActivity(planOf(request, Receipt::Kind::Versions), workshop, parent)
    , m_orders(std::move(request.orders))
{ }

VersionActivity::VersionActivity(VersionRequest undo, qint64 undoes, const Workshop &workshop, QObject *parent)
    : BatchActivity(planOf(undo, Receipt::Kind::UndoVersions), workshop, parent)
    , m_orders(std::move(undo.orders))
    , m_source(undoes)
{ }

VersionActivity::VersionActivity(const BatchRecord &record, const Workshop &workshop, QObject *parent)
    : BatchActivity(Plan(record), workshop, parent)
    , m_orders(versionOrdersOf(record))
    , m_source(record.undoes)
{ }

bool VersionActivity::canUndo() const
{
    return state() == State::Finished && kind() == Receipt::Kind::Versions && !m_isUndone
        && !undoRequestOf(*receipt(), m_orders, m_workshop.providers).orders.empty();
}

void VersionActivity::setUndone(bool isUndone)
{
    m_isUndone = isUndone;
    Q_EMIT changed();
}

QJsonObject VersionActivity::taskOf(int index) const
{
    return toJson(m_orders[size_t(index)]);
}

void VersionActivity::prepare()
{
    for (int index = 0; index < m_plan.size(); ++index) {
        PlannedItem &planned = m_plan.items[size_t(index)];
        if (planned.isSettled)
            continue; // before the crash
        planned.name = m_plan.item(index).item.name;
        planned.stage = PlannedItem::Stage::Done;
        ReceiptLine &line = m_plan.line(index);
        const VersionOrder &order = m_orders[size_t(index)];
        if (auto error = refusal(order, m_workshop.providers)) {
            line.outcome = Outcome::Failed;
            line.error = std::move(*error);
        } else if (order.deed.what == What::MakeCurrent && order.deed.version.isCurrent) {
            line.reason = ReceiptLine::Reason::AlreadyThere;
        } else {
            planned.stage = PlannedItem::Stage::Ready;
        }
    }
    release();
}

JobPtr<ItemOutcome> VersionActivity::jobFor(int index, Provider &provider)
{
    const VersionOrder &order = m_orders[size_t(index)];
    auto job = std::make_unique<ItemVersionJob>(index, m_plan.item(index), order, m_plan.line(index).now, provider, log());
    if (order.deed.what == What::SaveHere)
        m_fetching.emplace_back(job.get());
    return job;
}

ItemId VersionActivity::folderOf(int index) const
{
    return m_orders[size_t(index)].file.parent;
}

void VersionActivity::cancel()
{
    BatchActivity::cancel();
    for (const QPointer<JobBase> &job : m_fetching) {
        if (job)
            job->cancel();
    }
}

} // namespace Unbin
