// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/restore/batchrecord.h"
#include "core/restore/journaledstep.h"

#include <vector>

namespace Unbin {

class ProviderSet;

/**
 * Finds out, by looking alone, what became of the steps of a batch that was cut off: follows what the service went on
 * with by itself, then asks where the item is. Each answer goes into the record and into the journal at once, so that the
 * job may be stopped and run again over the same record. What is then still open was certainly not done.
 *
 * Ends with the first error that keeps it from looking (no network, not signed in); the rest stays as it was.
 */
class SettleJob final : public Job<Done>
{
public:
    /** All must outlive the job, which changes the record while it runs. */
    SettleJob(BatchRecord &record, const ProviderSet &providers, const StepLog &log);

protected:
    void run() override;

private:
    void next();
    void look();
    void lookForItem(TrashedItem sought, bool isSecondLook);
    void lookForTrashed();
    void lookInBin(const LiveItem &item);
    void lookForBroughtBack();
    void lookForPurged();
    void lookForFolder();
    void lookForDeed();
    void sawDeed(const Result<struct DeedSight> &sight);
    bool isDeedDone(const ItemRecord &item) const;
    void found(StepRecord::State state, QJsonObject result = {});
    bool lookLater();
    void foundElsewhere(LiveItem live);
    void apply(const StepRecord &step);
    void closeItem(int position);
    void close(int position, ReceiptLine::Outcome outcome);
    void findPath(int position);
    StepRecord &step() { return m_record.steps[m_step]; }
    ItemRecord &item() { return m_record.items[size_t(step().position)]; }

    BatchRecord &m_record;
    const ProviderSet &m_providers;
    StepLog m_log;
    size_t m_step = 0;
    int m_looks = 0; // at this step, for what was seen nowhere
    std::vector<int> m_touched; // items with steps, to be closed where nothing is left to do
    std::vector<size_t> m_lastPlace; // by item: the step that tells where it was sent; npos: none
    class Provider *m_provider = nullptr;
};

} // namespace Unbin
