// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/itemoutcome.h"
#include "core/restore/journaledstep.h"
#include "core/restore/versionlook.h"

#include <QSet>

#include <functional>
#include <memory>

class QSaveFile;

namespace Unbin {

class Provider;
class Versions;

/**
 * One deed on one version, journaled. A lost reply is settled by reading the history (or, for a copy, the folder): done, it
 * is done; certainly not done, it is sent once more; else OutcomeUnknown.
 */
class ItemVersionJob final : public Job<ItemOutcome>
{
public:
    /** now: MakeCurrent was done by an earlier run, and this is the file since; only its name may be left to give. */
    ItemVersionJob(int position, AccountItem item, VersionOrder order, Boxed<LiveItem> now, Provider &provider,
        const StepLog &log);
    ~ItemVersionJob() override;

protected:
    void run() override;
    void onCancel() override;

private:
    StepIntended step(StepIntended::Kind kind) const;
    void makeCurrent();
    void madeCurrent(const LiveItem &now);
    void giveNameBack(const LiveItem &now);
    void change();
    void wasChanged(const Error &lost);
    void saveBeside();
    void savedBeside(const LiveItem &copy);
    void trashCopy();
    void saveHere();
    void done();
    /** Looks, and calls one of these: done, or try once more. Fails with what was lost where the look does not tell. */
    void settle(const Error &lost, std::function<void(const DeedSight &)> isDone, std::function<void()> again);
    void failWith(const Error &error);

    int m_position;
    VersionOrder m_order;
    Provider &m_provider;
    Versions &m_versions;
    StepLog m_log;
    ItemOutcome m_outcome;
    QSet<QString> m_takenNames;
    int m_tries = 0; // looked for and not done
};

} // namespace Unbin
