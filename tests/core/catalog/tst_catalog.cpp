// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog.h"
#include "tests/core/catalog/sampleitems.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Unbin;

namespace {

QStringList names(const Catalog &catalog, const AccountId &account)
{
    QStringList found;
    for (RowNumber row = 0; row < catalog.rows().capacity(); ++row) {
        if (!catalog.rows().isVacant(row) && catalog.rows().account(row) == account)
            found.append(catalog.rows().name(row));
    }
    found.sort();
    return found;
}

void compareItems(const TrashedItem &a, const TrashedItem &b)
{
    QCOMPARE(a.id.value(), b.id.value());
    QCOMPARE(a.kind, b.kind);
    QCOMPARE(a.name, b.name);
    QCOMPARE(a.originalParent.value(), b.originalParent.value());
    QCOMPARE(a.originalPath, b.originalPath);
    QCOMPARE(a.sizeBytes, b.sizeBytes);
    QCOMPARE(a.deletedAt, b.deletedAt);
    QCOMPARE(a.createdAt, b.createdAt);
    QCOMPARE(a.modifiedAt, b.modifiedAt);
    QCOMPARE(a.purgeAt, b.purgeAt);
    QCOMPARE(a.isPurgeEstimated, b.isPurgeEstimated);
    QCOMPARE(a.deletedBy, b.deletedBy);
    QCOMPARE(a.owner, b.owner);
    QVERIFY(a.hash == b.hash);
    QCOMPARE(a.etag, b.etag);
    QCOMPARE(a.restorability, b.restorability);
    QCOMPARE(a.remark, b.remark);
}

TrashedItem itemWithEverything()
{
    const auto instant = [](qint64 ms) {
        return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
    };
    return TrashedItem{.id = ItemId(QStringLiteral("file_\u00e9_1")),
        .kind = ItemKind::Link,
        .name = QStringLiteral("\u00c4RGER \U0001f600\u202e.TXT"),
        .originalParent = ItemId(QStringLiteral("p")),
        .originalPath = QStringLiteral("/Work/\u00dcbersicht"),
        .sizeBytes = 1LL << 41,
        .deletedAt = instant(1),
        .createdAt = instant(-5),
        .modifiedAt = instant(1'700'000'000'123),
        .purgeAt = instant(4'000'000'000'000),
        .isPurgeEstimated = true,
        .deletedBy = QStringLiteral("Ann"),
        .owner = QStringLiteral("Bob"),
        .hash = {.algorithm = ContentHash::Algorithm::Sha1, .bytes = QByteArray("\0\1\2\xff", 4)},
        .etag = QStringLiteral("e7"),
        .restorability = Restorability::NotNow,
        .remark = Remark::DriveNotConnected};
}

} // namespace

