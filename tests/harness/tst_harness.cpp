// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/harness/drillworld.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace Unbin;

namespace {

QString program; // the drill's
bool isLong = false;
quint32 seed = 0; // added to every seed of the drill: other faults, other instants

} // namespace

/**
 * The program in a process of its own, against the practice cloud in this one: killed at journaled instants and at random
 * ones, with faults in the network, started again until it is done. Then the drive is what the receipt says; after an undo,
 * what it was before. Deterministic by seed in what is decided; when the system gives whom its turn is not ours.
 */
class TestHarness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survivesDeathAtJournaledInstants();
    void survivesKillsAndFaults();
    void survivesAnOutage();
    void survivesALostName();

private:
    /** Lines that only one of them has and that name nothing of the excused; empty if there are none. */
    static QString difference(const QString &before, const QString &after, const QStringList &excused = {})
    {
        QStringList one = before.split(u'\n');
        QStringList other = after.split(u'\n');
        one.sort();
        other.sort();
        QStringList gone;
        QStringList added;
        std::set_difference(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(gone));
        std::set_difference(other.begin(), other.end(), one.begin(), one.end(), std::back_inserter(added));
        const auto isExcused = [&excused](const QString &line) {
            return std::any_of(excused.begin(), excused.end(), [&line](const QString &name) { return line.contains(name); });
        };
        gone.removeIf(isExcused);
        added.removeIf(isExcused);
        return gone.isEmpty() && added.isEmpty()
            ? QString()
            : QStringLiteral("gone:\n%1\nnew:\n%2").arg(gone.join(u'\n'), added.join(u'\n'));
    }
    /** The names of what a receipt does not tell as done. */
    static QStringList leftUndone(const QJsonObject &receipt)
    {
        QStringList names;
        const QJsonArray lines = receipt.value(QStringLiteral("lines")).toArray();
        for (const QJsonValue &value : lines) {
            const QJsonObject line = value.toObject();
            if (line.value(QStringLiteral("outcome")).toString() != QLatin1String("restored"))
                names += line.value(QStringLiteral("name")).toString();
        }
        return names;
    }
    /** Why lines of a receipt failed, and how often each. */
    static QString reasons(const QJsonObject &receipt)
    {
        QMap<QString, int> counts;
        const QJsonArray lines = receipt.value(QStringLiteral("lines")).toArray();
        for (const QJsonValue &value : lines) {
            const QJsonObject error = value.toObject().value(QStringLiteral("error")).toObject();
            if (!error.isEmpty())
                ++counts[error.value(QStringLiteral("kind")).toString() + u' ' + error.value(QStringLiteral("detail")).toString().left(60)];
        }
        QStringList all;
        for (auto it = counts.cbegin(); it != counts.cend(); ++it)
            all += QStringLiteral("%1 x %2").arg(*it).arg(it.key());
        return all.join(QStringLiteral("; "));
    }
    /** Runs it until it ends by itself. */
    static bool runToTheEnd(DrillWorld &world, const QByteArray &what)
    {
        for (int attempt = 0; attempt < 20; ++attempt) {
            const auto run = world.run(what);
            if (run.isKilled || run.exitCode != 0)
                qWarning("%s", run.errors.constData());
            else
                return true;
        }
        return false;
    }
};

void TestHarness::survivesDeathAtJournaledInstants()
{
    constexpr int kItems = 10;
    int instants = 0;
    {
        DrillWorld world(program, {.items = kItems});
        const auto run = world.run("restore");
        QVERIFY2(!run.isKilled && run.exitCode == 0, run.errors.constData());
        QVERIFY2(world.lies(world.receipt()).isEmpty(), qPrintable(world.lies(world.receipt()).join(u'\n')));
        instants = run.instants;
        QVERIFY(instants > 10);
    }
    QRandomGenerator random(20261126 + seed);
    const int stride = isLong ? 1 : std::max(1, instants / 6);
    int killed = 0;
    for (int at = isLong ? 1 : 1 + int(random.bounded(quint32(stride))); at <= instants; at += stride) {
        DrillWorld world(program, {.items = kItems, .seed = quint32(at) + seed});
        const QString before = world.state();
        killed += world.run("restore", at).isKilled;
        QVERIFY(runToTheEnd(world, "restore"));
        const QJsonObject receipt = world.receipt();
        const QStringList lies = world.lies(receipt);
        QVERIFY2(lies.isEmpty(), qPrintable(QStringLiteral("killed at %1: ").arg(at) + lies.join(u'\n')));
        QCOMPARE(receipt.value(QStringLiteral("failed")).toInt(), 0);
        world.run("undo", 1 + at % 9);
        QVERIFY(runToTheEnd(world, "undo"));
        const QString changed = difference(before, world.state());
        QVERIFY2(changed.isEmpty(), qPrintable(changed));
    }
    QVERIFY(killed > 0);
    qInfo("killed at %d of %d journaled instants", killed, instants);
}

