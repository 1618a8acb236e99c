// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/versions/momentplanjob.h"

#include "core/providers/provider.h"
#include "core/providers/versions.h"

#include <QPointer>

#include <algorithm>

namespace Unbin {

namespace {

constexpr int kDeepest = 200; // folders; beyond, somebody has built a trap
constexpr qint64 kMostFiles = 100'000; // what a person can still look through before it runs

QString below(const QString &path, const QString &name)
{
    return path.endsWith(u'/') ? path + name : path + u'/' + name;
}

} // namespace

MomentPlanJob::MomentPlanJob(MomentRequest request, Provider &provider)
    : m_request(std::move(request))
    , m_provider(provider)
{
    m_plan.account = m_request.account;
    m_plan.moment = m_request.moment;
}

void MomentPlanJob::run()
{
    if (!m_provider.versions())
        return fail(Error::of(Error::Kind::Unsupported, QStringLiteral("this service keeps no versions")));
    for (LiveItem &item : m_request.items)
        take(std::move(item), m_request.path, 0);
    goOn();
}

void MomentPlanJob::take(LiveItem item, const QString &path, int depth)
{
    const auto before = m_seen.size();
    m_seen.insert(item.id);
    if (m_seen.size() == before)
        return;
    if (item.kind == ItemKind::Folder && depth < kDeepest)
        m_folders.push_back({std::move(item), path, depth});
    else if (item.kind == ItemKind::File && ++m_found <= kMostFiles)
        m_files.push_back({std::move(item), path, depth});
}

void MomentPlanJob::goOn()
{
    const int atOnce = std::max(1, m_provider.capabilities().requestsAtOnce);
    while (isRunning() && m_running < atOnce && !(m_folders.empty() && m_files.empty())) {
        std::deque<Entry> &next = m_folders.empty() ? m_files : m_folders;
        const Entry entry = std::move(next.front());
        next.pop_front();
        ++m_running;
        if (entry.item.kind == ItemKind::Folder)
            listFolder(entry);
        else
            readHistory(entry);
    }
    if (!isRunning())
        return;
    if (m_running == 0)
        return conclude();
    Progress progress;
    progress.doneItems = qint64(m_plan.lines.size());
    progress.totalItems = m_folders.empty() ? std::min(m_found, kMostFiles) : -1;
    setProgress(progress);
}

void MomentPlanJob::listFolder(const Entry &folder)
{
    const QString path = below(folder.path, folder.item.name);
    const QPointer<MomentPlanJob> self(this);
    auto sink = [self, path, depth = folder.depth](std::vector<LiveItem> &&children) {
        for (LiveItem &child : children) {
            if (self)
                self->take(std::move(child), path, depth + 1);
        }
    };
    then(m_provider.listFolder(folder.item.id, std::move(sink)), [this](const Result<ListSummary> &listed) {
        --m_running;
        if (!listed && listed.error().stopsBatch())
            return fail(listed.error());
        if (!listed)
            m_plan.problems.push_back(listed.error());
        else
            m_plan.problems.insert(m_plan.problems.end(), listed->problems.begin(), listed->problems.end());
        goOn();
    });
}

void MomentPlanJob::readHistory(const Entry &file)
{
    then(m_provider.versions()->list(file.item), [this, file](Result<VersionHistory> told) {
        --m_running;
        if (!told && told.error().stopsBatch())
            return fail(told.error());
        MomentLine line;
        if (told) {
            const bool revertsName = m_provider.versions()->abilities().makingCurrentRevertsName;
            line = lineFor(History(std::move(*told)), m_request.moment, revertsName);
        } else {
            line.file = file.item;
            line.error = told.error();
        }
        line.path = file.path;
        m_plan.lines.push_back(std::move(line));
        goOn();
    });
}

void MomentPlanJob::conclude()
{
    if (m_found > kMostFiles)
        m_plan.problems.push_back(Error::of(Error::Kind::TooLarge, QStringLiteral("more files than fit into a plan")));
    std::sort(m_plan.lines.begin(), m_plan.lines.end(), [](const MomentLine &a, const MomentLine &b) {
        return std::tie(a.path, a.file.name) < std::tie(b.path, b.file.name);
    });
    succeed(std::move(m_plan));
}

} // namespace Unbin