class tst_Catalog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_clock.emplace();
        m_catalog.emplace(*m_clock);
    }

    void itemsComeBackAsTheyWere()
    {
        const TrashedItem full = itemWithEverything();
        m_catalog->add(box, {full, TrashedItem{.id = ItemId(QStringLiteral("bare"))}});
        const auto row = m_catalog->find(box, full.id);
        QVERIFY(row);
        compareItems(m_catalog->item(*row).item, full);
        QCOMPARE(m_catalog->item(*row).account.value(), box.value());
        const auto bare = m_catalog->find(box, ItemId(QStringLiteral("bare")));
        QVERIFY(bare);
        compareItems(m_catalog->item(*bare).item, TrashedItem{.id = ItemId(QStringLiteral("bare"))});
    }

    void anUpdateReplacesTheRowInPlace()
    {
        m_catalog->add(box, {sampleItem(QStringLiteral("1"), QStringLiteral("old")), sampleItem(QStringLiteral("2"))});
        const auto row = m_catalog->find(box, ItemId(QStringLiteral("1")));
        m_catalog->add(box, {sampleItem(QStringLiteral("1"), QStringLiteral("a new and longer name"))});
        QCOMPARE(m_catalog->count(), 2);
        QCOMPARE(m_catalog->find(box, ItemId(QStringLiteral("1"))), row);
        QCOMPARE(names(*m_catalog, box), list({"2", "a new and longer name"}));
    }

    void equalIdsOfTwoAccountsAreTwoRows()
    {
        m_catalog->add(box, {sampleItem(QStringLiteral("1"), QStringLiteral("theirs"))});
        m_catalog->add(local, {sampleItem(QStringLiteral("1"), QStringLiteral("mine"))});
        QCOMPARE(m_catalog->count(), 2);
        QCOMPARE(m_catalog->count(box), 1);
        m_catalog->remove(box, {ItemId(QStringLiteral("1"))});
        QCOMPARE(names(*m_catalog, local), list({"mine"}));
        QCOMPARE(m_catalog->count(box), 0);
    }

    void arrivalsAreGatheredAndAnnouncedTogether()
    {
        QSignalSpy changed(&*m_catalog, &Catalog::changed);
        m_catalog->addListed(box, sampleItems(0, 10));
        m_clock->advance(100ms);
        m_catalog->addListed(box, sampleItems(10, 10));
        QCOMPARE(changed.count(), 0);
        m_clock->advance(50ms);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].value<CatalogChange>().rows.size(), size_t(20));
        m_clock->advance(10s);
        QCOMPARE(changed.count(), 1);
    }

    void departuresAreAnnouncedAtOnce()
    {
        m_catalog->addListed(box, {sampleItem(QStringLiteral("1"))});
        QSignalSpy changed(&*m_catalog, &Catalog::changed);
        m_catalog->remove(box, {ItemId(QStringLiteral("1"))});
        m_clock->advance(0ms);
        QCOMPARE(changed.count(), 1);
    }

    void whatIsTheSameAsBeforeIsNotAnnounced()
    {
        m_catalog->add(box, sampleItems(0, 50));
        m_catalog->announce();
        QSignalSpy changed(&*m_catalog, &Catalog::changed);
        m_catalog->beginListing(box);
        m_catalog->addListed(box, sampleItems(0, 50));
        m_catalog->endListing(box, Catalog::Seen::Everything);
        m_clock->advance(1s);
        QCOMPARE(changed.count(), 0);
    }

    void aCompleteListingRemovesWhatItDidNotShow()
    {
        m_catalog->add(local, {sampleItem(QStringLiteral("mine"))});
        m_catalog->add(box, {sampleItem(QStringLiteral("a")), sampleItem(QStringLiteral("b"))});
        m_catalog->beginListing(box);
        m_catalog->addListed(box, {sampleItem(QStringLiteral("b")), sampleItem(QStringLiteral("c"))});
        m_catalog->endListing(box, Catalog::Seen::Everything);
        QCOMPARE(names(*m_catalog, box), list({"b", "c"}));
        QCOMPARE(names(*m_catalog, local), list({"mine"}));
    }

    void aPartialListingMarksWhatItDidNotShow()
    {
        TrashedItem remarked = sampleItem(QStringLiteral("remarked"));
        remarked.remark = Remark::OriginUnknown;
        m_catalog->add(box, {sampleItem(QStringLiteral("a")), sampleItem(QStringLiteral("b")), remarked});
        m_catalog->beginListing(box);
        m_catalog->addListed(box, {sampleItem(QStringLiteral("b"))});
        m_catalog->endListing(box, Catalog::Seen::Parts);
        QCOMPARE(m_catalog->count(), 3);
        const auto remark = [this](const char *id) {
            return m_catalog->rows().remark(*m_catalog->find(box, ItemId(QLatin1String(id))));
        };
        QCOMPARE(remark("a"), Remark::MayBeGone);
        QCOMPARE(remark("b"), Remark::None);
        QCOMPARE(remark("remarked"), Remark::OriginUnknown);

        m_catalog->beginListing(box);
        m_catalog->addListed(box, {sampleItem(QStringLiteral("a")), sampleItem(QStringLiteral("b"))});
        m_catalog->endListing(box, Catalog::Seen::Everything);
        QCOMPARE(remark("a"), Remark::None);
        QCOMPARE(m_catalog->count(), 2);
    }

    void aFailedListingRemovesAndMarksNothing()
    {
        m_catalog->add(box, {sampleItem(QStringLiteral("a"))});
        m_catalog->beginListing(box);
        m_catalog->endListing(box, Catalog::Seen::Unknown);
        QCOMPARE(m_catalog->count(), 1);
        QCOMPARE(m_catalog->rows().remark(*m_catalog->find(box, ItemId(QStringLiteral("a")))), Remark::None);
    }

    void aPageThatIsOlderThanARestoreDoesNotBringTheItemBack()
    {
        m_catalog->add(box, {sampleItem(QStringLiteral("a")), sampleItem(QStringLiteral("b"))});
        m_catalog->beginListing(box);
        m_catalog->remove(box, {ItemId(QStringLiteral("a"))});
        m_catalog->addListed(box, {sampleItem(QStringLiteral("a")), sampleItem(QStringLiteral("b"))});
        m_catalog->endListing(box, Catalog::Seen::Everything);
        QCOMPARE(names(*m_catalog, box), list({"b"}));

        m_catalog->beginListing(box);
        m_catalog->addListed(box, {sampleItem(QStringLiteral("a")), sampleItem(QStringLiteral("b"))});
        m_catalog->endListing(box, Catalog::Seen::Everything);
        QCOMPARE(names(*m_catalog, box), list({"a", "b"}));
    }

    void whatEntersTheBinDuringAListingStays()
    {
        m_catalog->beginListing(box);
        m_catalog->add(box, {sampleItem(QStringLiteral("replaced"))});
        m_catalog->endListing(box, Catalog::Seen::Everything);
        QCOMPARE(names(*m_catalog, box), list({"replaced"}));
    }

    void aFolderPathIsShownByAllItsItemsAtOnce()
    {
        m_catalog->add(box, sampleItems(0, 2000));
        m_catalog->announce();
        QSignalSpy changed(&*m_catalog, &Catalog::changed);
        const ItemId folder = m_catalog->rows().item(0).originalParent;
        m_catalog->setFolderPath(box, folder, QStringLiteral("/Found"));
        m_clock->advance(150ms);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].value<CatalogChange>().folders.size(), size_t(1));
        for (RowNumber row = 0; row < 2000; ++row) {
            const TrashedItem item = m_catalog->rows().item(row);
            QCOMPARE(item.originalPath, item.originalParent == folder ? QStringLiteral("/Found") : QString());
        }
        // Listed again without a path, as the service does: the path stays.
        m_catalog->addListed(box, sampleItems(0, 2000));
        QCOMPARE(m_catalog->rows().originalPath(0), QStringLiteral("/Found"));
    }

    void aFolderPathOutlivesItsItems()
    {
        const ItemId folder(QStringLiteral("folder"));
        m_catalog->add(box, {sampleItem(QStringLiteral("a"))});
        QCOMPARE(m_catalog->foldersWithoutPath(box), std::vector{folder});
        m_catalog->setFolderPath(box, folder, QStringLiteral("/Gone"));
        QVERIFY(m_catalog->foldersWithoutPath(box).empty());
        m_catalog->remove(box, {ItemId(QStringLiteral("a"))});
        QCOMPARE(m_catalog->knownFolderPath(box, folder), QStringLiteral("/Gone"));
        QCOMPARE(m_catalog->knownFolderPath(local, folder), QString());
    }

    void foldersWithoutItemsNeedNoPath()
    {
        m_catalog->add(box, {sampleItem(QStringLiteral("a"))});
        m_catalog->remove(box, {ItemId(QStringLiteral("a"))});
        QVERIFY(m_catalog->foldersWithoutPath(box).empty());
    }

    void storedItemsNeverReplaceNewerOnes()
    {
        QSignalSpy changed(&*m_catalog, &Catalog::changed);
        m_catalog->addListed(box, {sampleItem(QStringLiteral("a"), QStringLiteral("fresh"))});
        m_catalog->addStored(
            box, {sampleItem(QStringLiteral("a"), QStringLiteral("stale")), sampleItem(QStringLiteral("b"))});
        QCOMPARE(names(*m_catalog, box), list({"b", "fresh"}));
        QCOMPARE(changed.count(), 2);
        QVERIFY(!changed[0][0].value<CatalogChange>().isFromStore);
        QVERIFY(changed[1][0].value<CatalogChange>().isFromStore);
    }

    void aRemovedAccountLeavesNoTrace()
    {
        m_catalog->add(box, sampleItems(0, 3000));
        m_catalog->add(local, {sampleItem(QStringLiteral("mine"))});
        m_catalog->setFolderPath(box, ItemId(QStringLiteral("folder_1")), QStringLiteral("/Secret"));
        QSignalSpy changed(&*m_catalog, &Catalog::changed);
        m_catalog->removeAccount(box);
        m_clock->advance(0ms);
        QCOMPARE(m_catalog->count(), 1);
        QCOMPARE(m_catalog->count(box), 0);
        QCOMPARE(m_catalog->knownFolderPath(box, ItemId(QStringLiteral("folder_1"))), QString());
        QCOMPARE(changed.last()[0].value<CatalogChange>().removedAccounts, std::vector{box});
    }

    void aCopyOfTheRowsNeverChanges()
    {
        m_catalog->add(box, sampleItems(0, 3000));
        const CatalogRows copy = m_catalog->rows();
        const TrashedItem before = copy.item(5);
        std::vector<TrashedItem> changed = sampleItems(0, 3000);
        for (TrashedItem &item : changed)
            item.name += QStringLiteral(" changed");
        m_catalog->add(box, changed);
        m_catalog->setFolderPath(box, before.originalParent, QStringLiteral("/New"));
        m_catalog->remove(box, {changed[7].id});
        compareItems(copy.item(5), before);
        QVERIFY(!copy.isVacant(7));
        QVERIFY(m_catalog->rows().name(5).endsWith(QStringLiteral(" changed")));
    }

    void aReusedNumberIsKnownByItsBirth()
    {
        m_catalog->add(box, {sampleItem(QStringLiteral("a"))});
        const CatalogRows copy = m_catalog->rows();
        const RowNumber row = *m_catalog->find(box, ItemId(QStringLiteral("a")));
        m_catalog->remove(box, {ItemId(QStringLiteral("a"))});
        m_catalog->add(box, {sampleItem(QStringLiteral("b"))});
        QCOMPARE(*m_catalog->find(box, ItemId(QStringLiteral("b"))), row);
        QVERIFY(copy.birth(row) != m_catalog->rows().birth(row));
    }

    void rowsThatChangeOverAndOverDoNotPileUpText()
    {
        TrashedItem item = sampleItem(QStringLiteral("busy"));
        m_catalog->add(box, sampleItems(0, 100));
        for (int i = 0; i < 5000; ++i) {
            item.name = QStringLiteral("name %1 ").arg(i).repeated(10);
            m_catalog->add(box, {item});
        }
        QCOMPARE(m_catalog->count(), 101);
        compareItems(m_catalog->item(*m_catalog->find(box, item.id)).item, item);
        for (const TrashedItem &other : sampleItems(0, 100))
            compareItems(m_catalog->item(*m_catalog->find(box, other.id)).item, other);
    }

private:
    std::optional<ManualClock> m_clock;
    std::optional<Catalog> m_catalog;
};

QTEST_GUILESS_MAIN(tst_Catalog)
#include "tst_catalog.moc"
