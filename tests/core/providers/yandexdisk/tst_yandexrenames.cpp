// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/yandexdisk/yandexworld.h"

#include <QUrl>

using namespace Unbin;
using namespace std::chrono_literals;
using Outcome = ReceiptLine::Outcome;
using Quirks = YandexQuirks;

namespace {

struct SwitchPosition {
    const char *name;
    std::function<void(Quirks &)> set;
    bool isAsync = false;
    /** Nothing tells the two apart afterwards, and the receipt may say that it does not know. */
    bool mayBeUnknown = false;
};

/** Every position of section 11 in which a name can turn out to be another than the one that was asked for. */
std::vector<SwitchPosition> switchPositions()
{
    using Conflict = Quirks::RestoreConflict;
    const auto async = [](Quirks &q) {
        q.restoreAsync = q.moveAsync = q.deleteAsync = Quirks::Async::Always;
        q.operationTakes = 3s;
        q.pollsUntilDone = 0;
    };
    return {
        {"number at the end", [](Quirks &) {}},
        {"number before the ending", [](Quirks &q) { q.restoreConflict = Conflict::NumberBeforeEnding; }},
        {"refused", [](Quirks &q) { q.restoreConflict = Conflict::ConflictExists; }},
        {"refused as a directory",
            [](Quirks &q) {
                q.restoreConflict = Conflict::ConflictDirectory;
                q.folderConflictIsDirectoryError = true;
            }},
        {"plus and no scheme in links",
            [](Quirks &q) {
                q.hrefHasPlusForSpace = true;
                q.hrefHasNoScheme = true;
            }},
        {"links without href", [](Quirks &q) { q.linkWithoutHref = true; }},
        {"no resource ids", [](Quirks &q) { q.omitsResourceIds = true; }, false, true},
        {"lists and things that lag",
            [](Quirks &q) {
                q.binLag = 5s;
                q.liveLag = 5s;
            }},
        {"operation, number at the end", async, true},
        {"operation, number before the ending",
            [async](Quirks &q) {
                async(q);
                q.restoreConflict = Conflict::NumberBeforeEnding;
            },
            true},
        {"operation that fails",
            [async](Quirks &q) {
                async(q);
                q.restoreConflict = Conflict::ConflictExists;
            },
            true},
        {"operation that vanishes when done",
            [async](Quirks &q) {
                async(q);
                q.operationFate = Quirks::OperationFate::VanishesDone;
            },
            true},
        {"operation, things that lag",
            [async](Quirks &q) {
                async(q);
                q.liveLag = 5s;
                q.binLag = 5s;
            },
            true},
        {"operation, no resource ids",
            [async](Quirks &q) {
                async(q);
                q.omitsResourceIds = true;
            },
            true, true},
    };
}

/** One thing in the bin, and somebody who takes its name at its destination at the last moment. */
struct NameTaken {
    NameTaken(const SwitchPosition &position, bool isFolder, bool goesElsewhere)
        : world(kLeap)
        , isFolder(isFolder)
        , name(isFolder ? QStringLiteral("Plans") : QStringLiteral("a.txt"))
        , place(goesElsewhere ? QStringLiteral("/Other") : QStringLiteral("/Work"))
    {
        position.set(world.quirks());
        world.decider.always([](const Question &question) { return defaultAnswer(question); }); // keeps both
        world.YandexBench::folder(QStringLiteral("/Other"));
        ours = isFolder ? world.trashedFolder(QStringLiteral("/Work/Plans"), 2)
                        : world.trashedFile(QStringLiteral("/Work/a.txt"), "the lost one");
        world.host.observe([this](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            const bool isLook = request.method == "GET" && request.path == "/disk/resources"
                && request.query.contains(QUrl::toPercentEncoding(QLatin1String("disk:") + place + u'/' + name));
            const bool isOrder = request.method == "PUT";
            looks += isLook && !hasOrdered;
            hasOrdered = hasOrdered || isOrder;
            const bool isTime = intrudesAtLook > 0 ? isLook && looks == intrudesAtLook : isOrder;
            if (mayIntrude && !theirs && isTime)
                intrude();
        });
    }
    void intrude()
    {
        const SandboxRef parent = *world.drive.find(place);
        world.clock.jump(1s); // nobody makes anything at the very moment at which something else was made
        theirs = isFolder ? world.drive.addFolder(parent, name, world.clock.now())
                          : world.drive.addFile(parent, name, SandboxContent::of("their own"), world.clock.now());
    }
    Activity *run()
    {
        Activity *activity
            = world.begin({name}, place == u"/Other" ? std::optional<QString>(place) : std::nullopt);
        world.end(activity);
        return activity;
    }

