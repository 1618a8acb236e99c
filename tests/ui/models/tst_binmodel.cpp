// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog.h"
#include "tests/core/catalog/sampleitems.h"
#include "tests/support/manualclock.h"
#include "ui/models/binmodel.h"
#include "ui/models/draggeditems.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace std::chrono_literals;
using namespace Unbin;

namespace {


QString range(const QList<QVariant> &arguments)
{
    return QStringLiteral("%1..%2").arg(arguments[1].toInt()).arg(arguments[2].toInt());
}

} // namespace

class tst_BinModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_catalog.emplace(m_clock);
        m_view.emplace(*m_catalog);
        m_model.emplace(*m_view,
            BinModel::Surroundings{
                .accountLabel = [](const AccountId &id) { return QStringLiteral("label of ") + id.value(); },
                .now =
                    [this] {
                        return m_clock.now();
                    }});
        m_tester.emplace(&*m_model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_view.reset();
        m_catalog.reset();
    }

    void everyColumnTellsWhatItIsCalled()
    {
        const QStringList names{QStringLiteral("Name"), QStringLiteral("Original location"), QStringLiteral("Deleted"),
            QStringLiteral("Deleted by"), QStringLiteral("Time left"), QStringLiteral("Size"), QStringLiteral("Type"),
            QStringLiteral("Account")};
        QCOMPARE(m_model->columnCount(), int(names.size()));
        for (int column = 0; column < names.size(); ++column)
            QCOMPARE(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), names[column]);
    }

    void aRowShowsItsItem()
    {
        TrashedItem item = sampleItem(QStringLiteral("1"), QStringLiteral("Plan.pdf"));
        item.sizeBytes = 1'234'567;
        item.deletedBy = QStringLiteral("Ann");
        item.originalPath = QStringLiteral("/Work");
        item.purgeAt = m_clock.now().addDays(3).addSecs(60);
        m_catalog->add(box, {item});
        settle();
        QCOMPARE(text(0, BinColumn::Name), QStringLiteral("Plan.pdf"));
        QCOMPARE(text(0, BinColumn::OriginalLocation), QStringLiteral("/Work"));
        QCOMPARE(text(0, BinColumn::DeletedBy), QStringLiteral("Ann"));
        QVERIFY(text(0, BinColumn::TimeLeft).contains(u'3'));
        QCOMPARE(text(0, BinColumn::Size), QStringLiteral("1.2 MB"));
        QCOMPARE(text(0, BinColumn::Account), QStringLiteral("label of box-1"));
        QVERIFY(!text(0, BinColumn::Deleted).isEmpty());
        QVERIFY(!m_model->index(0, 0).data(Qt::DecorationRole).value<QIcon>().isNull());
        QVERIFY(
            m_model->index(0, int(BinColumn::Size)).data(Qt::ToolTipRole).toString().contains(QStringLiteral("234")));
        const QString spoken = m_model->index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY(spoken.startsWith(QStringLiteral("Plan.pdf, ")));
        QCOMPARE(m_model->itemAt(0).item.id.value(), QStringLiteral("1"));
    }

    void whatIsUnknownIsADashToReadAndAWordToHear()
    {
        m_catalog->add(box, {TrashedItem{.id = ItemId(QStringLiteral("1")), .name = QStringLiteral("bare")}});
        settle();
        for (const BinColumn column : {BinColumn::OriginalLocation, BinColumn::Deleted, BinColumn::DeletedBy,
                 BinColumn::TimeLeft, BinColumn::Size}) {
            QCOMPARE(text(0, column), QStringLiteral("\u2013"));
            QCOMPARE(m_model->index(0, int(column)).data(Qt::AccessibleTextRole).toString(), QStringLiteral("unknown"));
        }
    }

    void aHostileNameIsDisarmedAndSaidToBe()
    {
        const QString hostile = QStringLiteral("invoice\u202efdp.exe");
        TrashedItem item = sampleItem(QStringLiteral("1"), hostile);
        item.remark = Remark::OriginUnknown;
        m_catalog->add(box, {item});
        settle();
        QVERIFY(!text(0, BinColumn::Name).contains(QChar(0x202e)));
        const QString toolTip = m_model->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY(!toolTip.contains(QChar(0x202e)));
        QVERIFY(toolTip.contains(QStringLiteral("invisible")));
        QCOMPARE(toolTip.split(u'\n').size(), 3);
        QCOMPARE(m_model->index(0, 0).data(BinModel::RemarkRole).toInt(), int(Remark::OriginUnknown));
        QCOMPARE(m_model->itemAt(0).item.name, hostile);
    }

    void newcomersAreInsertedAsRanges()
    {
        addNames({"a", "c"});
        m_model->sort(int(BinColumn::Name), Qt::AscendingOrder);
        settle();
        QSignalSpy inserted(&*m_model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&*m_model, &QAbstractItemModel::modelReset);
        QSignalSpy layout(&*m_model, &QAbstractItemModel::layoutChanged);
        addNames({"b1", "b2", "d"});
        settle();
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(range(inserted[0]), QStringLiteral("1..2"));
        QCOMPARE(range(inserted[1]), QStringLiteral("4..4"));
        QCOMPARE(reset.count() + layout.count(), 0);
    }

    void selectionAndCurrentRowSurviveAnotherOrderAndAFilter()
    {
        m_catalog->add(box, sampleItems(0, 400));
        settle();
        QTreeView list;
        list.setUniformRowHeights(true);
        list.setModel(&*m_model);
        QItemSelectionModel &selection = *list.selectionModel();
        const AccountItem kept = m_model->itemAt(123);
        const auto rows = QItemSelectionModel::Select | QItemSelectionModel::Rows;
        selection.setCurrentIndex(m_model->index(123, 0), rows);
        selection.select(m_model->index(200, 0), rows);
        const AccountItem other = m_model->itemAt(200);
        QSignalSpy layout(&*m_model, &QAbstractItemModel::layoutChanged);

        m_model->sort(int(BinColumn::Name), Qt::AscendingOrder);
        settle();
        QCOMPARE(layout.count(), 1);
        QCOMPARE(selection.currentIndex(), m_model->indexOf(box, kept.item.id));
        QVERIFY(selection.isSelected(m_model->indexOf(box, other.item.id)));
        QCOMPARE(selection.selectedRows().size(), 2);

        m_view->setFilter({.text = kept.item.name, .account = std::nullopt});
        settle();
        QVERIFY(m_model->rowCount() >= 1 && m_model->rowCount() < 400);
        QCOMPARE(selection.currentIndex(), m_model->indexOf(box, kept.item.id));
        m_view->setFilter({});
        settle();
        QCOMPARE(m_model->rowCount(), 400);
        QCOMPARE(selection.currentIndex(), m_model->indexOf(box, kept.item.id));
    }

    void restoredItemsLeaveAtOnce()
    {
        addNames({"a", "b", "c", "d"});
        m_model->sort(int(BinColumn::Name), Qt::AscendingOrder);
        settle();
        QSignalSpy removed(&*m_model, &QAbstractItemModel::rowsRemoved);
        m_catalog->remove(box, {ItemId(QStringLiteral("b")), ItemId(QStringLiteral("c"))});
        settle();
        QCOMPARE(removed.count(), 1);
        QCOMPARE(range(removed[0]), QStringLiteral("1..2"));
    }

    void timeGoesByInItsColumnOnly()
    {
        addNames({"a", "b"});
        settle();
        QSignalSpy changed(&*m_model, &QAbstractItemModel::dataChanged);
        m_model->updateTimeLeft();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex(), m_model->index(0, int(BinColumn::TimeLeft)));
        QCOMPARE(changed[0][1].toModelIndex(), m_model->index(1, int(BinColumn::TimeLeft)));
    }

    void theListStaysRightThroughAStormOfChanges()
    {
        QTreeView list;
        list.setUniformRowHeights(true);
        list.setModel(&*m_model);
        list.show();
        for (int round = 0; round < 40; ++round) {
            m_catalog->addListed(round % 2 ? box : local, sampleItems(round * 37, 150));
            if (round % 3 == 0) {
                std::vector<ItemId> going;
                for (const TrashedItem &item : sampleItems(round * 20, 90))
                    going.push_back(item.id);
                m_catalog->remove(box, going);
            }
            if (round % 4 == 0)
                m_model->sort(round % binColumnCount, round % 8 ? Qt::AscendingOrder : Qt::DescendingOrder);
            if (round % 5 == 0)
                m_view->setFilter({.text = round % 2 ? QStringLiteral("re") : QString(), .account = std::nullopt});
            if (m_model->rowCount() > 0)
                list.setCurrentIndex(m_model->index(round % m_model->rowCount(), 0));
            settle();
        }
        m_view->setFilter({});
        settle();
        QCOMPARE(m_model->rowCount(), int(m_catalog->count()));
    }

    void draggedRowsAreItemsOfTheMomentTheDragBegan()
    {
        addNames({"a", "b", "c"});
        m_catalog->add(local, {sampleItem(QStringLiteral("d"))});
        m_model->sort(int(BinColumn::Name), Qt::AscendingOrder);
        settle();
        QItemSelection selection(m_model->index(2, 0), m_model->index(3, 7));
        selection.merge(QItemSelection(m_model->index(0, 0), m_model->index(0, 7)), QItemSelectionModel::Select);
        std::unique_ptr<QMimeData> data(m_model->mimeDataOf(selection));
        QVERIFY(data->hasFormat(DraggedItems::mimeType()));
        m_catalog->remove(box, {ItemId(QStringLiteral("c"))});
        settle();

        QMimeData copy; // as another platform's drop may get it
        copy.setData(DraggedItems::mimeType(), data->data(DraggedItems::mimeType()));
        const auto dragged = DraggedItems::of(&copy);
        QVERIFY(dragged);
        QCOMPARE(dragged->accounts(), (std::set<AccountId>{box, local}));
        QStringList names;
        for (const AccountItem &item : dragged->items())
            names += item.item.name;
        QCOMPARE(names.join(u' '), QStringLiteral("a c d"));

        data.reset();
        QVERIFY(!DraggedItems::of(&copy));
        QCOMPARE(dragged->first().item.name, QStringLiteral("a"));
    }

    void whatOthersDragIsNotOurs()
    {
        QMimeData data;
        data.setData(DraggedItems::mimeType(), "guess");
        QVERIFY(!DraggedItems::of(&data));
        QVERIFY(!DraggedItems::of(nullptr));
        QVERIFY(!m_model->mimeDataOf({}));
    }

    void aSelectionGivesItsItemsInShownOrder()
    {
        addNames({"c", "a", "b"});
        m_model->sort(int(BinColumn::Name), Qt::DescendingOrder);
        settle();
        const auto items = m_model->itemsOf(QItemSelection(m_model->index(0, 0), m_model->index(1, 7)));
        QCOMPARE(items.size(), size_t(2));
        QCOMPARE(items[0].item.name, QStringLiteral("c"));
        QCOMPARE(items[1].item.name, QStringLiteral("b"));
    }

private:
    QString text(int row, BinColumn column) const { return m_model->index(row, int(column)).data().toString(); }
    void addNames(std::initializer_list<const char *> names)
    {
        std::vector<TrashedItem> items;
        for (const char *name : names)
            items.push_back(sampleItem(QLatin1String(name)));
        m_catalog->add(box, items);
    }
    void settle()
    {
        m_clock.advance(1s);
        QSignalSpy settled(&*m_view, &BinView::settled);
        while (m_view->isArranging())
            QVERIFY(settled.wait());
    }

    ManualClock m_clock;
    std::optional<Catalog> m_catalog;
    std::optional<BinView> m_view;
    std::optional<BinModel> m_model;
    std::optional<QAbstractItemModelTester> m_tester;
};

QTEST_MAIN(tst_BinModel)
#include "tst_binmodel.moc"
