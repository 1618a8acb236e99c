// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/binview.h"
#include "core/catalog/catalog.h"
#include "tests/core/catalog/sampleitems.h"
#include "tests/core/catalog/viewmirror.h"
#include "tests/support/manualclock.h"

#include <QCollator>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Unbin;

namespace {

/** The same answer, worked out the slow and obvious way. */
QStringList expected(const CatalogRows &rows, const BinOrder &order, const BinFilter &filter)
{
    QCollator collator{QLocale(QLocale::English)};
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<RowNumber> found;
    for (RowNumber row = 0; row < rows.capacity(); ++row) {
        if (rows.isVacant(row) || (filter.account && rows.account(row) != *filter.account))
            continue;
        const QString text = rows.name(row) + u'\n' + rows.originalPath(row);
        const QStringList words = filter.text.normalized(QString::NormalizationForm_C).split(u' ', Qt::SkipEmptyParts);
        if (std::all_of(
                words.begin(), words.end(), [&](const QString &w) { return text.contains(w, Qt::CaseInsensitive); }))
            found.push_back(row);
    }
    const auto compare = [&](RowNumber a, RowNumber b) -> qint64 {
        switch (order.column) {
        case BinColumn::Name:
            return collator.compare(rows.name(a), rows.name(b));
        case BinColumn::OriginalLocation:
            return collator.compare(rows.originalPath(a), rows.originalPath(b));
        case BinColumn::Deleted:
            return rows.deletedAt(a).toMSecsSinceEpoch() - rows.deletedAt(b).toMSecsSinceEpoch();
        case BinColumn::DeletedBy:
            return collator.compare(rows.deletedBy(a), rows.deletedBy(b));
        case BinColumn::TimeLeft: {
            if (rows.purgeAt(a).isValid() != rows.purgeAt(b).isValid())
                return rows.purgeAt(a).isValid() ? -1 : 1;
            return rows.purgeAt(a).isValid() ? rows.purgeAt(a).msecsTo(rows.purgeAt(b)) * -1 : 0;
        }
        case BinColumn::Size:
            return rows.sizeBytes(a) - rows.sizeBytes(b);
        case BinColumn::Account:
            return collator.compare(rows.account(a).value(), rows.account(b).value());
        case BinColumn::Type:
            break;
        }
        return 0;
    };
    std::stable_sort(found.begin(), found.end(), [&](RowNumber a, RowNumber b) {
        const qint64 c = compare(a, b);
        return order.direction == Qt::AscendingOrder ? c < 0 : c > 0;
    });
    QStringList tags;
    for (const RowNumber row : found)
        tags.append(tag(rows, row));
    return tags;
}

} // namespace

