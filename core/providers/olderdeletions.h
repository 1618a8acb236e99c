// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <QDateTime>
#include <QObject>

#include <optional>

namespace Unbin {

/**
 * A bin that its service does not list: what was deleted before we first looked is not known, and has to be searched for,
 * folder by folder. An optional part of a Provider, owned by it. Main thread.
 *
 * A search goes on where it was stopped, also after a restart; what it finds shows in the bin's list (binChanged).
 */
class OlderDeletions : public QObject
{
    Q_OBJECT
public:
    struct State {
        QDateTime completeSince; ///< UTC: what was deleted since is listed; invalid while unknown
        bool canLook = true; ///< false once the service was seen not to show deleted items in folders
        bool isLooking = false;
        bool isFinished = false; ///< every folder has been searched
        qint64 foldersDone = 0; ///< of this search, since it was started or gone on with
        qint64 foldersLeft = -1; ///< -1 unknown; more may be found on the way
        qint64 found = 0; ///< entries that nobody knew of, since it was started or gone on with
        std::optional<Error> error; ///< why it stopped, if not by stop()
    };

    using QObject::QObject;

    virtual State state() const = 0;
    /** Begins, or goes on; after a finished search from the beginning. Nothing happens while it runs. */
    virtual void look() = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    /** At most a few times a second while looking. */
    void changed();
};

} // namespace Unbin
