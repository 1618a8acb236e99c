// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeprovider.h"
#include "tests/support/guisupport.h"
#include "tests/ui/dialogs/dialogsamples.h"
#include "ui/dialogs/conflictmodel.h"
#include "ui/dialogs/dialogdecider.h"
#include "ui/dialogs/folderchooserdialog.h"
#include "ui/dialogs/obstacledialog.h"
#include "ui/dialogs/parentmodel.h"

#include "core/providers/providerset.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace Unbin;
using namespace Unbin::Samples;
using Conflict = ConflictChoice::Verb;
using Parent = ParentChoice::Verb;

class TestObstacleDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void enterKeepsBothUnderTheProposedName();
    void aTypedNameIsKept();
    void aTakenNameCannotBeKept();
    void replaceAndSkipAreOneClickEach();
    void whatTheServiceCannotDoIsOffAndSaysWhy();
    void escapeGivesUp();
    void aMissingFolderIsRecreatedByDefault();
    void anUnknownOriginAsksForAFolder();
    void aBatchIsAnsweredByKeyboardAlone();
    void aBatchIsAnsweredByMouseAlone();
    void verbsOnTopActOnTheSelectedRows();
    void aNameThatCannotBeTakenIsBroughtIntoView();
    void fiftyThousandRowsAreAnsweredAtOnce();
    void everyControlHasAnAccessibleName();

    void theDeciderReturnsTheAnswer();
    void theDeciderTakesEscapeForCancelled();
    void aDroppedQuestionClosesItsDialog();
    void aCancelledQuestionClosesItsDialog();
    void aWindowThatDiesEndsTheQuestion();
    void anotherFolderIsChosenInTheTree();

private:
    ObstacleDialog *show(Question question);
    /** The answer the dialog ended with. */
    const Answer &answer() const { return *m_answer; }
    void clickCell(QTableView *table, int row, int column);
    static void press(const QWidget *root, const char *button)
    {
        QTest::mouseClick(findWidget<QAbstractButton>(root, button), Qt::LeftButton);
    }

    std::unique_ptr<QWidget> m_window;
    QPointer<ObstacleDialog> m_dialog;
    std::optional<Answer> m_answer;
};

void TestObstacleDialog::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_answer.reset();
}

void TestObstacleDialog::cleanup()
{
    m_window.reset();
    QVERIFY(!m_dialog);
}

ObstacleDialog *TestObstacleDialog::show(Question question)
{
    m_dialog = new ObstacleDialog(std::move(question), accountName, m_window.get());
    connect(m_dialog, &ObstacleDialog::answered, this, [this](const Answer &answer) { m_answer = answer; });
    m_dialog->open();
    m_dialog->activateWindow();
    return m_dialog;
}

void TestObstacleDialog::clickCell(QTableView *table, int row, int column)
{
    const QModelIndex index = table->model()->index(row, column);
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
}

void TestObstacleDialog::enterKeepsBothUnderTheProposedName()
{
    QTest::keyClick(show(batch(1, 0)), Qt::Key_Return);
    QVERIFY(m_answer);
    QCOMPARE(answer().conflicts[0], (ConflictChoice{Conflict::KeepBoth, QStringLiteral("report 1 (2).pdf")}));
    QTRY_VERIFY(!m_dialog); // it deletes itself
}

void TestObstacleDialog::aTypedNameIsKept()
{
    ObstacleDialog *dialog = show(batch(1, 0));
    auto *name = findWidget<QLineEdit>(dialog, "newName");
    name->setFocus();
    QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(name, QStringLiteral("mine.pdf"));
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(m_answer);
    QCOMPARE(answer().conflicts[0], (ConflictChoice{Conflict::KeepBoth, QStringLiteral("mine.pdf")}));
}

void TestObstacleDialog::aTakenNameCannotBeKept()
{
    ObstacleDialog *dialog = show(batch(1, 0));
    auto *name = findWidget<QLineEdit>(dialog, "newName");
    for (const char *wrong : {"", "a/b", "report 1.pdf"}) {
        name->setText(QLatin1String(wrong));
        QVERIFY(findWidget<QWidget>(dialog, "nameProblem")->isVisible());
        QVERIFY(!findWidget<QPushButton>(dialog, "keepBoth")->isEnabled());
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(!m_answer);
    }
    press(dialog, "skip"); // which needs no name
    QVERIFY(m_answer);
    QCOMPARE(answer().conflicts[0].verb, Conflict::Skip);
}

