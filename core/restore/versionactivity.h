// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/batchactivity.h"
#include "core/restore/request.h"

#include <QPointer>

namespace Unbin {

/**
 * Deeds on versions, and their undoing. Its lines hold the live files dressed as entries of a bin; a line that is Restored
 * was done. A deed that would change nothing is skipped as AlreadyThere.
 */
class VersionActivity final : public BatchActivity
{
    Q_OBJECT
public:
    /** kind: Versions or UndoVersions. */
    VersionActivity(VersionRequest request, Receipt::Kind kind, const Workshop &workshop, QObject *parent);

    bool canUndo() const override;
    void markUndone();
    /** What takes back what was done; empty if nothing can be. */
    VersionRequest undoRequest() const;
    /** The failed lines once more; empty if there are none. */
    VersionRequest failedRequest() const;
    /** Also stops what is being fetched to this computer. */
    void cancel() override;

protected:
    void prepare() override;
    JobPtr<ItemOutcome> jobFor(int index, Provider &provider) override;
    ItemId folderOf(int index) const override;

private:
    std::optional<Error> refusal(const VersionOrder &order) const;

    std::vector<VersionOrder> m_orders; // beside m_plan's items
    std::vector<QPointer<JobBase>> m_fetching;
    bool m_isUndone = false;
};

} // namespace Unbin
