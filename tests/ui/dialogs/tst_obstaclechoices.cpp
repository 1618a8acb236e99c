// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/dialogs/dialogsamples.h"
#include "ui/dialogs/obstaclechoices.h"
#include "ui/dialogs/obstacletexts.h"

#include <QTest>

using namespace Unbin;
using namespace Unbin::Samples;
using Conflict = ConflictChoice::Verb;
using Parent = ParentChoice::Verb;

class TestObstacleChoices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRowBeginsWithTheAnswerThatLosesNothing();
    void aVerbThatARowCannotHaveIsIgnored();
    void aTypedNameChoosesKeepBoth();
    void namesAreOnlyAnsweredWhereTheyCount();
    void aNameThatCannotBeTakenIsFound_data();
    void aNameThatCannotBeTakenIsFound();
    void twoItemsCannotGetOneNameInOneFolder();
    void aSkippedRowHasNoProblem();
    void anotherFolderNeedsAFolder();
    void anUnknownOriginCannotBeRecreated();
    void bothSidesAreCompared();
    void whatIsNotKnownIsNotClaimed();
    void namesInSentencesAreIsolatedAndShortened();
    void everyVerbAndProblemHasAText();
};

void TestObstacleChoices::everyRowBeginsWithTheAnswerThatLosesNothing()
{
    const ObstacleChoices choices(batch(2, 1));
    const Answer answer = choices.answer();
    QCOMPARE(answer.conflicts.size(), size_t(2));
    QCOMPARE(answer.conflicts[0], (ConflictChoice{Conflict::KeepBoth, QStringLiteral("report 1 (2).pdf")}));
    QCOMPARE(answer.missingParents.at(0).verb, Parent::Recreate);
    QVERIFY(!choices.firstProblem());
}

void TestObstacleChoices::aVerbThatARowCannotHaveIsIgnored()
{
    Question question = batch(1, 1);
    question.conflicts[0].canReplace = false;
    ObstacleChoices choices(question);
    choices.choose(0, Conflict::Replace);
    choices.choose(0, Parent::RestoreParent);
    QCOMPARE(choices.conflictVerb(0), Conflict::KeepBoth);
    QCOMPARE(choices.parentChoice(0).verb, Parent::Recreate);
}

void TestObstacleChoices::aTypedNameChoosesKeepBoth()
{
    ObstacleChoices choices(batch(1, 0));
    choices.choose(0, Conflict::Skip);
    choices.setName(0, QStringLiteral("mine.pdf"));
    QCOMPARE(choices.answer().conflicts[0], (ConflictChoice{Conflict::KeepBoth, QStringLiteral("mine.pdf")}));
}

void TestObstacleChoices::namesAreOnlyAnsweredWhereTheyCount()
{
    ObstacleChoices choices(batch(1, 0));
    choices.choose(0, Conflict::Replace);
    QVERIFY(choices.answer().conflicts[0].name.isEmpty());
    QCOMPARE(choices.name(0), QStringLiteral("report 1 (2).pdf")); // still there for a change of mind
}

void TestObstacleChoices::aNameThatCannotBeTakenIsFound_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("problem");
    QTest::newRow("empty") << QString() << int(NameProblem::Empty);
    QTest::newRow("blank") << QStringLiteral("  ") << int(NameProblem::Empty);
    QTest::newRow("slash") << QStringLiteral("a/b") << int(NameProblem::Slash);
    QTest::newRow("dot") << QStringLiteral(".") << int(NameProblem::Dots);
    QTest::newRow("dots") << QStringLiteral("..") << int(NameProblem::Dots);
    QTest::newRow("the taken one") << QStringLiteral("report 1.pdf") << int(NameProblem::Taken);
    QTest::newRow("the taken one but for case") << QStringLiteral("REPORT 1.pdf") << int(NameProblem::Taken);
    QTest::newRow("another row's taken one") << QStringLiteral("report 2.pdf") << int(NameProblem::Taken);
    QTest::newRow("another row's new one") << QStringLiteral("report 2 (2).pdf") << int(NameProblem::Twice);
    QTest::newRow("free") << QStringLiteral("report.pdf") << int(NameProblem::None);
}

void TestObstacleChoices::aNameThatCannotBeTakenIsFound()
{
    QFETCH(QString, name);
    ObstacleChoices choices(batch(2, 0));
    choices.setName(0, name);
    QTEST(int(choices.nameProblem(0)), "problem");
}

void TestObstacleChoices::twoItemsCannotGetOneNameInOneFolder()
{
    Question question = batch(3, 0);
    question.conflicts[2].folderPath = QStringLiteral("/Elsewhere");
    ObstacleChoices choices(question);
    for (int row = 0; row < 3; ++row)
        choices.setName(row, QStringLiteral("same.pdf"));
    QCOMPARE(choices.nameProblem(0), NameProblem::Twice);
    QCOMPARE(choices.nameProblem(1), NameProblem::Twice);
    QCOMPARE(choices.nameProblem(2), NameProblem::None);
    QCOMPARE(choices.firstProblem().value_or(-1), 0);
    choices.setName(1, QStringLiteral("other.pdf"));
    QVERIFY(!choices.firstProblem());
}

