// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/settledsteps.h"

#include "core/restore/surelook.h"

namespace Unbin {

TrashStep::TrashStep(
    const StepLog &log, Provider &provider, const AccountId &account, int position, LiveItem item, bool looksFirst)
    : m_log(log)
    , m_provider(provider)
    , m_account(account)
    , m_position(position)
    , m_item(std::move(item))
    , m_looksFirst(looksFirst)
{ }

void TrashStep::run()
{
    if (std::exchange(m_looksFirst, false)) {
        settle(Error::of(Error::Kind::OutcomeUnknown));
        return;
    }
    StepIntended step{
        .position = m_position, .account = m_account, .kind = StepIntended::Kind::Trash, .arguments = toJson(m_item)};
    then(journaled(m_log, std::move(step), m_provider.trash(m_item)), [this](Result<TrashedItem> trashed) {
        if (!trashed && trashed.error().kind == Error::Kind::OutcomeUnknown)
            settle(trashed.error());
        else
            finish(std::move(trashed));
    });
}

void TrashStep::settle(Error lost)
{
    const TrashedItem sought{
        .id = m_item.id, .kind = m_item.kind, .name = m_item.name, .originalParent = m_item.parent};
    then(locateSurely(m_provider, sought), [this, lost](Result<Whereabouts> found) mutable {
        if (found && found->trashed) {
            succeed(*found->trashed);
        } else if (found && found->state == Whereabouts::State::Live && ++m_tries < kMostTries) {
            run();
        } else {
            if (!found && found.error().kind == Error::Kind::Unreachable)
                lost.code = kNobodyCouldLook;
            fail(lost);
        }
    });
}

BringBackStep::BringBackStep(
    const StepLog &log, Provider &provider, const AccountId &account, int position, TrashedItem entry, bool looksFirst)
    : m_log(log)
    , m_provider(provider)
    , m_account(account)
    , m_position(position)
    , m_entry(std::move(entry))
    , m_looksFirst(looksFirst)
{ }

void BringBackStep::run()
{
    if (std::exchange(m_looksFirst, false)) {
        settle(Error::of(Error::Kind::OutcomeUnknown));
        return;
    }
    StepIntended step{.position = m_position,
        .account = m_account,
        .kind = StepIntended::Kind::BringBack,
        .arguments = toJson(m_entry)};
    then(journaled(m_log, std::move(step), m_provider.restore({.item = m_entry})), [this](Result<LiveItem> back) {
        if (!back && back.error().kind == Error::Kind::OutcomeUnknown)
            settle(back.error());
        else
            finish(std::move(back));
    });
}

void BringBackStep::settle(Error lost)
{
    then(locateSurely(m_provider, m_entry), [this, lost](Result<Whereabouts> found) mutable {
        if (found && found->live) {
            succeed(*found->live);
        } else if (found && found->state == Whereabouts::State::InBin && ++m_tries < kMostTries) {
            run();
        } else {
            if (!found && found.error().kind == Error::Kind::Unreachable)
                lost.code = kNobodyCouldLook;
            fail(lost);
        }
    });
}

} // namespace Unbin
