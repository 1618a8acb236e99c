// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeprovider.h"
#include "ui/models/foldertreemodel.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace Unbin;

namespace {

const AccountId account{QStringLiteral("account-1")};

QStringList childNames(const FolderTreeModel &model, const QModelIndex &parent)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(parent); ++row)
        names += model.index(row, 0, parent).data().toString();
    return names;
}

} // namespace

class TestFolderTreeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void init();
    void cleanup();

    void nothingIsListedBeforeAFolderIsOpened();
    void anOpenedFolderSaysThatItLoadsThenShowsItsFoldersInOrder();
    void filesAreNotShown();
    void anEmptyFolderCanNoLongerBeOpened();
    void aFolderThatCannotBeListedSaysWhyAndCanBeTriedAgain();
    void aRefreshMovesAddsAndRemovesSingleRows();
    void aFailedRefreshKeepsWhatIsShown();
    void aCreatedFolderAppearsInItsPlace();
    void aFolderCreatedInAnUnopenedOneAppearsOnce();
    void aRefusedFolderIsReported();
    void pathsAreForPeople();
    void dropsAreDecidedByTheHooks();
    void deletingTheModelStopsItsListings();

private:
    /** Opens the folder and waits until its children are there. */
    void open(const QModelIndex &folder);

    std::unique_ptr<FakeProvider> m_provider;
    std::unique_ptr<FolderTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestFolderTreeModel::init()
{
    m_provider = std::make_unique<FakeProvider>();
    m_model = std::make_unique<FolderTreeModel>(*m_provider, account, QStringLiteral("Files"));
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_tester->setUseFetchMore(false); // the root was opened by the tester, the rest is for us to open
}

void TestFolderTreeModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_provider.reset();
}

void TestFolderTreeModel::open(const QModelIndex &folder)
{
    QSignalSpy loaded(m_model.get(), &FolderTreeModel::loaded);
    m_model->fetchMore(folder);
    QTRY_COMPARE(loaded.count(), 1);
}

void TestFolderTreeModel::nothingIsListedBeforeAFolderIsOpened()
{
    FakeProvider provider;
    const FolderTreeModel model(provider, account, QStringLiteral("Files"));
    QCOMPARE(model.rootIndex().data().toString(), QStringLiteral("Files"));
    QVERIFY(model.hasChildren(model.rootIndex()));
    QVERIFY(model.canFetchMore(model.rootIndex()));
    QCoreApplication::processEvents();
    QCOMPARE(provider.count(QStringLiteral("listFolder")), 0);
}

void TestFolderTreeModel::anOpenedFolderSaysThatItLoadsThenShowsItsFoldersInOrder()
{
    for (const char *name : {"Reports 10", "reports 9", "Alpha", "beta"})
        m_provider->addFolder(m_provider->rootFolder(), QLatin1String(name));
    m_provider->hold(true);
    const QModelIndex root = m_model->rootIndex();
    m_model->fetchMore(root);
    QTRY_COMPARE(m_model->rowCount(root), 1);
    QCOMPARE(m_model->rowKind(m_model->index(0, 0, root)), FolderTreeModel::RowKind::Loading);
    QVERIFY(!(m_model->index(0, 0, root).flags() & Qt::ItemIsSelectable));

    QSignalSpy loaded(m_model.get(), &FolderTreeModel::loaded);
    m_provider->hold(false);
    QTRY_COMPARE(loaded.count(), 1);
    QCOMPARE(childNames(*m_model, root),
        (QStringList{QStringLiteral("Alpha"), QStringLiteral("beta"), QStringLiteral("reports 9"),
            QStringLiteral("Reports 10")}));
}

void TestFolderTreeModel::filesAreNotShown()
{
    m_provider->addFile(m_provider->rootFolder(), QStringLiteral("notes.txt"));
    m_provider->addFolder(m_provider->rootFolder(), QStringLiteral("Alpha"));
    open(m_model->rootIndex());
    QCOMPARE(childNames(*m_model, m_model->rootIndex()), QStringList{QStringLiteral("Alpha")});
}

