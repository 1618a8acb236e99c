// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/versions/momentplan.h"

#include <QSet>

#include <deque>

namespace Unbin {

class Provider;

/** What a plan is made for: files, and folders with everything below them. */
struct MomentRequest {
    AccountId account;
    std::vector<LiveItem> items;
    QString path; ///< for people: the folder they are in
    QDateTime moment; ///< UTC
};

/**
 * Makes a MomentPlan: lists folders, then reads each file's past, as many at once as the provider takes. What can't be
 * read becomes a line or a problem of the plan; the job fails only where everything would (Error::stopsBatch). Progress
 * counts files. The provider must outlive it.
 */
class MomentPlanJob final : public Job<MomentPlan>
{
public:
    MomentPlanJob(MomentRequest request, Provider &provider);

protected:
    void run() override;

private:
    struct Entry {
        LiveItem item;
        QString path;
        int depth = 0;
    };
    void take(LiveItem item, const QString &path, int depth);
    void goOn();
    void listFolder(const Entry &folder);
    void readHistory(const Entry &file);
    void conclude();

    MomentRequest m_request;
    Provider &m_provider;
    MomentPlan m_plan;
    std::deque<Entry> m_folders;
    std::deque<Entry> m_files;
    QSet<ItemId> m_seen;
    int m_running = 0;
    qint64 m_found = 0;
};

} // namespace Unbin