void TestHarness::survivesKillsAndFaults()
{
    const int items = isLong ? 50'000 : 150;
    const int kills = isLong ? 20 : 3;
    QRandomGenerator random(42 + seed);
    DrillWorld world(program, {.items = items, .seed = 42 + seed, .faultChance = 0.02, .isOnDisk = isLong});
    const QString before = world.state();
    const qint64 idle = world.run("look").memoryKilobytes;
    QVERIFY(idle > 0);
    QElapsedTimer timer;
    timer.start();
    int killed = 0;
    bool isDone = false;
    qint64 memory = 0;
    while (!isDone) {
        const int after = killed < kills ? (isLong ? 3000 + int(random.bounded(15'000)) : 60 + int(random.bounded(240))) : 0;
        const auto run = world.run("restore", 0, after);
        killed += run.isKilled;
        if (isLong)
            qInfo("run %d: %lld requests so far, %.1f MB above idle, %.0f s", killed, (long long)(world.host().requestCount()),
                double(run.memoryKilobytes - idle) / 1e3, double(timer.elapsed()) / 1e3);
        QVERIFY2(run.isKilled || run.exitCode == 0, run.errors.constData());
        memory = std::max(memory, run.memoryKilobytes - idle);
        isDone = !run.isKilled;
    }
    const QJsonObject receipt = world.receipt();
    const QStringList lies = world.lies(receipt);
    QVERIFY2(lies.isEmpty(), qPrintable(lies.join(u'\n')));
    const auto number = [&receipt](const char *name) {
        return (long long)(receipt.value(QLatin1String(name)).toInteger());
    };
    qInfo("%d items, %d kills, %lld faults in %lld requests: %lld restored, %lld skipped, %lld failed, %.1f MB above idle, "
          "idle %.1f MB, %.1f s",
        items, killed, (long long)(world.host().faults().chanceHits()), (long long)(world.host().requestCount()),
        number("restored"), number("skipped"), number("failed"), double(memory) / 1e3,
        double(idle) / 1e3, double(timer.elapsed()) / 1e3);
    QVERIFY2(number("restored") > items * 9 / 10, qPrintable(reasons(receipt)));

    timer.restart();
    world.run("undo", 0, isLong ? 8000 : 150);
    QVERIFY(runToTheEnd(world, "undo"));
    const QJsonObject undone = world.receipt();
    qInfo("undo: %lld of %lld back, %lld failed, %.1f s %s", (long long)(undone.value(QStringLiteral("restored")).toInteger()),
        (long long)(undone.value(QStringLiteral("planned")).toInteger()),
        (long long)(undone.value(QStringLiteral("failed")).toInteger()), double(timer.elapsed()) / 1e3,
        qPrintable(reasons(undone)));
    const QStringList excused = leftUndone(undone);
    QVERIFY2(excused.size() <= items / 1000, qPrintable(reasons(undone)));
    const QString changed = difference(before, world.state(), excused);
    QVERIFY2(changed.isEmpty(), qPrintable(changed));
    if (isLong)
        QVERIFY2(memory < 60'000, qPrintable(QString::number(memory)));
}

void TestHarness::survivesAnOutage()
{
    DrillWorld world(program, {.items = 60, .seed = 7 + seed});
    QTimer cutter;
    int restores = 0;
    bool isCut = false;
    world.host().observe([&](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
        restores += request.method == "POST";
        if (restores == 20 && !std::exchange(isCut, true))
            QTimer::singleShot(0, &cutter, [&world] { world.cutNetwork(std::chrono::milliseconds(300)); });
    });
    QVERIFY(runToTheEnd(world, "restore"));
    QVERIFY(isCut);
    const QJsonObject receipt = world.receipt();
    const QStringList lies = world.lies(receipt);
    QVERIFY2(lies.isEmpty(), qPrintable(lies.join(u'\n')));
    QCOMPARE(receipt.value(QStringLiteral("failed")).toInt(), 0); // nothing was given up
}

/** Cut off in the middle, started again where names are not resolved: it waits, and gives nothing up. */
void TestHarness::survivesALostName()
{
    DrillWorld world(program, {.items = 60, .seed = 11 + seed});
    QVERIFY(world.run("restore", 40).isKilled);
    const qint64 requests = world.host().requestCount();
    world.loseName(true);
    QVERIFY2(world.run("restore", 0, 3000).isKilled, "it ended although it could not look");
    QCOMPARE(qint64(world.host().requestCount()), requests);
    world.loseName(false);
    QVERIFY(runToTheEnd(world, "restore"));
    const QJsonObject receipt = world.receipt();
    const QStringList lies = world.lies(receipt);
    QVERIFY2(lies.isEmpty(), qPrintable(lies.join(u'\n')));
    QCOMPARE(receipt.value(QStringLiteral("failed")).toInt(), 0);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2)
        qFatal("usage: tst_harness DRILL_PROGRAM [--long] [--seed=N] [QtTest arguments]");
    program = arguments.takeAt(1);
    isLong = arguments.removeAll(QStringLiteral("--long")) > 0;
    for (const QString &argument : QStringList(arguments)) {
        if (argument.startsWith(QLatin1String("--seed="))) {
            seed = argument.mid(7).toUInt();
            arguments.removeAll(argument);
        }
    }
    if (isLong)
        qputenv("QTEST_FUNCTION_TIMEOUT", "3600000");
    TestHarness test;
    return QTest::qExec(&test, arguments);
}

#include "tst_harness.moc"
