// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/question.h"
#include "core/restore/receipt.h"

#include <QTest>

using namespace Unbin;

class TestReceipt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void csvQuotesWhatNeedsQuoting();
    void csvNeverHandsASpreadsheetAFormula_data();
    void csvNeverHandsASpreadsheetAFormula();
    void csvHasALinePerItem();
    void harmlessAnswerKeepsBothAndRecreates();
    void harmlessAnswerSkipsWhatCantBeKeptOrMade();

private:
    static ReceiptLine lineOf(const QString &name)
    {
        ReceiptLine line;
        line.item.account = AccountId(QStringLiteral("a"));
        line.item.item.name = name;
        return line;
    }
    static QString csv(const Receipt &receipt)
    {
        return QString::fromUtf8(toCsv(receipt, [](const AccountId &) { return QStringLiteral("Ann's Box"); }));
    }
};

void TestReceipt::csvQuotesWhatNeedsQuoting()
{
    Receipt receipt;
    receipt.lines = {lineOf(QStringLiteral("a,b \"c\"\nd.txt"))};
    const QString text = csv(receipt);
    QVERIFY(toCsv(receipt, [](const AccountId &) { return QString(); }).startsWith("\xEF\xBB\xBF"));
    QVERIFY(text.contains(QStringLiteral(",\"a,b \"\"c\"\"\nd.txt\",")));
    QVERIFY(text.endsWith(QStringLiteral("\r\n")));
}

void TestReceipt::csvNeverHandsASpreadsheetAFormula_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestReceipt::csvNeverHandsASpreadsheetAFormula()
{
    QFETCH(QString, name);
    Receipt receipt;
    receipt.lines = {lineOf(name)};
    const QString text = csv(receipt);
    QVERIFY(text.contains(u'\'' + name));
    QVERIFY(!text.contains(u',' + name));
    QVERIFY(!text.contains(QStringLiteral(",\"") + name));
}

void TestReceipt::csvHasALinePerItem()
{
    Receipt receipt;
    receipt.lines = {lineOf(QStringLiteral("one")), lineOf(QStringLiteral("two")), lineOf(QStringLiteral("three"))};
    receipt.lines[0].outcome = ReceiptLine::Outcome::Restored;
    receipt.lines[0].now = LiveItem{.name = QStringLiteral("one (2)")};
    receipt.lines[0].nowPath = QStringLiteral("/Reports");
    receipt.lines[2].outcome = ReceiptLine::Outcome::Failed;
    receipt.lines[2].error = Error::of(Error::Kind::NoRoom, QStringLiteral("quota"));
    const QStringList lines = csv(receipt).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[1], QStringLiteral("restored,,Ann's Box,file,one,,one (2),/Reports,,,,"));
    QCOMPARE(lines[3], QStringLiteral("failed,NoRoom,Ann's Box,file,three,,,,,,,quota"));
    QCOMPARE(receipt.count(ReceiptLine::Outcome::Failed), 1);
    QVERIFY(!receipt.isCompleteSuccess());
}

void TestReceipt::harmlessAnswerKeepsBothAndRecreates()
{
    Question question;
    question.conflicts.push_back({.proposedName = QStringLiteral("a (2)")});
    question.missingParents.push_back({.path = QStringLiteral("/A")});
    const Answer answer = defaultAnswer(question);
    QCOMPARE(answer.conflicts[0], (ConflictChoice{ConflictChoice::Verb::KeepBoth, QStringLiteral("a (2)")}));
    QCOMPARE(answer.missingParents[0].verb, ParentChoice::Verb::Recreate);
}

void TestReceipt::harmlessAnswerSkipsWhatCantBeKeptOrMade()
{
    Question question;
    question.conflicts.push_back({.proposedName = QStringLiteral("a (2)"), .canRename = false});
    question.missingParents.push_back({.canRecreate = false});
    question.missingParents.push_back({.isOriginUnknown = true});
    const Answer answer = defaultAnswer(question);
    QCOMPARE(answer.conflicts[0].verb, ConflictChoice::Verb::Skip);
    QCOMPARE(answer.missingParents[0].verb, ParentChoice::Verb::Skip);
    QCOMPARE(answer.missingParents[1].verb, ParentChoice::Verb::Skip);
}

QTEST_GUILESS_MAIN(TestReceipt)
#include "tst_receipt.moc"
