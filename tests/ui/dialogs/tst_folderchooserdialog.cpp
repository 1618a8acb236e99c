// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeprovider.h"
#include "tests/support/guisupport.h"
#include "ui/dialogs/folderchooserdialog.h"
#include "ui/dialogs/newfolderbar.h"
#include "ui/models/foldertreemodel.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace Unbin;

class TestFolderChooserDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void init();
    void cleanup();

    void theRootIsChosenAtFirst();
    void aFolderIsChosenByKeyboardAlone();
    void aFolderIsChosenByMouseAlone();
    void theStartFolderIsSelectedOnceItIsThere();
    void whoHasMovedOnIsNotTakenToTheStartFolder();
    void aRefusedFolderCannotBeChosenAndSaysWhy();
    void aNewFolderIsMadeInPlaceAndSelected();
    void aNameThatIsThereIsRefusedInPlace();
    void aRefusalOfTheServiceIsShownInPlace();
    void escapeClosesTheNameFieldBeforeTheDialog();
    void aServiceWithoutNewFoldersSaysSo();
    void aFolderThatCannotBeListedIsTriedAgainByEnter();
    void everyControlHasAnAccessibleName();

private:
    void show(FolderWish wish = {});
    QModelIndex child(int row) const { return tree()->model()->index(row, 0, tree()->model()->index(0, 0)); }
    QTreeView *tree() const { return findWidget<QTreeView>(m_dialog, "folders"); }
    void press(const char *button) const
    {
        QTest::mouseClick(findWidget<QAbstractButton>(m_dialog, button), Qt::LeftButton);
    }

    std::unique_ptr<FakeProvider> m_provider;
    ItemId m_alpha;
    ItemId m_beta;
    QPointer<FolderChooserDialog> m_dialog;
    std::optional<ChosenFolder> m_chosen;
};

void TestFolderChooserDialog::init()
{
    m_provider = std::make_unique<FakeProvider>();
    m_alpha = m_provider->addFolder(m_provider->rootFolder(), QStringLiteral("Alpha"));
    m_beta = m_provider->addFolder(m_provider->rootFolder(), QStringLiteral("Beta"));
    m_chosen.reset();
}

void TestFolderChooserDialog::cleanup()
{
    delete m_dialog;
    m_provider.reset();
}

void TestFolderChooserDialog::show(FolderWish wish)
{
    wish.title = QStringLiteral("Restore to…");
    wish.accountName = QStringLiteral("Ada at Work");
    wish.actionText = QStringLiteral("Restore Here");
    m_dialog = new FolderChooserDialog(
        std::make_unique<FolderTreeModel>(*m_provider, AccountId(QStringLiteral("a")), QStringLiteral("Files")), wish);
    connect(m_dialog, &FolderChooserDialog::chosen, this, [this](const ChosenFolder &folder) { m_chosen = folder; });
    m_dialog->open();
    m_dialog->activateWindow();
    QTRY_COMPARE(tree()->model()->rowCount(tree()->model()->index(0, 0)), 2);
}

void TestFolderChooserDialog::theRootIsChosenAtFirst()
{
    show();
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QVERIFY(m_chosen);
    QCOMPARE(m_chosen->path, QStringLiteral("/"));
    QTRY_VERIFY(!m_dialog);
}

void TestFolderChooserDialog::aFolderIsChosenByKeyboardAlone()
{
    const ItemId inner = m_provider->addFolder(m_alpha, QStringLiteral("Inner"));
    show();
    QTest::keyClick(tree(), Qt::Key_Down);
    QTest::keyClick(tree(), Qt::Key_Right);
    QTRY_COMPARE(tree()->model()->index(0, 0, child(0)).data().toString(), QStringLiteral("Inner"));
    QTest::keyClick(tree(), Qt::Key_Down);
    QTest::keyClick(tree(), Qt::Key_Return);
    QVERIFY(m_chosen);
    QCOMPARE(m_chosen->folder, inner);
    QCOMPARE(m_chosen->path, QStringLiteral("/Alpha/Inner"));
}

void TestFolderChooserDialog::aFolderIsChosenByMouseAlone()
{
    show();
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(child(1)).center());
    QVERIFY(findWidget<QLabel>(m_dialog, "chosenPath")->text().contains(QStringLiteral("/Beta")));
    press("chooseFolder");
    QVERIFY(m_chosen);
    QCOMPARE(m_chosen->folder, m_beta);
}

void TestFolderChooserDialog::theStartFolderIsSelectedOnceItIsThere()
{
    show({.startFolder = m_beta});
    QTRY_COMPARE(tree()->currentIndex(), child(1));
}

void TestFolderChooserDialog::whoHasMovedOnIsNotTakenToTheStartFolder()
{
    show({.startFolder = m_provider->addFolder(m_alpha, QStringLiteral("Inner"))});
    QTest::keyClick(tree(), Qt::Key_Down);
    QTest::keyClick(tree(), Qt::Key_Right);
    QTRY_COMPARE(tree()->model()->index(0, 0, child(0)).data().toString(), QStringLiteral("Inner"));
    QCOMPARE(tree()->currentIndex(), child(0));
}

