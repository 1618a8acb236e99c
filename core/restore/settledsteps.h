// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/journaledstep.h"

namespace Unbin {

class Provider;

/** Error::code of an OutcomeUnknown that no look could settle because the network was away. */
inline const QString kNobodyCouldLook = QStringLiteral("nobody could look");

/**
 * A live item into the bin, journaled. A lost reply is settled by looking: in the bin, it is done; still live, it is sent
 * again, kMostTries times at most; else OutcomeUnknown.
 */
class TrashStep final : public Job<TrashedItem>
{
public:
    /** looksFirst: a reply was lost before, so nothing is sent before the look. */
    TrashStep(const StepLog &log, Provider &provider, const AccountId &account, int position, LiveItem item,
        bool looksFirst = false);

protected:
    void run() override;

private:
    void settle(Error lost);

    StepLog m_log;
    Provider &m_provider;
    AccountId m_account;
    int m_position;
    LiveItem m_item;
    bool m_looksFirst;
    int m_tries = 0; ///< looked for and not done
};

/** An entry of the bin back to where it was, journaled; a lost reply is settled by looking, as above. */
class BringBackStep final : public Job<LiveItem>
{
public:
    BringBackStep(const StepLog &log, Provider &provider, const AccountId &account, int position, TrashedItem entry,
        bool looksFirst = false);

protected:
    void run() override;

private:
    void settle(Error lost);

    StepLog m_log;
    Provider &m_provider;
    AccountId m_account;
    int m_position;
    TrashedItem m_entry;
    bool m_looksFirst;
    int m_tries = 0; ///< looked for and not done
};

} // namespace Unbin
