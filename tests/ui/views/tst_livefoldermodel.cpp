// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/livefoldermodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QTest>

using namespace Unbin;

namespace {

LiveItem live(const char *name, ItemKind kind = ItemKind::File, qint64 sizeBytes = 1)
{
    LiveItem item;
    item.id = ItemId(QLatin1String(name));
    item.kind = kind;
    item.name = QLatin1String(name);
    item.sizeBytes = sizeBytes;
    return item;
}

QStringList names(const LiveFolderModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all += model.index(row, LiveFolderModel::Name).data().toString();
    return all;
}

} // namespace

class tst_LiveFolderModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); } // C knows no numbers in names

    void pagesAreOrderedOnceAtTheEndWithFoldersFirst()
    {
        LiveFolderModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.append({live("b10"), live("b9")});
        model.append({live("z", ItemKind::Folder), live("a")});
        QCOMPARE(names(model),
            QStringList({QStringLiteral("b10"), QStringLiteral("b9"), QStringLiteral("z"), QStringLiteral("a")}));
        model.finishLoading();
        QCOMPARE(names(model),
            QStringList({QStringLiteral("z"), QStringLiteral("a"), QStringLiteral("b9"), QStringLiteral("b10")}));
    }

    void sortingKeepsTheSelectedItemSelected()
    {
        LiveFolderModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setItems({live("a", ItemKind::File, 30), live("b", ItemKind::File, 10), live("c", ItemKind::File, 20)});
        const QPersistentModelIndex b = model.index(1, 0);
        model.sort(LiveFolderModel::Size, Qt::DescendingOrder);
        QCOMPARE(names(model), QStringList({QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("b")}));
        QCOMPARE(b.row(), 2);
        QCOMPARE(model.rowOf(ItemId(QStringLiteral("b"))), 2);
    }

    void foldersStayFirstInEveryOrder()
    {
        LiveFolderModel model;
        model.setItems({live("a"), live("folder", ItemKind::Folder)});
        model.sort(LiveFolderModel::Name, Qt::DescendingOrder);
        QCOMPARE(names(model).front(), QStringLiteral("folder"));
    }
};

QTEST_MAIN(tst_LiveFolderModel)
#include "tst_livefoldermodel.moc"
