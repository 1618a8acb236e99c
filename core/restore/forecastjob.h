// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/foldermemory.h"
#include "core/restore/restoreservice.h"

namespace Unbin {

/** Plans one item as a restore would, and tells what it would meet. Changes nothing. */
class ForecastJob final : public Job<Forecast>
{
public:
    /** The providers must outlive the job. */
    ForecastJob(const AccountItem &item, const ProviderSet &providers);

protected:
    void run() override;

private:
    Forecast read();
    Forecast readObstacle(const Obstacle &obstacle);

    const ProviderSet &m_providers;
    Plan m_plan;
    FolderMemory m_memory;
};

} // namespace Unbin