void TestObstacleDialog::replaceAndSkipAreOneClickEach()
{
    press(show(batch(1, 0)), "replace");
    QVERIFY(m_answer);
    QCOMPARE(answer().conflicts[0], (ConflictChoice{Conflict::Replace, {}}));
    press(show(batch(1, 0)), "skip");
    QCOMPARE(answer().conflicts[0], (ConflictChoice{Conflict::Skip, {}}));
}

void TestObstacleDialog::whatTheServiceCannotDoIsOffAndSaysWhy()
{
    Question question = batch(1, 0);
    question.conflicts[0].canReplace = false;
    question.conflicts[0].canRename = false;
    ObstacleDialog *dialog = show(question);
    auto *replace = findWidget<QPushButton>(dialog, "replace");
    QVERIFY(!replace->isEnabled());
    QVERIFY(!replace->toolTip().isEmpty());
    QVERIFY(!findWidget<QPushButton>(dialog, "keepBoth")->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return); // what is left loses nothing either
    QVERIFY(m_answer);
    QCOMPARE(answer().conflicts[0].verb, Conflict::Skip);
}

void TestObstacleDialog::escapeGivesUp()
{
    ObstacleDialog *dialog = show(batch(1, 0));
    QSignalSpy rejected(dialog, &QDialog::rejected);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(rejected.count(), 1);
    QVERIFY(!m_answer);
}

void TestObstacleDialog::aMissingFolderIsRecreatedByDefault()
{
    QTest::keyClick(show(batch(0, 1)), Qt::Key_Return);
    QVERIFY(m_answer);
    QCOMPARE(answer().missingParents[0].verb, Parent::Recreate);
    ObstacleDialog *dialog = show(batch(0, 1));
    press(dialog, "skip");
    press(dialog, "restore");
    QCOMPARE(answer().missingParents[0].verb, Parent::Skip);
}

void TestObstacleDialog::anUnknownOriginAsksForAFolder()
{
    Question question = batch(0, 1);
    question.missingParents[0].isOriginUnknown = true;
    question.missingParents[0].remark = Remark::OriginUnknown;
    ObstacleDialog *dialog = show(question);
    QVERIFY(!findWidget<QRadioButton>(dialog, "recreate")->isVisible());
    QSignalSpy wanted(dialog, &ObstacleDialog::folderWanted);
    press(dialog, "otherFolder");
    QCOMPARE(wanted.count(), 1);
    QVERIFY(!findWidget<QRadioButton>(dialog, "otherFolder")->isChecked()); // not before there is one
    dialog->setFolder({0}, {.account = work, .folder = ItemId(QStringLiteral("f")), .path = QStringLiteral("/New")});
    QVERIFY(findWidget<QRadioButton>(dialog, "otherFolder")->isChecked());
    press(dialog, "restore");
    QVERIFY(m_answer);
    QCOMPARE(answer().missingParents[0].verb, Parent::OtherFolder);
    QCOMPARE(answer().missingParents[0].folder, ItemId(QStringLiteral("f")));
}

void TestObstacleDialog::aBatchIsAnsweredByKeyboardAlone()
{
    ObstacleDialog *dialog = show(batch(3, 1));
    auto *table = findWidget<QTableView>(dialog, "conflicts");
    const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    table->setFocus();
    for (int i = 0; i < ConflictModel::Replace; ++i)
        QTest::keyClick(table, Qt::Key_Right);
    QTest::keyClick(table, Qt::Key_Space); // first row: replace
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Left);
    QTest::keyClick(table, Qt::Key_F2); // second row: a name of one's own
    auto *editor = table->findChild<QLineEdit *>(QStringLiteral("newName"));
    QVERIFY(editor);
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor, QStringLiteral("mine.pdf"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(!table->findChild<QLineEdit *>(QStringLiteral("newName")));
    QVERIFY(!m_answer); // that ended the editing, not the dialog
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(m_answer);
    QCOMPARE(answer().conflicts[0].verb, Conflict::Replace);
    QCOMPARE(answer().conflicts[1], (ConflictChoice{Conflict::KeepBoth, QStringLiteral("mine.pdf")}));
    QCOMPARE(answer().conflicts[2].verb, Conflict::KeepBoth);
    QCOMPARE(answer().missingParents[0].verb, Parent::Recreate);
}