void TestObstacleChoices::aSkippedRowHasNoProblem()
{
    ObstacleChoices choices(batch(1, 0));
    choices.setName(0, QString());
    choices.choose(0, Conflict::Skip);
    QCOMPARE(choices.nameProblem(0), NameProblem::None);
}

void TestObstacleChoices::anotherFolderNeedsAFolder()
{
    ObstacleChoices choices(batch(0, 2));
    choices.choose(0, Parent::OtherFolder);
    QCOMPARE(choices.parentChoice(0).verb, Parent::Recreate);
    choices.setFolder(0, {.account = work, .folder = ItemId(QStringLiteral("f")), .path = QStringLiteral("/New")});
    choices.choose(0, Parent::Skip);
    QVERIFY(choices.answer().missingParents[0].folder.isEmpty());
    choices.choose(0, Parent::OtherFolder); // the folder of last time
    QCOMPARE(choices.answer().missingParents[0].folder, ItemId(QStringLiteral("f")));
}

void TestObstacleChoices::anUnknownOriginCannotBeRecreated()
{
    Question question = batch(0, 1);
    question.missingParents[0].isOriginUnknown = true;
    ObstacleChoices choices(question);
    QCOMPARE(choices.parentChoice(0).verb, Parent::Skip);
    QVERIFY(!choices.canChoose(0, Parent::Recreate));
    QVERIFY(choices.canChoose(0, Parent::OtherFolder));
}

void TestObstacleChoices::bothSidesAreCompared()
{
    NameConflict about = conflict(1);
    QVERIFY(factsOfRestored(about).size.contains(QStringLiteral("same size")));
    QVERIFY(factsOfRestored(about).time.contains(QStringLiteral("newer")));
    QVERIFY(!factsOfStanding(about).time.contains(QStringLiteral("newer")));
    about.inTheWay->sizeBytes = 2'000'000;
    about.inTheWay->modifiedAt = at(20);
    QVERIFY(factsOfStanding(about).size.contains(QStringLiteral("larger")));
    QVERIFY(factsOfStanding(about).time.contains(QStringLiteral("newer")));
    QCOMPARE(comparisonText(about), QStringLiteral("Different content"));
    about.sameness = Sameness::Same;
    QCOMPARE(comparisonText(about), QStringLiteral("Same content"));
}

void TestObstacleChoices::whatIsNotKnownIsNotClaimed()
{
    NameConflict about = conflict(1);
    about.sameness = Sameness::Unknown;
    about.item.item.sizeBytes = -1;
    about.item.item.modifiedAt = {};
    QVERIFY(!factsOfRestored(about).size.contains(QStringLiteral("same")));
    QVERIFY(!factsOfStanding(about).time.contains(QStringLiteral("newer")));
    QCOMPARE(comparisonText(about), QStringLiteral("Can't be compared"));
    about.inTheWay.reset();
    QVERIFY(!comparisonSentence(about).isEmpty());
}

void TestObstacleChoices::namesInSentencesAreIsolatedAndShortened()
{
    Question question;
    question.conflicts = {conflict(QString(300, u'x') + QStringLiteral("\u202E%2.pdf"), QStringLiteral("y"))};
    const QString headline = obstacleHeadline(question);
    QVERIFY(headline.size() < 200);
    QVERIFY(headline.contains(QChar(0x2068)));
    QVERIFY(!headline.contains(QChar(0x202E)));
    QVERIFY(headline.contains(QStringLiteral("%2.pdf"))); // a name is no place marker
}

void TestObstacleChoices::everyVerbAndProblemHasAText()
{
    for (const Conflict verb : {Conflict::KeepBoth, Conflict::Replace, Conflict::Skip})
        QVERIFY(!verbText(verb).isEmpty());
    const MissingParent missing = missingParent(QStringLiteral("/a&b"));
    for (const Parent verb : {Parent::Recreate, Parent::RestoreParent, Parent::OtherFolder, Parent::Skip}) {
        QVERIFY(!verbText(verb).isEmpty());
        QVERIFY(!parentVerbSentence(missing, verb).isEmpty());
    }
    QVERIFY(parentVerbSentence(missing, Parent::Recreate).contains(QStringLiteral("/a&&b"))); // no mnemonic
    for (int i = int(NameProblem::Empty); i <= int(NameProblem::Twice); ++i)
        QVERIFY(!nameProblemText(NameProblem(i)).isEmpty());
}

QTEST_GUILESS_MAIN(TestObstacleChoices)
#include "tst_obstaclechoices.moc"