void TestFolderChooserDialog::aRefusedFolderCannotBeChosenAndSaysWhy()
{
    show({.refusal = [this](const ChosenFolder &folder) {
        return folder.folder == m_alpha ? QStringLiteral("It is inside itself.") : QString();
    }});
    QTest::keyClick(tree(), Qt::Key_Down);
    QVERIFY(!findWidget<QPushButton>(m_dialog, "chooseFolder")->isEnabled());
    QCOMPARE(findWidget<QWidget>(m_dialog, "refusal")->accessibleName(), QStringLiteral("It is inside itself."));
    QTest::keyClick(tree(), Qt::Key_Return);
    QVERIFY(!m_chosen);
    QTest::keyClick(tree(), Qt::Key_Down);
    QVERIFY(findWidget<QPushButton>(m_dialog, "chooseFolder")->isEnabled());
}

void TestFolderChooserDialog::aNewFolderIsMadeInPlaceAndSelected()
{
    show();
    QTest::keyClick(tree(), Qt::Key_Down);
    QTest::keyClick(m_dialog, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    auto *name = findWidget<QLineEdit>(m_dialog, "newFolderName");
    QTRY_VERIFY(name->isVisible());
    QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(name, QStringLiteral("Fresh"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(tree()->currentIndex().data().toString(), QStringLiteral("Fresh"));
    QVERIFY(!m_chosen); // Enter made the folder and nothing else
    QVERIFY(!name->isVisible());
    QVERIFY(m_provider->find(QStringLiteral("/Alpha/Fresh")));
    press("chooseFolder");
    QCOMPARE(m_chosen->path, QStringLiteral("/Alpha/Fresh"));
}

void TestFolderChooserDialog::aNameThatIsThereIsRefusedInPlace()
{
    show();
    press("newFolder");
    auto *name = findWidget<QLineEdit>(m_dialog, "newFolderName");
    for (const char *wrong : {"", "a/b", "..", "Alpha"}) {
        name->setText(QLatin1String(wrong));
        press("createFolder");
        QVERIFY(findWidget<QWidget>(m_dialog, "newFolderProblem")->isVisible());
    }
    QCOMPARE(m_provider->count(QStringLiteral("createFolder")), 0);
}

void TestFolderChooserDialog::aRefusalOfTheServiceIsShownInPlace()
{
    show();
    press("newFolder");
    m_provider->failRequest(0, {Error::of(Error::Kind::NameInvalid)});
    press("createFolder");
    QTRY_VERIFY(findWidget<QWidget>(m_dialog, "newFolderProblem")->isVisible());
    QVERIFY(findWidget<QLineEdit>(m_dialog, "newFolderName")->isEnabled());
}

void TestFolderChooserDialog::escapeClosesTheNameFieldBeforeTheDialog()
{
    show();
    press("newFolder");
    QTest::keyClick(findWidget<QLineEdit>(m_dialog, "newFolderName"), Qt::Key_Escape);
    QVERIFY(!findWidget<QLineEdit>(m_dialog, "newFolderName")->isVisible());
    QVERIFY(m_dialog->isVisible());
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
    QVERIFY(!m_chosen);
}

void TestFolderChooserDialog::aServiceWithoutNewFoldersSaysSo()
{
    m_provider->caps.canCreateFolder = false;
    show();
    QVERIFY(!findWidget<QPushButton>(m_dialog, "newFolder")->isEnabled());
    QVERIFY(!findWidget<QPushButton>(m_dialog, "newFolder")->toolTip().isEmpty());
}

void TestFolderChooserDialog::aFolderThatCannotBeListedIsTriedAgainByEnter()
{
    m_provider->addFolder(m_alpha, QStringLiteral("Inner"));
    show();
    m_provider->failRequest(0, {Error::of(Error::Kind::Unreachable)});
    QTest::keyClick(tree(), Qt::Key_Down);
    QTest::keyClick(tree(), Qt::Key_Right);
    QTRY_VERIFY(tree()->model()->index(0, 0, child(0)).data().toString().contains(QStringLiteral("reached")));
    QTest::keyClick(tree(), Qt::Key_Down);
    QTest::keyClick(tree(), Qt::Key_Return);
    QTRY_COMPARE(tree()->model()->index(0, 0, child(0)).data().toString(), QStringLiteral("Inner"));
    QVERIFY(!m_chosen);
}

void TestFolderChooserDialog::everyControlHasAnAccessibleName()
{
    show();
    press("newFolder");
    QCOMPARE(controlsWithoutAccessibleName(m_dialog), QStringList());
}

QTEST_MAIN(TestFolderChooserDialog)
#include "tst_folderchooserdialog.moc"