    YandexWorld world;
    bool isFolder;
    QString name;
    QString place;
    SandboxRef ours;
    std::optional<SandboxRef> theirs;
    bool mayIntrude = true;
    int intrudesAtLook = 0; ///< the n-th; 0: once the restore was ordered
    int looks = 0; ///< at the destination, before that
    bool hasOrdered = false;
};

/** What the line of a restore says that is not so. */
QString lieOf(const ReceiptLine &line, const NameTaken &scene)
{
    if (!line.now)
        return scene.world.drive.isLive(scene.ours) ? QStringLiteral("it is live, and nobody says so") : QString();
    const auto found = scene.world.drive.find(line.nowPath + u'/' + line.now->name);
    if (found != scene.ours)
        return QStringLiteral("it is not %1 in %2").arg(line.now->name, line.nowPath);
    if (line.isRenamed != (line.now->name != scene.name))
        return QStringLiteral("whether it is renamed is told wrongly");
    return {};
}

} // namespace

/** The service gives another name than asked for, because somebody was quicker: told as it is, and undone as it is. */
class TestYandexRenames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTakenNameIsToldTruly_data()
    {
        QTest::addColumn<int>("position");
        QTest::addColumn<bool>("isFolder");
        QTest::addColumn<bool>("goesElsewhere");
        const auto all = switchPositions();
        for (const bool goesElsewhere : {false, true}) {
            for (const bool isFolder : {false, true}) {
                for (int i = 0; i < int(all.size()); ++i) {
                    QTest::addRow("%s, %s, %s", isFolder ? "folder" : "file", goesElsewhere ? "elsewhere" : "old place",
                        all[size_t(i)].name)
                        << i << isFolder << goesElsewhere;
                }
            }
        }
    }
    void aTakenNameIsToldTruly()
    {
        QFETCH(int, position);
        QFETCH(bool, isFolder);
        QFETCH(bool, goesElsewhere);
        const SwitchPosition chosen = switchPositions()[size_t(position)];
        NameTaken scene(chosen, isFolder, goesElsewhere);
        if (!chosen.isAsync && !goesElsewhere) { // between the last look and the order
            NameTaken rehearsal(chosen, isFolder, goesElsewhere);
            rehearsal.mayIntrude = false;
            rehearsal.run();
            QVERIFY(rehearsal.looks > 0);
            scene.intrudesAtLook = rehearsal.looks;
        }
        YandexWorld &world = scene.world;
        Activity *activity = scene.run();
        QVERIFY(scene.theirs);
        const Receipt receipt = activity->receipt().value_or(Receipt());
        const ReceiptLine &line = receipt.lines.at(0);
        const QByteArray told = toJsonText(receipt, [](const AccountId &) { return QString(); }) + world.held().toUtf8();
        QVERIFY2(world.drive.isLive(*scene.theirs) && world.drive.find(scene.place + u'/' + scene.name) == scene.theirs,
            told.constData());
        if (line.outcome != Outcome::Restored) {
            const bool isUnknown = line.error && line.error->kind == Error::Kind::OutcomeUnknown && !line.now;
            QVERIFY2((chosen.mayBeUnknown && isUnknown) || lieOf(line, scene).isEmpty(), told.constData());
            const bool mayFail = chosen.isAsync || isFolder; // "failed" and no reason: it can be tried again
            QVERIFY2(mayFail, told.constData());
            if (!line.now)
                return;
        }
        QVERIFY2(lieOf(line, scene).isEmpty(), lieOf(line, scene).toUtf8() + told);
        QVERIFY2(line.isRenamed, told.constData());

        // The same from the journal.
        const auto history = waitFor(world.service->history(1));
        QVERIFY(history && history->size() == 1);
        const auto record = waitFor(world.journal->read(history->front().batch));
        QVERIFY(record);
        QVERIFY2(lieOf(record->receipt().lines.at(0), scene).isEmpty(), told.constData());

        Activity *undone = line.outcome == Outcome::Restored ? world.service->undo(activity) : world.service->putBack(activity);
        QVERIFY(undone);
        const Receipt back = world.end(undone);
        QVERIFY2(back.isCompleteSuccess(), toJsonText(back, [](const AccountId &) { return QString(); }) + world.held().toUtf8());
        QVERIFY(world.drive.isTrashedItself(scene.ours));
        QCOMPARE(back.lines.at(0).entry->id.value(), YandexDialect::trashPath(world.drive, scene.ours));
        QCOMPARE(back.lines.at(0).entry->name, world.drive.name(scene.ours));
        QVERIFY2(world.drive.isLive(*scene.theirs) && world.drive.find(scene.place + u'/' + scene.name) == scene.theirs,
            qPrintable(world.held()));
        QVERIFY2(world.breaches().isEmpty(), qPrintable(world.breaches()));
    }
};

QTEST_GUILESS_MAIN(TestYandexRenames)
#include "tst_yandexrenames.moc"
