// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/copytree.h"

#include "core/providers/localtrash/erasetree.h"
#include "core/providers/localtrash/filecopy.h"
#include "core/providers/localtrash/localids.h"

#include <QRandomGenerator>

#include <cerrno>
#include <fcntl.h>
#include <map>
#include <unistd.h>
#include <vector>

namespace Unbin::LocalTrash {

namespace {

constexpr qint64 kReportEveryBytes = 4 * 1024 * 1024;
constexpr qint64 kReportEveryItems = 64;

class Copier
{
public:
    Copier(int targetFolder, const StopCheck &isStopped, const ProgressSink &report)
        : m_targetFolder(targetFolder)
        , m_isStopped(isStopped)
        , m_report(report)
    { }

    /** relative: the target's path below the folder the whole copy is made in. */
    int copy(const At &from, const At &to, const QByteArray &relative)
    {
        if (m_isStopped())
            return ECANCELED;
        struct stat facts;
        if (!statAt(from.folder, from.name, &facts))
            return errno;
        const bool isShared = !S_ISDIR(facts.st_mode) && facts.st_nlink > 1;
        if (isShared && linkToEarlierCopy(facts, to))
            return 0;
        const int failed = copyOne(from, to, facts, relative);
        if (failed == 0 && isShared)
            m_copies.emplace(std::pair{facts.st_dev, facts.st_ino}, relative);
        if (failed == 0)
            countItem();
        return failed;
    }

private:
    int copyOne(const At &from, const At &to, const struct stat &facts, const QByteArray &relative)
    {
        switch (facts.st_mode & S_IFMT) {
        case S_IFREG:
            return copyFile(from, to, facts, m_isStopped, [this](qint64 bytes) { countBytes(bytes); });
        case S_IFDIR:
            return copyFolder(from, to, relative);
        case S_IFLNK:
            return copyLink(from, to, facts);
        default:
            return copySpecial(to, facts);
        }
    }

    int copyFolder(const At &from, const At &to, const QByteArray &relative)
    {
        const FileDescriptor source = openFolderAt(from.folder, from.name.constData());
        struct stat facts;
        if (!source.isOpen() || fstat(source.get(), &facts) != 0)
            return errno;
        if (mkdirat(to.folder, to.name.constData(), 0700) != 0)
            return errno;
        const FileDescriptor target = openFolderAt(to.folder, to.name.constData());
        if (!target.isOpen())
            return errno;
        std::vector<QByteArray> names;
        int failed = forEachName(source.get(), [&](const char *name) {
            names.emplace_back(name);
            return true;
        });
        for (size_t i = 0; failed == 0 && i < names.size(); ++i)
            failed = copy({source.get(), names[i]}, {target.get(), names[i]}, relative + '/' + names[i]);
        // Last, for every child changes the folder's time.
        return failed != 0 ? failed : copyAttributes(source.get(), target.get(), facts);
    }

    bool linkToEarlierCopy(const struct stat &facts, const At &to) const
    {
        const auto earlier = m_copies.find(std::pair{facts.st_dev, facts.st_ino});
        return earlier != m_copies.end()
            && linkat(m_targetFolder, earlier->second.constData(), to.folder, to.name.constData(), 0) == 0;
    }

    void countBytes(qint64 bytes)
    {
        m_progress.doneBytes += bytes;
        if (m_progress.doneBytes - m_reportedBytes >= kReportEveryBytes)
            report();
    }
    void countItem()
    {
        if (++m_progress.doneItems % kReportEveryItems == 0)
            report();
    }
    void report()
    {
        m_reportedBytes = m_progress.doneBytes;
        if (m_report)
            m_report(m_progress);
    }

    const int m_targetFolder;
    const StopCheck &m_isStopped;
    const ProgressSink &m_report;
    std::map<std::pair<dev_t, ino_t>, QByteArray> m_copies; ///< of files with several names
    Progress m_progress;
    qint64 m_reportedBytes = 0;
};

bool neverStopped()
{
    return false;
}

} // namespace

int copyTree(const At &from, const At &to, const StopCheck &isStopped, const ProgressSink &report)
{
    struct stat standing;
    if (statAt(to.folder, to.name, &standing))
        return EEXIST;
    const int failed = Copier(to.folder, isStopped, report).copy(from, to, to.name);
    if (failed != 0)
        eraseTree(to, neverStopped, {});
    return failed;
}

int moveByCopy(const At &from, const At &to, const StopCheck &isStopped, const ProgressSink &report, bool *leftBehind)
{
    struct stat standing;
    if (statAt(to.folder, to.name, &standing)) // spares a long copy that could not be used
        return EEXIST;
    const At temporary{
        to.folder, ".unbin-" + QByteArray::number(QRandomGenerator::system()->generate64(), 36) + ".part"};
    if (const int failed = copyTree(from, temporary, isStopped, report))
        return failed;
    if (const int failed = moveNoReplace(temporary, to)) {
        eraseTree(temporary, neverStopped, {});
        return failed;
    }
    syncFolder(to.folder);
    *leftBehind = !eraseTree(from, neverStopped, {}).isComplete();
    return 0;
}

} // namespace Unbin::LocalTrash
