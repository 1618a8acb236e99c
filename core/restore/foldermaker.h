// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/restore/journaledstep.h"
#include "core/restore/plan.h"

#include <QPointer>

namespace Unbin {

class ProviderSet;

/**
 * Makes the planned folders that are missing, level by level, each once however many items wait for it. A folder that
 * somebody else made meanwhile is used. What failed fails for everybody who waits, and is tried again for who comes later.
 */
class FolderMaker : public QObject
{
    Q_OBJECT
public:
    /** All must outlive this. */
    FolderMaker(Plan &plan, const ProviderSet &providers, StepLog log, QObject *parent = nullptr);

    /** Ends with the folder's id; the folder is Live from then on. */
    JobPtr<ItemId> ensure(int folder);
    /** Stops what is under way for this account. */
    void drop(const AccountId &account);

Q_SIGNALS:
    void made(const Unbin::AccountId &account, const Unbin::ItemId &parent);
    /** Made, then id is set; or not, then error says why. */
    void settled(int folder, const Unbin::ItemId &id, const Unbin::Error &error);

private:
    class EnsureJob;
    class MakeJob;

    void start(int folder);

    Plan &m_plan;
    const ProviderSet &m_providers;
    StepLog m_log;
    QHash<int, QPointer<JobBase>> m_underWay;
};

} // namespace Unbin
