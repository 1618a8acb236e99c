// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/batchactivity.h"
#include "core/restore/batchrecord.h"
#include "core/restore/request.h"

#include <QPointer>

namespace Unbin {

/** What takes back what a finished batch did; empty if nothing can be. The orders stand beside the receipt's lines. */
VersionRequest undoRequestOf(
    const Receipt &done, const std::vector<VersionOrder> &orders, const ProviderSet &providers);
/** The failed lines once more; empty if there are none. */
VersionRequest failedRequestOf(const Receipt &done, const std::vector<VersionOrder> &orders);
/** What a batch of the journal wished for, by position; a file without id where that can't be read. */
std::vector<VersionOrder> versionOrdersOf(const BatchRecord &record);

/**
 * Deeds on versions, and their undoing. Its lines hold the live files dressed as entries of a bin; a line that is Restored
 * was done. A deed that would change nothing is skipped as AlreadyThere.
 */
class VersionActivity final : public BatchActivity
{
    Q_OBJECT
public:
    VersionActivity(VersionRequest request, const Workshop &workshop, QObject *parent);
    /** Takes back the batch of this number. */
    VersionActivity(VersionRequest undo, qint64 undoes, const Workshop &workshop, QObject *parent);
    /** Goes on with one that was cut off. */
    VersionActivity(const BatchRecord &record, const Workshop &workshop, QObject *parent);

    bool canUndo() const override;
    void setUndone(bool isUndone) override;
    const std::vector<VersionOrder> &orders() const { return m_orders; }
    /** Also stops what is being fetched to this computer. */
    void cancel() override;

protected:
    void prepare() override;
    JobPtr<ItemOutcome> jobFor(int index, Provider &provider) override;
    ItemId folderOf(int index) const override;
    QJsonObject taskOf(int index) const override;
    qint64 undoes() const override { return m_source; }

private:

    std::vector<VersionOrder> m_orders; // beside m_plan's items
    qint64 m_source = 0; // the batch being undone
    std::vector<QPointer<JobBase>> m_fetching;
    bool m_isUndone = false;
};

} // namespace Unbin
