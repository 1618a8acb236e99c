// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/localtrash/mountinfo.h"
#include "core/providers/localtrash/posix.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <mutex>
#include <vector>

class QSocketNotifier;

namespace Unbin {
class Clock;
}

namespace Unbin::LocalTrash {

struct TrashFolder;

/**
 * Notices when somebody else changes a trash (inotify on info/ and files/) or when a drive comes or goes (the
 * kernel's table of mounts). What we change ourselves is not told: our listing follows from our own results.
 *
 * Lives on the main thread; the functions marked so may be called on any.
 */
class TrashWatcher final : public QObject
{
    Q_OBJECT
public:
    /** changed() comes when it has been quiet for this long, or at the latest after that. */
    static constexpr std::chrono::milliseconds kQuiet{250};
    static constexpr std::chrono::milliseconds kPatience{2000};

    TrashWatcher(QByteArray mountinfoPath, Clock &clock, QObject *parent = nullptr);
    ~TrashWatcher() override;

    /** Any thread. Watching a trash twice does nothing. */
    void watch(const TrashFolder &trash);

    /** While one of these lives, changes of this entry are ours. Any thread. */
    class OwnChange
    {
    public:
        OwnChange(TrashWatcher *watcher, QByteArray name);
        ~OwnChange();
        OwnChange(const OwnChange &) = delete;
        OwnChange &operator=(const OwnChange &) = delete;

    private:
        TrashWatcher *m_watcher;
        QByteArray m_name;
    };

Q_SIGNALS:
    void changed();

private:
    void watchMounts();
    void compareMounts();
    void drain();
    void takeEvents();
    bool isOwn(QByteArray fileName) const;
    void schedule();
    void waitForQuiet();

    const QByteArray m_mountinfoPath;
    Clock &m_clock;
    FileDescriptor m_mountinfo;
    std::vector<Mount> m_mounts;
    bool m_isScheduled = false;
    std::chrono::milliseconds m_firstChange{0};
    std::chrono::milliseconds m_lastChange{0};

    std::mutex m_mutex; // guards the two below
    FileDescriptor m_inotify;
    QHash<QByteArray, int> m_own;
};

} // namespace Unbin::LocalTrash