class tst_BinView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_clock.emplace();
        m_catalog.emplace(*m_clock);
        m_view.emplace(*m_catalog);
        m_mirror.emplace(*m_view);
        m_view->setAccountLabels({{box, box.value()}, {local, local.value()}});
    }
    void cleanup()
    {
        QCOMPARE(m_mirror->disagreements, 0);
        m_mirror.reset();
        m_view.reset();
        m_catalog.reset();
    }

    void namesSortAsPeopleExpect()
    {
        addNames({"b10", "B2", "a", "\u00c4", "b2.txt", "C", "\u00e9t\u00e9"});
        sortBy(BinColumn::Name, Qt::AscendingOrder);
        QCOMPARE(shownNames(), list({"a", "\u00c4", "B2", "b2.txt", "b10", "C", "\u00e9t\u00e9"}));
        sortBy(BinColumn::Name, Qt::DescendingOrder);
        QCOMPARE(shownNames(), list({"\u00e9t\u00e9", "C", "b10", "b2.txt", "B2", "\u00c4", "a"}));
    }

    void equalRowsKeepTheOrderOfTheirArrival()
    {
        addNames({"same", "SAME", "Same"});
        sortBy(BinColumn::Name, Qt::AscendingOrder);
        QCOMPARE(shownNames(), list({"same", "SAME", "Same"}));
        sortBy(BinColumn::Size, Qt::DescendingOrder);
        QCOMPARE(shownNames(), list({"same", "SAME", "Same"}));
    }

    void typesStandTogetherFoldersFirst()
    {
        TrashedItem folder = sampleItem(QStringLiteral("x.txt is a folder"));
        folder.kind = ItemKind::Folder;
        m_catalog->add(box,
            {sampleItem(QStringLiteral("b.TXT")), sampleItem(QStringLiteral("c.pdf")),
                sampleItem(QStringLiteral("a.txt")), sampleItem(QStringLiteral("none")), folder});
        sortBy(BinColumn::Type, Qt::AscendingOrder);
        QCOMPARE(shownNames(), list({"x.txt is a folder", "none", "c.pdf", "b.TXT", "a.txt"}));
    }

    void everyWordMustOccurInNameOrPath_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("shown");
        QTest::newRow("nothing") << QString() << list({"Plan.pdf", "plan B.txt", "\u00c4rger.pdf"});
        QTest::newRow("blanks") << QStringLiteral("  \t ") << list({"Plan.pdf", "plan B.txt", "\u00c4rger.pdf"});
        QTest::newRow("any case") << QStringLiteral("PLAN") << list({"Plan.pdf", "plan B.txt"});
        QTest::newRow("not only ASCII") << QStringLiteral("\u00e4RG") << list({"\u00c4rger.pdf"});
        QTest::newRow("decomposed") << QStringLiteral("a\u0308rg") << list({"\u00c4rger.pdf"});
        QTest::newRow("two words") << QStringLiteral("pdf plan") << list({"Plan.pdf"});
        QTest::newRow("a word of the path")
            << QStringLiteral("work") << list({"Plan.pdf", "plan B.txt", "\u00c4rger.pdf"});
        QTest::newRow("path and name") << QStringLiteral("WORK b.t") << list({"plan B.txt"});
        QTest::newRow("nowhere") << QStringLiteral("plan zebra") << QStringList();
    }
    void everyWordMustOccurInNameOrPath()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, shown);
        addNames({"Plan.pdf", "plan B.txt", "\u00c4rger.pdf"});
        m_catalog->setFolderPath(box, ItemId(QStringLiteral("folder")), QStringLiteral("/Work/2024"));
        m_view->setFilter({.text = text, .account = std::nullopt});
        settle();
        QCOMPARE(shownNames(), shown);
        QCOMPARE(m_view->totals().shownCount, shown.size());
        QCOMPARE(m_view->totals().shownBytes, 1000 * shown.size());
        QCOMPARE(m_view->totals().allCount, 3);
    }

    void oneAccountsBinCanBeShownAlone()
    {
        addNames({"a", "b"});
        m_catalog->add(local, {sampleItem(QStringLiteral("mine"))});
        m_view->setFilter({.text = {}, .account = local});
        settle();
        QCOMPARE(shownNames(), list({"mine"}));
        QCOMPARE(m_view->totals(), (BinTotals{1, 1000, 1, 1000}));
        m_view->setFilter({.text = {}, .account = AccountId(QStringLiteral("not yet listed"))});
        settle();
        QCOMPARE(m_view->count(), 0);
        m_view->setFilter({});
        settle();
        QCOMPARE(m_view->totals().allCount, 3);
    }

    void anotherOrderIsAnnouncedInOneStep()
    {
        m_catalog->add(box, sampleItems(0, 500));
        settle();
        m_mirror->log.clear();
        sortBy(BinColumn::Name, Qt::AscendingOrder);
        QCOMPARE(m_mirror->log, QStringList{QStringLiteral("layout")});
    }

    void newcomersComeAsAFewRanges()
    {
        addNames({"a", "c", "e"});
        sortBy(BinColumn::Name, Qt::AscendingOrder);
        m_mirror->log.clear();
        addNames({"b1", "b2", "f"});
        settle();
        QCOMPARE(shownNames(), list({"a", "b1", "b2", "c", "e", "f"}));
        QCOMPARE(m_mirror->log, list({"+ 1..2", "+ 5..5"}));
    }

    void scatteredNewcomersComeAsOneRangeAndOneLayout()
    {
        m_catalog->add(box, sampleItems(0, 500));
        sortBy(BinColumn::Name, Qt::AscendingOrder);
        m_mirror->log.clear();
        m_catalog->add(box, sampleItems(500, 200));
        settle();
        QCOMPARE(m_mirror->log, list({"+ 500..699", "layout"}));
    }

    void scatteredDeparturesGoAsOneLayoutAndOneRange()
    {
        m_catalog->add(box, sampleItems(0, 500));
        sortBy(BinColumn::Name, Qt::AscendingOrder);
        m_mirror->log.clear();
        std::vector<ItemId> going;
        for (const TrashedItem &item : sampleItems(100, 200))
            going.push_back(item.id);
        m_catalog->remove(box, going);
        settle();
        QCOMPARE(m_mirror->log, list({"layout", "- 300..499"}));
    }

    void anUpdateThatKeepsItsPlaceIsAChangeOfThatRow()
    {
        addNames({"a", "b", "c"});
        sortBy(BinColumn::Name, Qt::AscendingOrder);
        m_mirror->log.clear();
        TrashedItem item = sampleItem(QStringLiteral("b"));
        item.sizeBytes = 77;
        m_catalog->add(box, {item});
        settle();
        QCOMPARE(m_mirror->log, list({"~ 1..1"}));
        QCOMPARE(m_view->rows().sizeBytes(m_view->rowAt(1)), 77);
        QCOMPARE(m_view->sizeBytes(0, 2), 2077);
    }

    void anItemThatTakesAFreedNumberIsANewRow()
    {
        addNames({"a", "b", "c"});
        settle();
        m_mirror->log.clear();
        m_catalog->remove(box, {ItemId(QStringLiteral("b"))});
        addNames({"z"}); // takes the number of b in the same announcement
        settle();
        QCOMPARE(shownNames(), list({"a", "z", "c"}));
        QCOMPARE(m_mirror->log, list({"- 1..1", "+ 1..1"}));
    }

    void aFolderPathChangesItsRowsOnly()
    {
        addNames({"a", "b", "c"});
        TrashedItem other = sampleItem(QStringLiteral("d"));
        other.originalParent = ItemId(QStringLiteral("other"));
        m_catalog->add(box, {other});
        sortBy(BinColumn::Name, Qt::AscendingOrder);
        m_mirror->log.clear();
        m_catalog->setFolderPath(box, ItemId(QStringLiteral("other")), QStringLiteral("/There"));
        settle();
        QCOMPARE(m_mirror->log, list({"~ 3..3"}));
    }

    void aFolderPathThatPassesTheFilterBringsItsRows()
    {
        addNames({"a", "b"});
        m_view->setFilter({.text = QStringLiteral("there"), .account = std::nullopt});
        settle();
        QCOMPARE(m_view->count(), 0);
        m_catalog->setFolderPath(box, ItemId(QStringLiteral("folder")), QStringLiteral("/There"));
        settle();
        QCOMPARE(m_view->count(), 2);
    }

    void theNewestWishWins()
    {
        m_catalog->add(box, sampleItems(0, 5000));
        settle();
        for (const char *text : {"r", "re", "rep", "zzz", "im"})
            m_view->setFilter({.text = QLatin1String(text), .account = std::nullopt});
        QVERIFY(m_view->isArranging());
        settle();
        QCOMPARE(m_mirror->tags, expected(m_catalog->rows(), m_view->order(), m_view->filter()));
        QVERIFY(m_view->count() > 0);
    }

    void outdatedWishesDoNotTakeTheNewestOnesHands()
    {
        m_catalog->add(box, sampleItems(0, 2000));
        settle();
        for (int i = 0; i < 300; ++i) {
            for (int overtaken = 0; overtaken < 4; ++overtaken) {
                m_view->setFilter({.text = QStringLiteral("r%1").arg(overtaken), .account = std::nullopt});
                QCoreApplication::sendPostedEvents(); // its job begins, and is overtaken while it runs
            }
            m_view->setFilter({.text = QStringLiteral("rep"), .account = std::nullopt});
            settle();
        }
        QCOMPARE(m_mirror->tags, expected(m_catalog->rows(), m_view->order(), m_view->filter()));
    }

    void typingOnShowsWhatTheWholeTextWouldShow()
    {
        m_catalog->add(box, sampleItems(0, 500));
        for (const char *text : {"r", "re", "rep", "er", "a", "a\u0308r", "a\u0308rger 1", "1 ge pdf", "1 ge"}) {
            m_view->setFilter({.text = QString::fromUtf8(text), .account = std::nullopt});
            settle();
            QCOMPARE(m_mirror->tags, expected(m_catalog->rows(), m_view->order(), m_view->filter()));
            QVERIFY(m_view->count() > 0);
            QCOMPARE(m_view->totals().allCount, 500);
        }
    }

    void aWishUtteredWhileBeingToldSomethingIsHeard()
    {
        addNames({"a", "b"});
        bool isFirst = true;
        const auto wishing = connect(&*m_view, &BinView::rowsInserted, this, [this, &isFirst] {
            if (std::exchange(isFirst, false))
                m_view->setFilter({.text = QStringLiteral("b"), .account = std::nullopt});
        });
        settle();
        QTRY_COMPARE(shownNames(), list({"b"}));
        disconnect(wishing);
    }

    void aViewCanDieWhileItIsBusy()
    {
        m_catalog->add(box, sampleItems(0, 20000));
        for (int i = 0; i < 20; ++i) {
            BinView view(*m_catalog);
            view.setOrder({BinColumn::Name, Qt::AscendingOrder});
            view.setFilter({.text = QStringLiteral("r"), .account = std::nullopt});
        }
        settle();
        QCOMPARE(m_view->count(), 20000);
    }

    void itemsAreFoundWhereTheyAreShown()
    {
        m_catalog->add(box, sampleItems(0, 300));
        m_view->setFilter({.text = QStringLiteral("report"), .account = std::nullopt});
        settle();
        for (int i = 0; i < m_view->count(); ++i) {
            const AccountItem found = m_view->itemAt(i);
            QCOMPARE(m_view->positionOf(found.account, found.item.id), i);
        }
        QCOMPARE(m_view->positionOf(box, ItemId(QStringLiteral("nobody"))), -1);
        QVERIFY(m_view->count() > 0 && m_view->count() < 300);
    }

    void whateverHappensTheListIsRight_data()
    {
        QTest::addColumn<BinColumn>("column");
        QTest::newRow("name") << BinColumn::Name;
        QTest::newRow("location") << BinColumn::OriginalLocation;
        QTest::newRow("deleted") << BinColumn::Deleted;
        QTest::newRow("deleted by") << BinColumn::DeletedBy;
        QTest::newRow("time left") << BinColumn::TimeLeft;
        QTest::newRow("size") << BinColumn::Size;
        QTest::newRow("account") << BinColumn::Account;
    }
    void whateverHappensTheListIsRight()
    {
        QFETCH(BinColumn, column);
        QRandomGenerator random(quint32(column) + 1);
        const QStringList texts{
            {}, QStringLiteral("r"), QStringLiteral("re"), QStringLiteral("pdf re"), QStringLiteral("folder 1")};
        m_view->setOrder({column, Qt::AscendingOrder});
        for (int round = 0; round < 60; ++round) {
            if (random.bounded(3) > 0)
                act(random);
            if (random.bounded(3) > 0)
                m_view->setFilter({.text = texts[random.bounded(5)],
                    .account = random.bounded(3) ? std::nullopt : std::optional(box)});
            if (random.bounded(6) == 0)
                m_view->setOrder({column, random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder});
            settle();
            QCOMPARE(m_mirror->tags, expected(m_catalog->rows(), m_view->order(), m_view->filter()));
            QCOMPARE(m_view->totals().shownCount, m_view->count());
            QCOMPARE(m_view->totals().shownBytes, m_view->sizeBytes(0, m_view->count() - 1));
        }
    }

