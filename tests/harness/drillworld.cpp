// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/harness/drillworld.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

namespace Unbin {

namespace {

const QByteArray kToken = "drill-token";
const QByteArray kPrefix = "/box/2.0";
const QString kGone = QStringLiteral("Gone for good");

QString folderTemplate(bool isOnDisk)
{
    const bool hasMemory = !isOnDisk && QFileInfo(QStringLiteral("/dev/shm")).isWritable();
    return QDir(hasMemory ? QStringLiteral("/dev/shm") : QDir::tempPath()).filePath(QStringLiteral("unbin-drill-XXXXXX"));
}

/** Everything that a network and a service do wrong, as often as not after the effect. */
std::vector<SandboxFault> faults()
{
    return {SandboxFault::dropBefore(), SandboxFault::dropAfter(), SandboxFault::cut(20), SandboxFault::garbage(),
        SandboxFault::html(200), SandboxFault::html(502), SandboxFault::refuse(500), SandboxFault::refuse(503),
        SandboxFault::tooManyRequests("1"), SandboxFault::tooManyRequests(), SandboxFault::stall(),
        SandboxFault::stall(10)};
}

} // namespace

DrillWorld::DrillWorld(const QString &program, const Plan &plan)
    : m_program(program)
    , m_seed(plan.seed)
    , m_folder(folderTemplate(plan.isOnDisk))
    , m_drive({.id = 7001, .name = QStringLiteral("Drill"), .login = QStringLiteral("drill@example.com")})
    , m_box(m_clock)
    , m_host(m_clock)
    , m_server(std::make_unique<SandboxServer>(m_host))
{
    fill(plan.items);
    m_box.addAccount(kToken, m_drive);
    m_host.mount(kPrefix, m_box);
    if (plan.faultChance > 0)
        m_host.faults().setChance(plan.faultChance, plan.seed, faults());
    if (!m_server->listen())
        qFatal("no loopback port is free");
    m_port = m_server->port();
}

/** Folders of a hundred; in each one name that is taken and one whose content stands there already; a folder that is gone. */
void DrillWorld::fill(int items)
{
    const QDateTime at = QDateTime::fromSecsSinceEpoch(1'770'000'000, Qt::UTC);
    const SandboxRef gone = m_drive.addFolders(u'/' + kGone, at);
    SandboxRef folder = gone;
    for (int i = 0; i < items; ++i) {
        const QString name = QStringLiteral("item %1.txt").arg(i);
        if (i == 2 || i % 100 == 5)
            folder = m_drive.addFolders(QStringLiteral("/Folder %1").arg(i / 100), at);
        const SandboxRef ref = m_drive.addFile(folder, name, SandboxContent::madeUp(100 + i, quint32(i)), at);
        m_drive.trash(ref, at.addSecs(i));
        m_refs.insert(name, ref);
        if (i % 100 == 6)
            m_drive.addFile(folder, name, SandboxContent::madeUp(5, 1), at); // another one stands there
        if (i % 100 == 7)
            m_drive.addFile(folder, name, SandboxContent::madeUp(100 + i, quint32(i)), at); // the same
    }
    m_drive.purge(gone);
    for (auto it = m_refs.cbegin(); it != m_refs.cend(); ++it)
        m_revisions.insert(it.key(), m_drive.node(*it)->revision);
    for (auto it = m_refs.cbegin(); it != m_refs.cend(); ++it)
        m_folders.insert(it.key(), m_drive.lastPath(*it));
}

DrillWorld::Run DrillWorld::run(const QByteArray &what, int killAt, int killAfter)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const auto tell = [&environment](const char *name, const QString &value) {
        environment.insert(QLatin1String(name), value);
    };
    tell("UNBIN_DRILL_PROFILE", m_folder.path());
    tell("UNBIN_DRILL_API", QStringLiteral("http://%1:%2/box/2.0").arg(m_hostName).arg(m_port));
    tell("UNBIN_DRILL_TOKEN", QString::fromLatin1(kToken));
    tell("UNBIN_DRILL_DO", QString::fromLatin1(what));
    tell("UNBIN_DRILL_ITEMS", QString::number(m_refs.size()));
    tell("UNBIN_DRILL_KILL_AT", QString::number(killAt));
    tell("UNBIN_DRILL_RECEIPT", m_folder.filePath(QStringLiteral("receipt.json")));
    tell("UNBIN_DRILL_SEED", QString::number(m_seed++));
    process.setProcessEnvironment(environment);
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    process.start(m_program, QStringList());
    if (killAfter > 0)
        QTimer::singleShot(killAfter, &process, [&process] { process.kill(); });
    loop.exec();
    Run run{.isKilled = process.exitStatus() == QProcess::CrashExit,
        .exitCode = process.exitCode(),
        .errors = process.readAllStandardError()};
    const QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("instants "))
            run.instants = line.mid(9).toInt();
        if (line.startsWith("memory "))
            run.memoryKilobytes = line.mid(7).toLongLong();
    }
    return run;
}

void DrillWorld::cutNetwork(std::chrono::milliseconds time)
{
    m_server.reset();
    QTimer::singleShot(time, [this] {
        m_server = std::make_unique<SandboxServer>(m_host);
        if (!m_server->listen(m_port))
            qFatal("the port is gone");
    });
}

QJsonObject DrillWorld::receipt() const
{
    QFile file(m_folder.filePath(QStringLiteral("receipt.json")));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/** Each item once, where the line says, and the numbers add up. */
QStringList DrillWorld::lies(const QJsonObject &receipt) const
{
    QStringList all;
    const auto number = [&receipt](const char *name) { return receipt.value(QLatin1String(name)).toInteger(); };
    if (number("planned") != number("restored") + number("skipped") + number("failed") || number("planned") != items())
        all += QStringLiteral("it does not add up");
    QSet<QString> seen;
    const QJsonArray lines = receipt.value(QStringLiteral("lines")).toArray();
    for (const QJsonValue &value : lines) {
        const QJsonObject line = value.toObject();
        const QString name = line.value(QStringLiteral("name")).toString();
        const auto ref = m_refs.constFind(name);
        if (ref == m_refs.cend() || seen.contains(name)) {
            all += name + QStringLiteral(": not one of ours, or told twice");
            continue;
        }
        seen.insert(name);
        const QJsonObject now = line.value(QStringLiteral("now")).toObject();
        const SandboxNode *node = m_drive.node(*ref);
        if (!node)
            all += name + QStringLiteral(": gone for good");
        else if (now.isEmpty() ? !m_drive.isTrashedItself(*ref) : !m_drive.isLive(*ref))
            all += name + (now.isEmpty() ? QStringLiteral(": not in the bin") : QStringLiteral(": not live"));
        else if (!now.isEmpty() && m_drive.name(*ref) != now.value(QStringLiteral("name")).toString())
            all += name + QStringLiteral(": under another name");
        else if (!now.isEmpty() && m_drive.lastPath(*ref) != m_folders.value(name))
            all += name + QStringLiteral(": in another folder, ") + m_drive.lastPath(*ref).join(u'/');
        else if (receipt.value(QStringLiteral("kind")).toString() == QLatin1String("restore")
            && node->revision > m_revisions.value(name) + 1)
            all += name + QStringLiteral(": changed more than once");
    }
    return all;
}

QString DrillWorld::state() const
{
    QStringList lines = m_drive.dump().split(u'\n');
    lines.removeIf([](const QString &line) { return line.trimmed().startsWith(kGone); });
    return lines.join(u'\n');
}

} // namespace Unbin
