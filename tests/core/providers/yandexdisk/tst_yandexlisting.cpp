// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/trashedfolders.h"
#include "core/providers/yandexdisk/yandexlisting.h"
#include "tests/core/providers/yandexdisk/yandexbench.h"

#include <QSet>

using namespace Unbin;
using Kind = Error::Kind;
using Yandex::OffsetWatch;

namespace {

/** A list that others change while it is read. */
struct Shelf {
    std::vector<QString> items;

    explicit Shelf(int count)
    {
        for (int i = 0; i < count; ++i)
            items.push_back(QStringLiteral("item %1").arg(i));
    }
    std::vector<QString> page(const OffsetWatch::Ask &ask) const
    {
        std::vector<QString> page;
        for (qint64 i = ask.offset; i < std::min<qint64>(ask.offset + ask.limit, qint64(items.size())); ++i)
            page.push_back(items[size_t(i)]);
        return page;
    }
};

/** Reads the shelf to its end; between says what happens after each page. */
QSet<QString> readAll(
    Shelf shelf, const std::function<void(Shelf &, int page)> &between, OffsetWatch::Next &last, int &pages)
{
    OffsetWatch watch;
    QSet<QString> seen;
    pages = 0;
    do {
        const auto page = shelf.page(watch.ask());
        seen.unite(QSet<QString>(page.begin(), page.end()));
        last = watch.took(page, qint64(shelf.items.size()));
        between(shelf, pages++);
    } while (last == OffsetWatch::Next::Page && pages < 1000);
    return seen;
}

} // namespace

