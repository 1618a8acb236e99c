// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/review.h"

namespace Unbin {

class RestoreActivity;

/** A restore before it runs. Edits change the items' wishes and are planned again at once. */
class RestoreReview final : public PlanReview
{
    Q_OBJECT
public:
    /** The activity must outlive the review. */
    explicit RestoreReview(RestoreActivity &activity);

    Receipt::Kind kind() const override { return Receipt::Kind::Restore; }
    int rowCount() const override;
    ReviewRow row(int row) const override;
    ReviewTotals totals() const override;
    bool isBusy() const override;
    void setIncluded(const std::vector<int> &rows, bool isIncluded) override;
    void setName(int row, const QString &name) override;
    void setFolder(const std::vector<int> &rows, const ChosenFolder &folder) override;

private:
    bool reopen(int row);
    void leaveOut(int row, std::vector<int> &freed);

    RestoreActivity &m_activity;
};

} // namespace Unbin
