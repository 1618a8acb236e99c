// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/review.h"

namespace Unbin {

class UndoActivity;

/** An undo before it runs: what each item is now, compared with what the restore left. */
class UndoReview final : public PlanReview
{
    Q_OBJECT
public:
    /** The activity must outlive the review. */
    explicit UndoReview(UndoActivity &activity);

    Receipt::Kind kind() const override { return Receipt::Kind::Undo; }
    int rowCount() const override;
    ReviewRow row(int row) const override;
    ReviewTotals totals() const override;
    void setIncluded(const std::vector<int> &rows, bool isIncluded) override;

private:
    UndoActivity &m_activity;
};

} // namespace Unbin
