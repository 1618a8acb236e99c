// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/yandexdisk/yandexbench.h"

#include <QSignalSpy>

using namespace Unbin;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Quirks = YandexQuirks;

/** Restoring, moving, trashing and purging at Yandex Disk. */
class TestYandexChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /** Nobody knows of a name that comes up between the look and the restore; the reply does. */
    void aSilentNumberIsTold_data()
    {
        QTest::addColumn<int>("conflict");
        QTest::addColumn<int>("async");
        QTest::addColumn<QString>("name");
        const int end = int(Quirks::RestoreConflict::NumberAtEnd);
        const int before = int(Quirks::RestoreConflict::NumberBeforeEnding);
        QTest::newRow("at the end") << end << int(Quirks::Async::Never) << QStringLiteral("a+b.txt (1)");
        QTest::newRow("before the ending") << before << int(Quirks::Async::Never) << QStringLiteral("a+b (1).txt");
        QTest::newRow("at the end, later") << end << int(Quirks::Async::Always) << QStringLiteral("a+b.txt (1)");
        QTest::newRow("before the ending, later")
            << before << int(Quirks::Async::Always) << QStringLiteral("a+b (1).txt");
    }

    void aSilentNumberIsTold()
    {
        QFETCH(int, conflict);
        QFETCH(int, async);
        QFETCH(QString, name);
        YandexBench bench;
        bench.quirks().restoreConflict = Quirks::RestoreConflict(conflict);
        bench.quirks().restoreAsync = Quirks::Async(async);
        bench.quirks().hrefHasPlusForSpace = true;
        bench.trashedFile(QStringLiteral("/Work/a+b.txt"), "old");
        const TrashedItem item = bench.entry(QStringLiteral("a+b.txt"));
        bench.host.observe(
            [&bench](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &delivery) {
                const bool isLook = request.method == "GET" && request.path == "/disk/resources"
                    && request.query.contains("a%2Bb.txt") && delivery.response.status == 404;
                if (isLook && !bench.drive.find(QStringLiteral("/Work/a+b.txt")))
                    bench.file(QStringLiteral("/Work/a+b.txt"), "new");
            });
        VERIFY_OK(restored, waitFor(bench.provider->restore({.item = item})));
        QCOMPARE(restored.name, name);
        QCOMPARE(restored.id.value(), QStringLiteral("disk:/Work/") + name);
        QCOMPARE(restored.etag, item.etag);
        QCOMPARE(
            bench.drive.node(*bench.drive.find(QStringLiteral("/Work/a+b.txt")))->content.bytes, QByteArray("new"));
        QCOMPARE(
            bench.drive.node(*bench.drive.find(QStringLiteral("/Work/") + name))->content.bytes, QByteArray("old"));
        QVERIFY(bench.yandex.breaches().isEmpty());
    }

    /** Section 10: names that are easily spoilt on the way, through every kind of change. */
    void badNamesComeThrough_data()
    {
        QTest::addColumn<QString>("name");
        for (const char16_t *name :
            {u"a+b", u"1 + 1 = 2.txt", u"a b", u" before", u"after ", u"100%", u"%2F", u"%20", u"a&b=c", u"a?b", u"a#b",
                u"a;b", u"a:b", u"disk:", u"disk:x", u"trash:x", u"a*?<>|\\b", u"\"quoted\"", u"it's", u"\u0451\u0439",
                u"e\u0301 vs \u00E9", u"\U0001F469\u200D\U0001F467 \U0001F1EA\U0001F1FA", u"\u202Ecod.exe", u"one\ntwo",
                u"tab\tbed", u"...", u".hidden", u"a (1).txt", u"a (1)", u"~", u"a,b.c", u"{\"a\":[1]}", u"\u200B"})
            QTest::newRow(qPrintable(QString::fromUtf16(name))) << QString::fromUtf16(name);
        QTest::newRow("longest") << QString(255, QLatin1Char('x'));
    }

    void badNamesComeThrough()
    {
        QFETCH(QString, name);
        YandexBench bench(kLeap);
        bench.quirks().hrefHasPlusForSpace = true;
        bench.trashedFile(QStringLiteral("/Work/") + name, "odd");
        VERIFY_OK(restored, bench.restore(name));
        QCOMPARE(restored.name, name);
        const ItemId work(QStringLiteral("disk:/Work"));
        VERIFY_OK(plain, waitFor(bench.provider->move(restored, {work, QStringLiteral("plain")})));
        VERIFY_OK(odd, waitFor(bench.provider->move(plain, {work, name})));
        VERIFY_OK(trashed, waitFor(bench.provider->trash(odd)));
        QCOMPARE(trashed.name, name);
        VERIFY_OK(again, waitFor(bench.provider->restore({.item = trashed, .name = QStringLiteral("other")})));
        VERIFY_OK(folder, waitFor(bench.provider->createFolder({work, name})));
        QCOMPARE(folder.name, name);
        VERIFY_OK(found, waitFor(bench.provider->findChild(work, name)));
        QVERIFY(found);
        QCOMPARE(found->id, folder.id);
        QCOMPARE(bench.drive.find(QStringLiteral("/Work/") + name).has_value(), true);
        QVERIFY2(bench.yandex.breaches().isEmpty(), qPrintable(bench.yandex.breaches().join(u'\n')));
    }

    void namesThatCanNotBeSentAreNotSent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("slash") << QStringLiteral("a/b");
        QTest::newRow("up") << QStringLiteral("..");
        QTest::newRow("here") << QStringLiteral(".");
        QTest::newRow("too long") << QString(256, QLatin1Char('x'));
    }

    void namesThatCanNotBeSentAreNotSent()
    {
        QFETCH(QString, name);
        YandexBench bench;
        bench.trashedFile(QStringLiteral("/Work/a.txt"));
        const TrashedItem item = bench.entry(QStringLiteral("a.txt"));
        const LiveItem live{
            .id = ItemId(QStringLiteral("disk:/Work")), .kind = ItemKind::Folder, .name = QStringLiteral("Work")};
        bench.sent.clear();
        VERIFY_FAILS(waitFor(bench.provider->restore({.item = item, .name = name})), Kind::NameInvalid);
        VERIFY_FAILS(waitFor(bench.provider->move(live, {bench.provider->rootFolder(), name})), Kind::NameInvalid);
        VERIFY_FAILS(waitFor(bench.provider->createFolder({bench.provider->rootFolder(), name})), Kind::NameInvalid);
        QVERIFY(bench.sent.isEmpty());
    }

    void aNameThatTheServiceRefusesIsTold()
    {
        YandexBench bench;
        bench.quirks().refusedCharacters = QStringLiteral("*");
        bench.trashedFile(QStringLiteral("/Work/a.txt"));
        VERIFY_FAILS(bench.restore(QStringLiteral("a.txt"), QStringLiteral("a*.txt")), Kind::NameInvalid);
        QVERIFY(bench.drive.findTrashed(QStringLiteral("a.txt")));
    }

    void aLockedTreeIsWaitedFor()
    {
        YandexBench bench(kLeap);
        bench.quirks().lockedRequests = 5;
        bench.trashedFile(QStringLiteral("/Work/a.txt"));
        VERIFY_OK(restored, bench.restore(QStringLiteral("a.txt")));
        QCOMPARE(bench.countSent("PUT /disk/trash/resources/restore"), 6);
    }

    void aTreeThatStaysLockedIsGivenUpAfterTenMinutes()
    {
        YandexBench bench(kLeap);
        bench.quirks().lockedRequests = 1'000'000;
        bench.trashedFile(QStringLiteral("/Work/a.txt"));
        const TrashedItem item = bench.entry(QStringLiteral("a.txt"));
        const auto began = bench.clock.monotonic();
        VERIFY_FAILS(waitFor(bench.provider->restore({.item = item})), Kind::Busy);
        const auto took = bench.clock.monotonic() - began;
        QVERIFY(took >= 9min && took < 15min);
        QVERIFY(bench.countSent("PUT") < 40);
    }

    /** The dialect answers 423, and notes a breach, if a change touches what an operation is busy with. */
    void changesInOneTreeWaitForEachOther()
    {
        YandexBench bench;
        bench.quirks().restoreAsync = Quirks::Async::Always;
        bench.quirks().operationTakes = 20s;
        bench.trashedFolder(QStringLiteral("/Work/Plans"));
        bench.trashedFile(QStringLiteral("/Other/a.txt"));
        bench.file(QStringLiteral("/Work/b.txt"));
        const TrashedItem plans = bench.entry(QStringLiteral("Plans"));
        const TrashedItem other = bench.entry(QStringLiteral("a.txt"));
        const LiveItem work{.id = ItemId(QStringLiteral("disk:/Work")),
            .kind = ItemKind::Folder,
            .name = QStringLiteral("Work"),
            .parent = bench.provider->rootFolder()};
        QObject owner;
        QStringList ends;
        const auto end = [&ends](const QString &name) {
            return [&ends, name](const auto &result) {
                ends.append(result ? name : name + QStringLiteral(" failed"));
            };
        };
        launch(bench.provider->restore({.item = plans}), &owner, end(QStringLiteral("plans")));
        launch(bench.provider->move(work, {bench.provider->rootFolder(), QStringLiteral("Done")}), &owner,
            end(QStringLiteral("move")));
        bench.quirks().restoreAsync = Quirks::Async::Always;
        launch(bench.provider->restore({.item = other}), &owner, end(QStringLiteral("other")));
        QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 3, 60000);
        QVERIFY(ends.indexOf(QStringLiteral("plans")) < ends.indexOf(QStringLiteral("move")));
        QVERIFY(!ends.join(u' ').contains(QStringLiteral("failed")));
        QVERIFY(bench.drive.find(QStringLiteral("/Done/Plans/0.txt")));
        QVERIFY2(bench.yandex.breaches().isEmpty(), qPrintable(bench.yandex.breaches().join(u'\n')));
    }

    void whoIsCancelledInLineLetsTheOthersPass()
    {
        YandexBench bench;
        bench.quirks().operationTakes = 30s;
        bench.trashedFolder(QStringLiteral("/Work/Plans"));
        bench.trashedFile(QStringLiteral("/Work/a.txt"));
        const TrashedItem plans = bench.entry(QStringLiteral("Plans"));
        QObject owner;
        int ends = 0;
        launch(bench.provider->restore({.item = plans}), &owner, [&ends](const auto &) { ++ends; });
        JobBase *waiting = launch(bench.provider->restore({.item = plans, .name = QStringLiteral("Twice")}), &owner,
            [&ends](const Result<LiveItem> &result) {
                ++ends;
                QCOMPARE(result.error().kind, Kind::Cancelled);
            });
        QTRY_COMPARE(waiting->progress().waiting, Progress::Waiting::Busy);
        waiting->cancel();
        VERIFY_OK(restored, bench.restore(QStringLiteral("a.txt")));
        QTRY_COMPARE_WITH_TIMEOUT(ends, 2, 60000);
        QVERIFY(bench.drive.find(QStringLiteral("/Work/Plans")));
    }

    /** Paths are ids: what stands there now must be what was meant. */
    void somethingElseInTheSamePlaceIsLeftAlone()
    {
        YandexBench bench;
        bench.file(QStringLiteral("/Work/a.txt"), "mine");
        const LiveItem mine = bench.live(QStringLiteral("/Work/a.txt"));
        QVERIFY(!mine.etag.isEmpty());
        bench.drive.purge(*bench.drive.find(QStringLiteral("/Work/a.txt")));
        bench.file(QStringLiteral("/Work/a.txt"), "theirs");
        VERIFY_FAILS(waitFor(bench.provider->trash(mine)), Kind::Changed);
        VERIFY_FAILS(waitFor(bench.provider->move(mine, {ItemId(QStringLiteral("disk:/")), QStringLiteral("b")})),
            Kind::Changed);
        QVERIFY(bench.drive.find(QStringLiteral("/Work/a.txt")));
    }

    void aFileThatChangedMeanwhileIsNotTrashed()
    {
        YandexBench bench;
        const SandboxRef file = bench.file(QStringLiteral("/Work/a.txt"), "first");
        const LiveItem item = bench.live(QStringLiteral("/Work/a.txt"));
        bench.host.observe([&](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            if (request.method == "GET" && request.path == "/disk/resources")
                bench.drive.setContent(file, SandboxContent::of("second"), bench.clock.now());
        });
        VERIFY_FAILS(waitFor(bench.provider->trash(item)), Kind::Changed);
        QVERIFY(bench.drive.isLive(file));
    }

    void theEntryIsFoundThoughTheListLags()
    {
        for (const bool isSparse : {false, true}) {
            YandexBench bench(kLeap);
            bench.quirks().binLag = 20s;
            bench.quirks().omitsResourceIds = isSparse;
            bench.trashedFile(QStringLiteral("/Work/a.txt"), "older"); // from the same place
            bench.clock.jump(5s);
            bench.file(QStringLiteral("/Work/a.txt"), "newer one");
            bench.file(QStringLiteral("/Work/b.txt"));
            const auto trashed = waitFor(bench.provider->trash(bench.live(QStringLiteral("/Work/a.txt"))));
            QVERIFY(trashed);
            if (!isSparse) // without ids the older twin can't be told from it while the list lags
                QCOMPARE(trashed->sizeBytes, 9);
        }
    }

    void aFolderIsNotMovedIntoItself()
    {
        YandexBench bench;
        bench.folder(QStringLiteral("/A/B"));
        const LiveItem a = bench.live(QStringLiteral("/A"));
        bench.sent.clear();
        VERIFY_FAILS(waitFor(bench.provider->move(a, {ItemId(QStringLiteral("disk:/A/B")), QStringLiteral("A")})),
            Kind::Unsupported);
        QVERIFY(bench.sent.isEmpty());
    }

    /** Whatever is handed over as an entry: the bin is never emptied. */
    void noPurgeCanEmptyTheBin()
    {
        YandexBench bench;
        bench.trashedFile(QStringLiteral("/a.txt"));
        bench.sent.clear();
        for (const char *id :
            {"", "/", "trash:", "trash:/", "trash://", "disk:/", "disk:/a.txt", "trash:/..", "a.txt"}) {
            VERIFY_FAILS(waitFor(bench.provider->purge({.id = ItemId(QString::fromLatin1(id))})), Kind::Unsafe);
        }
        QVERIFY(bench.sent.isEmpty());
        QCOMPARE(bench.yandex.emptiedBins(), 0);
        QVERIFY(bench.drive.findTrashed(QStringLiteral("a.txt")));
    }

    void theRootIsNeitherTrashedNorMoved()
    {
        YandexBench bench;
        const LiveItem root{.id = bench.provider->rootFolder(), .kind = ItemKind::Folder};
        VERIFY_FAILS(waitFor(bench.provider->trash(root)), Kind::Unsupported);
        VERIFY_FAILS(
            waitFor(bench.provider->move(root, {bench.provider->rootFolder(), QStringLiteral("x")})), Kind::NotFound);
        QVERIFY(bench.sent.isEmpty());
    }

    void aChildIsRestoredIfTheServiceCan_data()
    {
        QTest::addColumn<int>("child");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("not found") << int(Quirks::ChildRestore::NotFound) << QStringLiteral("NotFound");
        QTest::newRow("fails later") << int(Quirks::ChildRestore::FailedOperation) << QStringLiteral("ServiceFailed");
        QTest::newRow("works") << int(Quirks::ChildRestore::Works) << QString();
    }

    void aChildIsRestoredIfTheServiceCan()
    {
        QFETCH(int, child);
        QFETCH(QString, outcome);
        YandexBench bench(kLeap);
        bench.quirks().childRestore = Quirks::ChildRestore(child);
        bench.trashedFolder(QStringLiteral("/Work/Plans"), 2);
        std::vector<TrashedItem> inside;
        VERIFY_OK(listed,
            waitFor(bench.provider->trashedFolders()->list(bench.entry(QStringLiteral("Plans")),
                [&inside](std::vector<TrashedItem> &&page) { inside = std::move(page); })));
        const auto restored = waitFor(bench.provider->restore({.item = inside[0]}));
        QCOMPARE(restored ? QString() : QString(kindName(restored.error().kind)), outcome);
        QCOMPARE(bench.drive.find(QStringLiteral("/Work/Plans/0.txt")).has_value(), outcome.isEmpty());
        VERIFY_OK(where, waitFor(bench.provider->locate(inside[0])));
        if (!outcome.isEmpty()) {
            QCOMPARE(where.state, Whereabouts::State::InBin);
            VERIFY_OK(whole, bench.restore(QStringLiteral("Plans")));
            QVERIFY(bench.drive.find(QStringLiteral("/Work/Plans/0.txt")));
        }
    }

    void aServiceWithoutUpperAndLowerCaseIsNoticed()
    {
        YandexBench bench;
        SandboxDrive insensitive;
        bench.yandex.addAccount("token", insensitive);
        insensitive.addFile(SandboxDrive::root, QStringLiteral("A.TXT"), SandboxContent::of("x"));
        const QSignalSpy changed(bench.provider.get(), &Provider::capabilitiesChanged);
        QVERIFY(bench.provider->capabilities().isNameCaseSensitive);
        VERIFY_OK(found, waitFor(bench.provider->findChild(bench.provider->rootFolder(), QStringLiteral("a.txt"))));
        QVERIFY(found);
        QCOMPARE(found->name, QStringLiteral("A.TXT"));
        QVERIFY(!bench.provider->capabilities().isNameCaseSensitive);
        QCOMPARE(changed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestYandexChanges)
#include "tst_yandexchanges.moc"
