// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/erasetree.h"

#include "core/providers/localtrash/localids.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace Unbin::LocalTrash {

namespace {

constexpr int kMaxDepth = 100; // a descriptor each; 1024 is what a process has
constexpr qint64 kReportEvery = 64;

class Eraser
{
public:
    Eraser(const At &tree, const StopCheck &isStopped, const std::function<void(qint64)> &report)
        : m_tree(tree)
        , m_isStopped(isStopped)
        , m_report(report)
    { }

    Erased run()
    {
        struct stat facts;
        if (statAt(m_tree.folder, m_tree.name, &facts)) {
            m_device = facts.st_dev;
            erase(m_tree, m_tree.name, 0);
        } else if (errno != ENOENT) {
            leave(m_tree.name, errno);
        }
        return m_result;
    }

private:
    void erase(const At &what, const QByteArray &shownPath, int depth)
    {
        if (m_isStopped()) {
            m_result.wasStopped = true;
            return;
        }
        struct stat facts;
        if (!statAt(what.folder, what.name, &facts)) {
            if (errno != ENOENT)
                leave(shownPath, errno);
        } else if (facts.st_dev != m_device) {
            leave(shownPath, EXDEV);
        } else if (!S_ISDIR(facts.st_mode)) {
            remove(what, shownPath, 0);
        } else if (eraseChildren(what, shownPath, depth) && !m_result.wasStopped) {
            remove(what, shownPath, AT_REMOVEDIR);
        }
    }

    /** False if something stays. */
    bool eraseChildren(const At &what, const QByteArray &shownPath, int depth)
    {
        const FileDescriptor folder = openWritable(what);
        if (!folder.isOpen()) {
            leave(shownPath, errno);
            return false;
        }
        if (depth == 0)
            m_top = folder.get();
        const qint64 leftBefore = m_result.left;
        std::vector<QByteArray> names;
        int failed = 0;
        do { // again: what lay too deep has been moved up to the top meanwhile
            names.clear();
            failed = forEachName(folder.get(), [&](const char *name) {
                names.emplace_back(name);
                return true;
            });
            for (const QByteArray &name : names)
                eraseChild({folder.get(), name}, joined(shownPath, name), depth);
        } while (depth == 0 && std::exchange(m_hasMovedUp, false) && !m_result.wasStopped);
        if (failed != 0)
            leave(shownPath, failed);
        return m_result.left == leftBefore;
    }

    void eraseChild(const At &child, const QByteArray &shownPath, int depth)
    {
        if (depth < kMaxDepth) {
            erase(child, shownPath, depth + 1);
            return;
        }
        const QByteArray name = "unbin-deep-" + QByteArray::number(++m_movedUp);
        if (moveNoReplace(child, {m_top, name}) == 0)
            m_hasMovedUp = true;
        else
            leave(shownPath, ENAMETOOLONG);
    }

    FileDescriptor openWritable(const At &what)
    {
        FileDescriptor folder = openFolderAt(what.folder, what.name.constData());
        if (!folder.isOpen() && errno == EACCES && makeReadable(what))
            folder = openFolderAt(what.folder, what.name.constData());
        struct stat facts;
        if (folder.isOpen() && fstat(folder.get(), &facts) == 0 && (facts.st_mode & S_IRWXU) != S_IRWXU
            && facts.st_uid == geteuid())
            fchmod(folder.get(), (facts.st_mode & 07777) | S_IRWXU);
        return folder;
    }

    /** A folder that can't be opened can only be changed through its O_PATH descriptor. */
    bool makeReadable(const At &what)
    {
        const FileDescriptor folder(
            openat(what.folder, what.name.constData(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        struct stat facts;
        if (!folder.isOpen() || fstat(folder.get(), &facts) != 0 || facts.st_uid != geteuid()) {
            errno = EACCES;
            return false;
        }
        const QByteArray path = "/proc/self/fd/" + QByteArray::number(folder.get());
        return chmod(path.constData(), (facts.st_mode & 07777) | S_IRWXU) == 0;
    }

    void remove(const At &what, const QByteArray &shownPath, int flags)
    {
        if (unlinkat(what.folder, what.name.constData(), flags) != 0 && errno != ENOENT) {
            leave(shownPath, errno);
            return;
        }
        if (++m_result.removed % kReportEvery == 0 && m_report)
            m_report(m_result.removed);
    }

    void leave(const QByteArray &shownPath, int number)
    {
        if (m_result.left++ == 0) {
            m_result.firstErrno = number;
            m_result.firstLeft = shownPath;
        }
    }

    const At &m_tree;
    const StopCheck &m_isStopped;
    const std::function<void(qint64)> &m_report;
    dev_t m_device = 0;
    int m_top = -1;
    int m_movedUp = 0;
    bool m_hasMovedUp = false;
    Erased m_result;
};

} // namespace

Erased eraseTree(const At &tree, const StopCheck &isStopped, const std::function<void(qint64 removed)> &report)
{
    return Eraser(tree, isStopped, report).run();
}

} // namespace Unbin::LocalTrash