void TestObstacleDialog::aBatchIsAnsweredByMouseAlone()
{
    ObstacleDialog *dialog = show(batch(200, 5));
    auto *conflicts = findWidget<QTableView>(dialog, "conflicts");
    auto *parents = findWidget<QTableView>(dialog, "missingParents");
    press(dialog, "skipAll");
    clickCell(conflicts, 150, ConflictModel::Replace);
    clickCell(parents, 2, ParentModel::Skip);
    press(dialog, "restore");
    QVERIFY(m_answer);
    QCOMPARE(answer().conflicts[0].verb, Conflict::Skip);
    QCOMPARE(answer().conflicts[150].verb, Conflict::Replace);
    QCOMPARE(answer().missingParents[1].verb, Parent::Recreate);
    QCOMPARE(answer().missingParents[2].verb, Parent::Skip);
}

void TestObstacleDialog::verbsOnTopActOnTheSelectedRows()
{
    ObstacleDialog *dialog = show(batch(10, 0));
    auto *table = findWidget<QTableView>(dialog, "conflicts");
    clickCell(table, 1, ConflictModel::Name);
    const QModelIndex last = table->model()->index(3, ConflictModel::Name);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::ShiftModifier, table->visualRect(last).center());
    press(dialog, "replaceAll");
    press(dialog, "restore");
    QVERIFY(m_answer);
    for (int row = 0; row < 10; ++row)
        QCOMPARE(answer().conflicts[size_t(row)].verb, row >= 1 && row <= 3 ? Conflict::Replace : Conflict::KeepBoth);
}

void TestObstacleDialog::aNameThatCannotBeTakenIsBroughtIntoView()
{
    Question question = batch(300, 0);
    question.conflicts[250].proposedName = QStringLiteral("a/b");
    ObstacleDialog *dialog = show(question);
    auto *table = findWidget<QTableView>(dialog, "conflicts");
    press(dialog, "restore");
    QVERIFY(!m_answer);
    QCOMPARE(table->currentIndex().row(), 250);
    QVERIFY(table->findChild<QLineEdit *>(QStringLiteral("newName")));
}