private:
    /** Something that happens to bins. */
    void act(QRandomGenerator &random)
    {
        const AccountId account = random.bounded(2) ? box : local;
        const int first = random.bounded(600);
        const int count = random.bounded(random.bounded(3) ? 5 : 200);
        std::vector<TrashedItem> items = sampleItems(first, count);
        switch (random.bounded(4)) {
        case 0: {
            std::vector<ItemId> ids;
            for (const TrashedItem &item : items)
                ids.push_back(item.id);
            m_catalog->remove(account, ids);
            break;
        }
        case 1:
            for (TrashedItem &item : items) {
                item.name += QStringLiteral(" 2");
                item.sizeBytes = random.bounded(1000);
            }
            m_catalog->add(account, items);
            break;
        case 2:
            m_catalog->setFolderPath(account, ItemId(QStringLiteral("folder_%1").arg(random.bounded(1000))),
                QStringLiteral("/Path/Folder %1").arg(random.bounded(50)));
            break;
        default:
            m_catalog->addListed(account, items);
        }
    }

    void addNames(std::initializer_list<const char *> names)
    {
        std::vector<TrashedItem> items;
        for (const char *name : names)
            items.push_back(sampleItem(QString::fromUtf8(name)));
        m_catalog->add(box, items);
    }
    QStringList shownNames() const
    {
        QStringList names;
        for (int i = 0; i < m_view->count(); ++i)
            names.append(m_view->rows().name(m_view->rowAt(i)));
        return names;
    }
    void sortBy(BinColumn column, Qt::SortOrder direction)
    {
        settle();
        m_mirror->log.clear();
        m_view->setOrder({column, direction});
        settle();
    }
    void settle()
    {
        m_clock->advance(1s);
        QSignalSpy settled(&*m_view, &BinView::settled);
        while (m_view->isArranging())
            QVERIFY(settled.wait());
        m_mirror->check();
    }

    std::optional<ManualClock> m_clock;
    std::optional<Catalog> m_catalog;
    std::optional<BinView> m_view;
    std::optional<Mirror> m_mirror;
};

QTEST_GUILESS_MAIN(tst_BinView)
#include "tst_binview.moc"