void TestFolderTreeModel::anEmptyFolderCanNoLongerBeOpened()
{
    open(m_model->rootIndex());
    QVERIFY(!m_model->hasChildren(m_model->rootIndex()));
    QVERIFY(!m_model->canFetchMore(m_model->rootIndex()));
}

void TestFolderTreeModel::aFolderThatCannotBeListedSaysWhyAndCanBeTriedAgain()
{
    m_provider->addFolder(m_provider->rootFolder(), QStringLiteral("Alpha"));
    m_provider->failRequest(0, {Error::of(Error::Kind::Unreachable)});
    QSignalSpy failed(m_model.get(), &FolderTreeModel::loadFailed);
    const QModelIndex root = m_model->rootIndex();
    m_model->fetchMore(root);
    QTRY_COMPARE(failed.count(), 1);
    const QModelIndex problem = m_model->index(0, 0, root);
    QCOMPARE(m_model->rowKind(problem), FolderTreeModel::RowKind::Problem);
    QVERIFY(problem.data().toString().contains(QStringLiteral("can't be reached")));
    QVERIFY(!m_model->canFetchMore(root)); // no view may try again by itself

    QSignalSpy loaded(m_model.get(), &FolderTreeModel::loaded);
    m_model->retry(problem);
    QTRY_COMPARE(loaded.count(), 1);
    QCOMPARE(childNames(*m_model, root), QStringList{QStringLiteral("Alpha")});
}

void TestFolderTreeModel::aRefreshMovesAddsAndRemovesSingleRows()
{
    const ItemId root = m_provider->rootFolder();
    const ItemId alpha = m_provider->addFolder(root, QStringLiteral("Alpha"));
    const ItemId beta = m_provider->addFolder(root, QStringLiteral("Beta"));
    m_provider->addFolder(root, QStringLiteral("Gamma"));
    open(m_model->rootIndex());
    const QPersistentModelIndex kept = m_model->indexOf(alpha);

    m_provider->moveNow(alpha, root, QStringLiteral("Zeta"));
    m_provider->purgeNow(beta);
    m_provider->addFolder(root, QStringLiteral("Delta"));
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    QSignalSpy loaded(m_model.get(), &FolderTreeModel::loaded);
    m_model->refresh(root);
    QTRY_COMPARE(loaded.count(), 1);
    QCOMPARE(childNames(*m_model, m_model->rootIndex()),
        (QStringList{QStringLiteral("Delta"), QStringLiteral("Gamma"), QStringLiteral("Zeta")}));
    QCOMPARE(kept.data().toString(), QStringLiteral("Zeta"));
    QCOMPARE(kept.row(), 2);
    QVERIFY(!m_model->indexOf(beta).isValid());
    QCOMPARE(reset.count(), 0);
}

void TestFolderTreeModel::aFailedRefreshKeepsWhatIsShown()
{
    m_provider->addFolder(m_provider->rootFolder(), QStringLiteral("Alpha"));
    open(m_model->rootIndex());
    m_provider->failRequest(0, {Error::of(Error::Kind::TimedOut)});
    QSignalSpy failed(m_model.get(), &FolderTreeModel::loadFailed);
    m_model->refresh(m_provider->rootFolder());
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(childNames(*m_model, m_model->rootIndex()), QStringList{QStringLiteral("Alpha")});
}

void TestFolderTreeModel::aCreatedFolderAppearsInItsPlace()
{
    const ItemId root = m_provider->rootFolder();
    m_provider->addFolder(root, QStringLiteral("Alpha"));
    m_provider->addFolder(root, QStringLiteral("Gamma"));
    open(m_model->rootIndex());
    QSignalSpy created(m_model.get(), &FolderTreeModel::folderCreated);
    m_model->createFolder(root, QStringLiteral("Beta"));
    QTRY_COMPARE(created.count(), 1);
    const QModelIndex index = m_model->indexOf(created.first().first().value<ItemId>());
    QCOMPARE(index.row(), 1);
    QCOMPARE(index.data().toString(), QStringLiteral("Beta"));
    QVERIFY(m_model->hasChildNamed(m_model->rootIndex(), QStringLiteral("Beta")));
}

