// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/binrefresher.h"
#include "core/catalog/catalog.h"
#include "core/providers/providerset.h"
#include "tests/core/catalog/listingprovider.h"
#include "tests/core/catalog/sampleitems.h"
#include "tests/support/manualclock.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using namespace Unbin;

namespace {

const AccountId other(QStringLiteral("box-2"));

/** Does nothing until the test ends it. */
template <class T>
class HeldJob final : public Job<T>
{
public:
    void answer(Result<T> result) { this->finish(std::move(result)); }

protected:
    void run() override { }
};

/** A bin whose listings and look-ups the test answers by hand. */
class HandProvider final : public ListingProvider
{
public:
    HandProvider() { can.tellsOriginalPath = false; }
    JobPtr<ListSummary> listBin(PageSink<TrashedItem> newSink) override
    {
        sink = std::move(newSink);
        auto job = std::make_unique<HeldJob<ListSummary>>();
        listing = job.get();
        ++listings;
        return job;
    }
    JobPtr<FolderFacts> lookAtFolder(const ItemId &folder) override
    {
        auto job = std::make_unique<HeldJob<FolderFacts>>();
        asked.append(folder.value());
        lookUps.emplace_back(folder, job.get());
        return job;
    }
    /** Answers the oldest open look-up. */
    void answerLookUp(Result<FolderFacts> facts)
    {
        const auto [folder, job] = lookUps.front();
        lookUps.erase(lookUps.begin());
        job->answer(std::move(facts));
    }

    PageSink<TrashedItem> sink;
    QPointer<HeldJob<ListSummary>> listing;
    int listings = 0;
    QStringList asked;
    std::vector<std::pair<ItemId, HeldJob<FolderFacts> *>> lookUps;

};

TrashedItem itemIn(const QString &id, const QString &folder)
{
    TrashedItem item = sampleItem(id);
    item.originalParent = ItemId(folder);
    return item;
}

FolderFacts liveAt(const QStringList &names)
{
    FolderFacts facts{.state = FolderFacts::State::Live};
    facts.path.push_back({ItemId(QStringLiteral("root")), QStringLiteral("All Files")});
    for (const QString &name : names)
        facts.path.push_back({ItemId(name), name});
    return facts;
}

} // namespace

