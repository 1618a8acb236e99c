// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxserver.h"
#include "core/domain/clock.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace Unbin {

/** A practice Box with a full bin, and the program that works on it in a process of its own and is killed again and again. */
class DrillWorld
{
public:
    struct Plan {
        int items = 10;
        quint32 seed = 1;
        double faultChance = 0; ///< of each request
        bool isOnDisk = false; ///< the profile: true where fsync shall cost what it costs
    };
    DrillWorld(const QString &program, const Plan &plan);

    struct Run {
        bool isKilled = false;
        int exitCode = 0;
        int instants = 0; ///< journaled ones
        qint64 memoryKilobytes = 0; ///< resident at most, as far as it was told
        QByteArray errors;
    };
    /** Runs the program until it ends or dies. what: restore, undo, or look, which ends once the bin is listed. killAt: the journaled instant at which it kills itself; 0: never.
        killAfter: milliseconds until it is killed from outside; 0: never. */
    Run run(const QByteArray &what, int killAt = 0, int killAfter = 0);
    /** The network goes away now, for so long: nobody listens, connections are refused. */
    void cutNetwork(std::chrono::milliseconds time);
    /** From the next run on the service is sought under a name that nobody knows, as when DNS is gone; or found again. */
    void loseName(bool isLost) { m_hostName = isLost ? QStringLiteral("unbin-drill.invalid") : QStringLiteral("127.0.0.1"); }

    /** The receipt of the newest run that ended. */
    QJsonObject receipt() const;
    /** What the receipt says against what the drive holds: empty if they agree. */
    QStringList lies(const QJsonObject &receipt) const;
    /** Live tree and bin as text, without the folder that a restore makes again. */
    QString state() const;
    SandboxHost &host() { return m_host; }
    qint64 restores() const { return m_restores; } ///< that took effect
    int items() const { return int(m_refs.size()); }

private:
    void fill(int items);

    QString m_program;
    quint32 m_seed;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    SandboxDrive m_drive;
    BoxDialect m_box;
    SandboxHost m_host;
    std::unique_ptr<SandboxServer> m_server;
    quint16 m_port = 0;
    QString m_hostName = QStringLiteral("127.0.0.1");
    QHash<QString, SandboxRef> m_refs; // trashed at first, by name
    QHash<QString, quint32> m_revisions;
    QHash<QString, QStringList> m_folders; // where they came from: where a restore has to put them
    qint64 m_restores = 0;
};

} // namespace Unbin
