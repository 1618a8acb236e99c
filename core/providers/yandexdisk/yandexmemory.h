// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/item.h"

#include <QHash>
#include <QStringList>

namespace Unbin::Yandex {

/**
 * What the service does not tell us in time, or at all. The bin's list may show for a while what has left it (section 1), and a
 * change whose reply was lost tells nothing of where the thing went: nothing can be asked for by its resource_id.
 */
class Memory
{
public:
    explicit Memory(const Clock &clock)
        : m_clock(clock)
    { }

    /** By our doing, or by the service's own word, this entry is in the bin no more. */
    void noteLeft(const TrashedItem &entry);
    /** True for two minutes after that, of this very deletion. */
    bool hasLeft(const TrashedItem &entry) const;
    /** It was seen to enter the bin. */
    void noteEntered(const TrashedItem &entry) { m_left.remove(entry.id.value()); }

    /** A change has brought something here: it may show late. */
    void noteArrived(const QString &path);
    /** True for two minutes after that. */
    bool hasArrived(const QString &path) const;

    /** A change of this thing may have brought it here. */
    void noteMayBeAt(const QString &resourceId, const QString &path);
    QStringList mayBeAt(const QString &resourceId) const { return m_trails.value(resourceId); }
    /** It is known where it is. */
    void settle(const QString &resourceId) { m_trails.remove(resourceId); }

private:
    struct Left {
        QDateTime deletedAt;
        std::chrono::milliseconds until;
    };
    void dropStale();

    const Clock &m_clock;
    QHash<QString, Left> m_left; ///< by path
    QHash<QString, std::chrono::milliseconds> m_arrived; ///< until when, by path
    QHash<QString, QStringList> m_trails; ///< by resource id
    std::chrono::milliseconds m_cleanAt{0};
};

} // namespace Unbin::Yandex
