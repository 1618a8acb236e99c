// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/undoactivity.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/settledsteps.h"

#include <algorithm>

namespace Unbin {

namespace {

/** One restored item into the bin again, then what it had replaced back to its place. */
class ItemUndoJob final : public Job<ItemOutcome>
{
public:
    ItemUndoJob(int position, const ReceiptLine &done, Provider &provider, const StepLog &log)
        : m_position(position)
        , m_now(done.now)
        , m_replacedEntry(done.replacedEntry)
        , m_provider(provider)
        , m_log(log)
    {
        m_outcome.line.item = done.item;
        m_outcome.line.now = done.now;
        m_outcome.line.nowPath = done.nowPath;
    }

protected:
    void run() override
    {
        if (!m_now) {
            bringBack();
            return;
        }
        const AccountId &account = m_outcome.line.item.account;
        then(JobPtr<TrashedItem>(std::make_unique<TrashStep>(m_log, m_provider, account, m_position, *m_now)),
            [this](Result<TrashedItem> entry) {
                if (entry) {
                    m_outcome.enteredBin.push_back(std::move(*entry));
                    m_outcome.changedFolders.push_back(m_now->parent);
                    m_outcome.line.now.reset();
                    m_outcome.line.nowPath.clear();
                    bringBack();
                } else {
                    failWith(entry.error());
                }
            });
    }
    void onCancel() override
    {
        abandonChildren();
        failWith(Error::of(Error::Kind::OutcomeUnknown, QStringLiteral("the account was removed meanwhile")));
    }

private:
    void bringBack()
    {
        if (!m_replacedEntry) {
            undone();
            return;
        }
        const TrashedItem entry = *m_replacedEntry;
        then(JobPtr<LiveItem>(
                 std::make_unique<BringBackStep>(m_log, m_provider, m_outcome.line.item.account, m_position, entry)),
            [this, entry](Result<LiveItem> back) {
                if (!back) {
                    m_outcome.line.replacedEntry = entry;
                    failWith(back.error());
                    return;
                }
                m_outcome.alsoLeftBin.push_back(entry.id);
                m_outcome.line.replaced = std::move(*back);
                undone();
            });
    }
    void undone()
    {
        m_outcome.line.outcome = ReceiptLine::Outcome::Restored;
        succeed(std::move(m_outcome));
    }
    void failWith(const Error &error)
    {
        m_outcome.line.outcome = ReceiptLine::Outcome::Failed;
        m_outcome.line.error = error;
        succeed(std::move(m_outcome));
    }

    int m_position;
    Boxed<LiveItem> m_now;
    Boxed<TrashedItem> m_replacedEntry;
    Provider &m_provider;
    StepLog m_log;
    ItemOutcome m_outcome;
};

Plan planOf(const std::vector<ReceiptLine> &lines)
{
    Plan plan(Receipt::Kind::Undo);
    for (const ReceiptLine &line : lines)
        plan.add(line.item, {});
    return plan;
}

qsizetype depth(const ReceiptLine &line)
{
    return line.nowPath == QLatin1String("/") ? 0 : line.nowPath.count(u'/');
}

} // namespace

UndoActivity::UndoActivity(std::vector<ReceiptLine> lines, const Workshop &workshop, QObject *parent)
    : BatchActivity(planOf(lines), workshop, parent)
    , m_done(std::move(lines))
{ }

std::vector<ReceiptLine> UndoActivity::undoable(const Receipt &done)
{
    std::vector<ReceiptLine> lines;
    std::copy_if(done.lines.begin(), done.lines.end(), std::back_inserter(lines),
        [](const ReceiptLine &line) { return line.outcome == ReceiptLine::Outcome::Restored && line.now; });
    return lines;
}

std::vector<ReceiptLine> UndoActivity::leftOver(const Receipt &undone)
{
    std::vector<ReceiptLine> lines;
    std::copy_if(undone.lines.begin(), undone.lines.end(), std::back_inserter(lines), [](const ReceiptLine &line) {
        return line.outcome == ReceiptLine::Outcome::Failed && (line.now || line.replacedEntry);
    });
    return lines;
}

/** Folders stay planned until the files are out of them. */
void UndoActivity::prepare()
{
    for (int index = 0; index < m_plan.size(); ++index) {
        const AccountItem &entry = m_plan.item(index);
        PlannedItem &planned = m_plan.items[size_t(index)];
        const Provider *provider = m_workshop.providers.find(entry.account);
        if (provider && provider->capabilities().canTrash) {
            if (entry.item.kind == ItemKind::Folder)
                m_folders.push_back(index);
            else
                planned.stage = PlannedItem::Stage::Ready;
            continue;
        }
        ReceiptLine &line = m_plan.line(index);
        line.outcome = ReceiptLine::Outcome::Failed;
        line.error = Error::of(provider ? Error::Kind::Unsupported : Error::Kind::SignInNeeded);
        planned.stage = PlannedItem::Stage::Done;
    }
    std::stable_sort(m_folders.begin(), m_folders.end(),
        [this](int a, int b) { return depth(m_done[size_t(a)]) < depth(m_done[size_t(b)]); });
    release();
}

void UndoActivity::idle()
{
    if (m_folders.empty()) {
        finish();
        return;
    }
    const int index = m_folders.back();
    m_folders.pop_back();
    m_plan.items[size_t(index)].stage = PlannedItem::Stage::Ready;
    enqueue(index);
}

JobPtr<ItemOutcome> UndoActivity::jobFor(int index, Provider &provider)
{
    return std::make_unique<ItemUndoJob>(index, m_done[size_t(index)], provider, log());
}

ItemId UndoActivity::folderOf(int index) const
{
    const Boxed<LiveItem> &now = m_done[size_t(index)].now;
    return now ? now->parent : ItemId();
}

} // namespace Unbin