void TestFolderTreeModel::aFolderCreatedInAnUnopenedOneAppearsOnce()
{
    QSignalSpy created(m_model.get(), &FolderTreeModel::folderCreated);
    m_model->createFolder(m_provider->rootFolder(), QStringLiteral("Beta"));
    QTRY_COMPARE(created.count(), 1);
    QCOMPARE(childNames(*m_model, m_model->rootIndex()), QStringList{QStringLiteral("Beta")});
}

void TestFolderTreeModel::aRefusedFolderIsReported()
{
    open(m_model->rootIndex());
    m_provider->failRequest(0, {Error::of(Error::Kind::NameTaken)});
    QSignalSpy failed(m_model.get(), &FolderTreeModel::createFolderFailed);
    m_model->createFolder(m_provider->rootFolder(), QStringLiteral("Beta"));
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().at(2).value<Error>().kind, Error::Kind::NameTaken);
    QCOMPARE(m_model->rowCount(m_model->rootIndex()), 0);
}

void TestFolderTreeModel::pathsAreForPeople()
{
    const ItemId alpha = m_provider->addFolder(m_provider->rootFolder(), QStringLiteral("Alpha"));
    const ItemId inner = m_provider->addFolder(alpha, QStringLiteral("In%1ner"));
    open(m_model->rootIndex());
    open(m_model->indexOf(alpha));
    QCOMPARE(m_model->folderAt(m_model->rootIndex())->path, QStringLiteral("/"));
    const auto chosen = m_model->folderAt(m_model->indexOf(inner));
    QVERIFY(chosen);
    QCOMPARE(chosen->path, QStringLiteral("/Alpha/In%1ner"));
    QCOMPARE(chosen->folder, inner);
    QCOMPARE(chosen->account, account);
}

void TestFolderTreeModel::dropsAreDecidedByTheHooks()
{
    const ItemId alpha = m_provider->addFolder(m_provider->rootFolder(), QStringLiteral("Alpha"));
    open(m_model->rootIndex());
    const QModelIndex index = m_model->indexOf(alpha);
    const QMimeData data;
    QVERIFY(!m_model->canDropMimeData(&data, Qt::MoveAction, -1, -1, index)); // nobody says that it may

    QStringList dropped;
    m_model->setDropHooks({.canDrop = [](const QMimeData *, const ChosenFolder &folder) { return folder.path != u"/"; },
        .drop =
            [&dropped](const QMimeData *, const ChosenFolder &folder) {
                dropped += folder.path;
                return true;
            },
        .mimeTypes = {QStringLiteral("application/x-test")}});
    QCOMPARE(m_model->mimeTypes(), QStringList{QStringLiteral("application/x-test")});
    QVERIFY(index.flags() & Qt::ItemIsDropEnabled);
    QVERIFY(!m_model->dropMimeData(&data, Qt::MoveAction, -1, -1, m_model->rootIndex()));
    QVERIFY(m_model->dropMimeData(&data, Qt::MoveAction, -1, -1, index));
    QCOMPARE(dropped, QStringList{QStringLiteral("/Alpha")});
}

void TestFolderTreeModel::deletingTheModelStopsItsListings()
{
    m_provider->hold(true);
    m_model->fetchMore(m_model->rootIndex());
    QTRY_COMPARE(m_provider->heldCount(), 1);
    m_tester.reset();
    m_model.reset();
    m_provider->hold(false); // the answer comes to nobody
    QCoreApplication::processEvents();
    QCOMPARE(m_provider->count(QStringLiteral("listFolder")), 1);
}

QTEST_MAIN(TestFolderTreeModel)
#include "tst_foldertreemodel.moc"
