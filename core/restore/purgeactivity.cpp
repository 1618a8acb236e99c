// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/purgeactivity.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/surelook.h"

namespace Unbin {

namespace {

/** One entry. A lost reply is settled by looking; an entry that still lies there is purged once more. */
class ItemPurgeJob final : public Job<ItemOutcome>
{
public:
    ItemPurgeJob(int position, AccountItem item, bool mustLook, Provider &provider, const StepLog &log)
        : m_position(position)
        , m_mustLook(mustLook)
        , m_provider(provider)
        , m_log(log)
    {
        m_outcome.line.item = std::move(item);
    }

protected:
    void run() override
    {
        if (std::exchange(m_mustLook, false)) {
            look(Error::of(Error::Kind::OutcomeUnknown));
            return;
        }
        const AccountItem &entry = m_outcome.line.item;
        StepIntended step{.position = m_position,
            .account = entry.account,
            .kind = StepIntended::Kind::Purge,
            .arguments = toJson(entry.item)};
        auto *request
            = then(journaled(m_log, std::move(step), m_provider.purge(entry.item)), [this](Result<Done> purged) {
                  if (purged)
                      deleted();
                  else if (purged.error().kind == Error::Kind::OutcomeUnknown
                      || purged.error().kind == Error::Kind::NotFound)
                      look(purged.error());
                  else
                      failWith(purged.error());
              });
        connect(request, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    }
    void onCancel() override
    {
        abandonChildren();
        failWith(Error::of(Error::Kind::OutcomeUnknown, QStringLiteral("the account was removed meanwhile")));
    }

private:
    void look(const Error &error)
    {
        m_hasLostReply = m_hasLostReply || error.kind == Error::Kind::OutcomeUnknown;
        then(locateSurely(m_provider, m_outcome.line.item.item), [this, error](Result<Whereabouts> found) {
            if (!found) {
                m_outcome.isCutOff = found.error().kind == Error::Kind::Unreachable;
                m_outcome.mustLook = m_hasLostReply;
                failWith(error);
            } else if (found->state == Whereabouts::State::InBin) {
                if (error.kind == Error::Kind::OutcomeUnknown && ++m_tries < kMostTries)
                    run();
                else
                    failWith(error);
            } else if (found->state == Whereabouts::State::Gone && m_hasLostReply) {
                deleted();
            } else {
                m_outcome.line.now = found->live;
                m_outcome.line.reason = ReceiptLine::Reason::GoneBefore;
                m_outcome.leftBin = true;
                succeed(std::move(m_outcome));
            }
        });
    }
    void deleted()
    {
        m_outcome.line.outcome = ReceiptLine::Outcome::Restored;
        m_outcome.leftBin = true;
        succeed(std::move(m_outcome));
    }
    void failWith(const Error &error)
    {
        m_outcome.isCutOff = m_outcome.isCutOff || error.kind == Error::Kind::Unreachable;
        m_outcome.line.outcome = ReceiptLine::Outcome::Failed;
        m_outcome.line.error = error;
        succeed(std::move(m_outcome));
    }

    int m_position;
    bool m_mustLook;
    Provider &m_provider;
    StepLog m_log;
    ItemOutcome m_outcome;
    bool m_hasLostReply = false;
    int m_tries = 0; // looked for and not done
};

Plan planOf(const std::vector<AccountItem> &items)
{
    Plan plan(Receipt::Kind::Purge);
    for (const AccountItem &item : items)
        plan.add(item, {});
    return plan;
}

} // namespace

PurgeActivity::PurgeActivity(const std::vector<AccountItem> &items, const Workshop &workshop, QObject *parent)
    : BatchActivity(planOf(items), workshop, parent)
{ }

PurgeActivity::PurgeActivity(const BatchRecord &record, const Workshop &workshop, QObject *parent)
    : BatchActivity(Plan(record), workshop, parent)
{ }

void PurgeActivity::prepare()
{
    for (int index = 0; index < m_plan.size(); ++index) {
        const AccountItem &entry = m_plan.item(index);
        PlannedItem &planned = m_plan.items[size_t(index)];
        const Provider *provider = m_workshop.providers.find(entry.account);
        if (planned.isSettled)
            continue; // before the crash
        ReceiptLine &line = m_plan.line(index);
        planned.stage = PlannedItem::Stage::Done;
        if (m_plan.indexOf({entry.account, entry.item.id}) != index) {
            line.reason = ReceiptLine::Reason::GoneBefore; // named twice: the first one deletes it
        } else if (!provider) {
            line.outcome = ReceiptLine::Outcome::Failed;
            line.error = Error::of(Error::Kind::SignInNeeded, QStringLiteral("the account is not connected"));
        } else if (!provider->capabilities().canPurge) {
            line.outcome = ReceiptLine::Outcome::Failed;
            line.error = Error::of(Error::Kind::Unsupported, QStringLiteral("the service can't delete for good"));
        } else {
            planned.stage = PlannedItem::Stage::Ready;
        }
    }
    release();
}

JobPtr<ItemOutcome> PurgeActivity::jobFor(int index, Provider &provider)
{
    const bool mustLook = m_plan.items[size_t(index)].mustLook;
    return std::make_unique<ItemPurgeJob>(index, m_plan.item(index), mustLook, provider, log());
}

void PurgeActivity::retain(int index, ItemOutcome outcome)
{
    m_plan.items[size_t(index)].mustLook = outcome.mustLook;
}

ItemId PurgeActivity::folderOf(int) const
{
    return {};
}

} // namespace Unbin
