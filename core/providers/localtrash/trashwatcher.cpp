// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashwatcher.h"

#include "core/domain/clock.h"
#include "core/providers/localtrash/trashfinder.h"
#include "core/providers/localtrash/trashinfo.h"

#include <QSocketNotifier>

#include <cstring>
#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace Unbin::LocalTrash {

TrashWatcher::TrashWatcher(QByteArray mountinfoPath, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_mountinfoPath(std::move(mountinfoPath))
    , m_clock(clock)
    , m_inotify(inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    if (m_inotify.isOpen()) { // else the user's share of watchers is used up; the bin is refreshed by hand then
        auto *notifier = new QSocketNotifier(m_inotify.get(), QSocketNotifier::Read, this);
        connect(notifier, &QSocketNotifier::activated, this, [this] { drain(); });
    }
    if (!m_mountinfoPath.isEmpty())
        watchMounts();
}

TrashWatcher::~TrashWatcher() = default;

void TrashWatcher::watchMounts()
{
    m_mounts = readMounts(m_mountinfoPath);
    m_mountinfo = FileDescriptor(open(m_mountinfoPath.constData(), O_RDONLY | O_CLOEXEC));
    if (!m_mountinfo.isOpen())
        return;
    // The kernel tells changes of this table by POLLPRI (proc(5)), which is what Exception waits for.
    auto *notifier = new QSocketNotifier(m_mountinfo.get(), QSocketNotifier::Exception, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] { compareMounts(); });
}

void TrashWatcher::compareMounts()
{
    std::vector<Mount> mounts = readMounts(m_mountinfoPath);
    if (mounts == m_mounts)
        return;
    m_mounts = std::move(mounts);
    schedule();
}

void TrashWatcher::watch(const TrashFolder &trash)
{
    constexpr quint32 coming = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;
    const std::scoped_lock lock(m_mutex);
    if (!m_inotify.isOpen())
        return;
    // By descriptor, so that it is the folder that was checked and no other.
    const auto watchFolder = [this](const FileDescriptor &folder, quint32 mask) {
        const QByteArray path = "/proc/self/fd/" + QByteArray::number(folder.get());
        inotify_add_watch(m_inotify.get(), path.constData(), mask | IN_ONLYDIR | IN_EXCL_UNLINK);
    };
    watchFolder(trash.info, coming | IN_CLOSE_WRITE); // some writers fill the .trashinfo last
    watchFolder(trash.files, coming);
}

void TrashWatcher::drain()
{
    const std::scoped_lock lock(m_mutex);
    takeEvents();
}

/** With the mutex held. */
void TrashWatcher::takeEvents()
{
    alignas(inotify_event) char buffer[16 * 1024];
    bool isForeign = false;
    for (;;) {
        const ssize_t length = read(m_inotify.get(), buffer, sizeof buffer);
        if (length <= 0)
            break;
        for (ssize_t at = 0; at < length;) {
            const auto *event = reinterpret_cast<const inotify_event *>(buffer + at);
            at += ssize_t(sizeof(inotify_event)) + event->len;
            // Without a name it is about the folder itself, or that events were lost. IN_IGNORED only ends a
            // watch.
            const bool isOurs = event->len > 0 && isOwn(QByteArray(event->name));
            isForeign = isForeign || (!isOurs && !(event->mask & IN_IGNORED));
        }
    }
    if (isForeign)
        QMetaObject::invokeMethod(
            this, [this] { schedule(); }, Qt::QueuedConnection);
}

bool TrashWatcher::isOwn(QByteArray fileName) const
{
    if (fileName.endsWith(kInfoSuffix))
        fileName.chop(qsizetype(strlen(kInfoSuffix)));
    return m_own.contains(fileName);
}

void TrashWatcher::schedule()
{
    m_lastChange = m_clock.monotonic();
    if (std::exchange(m_isScheduled, true))
        return;
    m_firstChange = m_lastChange;
    m_clock.callLater(kQuiet, this, [this] { waitForQuiet(); });
}

void TrashWatcher::waitForQuiet()
{
    const auto now = m_clock.monotonic();
    if (now - m_lastChange < kQuiet && now - m_firstChange < kPatience) {
        m_clock.callLater(kQuiet - (now - m_lastChange), this, [this] { waitForQuiet(); });
        return;
    }
    m_isScheduled = false;
    Q_EMIT changed();
}

TrashWatcher::OwnChange::OwnChange(TrashWatcher *watcher, QByteArray name)
    : m_watcher(watcher)
    , m_name(std::move(name))
{
    if (!m_watcher)
        return;
    const std::scoped_lock lock(m_watcher->m_mutex);
    m_watcher->takeEvents(); // what came before was not ours
    ++m_watcher->m_own[m_name];
}

TrashWatcher::OwnChange::~OwnChange()
{
    if (!m_watcher)
        return;
    const std::scoped_lock lock(m_watcher->m_mutex);
    m_watcher->takeEvents(); // the kernel has queued ours by now
    if (--m_watcher->m_own[m_name] == 0)
        m_watcher->m_own.remove(m_name);
}

} // namespace Unbin::LocalTrash