void TestObstacleDialog::fiftyThousandRowsAreAnsweredAtOnce()
{
    ObstacleDialog *dialog = show(batch(50'000, 0));
    auto *table = findWidget<QTableView>(dialog, "conflicts");
    QCOMPARE(table->model()->rowCount(), 50'000);
    press(dialog, "replaceAll");
    press(dialog, "restore");
    QVERIFY(m_answer);
    QCOMPARE(std::count_if(answer().conflicts.begin(), answer().conflicts.end(),
                 [](const ConflictChoice &choice) { return choice.verb == Conflict::Replace; }),
        50'000);
}

void TestObstacleDialog::everyControlHasAnAccessibleName()
{
    for (const auto &question : {batch(1, 0), batch(0, 1), batch(3, 3)}) {
        ObstacleDialog *dialog = show(question);
        QCOMPARE(controlsWithoutAccessibleName(dialog), QStringList());
        dialog->reject();
    }
}

void TestObstacleDialog::theDeciderReturnsTheAnswer()
{
    ProviderSet providers;
    DialogDecider decider(providers, accountName, m_window.get());
    std::optional<Result<Answer>> result;
    launch(decider.ask(batch(1, 0)), this, [&result](Result<Answer> answer) { result = std::move(answer); });
    QTRY_VERIFY(visibleWindow<ObstacleDialog>());
    press(visibleWindow<ObstacleDialog>(), "replace");
    QTRY_VERIFY(result);
    QVERIFY(*result);
    QCOMPARE((**result).conflicts[0].verb, Conflict::Replace);
}

void TestObstacleDialog::theDeciderTakesEscapeForCancelled()
{
    ProviderSet providers;
    DialogDecider decider(providers, accountName, m_window.get());
    std::optional<Result<Answer>> result;
    launch(decider.ask(batch(2, 2)), this, [&result](Result<Answer> answer) { result = std::move(answer); });
    QTRY_VERIFY(visibleWindow<ObstacleDialog>());
    QTest::keyClick(visibleWindow<ObstacleDialog>(), Qt::Key_Escape);
    QTRY_VERIFY(result);
    QVERIFY(!*result);
    QCOMPARE(result->error().kind, Error::Kind::Cancelled);
}

void TestObstacleDialog::aDroppedQuestionClosesItsDialog()
{
    ProviderSet providers;
    DialogDecider decider(providers, accountName, m_window.get());
    auto owner = std::make_unique<QObject>();
    bool isAnswered = false;
    launch(decider.ask(batch(1, 0)), owner.get(), [&isAnswered](const Result<Answer> &) { isAnswered = true; });
    QTRY_VERIFY(visibleWindow<ObstacleDialog>());
    const QPointer<ObstacleDialog> dialog = visibleWindow<ObstacleDialog>();
    owner.reset();
    QVERIFY(!visibleWindow<ObstacleDialog>());
    QTRY_VERIFY(!dialog);
    QVERIFY(!isAnswered);
}

void TestObstacleDialog::aCancelledQuestionClosesItsDialog()
{
    ProviderSet providers;
    DialogDecider decider(providers, accountName, m_window.get());
    std::optional<Result<Answer>> result;
    auto *job
        = launch(decider.ask(batch(1, 0)), this, [&result](Result<Answer> answer) { result = std::move(answer); });
    QTRY_VERIFY(visibleWindow<ObstacleDialog>());
    job->cancel();
    QTRY_VERIFY(result);
    QCOMPARE(result->error().kind, Error::Kind::Cancelled);
    QVERIFY(!visibleWindow<ObstacleDialog>());
}

void TestObstacleDialog::aWindowThatDiesEndsTheQuestion()
{
    ProviderSet providers;
    DialogDecider decider(providers, accountName, m_window.get());
    std::optional<Result<Answer>> result;
    launch(decider.ask(batch(1, 0)), this, [&result](Result<Answer> answer) { result = std::move(answer); });
    QTRY_VERIFY(visibleWindow<ObstacleDialog>());
    m_window.reset();
    QTRY_VERIFY(result);
    QCOMPARE(result->error().kind, Error::Kind::Cancelled);
}

void TestObstacleDialog::anotherFolderIsChosenInTheTree()
{
    ProviderSet providers;
    auto owned = std::make_unique<FakeProvider>();
    FakeProvider *provider = owned.get();
    const ItemId target = provider->addFolder(provider->rootFolder(), QStringLiteral("Target"));
    providers.add(work, std::move(owned));
    DialogDecider decider(providers, accountName, m_window.get());
    std::optional<Result<Answer>> result;
    launch(decider.ask(batch(0, 1)), this, [&result](Result<Answer> answer) { result = std::move(answer); });
    QTRY_VERIFY(visibleWindow<ObstacleDialog>());
    auto *dialog = visibleWindow<ObstacleDialog>();
    press(dialog, "chooseFolder");
    QTRY_VERIFY(visibleWindow<FolderChooserDialog>());
    auto *chooser = visibleWindow<FolderChooserDialog>();
    auto *tree = findWidget<QTreeView>(chooser, "folders");
    const QModelIndex root = tree->model()->index(0, 0);
    QTRY_COMPARE(tree->model()->index(0, 0, root).data().toString(), QStringLiteral("Target"));
    QTest::keyClick(tree, Qt::Key_Down);
    press(chooser, "chooseFolder");
    press(dialog, "restore");
    QTRY_VERIFY(result);
    QVERIFY(*result);
    QCOMPARE((**result).missingParents[0].verb, Parent::OtherFolder);
    QCOMPARE((**result).missingParents[0].folder, target);
}

QTEST_MAIN(TestObstacleDialog)
#include "tst_obstacledialog.moc"
