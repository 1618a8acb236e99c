// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxlisting.h"
#include "tests/core/providers/box/boxbench.h"
#include "tests/core/providers/box/boxjson.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Unbin;
using Kind = Error::Kind;

namespace {

const QByteArray kListPath = "/folders/trash/items";

QSet<ItemId> idsOf(const std::vector<TrashedItem> &items)
{
    QSet<ItemId> ids;
    for (const TrashedItem &item : items)
        ids.insert(item.id);
    return ids;
}

} // namespace

class TestBoxListing : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BoxBench> m_bench;

private Q_SLOTS:
    void init() { m_bench = std::make_unique<BoxBench>(); }
    void cleanup() { m_bench.reset(); }

    void manyPagesAreOneList()
    {
        m_bench->drive.addTrashedBulk(m_bench->folder(QStringLiteral("Old")), 2500, m_bench->clock.now());
        std::vector<TrashedItem> items;
        std::vector<size_t> pages;
        const auto summary = waitFor(m_bench->provider.listBin([&](std::vector<TrashedItem> &&page) {
            QCOMPARE(QThread::currentThread(), qApp->thread());
            pages.push_back(page.size());
            std::move(page.begin(), page.end(), std::back_inserter(items));
        }));
        QVERIFY(summary);
        QCOMPARE(summary->items, 2500);
        QCOMPARE(pages, (std::vector<size_t>{1000, 1000, 500}));
        QCOMPARE(idsOf(items).size(), 2500);
        QCOMPARE(m_bench->sent.size(), 3);
        QVERIFY(!summary->isPartial);
    }

    void whateverBoxVariesTheListIsComplete_data()
    {
        QTest::addColumn<BoxQuirks>("quirks");
        QTest::newRow("end absent") << BoxQuirks{.endMark = BoxQuirks::EndMark::Absent};
        QTest::newRow("end empty") << BoxQuirks{.endMark = BoxQuirks::EndMark::Empty};
        QTest::newRow("order as object") << BoxQuirks{.orderShape = BoxQuirks::OrderShape::Object};
        QTest::newRow("short pages") << BoxQuirks{.shortPages = 7};
        QTest::newRow("repeated entries") << BoxQuirks{.shortPages = 7, .repeatsEntries = true};
        QTest::newRow("ids as numbers") << BoxQuirks{.idsAsNumbers = true};
        QTest::newRow("exponents") << BoxQuirks{.sizesInExponentForm = true};
        QTest::newRow("fractions") << BoxQuirks{.fractionalSeconds = true};
    }
    void whateverBoxVariesTheListIsComplete()
    {
        QFETCH(BoxQuirks, quirks);
        m_bench->box.quirks() = quirks;
        const SandboxRef folder = m_bench->folder(QStringLiteral("Work"));
        for (int i = 0; i < 25; ++i)
            m_bench->trashedFile(folder, QStringLiteral("%1.txt").arg(i), QByteArray(i, 'x'));
        std::vector<TrashedItem> items;
        const auto summary = m_bench->listBin(items);
        QVERIFY(summary);
        QCOMPARE(items.size(), size_t(25));
        QCOMPARE(idsOf(items).size(), 25);
        QVERIFY(!summary->isPartial);
        for (const TrashedItem &item : items) {
            QCOMPARE(item.sizeBytes, item.name.split(QLatin1Char('.')).first().toInt());
            QCOMPARE(item.originalParent, m_bench->idOf(folder));
            QVERIFY(item.hash.isKnown());
            // Wire times have whole seconds and any offset.
            QVERIFY(qAbs(item.deletedAt.secsTo(m_bench->clock.now())) < 3600);
            QVERIFY(item.purgeAt > item.deletedAt);
        }
    }

    void unknownTypesAreListedAndCannotBeTouched()
    {
        m_bench->box.quirks().listsUnknownType = true;
        m_bench->trashedFile(SandboxDrive::root, QStringLiteral("a.txt"));
        std::vector<TrashedItem> items;
        QVERIFY(m_bench->listBin(items));
        const auto other = std::find_if(
            items.begin(), items.end(), [](const TrashedItem &item) { return item.kind == ItemKind::Other; });
        QVERIFY(other != items.end());
        const auto before = m_bench->sent.size();
        QCOMPARE(waitFor(m_bench->provider.restore({.item = *other})).error().kind, Kind::Unsupported);
        QCOMPARE(waitFor(m_bench->provider.purge(*other)).error().kind, Kind::Unsupported);
        QCOMPARE(waitFor(m_bench->provider.locate(*other)).error().kind, Kind::Unsupported);
        QCOMPARE(m_bench->sent.size(), before);
    }

    void aListWithoutEndEndsAfterDeliveringWhatItHeld_data()
    {
        QTest::addColumn<BoxQuirks>("quirks");
        QTest::newRow("same marker") << BoxQuirks{.pages = BoxQuirks::Pages::SameMarker};
        QTest::newRow("ever empty") << BoxQuirks{.pages = BoxQuirks::Pages::EverEmpty};
    }
    void aListWithoutEndEndsAfterDeliveringWhatItHeld()
    {
        QFETCH(BoxQuirks, quirks);
        m_bench->box.quirks() = quirks;
        m_bench->trashedFile(SandboxDrive::root, QStringLiteral("a.txt"));
        std::vector<TrashedItem> items;
        const auto summary = m_bench->listBin(items);
        QVERIFY(!summary);
        QCOMPARE(summary.error().kind, Kind::BadResponse);
        QCOMPARE(items.size(), size_t(1));
        QVERIFY(m_bench->sent.size() <= 25);
    }

    void theWatchLetsLongListsPass()
    {
        Box::PageWatch watch;
        for (int page = 0; page < 9'999; ++page)
            QVERIFY(!watch.check(QString::number(page), page % 15 == 0));
        QVERIFY(watch.check(QStringLiteral("one more"), true));
    }

    void anEndlessListIsNoticedAtTheFirstRepeatedMarker()
    {
        Box::PageWatch watch;
        QVERIFY(!watch.check(QStringLiteral("a"), true));
        QVERIFY(!watch.check(QStringLiteral("b"), true));
        const auto trouble = watch.check(QStringLiteral("a"), true); // a circle of two
        QVERIFY(trouble);
        QCOMPARE(trouble->kind, Kind::BadResponse);
    }

    void entriesThatMakeNoSenseAreProblemsNotLosses()
    {
        m_bench->host.faults().add(SandboxFault::answer(200,
            quoted("{'entries':[{'type':'file','id':'1','name':'good'},{'type':'file'},"
                   "{'type':'file','id':'../me','name':'bad'},"
                   "{'type':'folder','id':'2','name':'too'}],'next_marker':null}"))
                                       .on("GET", kListPath));
        std::vector<TrashedItem> items;
        const auto summary = m_bench->listBin(items);
        QVERIFY(summary);
        QCOMPARE(summary->items, 2);
        QCOMPARE(items.size(), size_t(2));
        QVERIFY(summary->isPartial);
        QCOMPARE(summary->problems.size(), size_t(2));
        QCOMPARE(summary->problems.front().kind, Kind::BadResponse);
    }

    void whatIsNoListIsABadResponse_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("HTML") << QByteArray("<html><body>Sign in to the hotel's network</body></html>");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"entries\":[{\"id\":");
        QTest::newRow("another object") << QByteArray("{\"type\":\"folder\"}");
    }
    void whatIsNoListIsABadResponse()
    {
        QFETCH(QByteArray, body);
        m_bench->host.faults().add(SandboxFault::garbage(body).on("GET", kListPath));
        std::vector<TrashedItem> items;
        const auto summary = m_bench->listBin(items);
        QVERIFY(!summary);
        QCOMPARE(summary.error().kind, Kind::BadResponse);
        QVERIFY(items.empty());
        QVERIFY(m_bench->listBin(items)); // and the next time it works
    }

    void aFailureHalfWayKeepsWhatCame()
    {
        m_bench->box.quirks().shortPages = 5;
        for (int i = 0; i < 20; ++i)
            m_bench->trashedFile(SandboxDrive::root, QStringLiteral("%1.txt").arg(i));
        m_bench->host.faults().add(SandboxFault::refuse(403).on("GET", kListPath).after(2));
        std::vector<TrashedItem> items;
        const auto summary = m_bench->listBin(items);
        QVERIFY(!summary);
        QCOMPARE(items.size(), size_t(10));
    }

    void passingTroubleIsSatOut()
    {
        m_bench->trashedFile(SandboxDrive::root, QStringLiteral("a.txt"));
        m_bench->host.faults().add(SandboxFault::tooManyRequests("2").on("GET", kListPath));
        m_bench->host.faults().add(SandboxFault::html(502).on("GET", kListPath));
        m_bench->host.faults().add(SandboxFault::dropBefore().on("GET", kListPath));
        std::vector<TrashedItem> items;
        QVERIFY(m_bench->listBin(items));
        QCOMPARE(items.size(), size_t(1));
        QCOMPARE(m_bench->sent.size(), 4);
    }

    void aDeadTokenIsToldOnce()
    {
        QSignalSpy needed(&m_bench->provider, &Provider::signInNeeded);
        m_bench->box.expireToken("token");
        std::vector<TrashedItem> items;
        const auto summary = m_bench->listBin(items);
        QVERIFY(!summary);
        QCOMPARE(summary.error().kind, Kind::SignInNeeded);
        QCOMPARE(needed.count(), 1);
        QVERIFY(items.empty());
    }

    void theReceiverMayEndTheListing_data()
    {
        QTest::addColumn<bool>("deletes");
        QTest::newRow("cancel") << false;
        QTest::newRow("delete") << true;
    }
    void theReceiverMayEndTheListing()
    {
        QFETCH(bool, deletes);
        m_bench->box.quirks().shortPages = 5;
        for (int i = 0; i < 20; ++i)
            m_bench->trashedFile(SandboxDrive::root, QStringLiteral("%1.txt").arg(i));
        int pages = 0;
        std::optional<Result<ListSummary>> end;
        QObject owner;
        QPointer<JobBase> job;
        job = launch(m_bench->provider.listBin([&](std::vector<TrashedItem> &&) {
            ++pages;
            if (deletes)
                delete job.data();
            else
                job->cancel();
        }),
            &owner, [&end](Result<ListSummary> result) { end.emplace(std::move(result)); });
        QTRY_VERIFY(pages == 1 && (deletes ? job.isNull() : end.has_value()));
        QTRY_COMPARE(m_bench->network.openReplies(), 0);
        QCOMPARE(pages, 1);
        QCOMPARE(end.has_value(), !deletes);
        if (end)
            QCOMPARE(end->error().kind, Kind::Cancelled);
    }

    void theUserAndTheRoomAreTold()
    {
        m_bench->file(SandboxDrive::root, QStringLiteral("a.txt"), "12345");
        const auto facts = waitFor(m_bench->provider.identify());
        QVERIFY(facts);
        QCOMPARE(facts->remoteId, QStringLiteral("7"));
        QCOMPARE(facts->displayName, QStringLiteral("Robin Sample"));
        QCOMPARE(facts->login, QStringLiteral("robin@mail.example"));
        QCOMPARE(facts->totalBytes, m_bench->drive.quotaBytes());
        QCOMPARE(facts->usedBytes, 5);
        QCOMPARE(facts->binBytes, -1);
    }
};

QTEST_GUILESS_MAIN(TestBoxListing)
#include "tst_boxlisting.moc"
