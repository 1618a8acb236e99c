// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/itemoutcome.h"
#include "core/restore/journaledstep.h"
#include "core/restore/request.h"

#include <QSet>

#include <memory>

class QSaveFile;

namespace Unbin {

class Provider;
class Versions;

/** What the history tells of a promotion whose reply was lost. */
enum class Promotion { Done, NotDone, Unclear };
/** Pure. Unclear where somebody else may have written meanwhile: then nothing is sent again. */
Promotion promotionIn(const VersionHistory &after, const VersionDeed &deed);

/**
 * One deed on one version, journaled. A lost reply is settled by reading the history (or, for a copy, the folder): done, it
 * is done; certainly not done, it is sent once more; else OutcomeUnknown.
 */
class ItemVersionJob final : public Job<ItemOutcome>
{
public:
    ItemVersionJob(int position, AccountItem item, VersionOrder order, Provider &provider, const StepLog &log);
    ~ItemVersionJob() override;

protected:
    void run() override;
    void onCancel() override;

private:
    StepIntended step(StepIntended::Kind kind) const;
    void makeCurrent();
    void settleMakeCurrent(const Error &lost);
    void madeCurrent(const LiveItem &now);
    void giveNameBack(const LiveItem &now);
    void change();
    void settleChange(const Error &lost);
    void saveBeside();
    void settleSaveBeside(const Error &lost);
    void savedBeside(const LiveItem &copy);
    void trashCopy();
    void saveHere();
    void done();
    void failWith(const Error &error);
    bool mayTryAgain() { return !std::exchange(m_isSecondTry, true); }

    int m_position;
    VersionOrder m_order;
    Provider &m_provider;
    Versions &m_versions;
    StepLog m_log;
    ItemOutcome m_outcome;
    QSet<QString> m_takenNames;
    bool m_isSecondTry = false;
};

} // namespace Unbin
