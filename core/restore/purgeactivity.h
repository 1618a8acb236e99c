// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/batchactivity.h"

namespace Unbin {

/** Entries of bins deleted for good. A line that is Restored was deleted. */
class PurgeActivity final : public BatchActivity
{
    Q_OBJECT
public:
    PurgeActivity(const std::vector<AccountItem> &items, const Workshop &workshop, QObject *parent);
    /** Goes on with one that was cut off. */
    PurgeActivity(const BatchRecord &record, const Workshop &workshop, QObject *parent);

protected:
    void prepare() override;
    JobPtr<ItemOutcome> jobFor(int index, Provider &provider) override;
    ItemId folderOf(int index) const override;
    void retain(int index, ItemOutcome outcome) override;
};

} // namespace Unbin
