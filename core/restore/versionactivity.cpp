// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/versionactivity.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/providers/versions.h"
#include "core/restore/itemversionjob.h"

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

} // namespace

VersionActivity::VersionActivity(
    VersionRequest request, Receipt::Kind kind, const Workshop &workshop, QObject *parent)
    : BatchActivity(planOf(request, kind), workshop, parent)
    , m_orders(std::move(request.orders))
{ }

bool VersionActivity::canUndo() const
{
    return state() == State::Finished && kind() == Receipt::Kind::Versions && !m_isUndone
        && !undoRequest().orders.empty();
}

void VersionActivity::markUndone()
{
    m_isUndone = true;
    Q_EMIT changed();
}

VersionRequest VersionActivity::undoRequest() const
{
    VersionRequest request;
    if (!receipt())
        return request;
    for (size_t i = 0; i < m_orders.size(); ++i) {
        const ReceiptLine &line = receipt()->lines[i];
        if (line.outcome != Outcome::Restored)
            continue;
        auto back = inverse(m_orders[i], line);
        if (back && !refusal(*back))
            request.orders.push_back(std::move(*back));
    }
    return request;
}

VersionRequest VersionActivity::failedRequest() const
{
    VersionRequest request;
    for (size_t i = 0; receipt() && i < m_orders.size(); ++i) {
        if (receipt()->lines[i].outcome == Outcome::Failed)
            request.orders.push_back(m_orders[i]);
    }
    return request;
}

std::optional<Error> VersionActivity::refusal(const VersionOrder &order) const
{
    Provider *provider = m_workshop.providers.find(order.account);
    if (!provider)
        return Error::of(Error::Kind::SignInNeeded, QStringLiteral("the account is not connected"));
    Versions *versions = provider->versions();
    if (!versions || !isAllowed(versions->abilities(), provider->capabilities(), order))
        return Error::of(Error::Kind::Unsupported, QStringLiteral("the service can't do that with versions"));
    return std::nullopt;
}

void VersionActivity::prepare()
{
    for (int index = 0; index < m_plan.size(); ++index) {
        PlannedItem &planned = m_plan.items[size_t(index)];
        planned.name = m_plan.item(index).item.name;
        planned.stage = PlannedItem::Stage::Done;
        ReceiptLine &line = m_plan.line(index);
        const VersionOrder &order = m_orders[size_t(index)];
        if (auto error = refusal(order)) {
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
    auto job = std::make_unique<ItemVersionJob>(index, m_plan.item(index), order, provider, log());
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
