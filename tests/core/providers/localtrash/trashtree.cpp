// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/localtrash/trashtree.h"

#include "core/providers/localtrash/erasetree.h"

#include <algorithm>
#include <dirent.h>
#include <fcntl.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace Unbin {

namespace {

void makeWay(const QByteArray &path)
{
    for (qsizetype slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1))
        mkdir(path.left(slash).constData(), 0755);
}

void collect(const QByteArray &path, QByteArrayList *found)
{
    // Not through links: O_NOFOLLOW is what opendir() lacks.
    const int fd = open(path.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    DIR *stream = fd < 0 ? nullptr : fdopendir(fd);
    if (!stream)
        return;
    while (const dirent *entry = readdir(stream)) {
        const QByteArray name(entry->d_name);
        if (name == "." || name == "..")
            continue;
        const QByteArray child = path + '/' + name;
        *found += child;
        collect(child, found);
    }
    closedir(stream);
}

} // namespace

TrashTree::TrashTree()
    : m_isOwner(true)
    , m_root("/tmp/unbin-trash-XXXXXX")
{
    if (!mkdtemp(m_root.data()))
        qFatal("no temporary folder");
    prepare();
}

TrashTree::~TrashTree()
{
    if (m_isOwner) // QTemporaryDir can't remove names that are not UTF-8
        LocalTrash::eraseTree({AT_FDCWD, m_root}, [] { return false; }, {});
}

TrashTree::TrashTree(const QByteArray &root)
    : m_root(root)
{
    prepare();
}

void TrashTree::prepare()
{
    char real[PATH_MAX];
    if (realpath(m_root.constData(), real))
        m_root = real;
    m_config.dataHome = path("home/.local/share");
    m_config.mountinfoPath = path("mountinfo");
    m_config.uid = geteuid();
    m_config.liveRoot = path("home");
    makeFolder("home/.local/share", 0700);
    unmountAll();
}

QByteArray TrashTree::path(const QByteArray &relative) const
{
    return relative.startsWith('/') ? relative : m_root + '/' + relative;
}

QByteArray TrashTree::homeTrash(const QByteArray &below) const
{
    return "home/.local/share/Trash" + (below.isEmpty() ? QByteArray() : '/' + below);
}

void TrashTree::write(const QByteArray &relative, const QByteArray &content, qint64 mtimeSeconds) const
{
    const QByteArray file = path(relative);
    makeWay(file);
    const int fd = open(file.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    QVERIFY2(fd >= 0, file.constData());
    QCOMPARE(::write(fd, content.constData(), size_t(content.size())), ssize_t(content.size()));
    const timespec times[] = {{mtimeSeconds, 0}, {mtimeSeconds, 123'456'789}};
    futimens(fd, times);
    close(fd);
}

void TrashTree::makeFolder(const QByteArray &relative, mode_t mode) const
{
    makeWay(path(relative));
    mkdir(path(relative).constData(), mode);
    chmod(path(relative).constData(), mode);
}

void TrashTree::link(const QByteArray &relative, const QByteArray &destination) const
{
    makeWay(path(relative));
    QCOMPARE(symlink(destination.constData(), path(relative).constData()), 0);
}

QByteArray TrashTree::read(const QByteArray &relative) const
{
    const int fd = open(path(relative).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QByteArray content;
    char buffer[65536];
    for (ssize_t count = 0; fd >= 0 && (count = ::read(fd, buffer, sizeof buffer)) > 0;)
        content.append(buffer, count);
    if (fd >= 0)
        close(fd);
    return content;
}

std::optional<struct stat> TrashTree::facts(const QByteArray &relative) const
{
    struct stat result;
    return lstat(path(relative).constData(), &result) == 0 ? std::optional(result) : std::nullopt;
}

QByteArrayList TrashTree::pathsBelow(const QByteArray &relative) const
{
    QByteArrayList found;
    collect(path(relative), &found);
    std::sort(found.begin(), found.end());
    return found;
}

QByteArrayList TrashTree::everythingBelow(const QByteArray &relative) const
{
    QByteArrayList found = pathsBelow(relative);
    for (QByteArray &path : found) {
        const auto item = facts(path);
        const bool isFolder = S_ISDIR(item->st_mode);
        path += ' ' + QByteArray::number(item->st_mode, 8) + ' '
            + QByteArray::number(isFolder ? 0 : qint64(item->st_size)) + ' '
            + QByteArray::number(qint64(item->st_mtim.tv_nsec)) + ' ' + QByteArray::number(quint64(item->st_ino));
    }
    return found;
}

void TrashTree::addEntry(const QByteArray &name, const QByteArray &pathValue, const QByteArray &content) const
{
    write(homeTrash("files/" + name), content);
    write(homeTrash("info/" + name + ".trashinfo"),
        "[Trash Info]\nPath=" + pathValue + "\nDeletionDate=2026-01-02T03:04:05\n");
}

void TrashTree::mount(const QByteArray &relative, const QByteArray &type)
{
    makeFolder(relative);
    QByteArray escaped = path(relative);
    escaped.replace(' ', "\\040");
    m_mountinfo += "36 35 98:0 / " + escaped + " rw,noatime - " + type + " /dev/invented rw\n";
    write("mountinfo", m_mountinfo);
}

void TrashTree::unmountAll()
{
    m_mountinfo.clear();
    write("mountinfo", "");
}

TrashedItem Listed::item(const QString &name) const
{
    std::vector<TrashedItem> found;
    std::copy_if(items.begin(), items.end(), std::back_inserter(found),
        [&](const TrashedItem &item) { return item.name == name; });
    if (found.size() != 1) {
        QTest::qFail(qPrintable(QStringLiteral("%1 entries named %2").arg(found.size()).arg(name)), __FILE__, __LINE__);
        return {};
    }
    return found.front();
}

QStringList Listed::names() const
{
    QStringList names;
    for (const TrashedItem &item : items)
        names += item.name;
    names.sort();
    return names;
}

Listed listBin(Provider &provider)
{
    Listed listed;
    const auto summary = waitFor(provider.listBin([&listed](std::vector<TrashedItem> &&batch) {
        std::move(batch.begin(), batch.end(), std::back_inserter(listed.items));
    }));
    if (summary)
        listed.summary = *summary;
    else
        QTest::qFail(qPrintable(QStringLiteral("listing failed: ") + summary.error().detail), __FILE__, __LINE__);
    return listed;
}

} // namespace Unbin
