// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/providerset.h"
#include "tests/support/fakeprovider.h"
#include "ui/views/sidebarmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Unbin;

namespace {

const AccountId work(QStringLiteral("work"));

SidebarAccount account()
{
    return {.id = work, .label = QStringLiteral("Work"), .iconName = QStringLiteral("box"), .canBrowse = true};
}

/** The rows below an index, indented by a dash per level. */
QStringList rows(const QAbstractItemModel &model, const QModelIndex &parent = {}, const QString &indent = {})
{
    QStringList all;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        all += indent + index.data().toString();
        all += rows(model, index, indent + QLatin1Char('-'));
    }
    return all;
}

} // namespace

class tst_SidebarModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); } // C knows no numbers in names

    void init()
    {
        m_providers.emplace();
        auto provider = std::make_unique<FakeProvider>();
        m_drive = provider.get();
        m_providers->add(work, std::move(provider));
        m_model.emplace(*m_providers);
        m_tester.emplace(&*m_model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_tester->setUseFetchMore(false); // when a folder is read is what is tested here
        m_model->addAccount(account());
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_providers.reset();
    }

    void anAccountHasItsBinAndItsFiles()
    {
        QCOMPARE(rows(*m_model),
            QStringList({QStringLiteral("All Bins"), QStringLiteral("Work"), QStringLiteral("-Bin"),
                QStringLiteral("-Files")}));
        QCOMPARE(m_drive->count(QStringLiteral("listFolder")), 0); // nobody asked yet
    }

    void anOpenedFolderShowsItsFoldersByName()
    {
        m_drive->addFolder(m_drive->rootFolder(), QStringLiteral("b10"));
        m_drive->addFolder(m_drive->rootFolder(), QStringLiteral("b9"));
        m_drive->addFile(m_drive->rootFolder(), QStringLiteral("a.txt"));
        m_model->fetchMore(files());
        QCOMPARE(rows(*m_model, files()), QStringList({QStringLiteral("Loading…")}));
        QTRY_COMPARE(rows(*m_model, files()), QStringList({QStringLiteral("b9"), QStringLiteral("b10")}));
        QVERIFY(!m_model->canFetchMore(files()));
    }

    void aFolderKnowsItsPathForTheDrop()
    {
        const ItemId reports = m_drive->addFolder(m_drive->rootFolder(), QStringLiteral("Reports"));
        m_drive->addFolder(reports, QStringLiteral("2024"));
        open(files());
        open(m_model->rowOfFolder(work, reports));
        const auto folder = m_model->folder(m_model->index(0, 0, m_model->rowOfFolder(work, reports)));
        QCOMPARE(folder->path, QStringLiteral("/Reports/2024"));
        QCOMPARE(folder->account, work);
    }

    void aFolderThatCantBeReadSaysWhyAndIsReadAgain()
    {
        m_drive->addFolder(m_drive->rootFolder(), QStringLiteral("Reports"));
        m_drive->failRequest(0, {Error::of(Error::Kind::Unreachable)});
        m_model->fetchMore(files());
        QTRY_VERIFY(rows(*m_model, files()).value(0) != QStringLiteral("Loading…"));
        QCOMPARE(m_model->kind(m_model->index(0, 0, files())), SidebarModel::Kind::Notice);
        m_model->reloadFolder(work, m_drive->rootFolder());
        QTRY_COMPARE(rows(*m_model, files()), QStringList({QStringLiteral("Reports")}));
    }

    void reloadingKeepsWhatIsOpen()
    {
        const ItemId reports = m_drive->addFolder(m_drive->rootFolder(), QStringLiteral("Reports"));
        m_drive->addFolder(reports, QStringLiteral("2024"));
        open(files());
        open(m_model->rowOfFolder(work, reports));
        m_drive->addFolder(m_drive->rootFolder(), QStringLiteral("Music"));
        m_model->reloadFolder(work, m_drive->rootFolder());
        QTRY_COMPARE(rows(*m_model, files()),
            QStringList({QStringLiteral("Music"), QStringLiteral("Reports"), QStringLiteral("-2024")}));
    }

    void anAccountThatGoesWhileBeingReadTakesItsListingAlong()
    {
        m_drive->hold(true);
        m_model->fetchMore(files());
        QTRY_COMPARE(m_drive->heldCount(), 1);
        m_providers->remove(work);
        m_model->removeAccount(work);
        QCOMPARE(rows(*m_model), QStringList({QStringLiteral("All Bins")}));
    }

    void signingOutShowsTheButtonAndHidesTheFiles()
    {
        SidebarAccount out = account();
        out.needsSignIn = true;
        out.canBrowse = false;
        m_model->updateAccount(out);
        QVERIFY(m_model->rowOf(work, SidebarModel::Kind::SignIn).isValid());
        QVERIFY(!m_model->rowOf(work, SidebarModel::Kind::Files).isValid());
        m_model->updateAccount(account());
        QVERIFY(!m_model->rowOf(work, SidebarModel::Kind::SignIn).isValid());
        QVERIFY(m_model->rowOf(work, SidebarModel::Kind::Files).isValid());
    }

    void rowsSpeakForThemselves()
    {
        m_model->setCount(work, 1200);
        QCOMPARE(m_model->rowOf(work, SidebarModel::Kind::Bin).data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("Bin of Work, items: 1,200"));
    }

private:
    QModelIndex files() const { return m_model->rowOf(work, SidebarModel::Kind::Files); }
    void open(const QPersistentModelIndex &folder)
    {
        m_model->fetchMore(folder);
        QTRY_VERIFY(
            m_model->rowCount(folder) > 0 && m_model->kind(m_model->index(0, 0, folder)) != SidebarModel::Kind::Notice);
    }

    std::optional<ProviderSet> m_providers;
    FakeProvider *m_drive = nullptr;
    std::optional<SidebarModel> m_model;
    std::optional<QAbstractItemModelTester> m_tester;
};

QTEST_MAIN(tst_SidebarModel)
#include "tst_sidebarmodel.moc"