class tst_BinRefresher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_clock.emplace();
        m_catalog.emplace(*m_clock);
        m_providers.emplace();
        m_box = addAccount(box);
        m_refresher.emplace(*m_providers, *m_catalog, *m_clock);
    }
    void cleanup()
    {
        m_refresher.reset();
        m_providers.reset();
    }

    void nothingIsListedBeforeTheStart()
    {
        m_refresher->refreshAll();
        Q_EMIT m_box->binChanged();
        QCOMPARE(m_box->listings, 0);
        QCOMPARE(m_refresher->state(box).phase, BinState::Phase::Unlisted);
    }

    void aListingFillsTheCatalogAndSaysHowFarItIs()
    {
        start();
        QVERIFY(m_refresher->isBusy());
        QSignalSpy told(&*m_refresher, &BinRefresher::stateChanged);
        m_box->sink(sampleItems(0, 2500));
        m_box->sink(sampleItems(2500, 10));
        QTRY_COMPARE(m_catalog->count(), 2510);
        QCOMPARE(m_refresher->state(box).listedCount, 2510);
        QCOMPARE(told.count(), 0);
        m_clock->advance(100ms);
        QCOMPARE(told.count(), 1);
        finish(ListSummary{.items = 2510});
        QCOMPARE(m_refresher->state(box).phase, BinState::Phase::Listed);
        QCOMPARE(m_refresher->state(box).finishedAt, m_clock->now());
        QVERIFY(!m_refresher->isBusy());
    }

    void theEndWaitsForTheLastPage()
    {
        m_catalog->add(box, {itemIn(QStringLiteral("file_100002999"), QStringLiteral("folder"))});
        start();
        m_box->sink(sampleItems(0, 3000));
        finish(ListSummary{.items = 3000});
        QCOMPARE(m_catalog->count(), 3000);
    }

    void whatIsGoneIsRemovedOnlyByACompleteListing()
    {
        m_catalog->add(box, {sampleItem(QStringLiteral("old"))});
        const auto remark = [this] {
            return m_catalog->rows().remark(*m_catalog->find(box, ItemId(QStringLiteral("old"))));
        };
        start();
        finish(failure(Error::Kind::Unreachable));
        QCOMPARE(m_refresher->state(box).phase, BinState::Phase::Failed);
        QCOMPARE(m_refresher->state(box).error->kind, Error::Kind::Unreachable);
        QCOMPARE(remark(), Remark::None);

        refresh();
        QVERIFY(!m_refresher->state(box).error);
        finish(ListSummary{.isPartial = true, .problems = {Error::of(Error::Kind::Unsafe)}});
        QCOMPARE(m_refresher->state(box).phase, BinState::Phase::Listed);
        QVERIFY(m_refresher->state(box).isPartial);
        QCOMPARE(m_refresher->state(box).problems.size(), size_t(1));
        QCOMPARE(remark(), Remark::MayBeGone);

        refresh();
        finish(ListSummary{});
        QVERIFY(!m_refresher->state(box).isPartial);
        QCOMPARE(m_catalog->count(), 0);
    }

    void aFailingAccountDoesNotStopTheOthers()
    {
        HandProvider *second = addAccount(other);
        start();
        finish(failure(Error::Kind::SignInNeeded));
        QCOMPARE(m_refresher->state(box).phase, BinState::Phase::Failed);
        QCOMPARE(m_refresher->state(other).phase, BinState::Phase::Listing);
        second->sink({sampleItem(QStringLiteral("a"))});
        QTRY_COMPARE(m_catalog->count(other), 1);
    }

    void aChangeWhileListingIsListedOnceMore()
    {
        start();
        Q_EMIT m_box->binChanged();
        m_refresher->refresh(box);
        QCOMPARE(m_box->listings, 1);
        m_box->listing->answer(ListSummary{});
        QTRY_COMPARE(m_box->listings, 2);
        finish(ListSummary{});
        QCOMPARE(m_box->listings, 2);
    }

    void cancellingKeepsWhatHasArrived()
    {
        m_catalog->add(box, {sampleItem(QStringLiteral("old"))});
        start();
        m_box->sink({sampleItem(QStringLiteral("new"))});
        m_refresher->cancel(box);
        QTRY_VERIFY(!m_refresher->isBusy());
        QCOMPARE(m_refresher->state(box).phase, BinState::Phase::Unlisted);
        QCOMPARE(m_catalog->count(), 2);
    }

    void anAccountThatComesLaterIsListedAtOnce()
    {
        start();
        HandProvider *second = addAccount(other);
        QCOMPARE(second->listings, 1);
        QCOMPARE(m_refresher->state(other).phase, BinState::Phase::Listing);
    }

    void anAccountThatGoesTakesItsListingAlong()
    {
        start();
        m_box->sink(sampleItems(0, 5000));
        m_providers->remove(box);
        QCOMPARE(m_refresher->state(box).phase, BinState::Phase::Unlisted);
        QVERIFY(!m_refresher->isBusy());
        m_clock->advance(1s);
        QCoreApplication::processEvents();
        QVERIFY(m_catalog->count() < 5000);
    }

    void everyFolderIsLookedUpOnceAFewAtATime()
    {
        start();
        m_box->sink({itemIn(QStringLiteral("1"), QStringLiteral("A")), itemIn(QStringLiteral("2"), QStringLiteral("A")),
            itemIn(QStringLiteral("3"), QStringLiteral("B")), itemIn(QStringLiteral("4"), QStringLiteral("C")),
            itemIn(QStringLiteral("5"), QStringLiteral("D")), TrashedItem{.id = ItemId(QStringLiteral("6"))}});
        finish(ListSummary{});
        QCOMPARE(m_box->asked.join(u' '), QStringLiteral("A B C"));
        m_box->answerLookUp(liveAt({QStringLiteral("Work"), QStringLiteral("A")}));
        QTRY_COMPARE(m_box->asked.join(u' '), QStringLiteral("A B C D"));
        QCOMPARE(m_catalog->rows().originalPath(*m_catalog->find(box, ItemId(QStringLiteral("2")))),
            QStringLiteral("/Work/A"));

        Q_EMIT m_box->binChanged();
        finish(ListSummary{});
        QCOMPARE(m_box->asked.size(), 4);
    }

    void foldersOnScreenComeFirst()
    {
        m_box->can.requestsAtOnce = 1;
        m_catalog->add(box,
            {itemIn(QStringLiteral("1"), QStringLiteral("A")), itemIn(QStringLiteral("2"), QStringLiteral("B")),
                itemIn(QStringLiteral("3"), QStringLiteral("C"))});
        start();
        m_box->sink({itemIn(QStringLiteral("1"), QStringLiteral("A")), itemIn(QStringLiteral("2"), QStringLiteral("B")),
            itemIn(QStringLiteral("3"), QStringLiteral("C"))});
        m_refresher->setVisibleItems(box, {ItemId(QStringLiteral("3")), ItemId(QStringLiteral("nobody"))});
        finish(ListSummary{});
        m_box->answerLookUp(liveAt({QStringLiteral("C")}));
        QTRY_COMPARE(m_box->asked.join(u' '), QStringLiteral("C A"));
        m_refresher->setVisibleItems(box, {ItemId(QStringLiteral("2"))});
        m_box->answerLookUp(liveAt({QStringLiteral("A")}));
        QTRY_COMPARE(m_box->asked.join(u' '), QStringLiteral("C A B"));
    }

    void aFolderThatIsGoneKeepsThePathWeKnew()
    {
        m_catalog->add(box, {itemIn(QStringLiteral("1"), QStringLiteral("A"))});
        m_catalog->setFolderPath(box, ItemId(QStringLiteral("A")), QStringLiteral("/Work/A"));
        start();
        m_refresher->setVisibleItems(box, {ItemId(QStringLiteral("1"))});
        QCOMPARE(m_box->asked.size(), 1);
        FolderFacts gone{.state = FolderFacts::State::Gone};
        gone.path = {{ItemId(QStringLiteral("root")), QString()}, {ItemId(), QStringLiteral("A")}};
        m_box->answerLookUp(gone);
        m_clock->advance(1s);
        QCoreApplication::processEvents();
        QCOMPARE(m_catalog->knownFolderPath(box, ItemId(QStringLiteral("A"))), QStringLiteral("/Work/A"));
    }

    void whatIsKnownOfAGoneFolderIsBetterThanNothing()
    {
        m_catalog->add(
            box, {itemIn(QStringLiteral("1"), QStringLiteral("A")), itemIn(QStringLiteral("2"), QStringLiteral("B"))});
        start();
        m_refresher->setVisibleItems(box, {ItemId(QStringLiteral("1")), ItemId(QStringLiteral("2"))});
        FolderFacts gone{.state = FolderFacts::State::Trashed};
        gone.path = {{ItemId(QStringLiteral("root")), QString()}, {ItemId(), QStringLiteral("A")}};
        m_box->answerLookUp(gone);
        gone.path.pop_back();
        m_box->answerLookUp(gone);
        QTRY_COMPARE(m_catalog->knownFolderPath(box, ItemId(QStringLiteral("A"))), QStringLiteral("/A"));
        QCOMPARE(m_catalog->knownFolderPath(box, ItemId(QStringLiteral("B"))), QString());
    }

    void aDeadTokenEndsTheLookUpsUntilTheNextListing()
    {
        m_box->can.requestsAtOnce = 1;
        start();
        m_box->sink(
            {itemIn(QStringLiteral("1"), QStringLiteral("A")), itemIn(QStringLiteral("2"), QStringLiteral("B"))});
        finish(ListSummary{});
        m_box->answerLookUp(failure(Error::Kind::SignInNeeded));
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QCOMPARE(m_box->asked.join(u' '), QStringLiteral("A"));
        refresh();
        m_box->sink(
            {itemIn(QStringLiteral("1"), QStringLiteral("A")), itemIn(QStringLiteral("2"), QStringLiteral("B"))});
        finish(ListSummary{});
        QTRY_COMPARE(m_box->asked.join(u' '), QStringLiteral("A A"));
    }

    void servicesThatTellPathsAreNotAsked()
    {
        m_box->can.tellsOriginalPath = true;
        start();
        m_box->sink({itemIn(QStringLiteral("1"), QStringLiteral("A"))});
        finish(ListSummary{});
        m_refresher->setVisibleItems(box, {ItemId(QStringLiteral("1"))});
        QVERIFY(m_box->asked.isEmpty());
    }

private:
    HandProvider *addAccount(const AccountId &account)
    {
        auto provider = std::make_unique<HandProvider>();
        HandProvider *added = provider.get();
        m_providers->add(account, std::move(provider));
        return added;
    }
    void start()
    {
        m_refresher->start();
        settleStart();
    }
    void refresh()
    {
        m_refresher->refresh(box);
        settleStart();
    }
    /** A job runs from the next turn of the event loop on. */
    void settleStart() { QTRY_VERIFY(m_box->listing && m_box->listing->isRunning()); }
    void finish(Result<ListSummary> end)
    {
        QTRY_VERIFY(m_box->listing && m_box->listing->isRunning());
        m_box->listing->answer(std::move(end));
        QTRY_VERIFY(!m_refresher->state(box).isListing());
    }

    std::optional<ManualClock> m_clock;
    std::optional<Catalog> m_catalog;
    std::optional<ProviderSet> m_providers;
    HandProvider *m_box = nullptr;
    std::optional<BinRefresher> m_refresher;
};

QTEST_GUILESS_MAIN(tst_BinRefresher)
#include "tst_binrefresher.moc"