/** Lists of Yandex Disk: the bin, folders, and folders in the bin. */
class TestYandexListing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQuietListIsReadOnce_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("pages");
        QTest::newRow("empty") << 0 << 1;
        QTest::newRow("one") << 1 << 1;
        QTest::newRow("less than a page") << 999 << 1;
        QTest::newRow("a page") << 1000 << 2;
        QTest::newRow("a little more") << 1001 << 2;
        QTest::newRow("many") << 14'721 << 15;
    }

    void aQuietListIsReadOnce()
    {
        QFETCH(int, count);
        QFETCH(int, pages);
        OffsetWatch::Next last;
        int read = 0;
        QCOMPARE(readAll(
                     Shelf(count), [](Shelf &, int) {}, last, read)
                     .size(),
            count);
        QCOMPARE(int(last), int(OffsetWatch::Next::Done));
        QCOMPARE(read, pages);
    }

    /** Whatever leaves above pulls others below the next offset. */
    void nothingIsPassedOverWhenOthersLeave()
    {
        OffsetWatch::Next last;
        int pages = 0;
        const auto seen = readAll(
            Shelf(5000),
            [](Shelf &shelf, int page) {
                if (page < 6)
                    shelf.items.erase(shelf.items.begin() + page * 100, shelf.items.begin() + page * 100 + 3);
            },
            last, pages);
        QCOMPARE(int(last), int(OffsetWatch::Next::Done));
        QCOMPARE(seen.size(), 5000); // what left later was seen before
    }

    void nothingIsPassedOverWhenOneComesAsAnotherGoes()
    {
        OffsetWatch::Next last;
        int pages = 0;
        const auto seen = readAll(
            Shelf(3000),
            [](Shelf &shelf, int page) {
                if (page == 0) { // the total stays the same
                    shelf.items.erase(shelf.items.begin());
                    shelf.items.push_back(QStringLiteral("newcomer"));
                }
            },
            last, pages);
        QCOMPARE(int(last), int(OffsetWatch::Next::Done));
        QCOMPARE(seen.size(), 3001);
    }

    void aListThatNeverRestsIsReadInOnePage()
    {
        OffsetWatch::Next last;
        int pages = 0;
        const auto seen = readAll(
            Shelf(5000), [](Shelf &shelf, int) { shelf.items.erase(shelf.items.begin()); }, last, pages);
        QCOMPARE(int(last), int(OffsetWatch::Next::Done));
        QVERIFY(seen.contains(QStringLiteral("item 4999")));
        QVERIFY2(pages < 20, qPrintable(QString::number(pages)));
    }

    void aListTooLongForOnePageIsToldAsTorn()
    {
        OffsetWatch::Next last;
        int pages = 0;
        readAll(
            Shelf(20'000), [](Shelf &shelf, int) { shelf.items.erase(shelf.items.begin()); }, last, pages);
        QCOMPARE(int(last), int(OffsetWatch::Next::Torn));
    }

    void aServiceThatPaysNoHeedToTheOffsetEnds()
    {
        OffsetWatch watch;
        const std::vector<QString> same = Shelf(1000).items;
        OffsetWatch::Next next = OffsetWatch::Next::Page;
        int pages = 0;
        for (; next == OffsetWatch::Next::Page && pages < 1000; ++pages)
            next = watch.took(same, 5000);
        QCOMPARE(int(next), int(OffsetWatch::Next::Torn));
        OffsetWatch twice;
        const std::vector<QString> pair(2, QStringLiteral("x")); // joins itself for ever
        for (next = OffsetWatch::Next::Page, pages = 0; next == OffsetWatch::Next::Page && pages < 100'000; ++pages)
            next = twice.took(pair, 1'000'000);
        QCOMPARE(int(next), int(OffsetWatch::Next::Torn));
    }

    void aBinOfManyPagesIsReadWhateverHappensToIt_data()
    {
        QTest::addColumn<int>("between");
        QTest::addColumn<bool>("wobbles");
        QTest::addColumn<bool>("random");
        QTest::addColumn<int>("mostPerPage");
        QTest::addColumn<int>("count");
        using Between = YandexQuirks::BetweenPages;
        const auto add = [](const char *name, Between between, bool wobbles, bool random) {
            QTest::newRow(name) << int(between) << wobbles << random << 0 << 1100; // as big as they are asked for
            if (!random) // told apart from what was passed over by one big page only
                QTest::addRow("%s, small pages", name) << int(between) << wobbles << random << 60 << 700;
        };
        add("nothing", Between::Nothing, false, false);
        add("entries leave", Between::FirstLeaves, false, false);
        add("entries arrive", Between::OneArrives, false, false);
        add("the total wobbles", Between::Nothing, true, false);
        add("no order", Between::Nothing, false, true);
    }

    void aBinOfManyPagesIsReadWhateverHappensToIt()
    {
        QFETCH(int, between);
        QFETCH(bool, wobbles);
        QFETCH(bool, random);
        QFETCH(int, mostPerPage);
        QFETCH(int, count);
        YandexBench bench(kLeap);
        const SandboxRef folder = bench.folder(QStringLiteral("/Work"));
        bench.drive.addTrashedBulk(folder, quint32(count), bench.clock.now());
        bench.quirks().betweenPages = YandexQuirks::BetweenPages(between);
        bench.quirks().totalWobbles = wobbles;
        bench.quirks().ordersAtRandom = random;
        bench.quirks().mostPerPage = mostPerPage;
        std::vector<TrashedItem> items;
        VERIFY_OK(summary, bench.listBin(items));
        QSet<ItemId> ids;
        for (const TrashedItem &item : items)
            ids.insert(item.id);
        QCOMPARE(ids.size(), qsizetype(items.size()));
        int left = 0;
        for (quint32 serial = 0; serial < quint32(count); ++serial) {
            const SandboxRef ref{SandboxKind::File, serial};
            if (bench.drive.isTrashedItself(ref)) // whatever was there all the time was seen
                QVERIFY(ids.contains(ItemId(YandexDialect::trashPath(bench.drive, ref))));
            else
                ++left;
        }
        const auto was = YandexQuirks::BetweenPages(between);
        QCOMPARE(left > 0, was == YandexQuirks::BetweenPages::FirstLeaves);
        QCOMPARE(bench.drive.trashedCount() > count - left, was == YandexQuirks::BetweenPages::OneArrives);
        QVERIFY(bench.countSent("GET /disk/trash/resources") > (mostPerPage > 0 ? count / mostPerPage : 1));
        QVERIFY(!summary.isPartial);
    }

    void entriesOfOneNameAndPathAreToldApart()
    {
        YandexBench bench;
        for (int i = 0; i < 3; ++i)
            bench.trashedFile(QStringLiteral("/Work/scan.pdf"), QByteArray(i + 1, 'x'));
        std::vector<TrashedItem> items;
        VERIFY_OK(summary, bench.listBin(items));
        QCOMPARE(items.size(), size_t(3));
        QVERIFY(items[0].id != items[1].id && items[1].id != items[2].id);
        VERIFY_OK(restored, waitFor(bench.provider->restore({.item = items[1]})));
        QCOMPARE(restored.sizeBytes, items[1].sizeBytes);
        QCOMPARE(bench.drive.node(*bench.drive.find(QStringLiteral("/Work/scan.pdf")))->content.sizeBytes,
            items[1].sizeBytes);
    }

    /** The list may still show what we took out of the bin. */
    void whatLeftTheBinByOurDoingIsNotListedAgain()
    {
        YandexBench bench;
        bench.quirks().binLag = std::chrono::seconds(60);
        bench.trashedFile(QStringLiteral("/Work/a.txt"));
        bench.trashedFile(QStringLiteral("/Work/b.txt"));
        const TrashedItem b = bench.entry(QStringLiteral("b.txt"));
        VERIFY_OK(restored, bench.restore(QStringLiteral("a.txt")));
        VERIFY_OK(purged, waitFor(bench.provider->purge(b)));
        std::vector<TrashedItem> items;
        VERIFY_OK(summary, bench.listBin(items));
        QVERIFY(items.empty());
        VERIFY_OK(where, waitFor(bench.provider->locate(b)));
        QCOMPARE(where.state, Whereabouts::State::Gone);
    }

    void aDamagedEntryDoesNotHideTheOthers()
    {
        YandexBench bench;
        bench.host.faults().add(SandboxFault::answer(200,
            R"({"type":"dir","path":"trash:/","_embedded":{"items":[{"type":"file","name":"a","path":"trash:/a_1"},
               {"name":"no type"}],"total":2}})",
            {{"Content-Type", "application/json"}})
                                    .on("GET", "/disk/trash/resources"));
        std::vector<TrashedItem> items;
        VERIFY_OK(summary, bench.listBin(items));
        QCOMPARE(items.size(), size_t(1));
        QVERIFY(summary.isPartial);
        QCOMPARE(summary.problems.size(), size_t(1));
    }

    void aCutOrGarbledPageFailsTheList()
    {
        for (const auto &fault :
            {SandboxFault::garbage(), SandboxFault::garbage("<html>"), SandboxFault::garbage("{}")}) {
            YandexBench bench;
            bench.trashedFile(QStringLiteral("/a.txt"));
            bench.host.faults().add(SandboxFault(fault).on("GET", "/disk/trash/resources"));
            std::vector<TrashedItem> items;
            VERIFY_FAILS(bench.listBin(items), Kind::BadResponse);
        }
    }

    void aTrashedFolderCanBeLookedInto()
    {
        for (const bool tellsOrigin : {false, true}) {
            YandexBench bench;
            bench.quirks().childrenTellOrigin = tellsOrigin;
            bench.file(QStringLiteral("/Work/Plans/Deep/x.txt"));
            bench.file(QStringLiteral("/Work/Plans/y.txt"));
            bench.drive.trash(*bench.drive.find(QStringLiteral("/Work/Plans")), bench.clock.now());
            TrashedFolders *folders = bench.provider->trashedFolders();
            QVERIFY(folders);
            std::vector<TrashedItem> inside;
            const auto keep = [&inside](std::vector<TrashedItem> &&page) {
                inside = std::move(page);
            };
            VERIFY_OK(first, waitFor(folders->list(bench.entry(QStringLiteral("Plans")), keep)));
            QCOMPARE(first.items, 2);
            QCOMPARE(inside[0].name, QStringLiteral("Deep"));
            QCOMPARE(inside[0].kind, ItemKind::Folder);
            QCOMPARE(inside[1].originalPath, QStringLiteral("/Work/Plans"));
            QCOMPARE(inside[1].remark, Remark::InsideTrashedFolder);
            QVERIFY(inside[1].deletedAt.isValid());
            const TrashedItem deep = inside[0];
            VERIFY_OK(second, waitFor(folders->list(deep, keep)));
            QCOMPARE(inside[0].name, QStringLiteral("x.txt"));
            QCOMPARE(inside[0].originalPath, QStringLiteral("/Work/Plans/Deep"));
            VERIFY_OK(where, waitFor(bench.provider->locate(inside[0])));
            QCOMPARE(where.state, Whereabouts::State::InBin);
            QCOMPARE(where.trashed->originalPath, QStringLiteral("/Work/Plans/Deep"));
            VERIFY_FAILS(waitFor(folders->list(inside[0], keep)), Kind::NotFound); // a file
        }
    }

    void aFolderThatIsNotLiveTellsWhatBecameOfIt()
    {
        YandexBench bench;
        bench.trashedFile(QStringLiteral("/A/B/C/one.txt"));
        const ItemId c = bench.entry(QStringLiteral("one.txt")).originalParent;
        QCOMPARE(c.value(), QStringLiteral("disk:/A/B/C"));
        bench.drive.trash(*bench.drive.find(QStringLiteral("/A/B")), bench.clock.now());
        VERIFY_OK(inside, waitFor(bench.provider->lookAtFolder(c)));
        QCOMPARE(inside.state, FolderFacts::State::Trashed); // within another one, so no entry of its own
        QVERIFY(!inside.trashed);
        QCOMPARE(pathForPeople(inside.path), QStringLiteral("/A/B/C"));
        QCOMPARE(inside.path[1].id.value(), QStringLiteral("disk:/A"));
        QVERIFY(inside.path[2].id.isEmpty());
        VERIFY_OK(itself, waitFor(bench.provider->lookAtFolder(ItemId(QStringLiteral("disk:/A/B")))));
        QCOMPARE(itself.state, FolderFacts::State::Trashed);
        QVERIFY(itself.trashed);
        QCOMPARE(itself.trashed->name, QStringLiteral("B"));
        bench.drive.purge(*bench.drive.findTrashed(QStringLiteral("B")));
        VERIFY_OK(gone, waitFor(bench.provider->lookAtFolder(c)));
        QCOMPARE(gone.state, FolderFacts::State::Gone);
    }

    void aFileInPlaceOfAFolderIsNoFolder()
    {
        YandexBench bench;
        bench.file(QStringLiteral("/A"));
        VERIFY_OK(facts, waitFor(bench.provider->lookAtFolder(ItemId(QStringLiteral("disk:/A")))));
        QCOMPARE(facts.state, FolderFacts::State::Gone);
        std::vector<LiveItem> items;
        VERIFY_FAILS(
            waitFor(bench.provider->listFolder(ItemId(QStringLiteral("disk:/A")), [](auto &&) {})), Kind::NotFound);
    }

    void aReadOnlyShareIsNoPlaceToPutThings()
    {
        YandexBench bench;
        const SandboxRef shared = bench.folder(QStringLiteral("/Shared"));
        bench.drive.setReadOnly(shared, true);
        VERIFY_OK(facts, waitFor(bench.provider->lookAtFolder(ItemId(QStringLiteral("disk:/Shared")))));
        QVERIFY(!facts.canAddChildren);
        VERIFY_FAILS(
            waitFor(bench.provider->createFolder({ItemId(QStringLiteral("disk:/Shared")), QStringLiteral("x")})),
            Kind::Forbidden);
    }

    void whoIsSignedInIsKnownEvenIfLittleIsTold()
    {
        YandexBench bench;
        VERIFY_OK(facts, waitFor(bench.provider->identify()));
        QCOMPARE(facts.remoteId, QStringLiteral("1000007"));
        QCOMPARE(facts.login, QStringLiteral("robin.sample"));
        bench.quirks().omitsOptional = true;
        VERIFY_OK(sparse, waitFor(bench.provider->identify()));
        QCOMPARE(sparse.remoteId, QStringLiteral("1000007")); // it stands in every resource_id
        bench.quirks().omitsResourceIds = true;
        VERIFY_FAILS(waitFor(bench.provider->identify()), Kind::BadResponse);
    }
};

QTEST_GUILESS_MAIN(TestYandexListing)
#include "tst_yandexlisting.moc"
