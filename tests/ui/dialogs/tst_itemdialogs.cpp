// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guisupport.h"
#include "tests/ui/dialogs/dialogsamples.h"
#include "ui/dialogs/confirmpurgedialog.h"
#include "ui/dialogs/helpdialogs.h"
#include "ui/dialogs/propertiesdialog.h"
#include "ui/dialogs/receiptdialog.h"
#include "ui/dialogs/receiptmodel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Unbin;
using namespace Unbin::Samples;
using Outcome = ReceiptLine::Outcome;

namespace {

ReceiptLine line(const QString &name, Outcome outcome)
{
    ReceiptLine line{.item = trashed(name), .outcome = outcome};
    if (outcome == Outcome::Restored) {
        line.now = live(name);
        line.nowPath = QStringLiteral("/Reports/2024");
    }
    if (outcome == Outcome::Failed)
        line.error = Error::of(Error::Kind::Forbidden, QStringLiteral("access_denied_insufficient_permissions"));
    return line;
}

Receipt receipt(int restored, int skipped, int failed)
{
    Receipt receipt{.startedAt = at(12, 10), .finishedAt = at(12, 11)};
    for (int i = 0; i < restored; ++i)
        receipt.lines.push_back(line(QStringLiteral("restored %1").arg(i), Outcome::Restored));
    for (int i = 0; i < skipped; ++i)
        receipt.lines.push_back(line(QStringLiteral("skipped %1").arg(i), Outcome::Skipped));
    for (int i = 0; i < failed; ++i)
        receipt.lines.push_back(line(QStringLiteral("failed %1").arg(i), Outcome::Failed));
    return receipt;
}

} // namespace

class TestItemDialogs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPurgeNamesCountBytesAndAccounts();
    void aPurgeOfOneItemNamesIt();
    void unknownSizesAreNotCountedAsNothing();
    void purgingNeedsMoreThanEnter();
    void purgingByMouseTakesOneClick();

    void propertiesShowWhatIsKnownAndNothingElse();
    void aDisguisedNameIsShownForWhatItIs();
    void allFactsCanBeCopied();

    void aReceiptCanBeFilteredByOutcome();
    void aFailedLineSaysWhyAndWhereTheItemIs();
    void retryIsOfferedOnlyWhereSomethingFailed();
    void whatIsHalfWayMayGoOnOrBack_data();
    void whatIsHalfWayMayGoOnOrBack();
    void aReceiptIsSavedAsCsv();
    void aReceiptThatCannotBeSavedSaysSo();
    void fiftyThousandLinesAreShown();

    void helpNamesTheKeys();
    void everyControlHasAnAccessibleName();
};

void TestItemDialogs::aPurgeNamesCountBytesAndAccounts()
{
    const auto summary = summarizePurge({trashed(QStringLiteral("a"), 1'000'000), trashed(QStringLiteral("b"), 500'000),
                                            trashed(QStringLiteral("c"), 2'000'000, home)},
        accountName);
    const PurgeTexts texts = textsFor(summary);
    QVERIFY(texts.question.contains(u'3'));
    QVERIFY(texts.confirm.contains(u'3'));
    QCOMPARE(texts.shares.size(), 3);
    QVERIFY(
        texts.shares[0].contains(QStringLiteral("Ada at Work")) && texts.shares[0].contains(QStringLiteral("1.5 MB")));
    QVERIFY(
        texts.shares[1].contains(QStringLiteral("Ada at Home")) && texts.shares[1].contains(QStringLiteral("2.0 MB")));
    QVERIFY(texts.shares[2].contains(QStringLiteral("3.5 MB")));
}

void TestItemDialogs::aPurgeOfOneItemNamesIt()
{
    const PurgeTexts texts = textsFor(summarizePurge({trashed(QStringLiteral("100%1\u202E.pdf"))}, accountName));
    QVERIFY(texts.question.contains(QStringLiteral("100%1")));
    QVERIFY(!texts.question.contains(QChar(0x202E)));
}

void TestItemDialogs::unknownSizesAreNotCountedAsNothing()
{
    const auto mixed = textsFor(
        summarizePurge({trashed(QStringLiteral("a"), 1'000'000), trashed(QStringLiteral("b"), -1)}, accountName));
    QVERIFY(mixed.shares[0].contains(QStringLiteral("at least 1.0 MB")));
    const auto unknown = textsFor(summarizePurge({trashed(QStringLiteral("a"), -1)}, accountName));
    QVERIFY(unknown.shares[0].contains(QStringLiteral("unknown")));
}

void TestItemDialogs::purgingNeedsMoreThanEnter()
{
    auto *dialog = new ConfirmPurgeDialog(summarizePurge({trashed(QStringLiteral("a"))}, accountName));
    QSignalSpy confirmed(dialog, &ConfirmPurgeDialog::confirmed);
    QSignalSpy rejected(dialog, &QDialog::rejected);
    dialog->open();
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(rejected.count(), 1);
    QCOMPARE(confirmed.count(), 0);
}

void TestItemDialogs::purgingByMouseTakesOneClick()
{
    const QPointer<ConfirmPurgeDialog> dialog
        = new ConfirmPurgeDialog(summarizePurge({trashed(QStringLiteral("a"))}, accountName));
    QSignalSpy confirmed(dialog.data(), &ConfirmPurgeDialog::confirmed);
    dialog->open();
    press(dialog, "confirmPurge");
    QCOMPARE(confirmed.count(), 1);
    QTRY_VERIFY(!dialog);
}

void TestItemDialogs::propertiesShowWhatIsKnownAndNothingElse()
{
    AccountItem item = trashed(QStringLiteral("report.pdf"));
    item.item.purgeAt = at(20);
    item.item.isPurgeEstimated = true;
    const auto facts = factsOf(item.item, QStringLiteral("Ada at Work"), at(12));
    QStringList labels;
    for (const Fact &fact : facts) {
        labels += fact.label;
        QVERIFY2(!fact.value.isEmpty(), qPrintable(fact.label));
    }
    QVERIFY(labels.contains(QStringLiteral("Original location")));
    QVERIFY(labels.contains(QStringLiteral("Deleted for good")));
    QVERIFY(!labels.contains(QStringLiteral("Deleted by")));
    QVERIFY(!labels.contains(QStringLiteral("Created")));
    for (const Fact &fact : facts)
        QVERIFY(!fact.value.contains(item.item.id.value())); // ids are shown nowhere
}

void TestItemDialogs::aDisguisedNameIsShownForWhatItIs()
{
    const auto properties = propertiesOf(trashed(QStringLiteral("invoice\u202Efdp.exe")), QStringLiteral("A"), at(12));
    QVERIFY(!properties.remark.isEmpty());
    const PropertiesDialog dialog(properties);
    const auto values = dialog.findChildren<QLineEdit *>();
    QVERIFY(!values.isEmpty());
    for (const QLineEdit *value : values) {
        QVERIFY(value->isReadOnly());
        QVERIFY(!value->text().contains(QChar(0x202E)));
    }
}

void TestItemDialogs::allFactsCanBeCopied()
{
    PropertiesDialog dialog(
        propertiesOf(live(QStringLiteral("a.txt")), QStringLiteral("/Reports"), QStringLiteral("Ada")));
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    press(&dialog, "copyFacts");
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(QStringLiteral("a.txt")));
    QVERIFY(copied.contains(QStringLiteral("/Reports")));
}

void TestItemDialogs::aReceiptCanBeFilteredByOutcome()
{
    ReceiptDialog dialog(receipt(5, 2, 1), accountName);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    auto *table = findWidget<QTableView>(&dialog, "receiptLines");
    const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    auto *filter = findWidget<QComboBox>(&dialog, "outcomeFilter");
    QCOMPARE(table->model()->rowCount(), 8);
    QCOMPARE(filter->count(), 4);
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_End); // failed
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, ReceiptModel::Name).data().toString(), QStringLiteral("failed 0"));
    QVERIFY(table->isColumnHidden(ReceiptModel::Account)); // there is one only
}

void TestItemDialogs::aFailedLineSaysWhyAndWhereTheItemIs()
{
    Receipt moved = receipt(0, 0, 1);
    moved.lines[0].now = live(QStringLiteral("failed 0"));
    moved.lines[0].nowPath = QStringLiteral("/Old");
    ReceiptDialog dialog(moved, accountName);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    auto *table = findWidget<QTableView>(&dialog, "receiptLines");
    const QString result = table->model()->index(0, ReceiptModel::Result).data().toString();
    QVERIFY(result.contains(QStringLiteral("right")));
    QVERIFY(result.contains(QStringLiteral("/Old")));
    QVERIFY(!result.contains(QStringLiteral("access_denied")));
    press(&dialog, "showDetails");
    auto *details = findWidget<QPlainTextEdit>(&dialog, "lineDetails");
    QVERIFY(details->isVisible());
    QVERIFY(details->toPlainText().contains(QStringLiteral("access_denied")));
}

void TestItemDialogs::retryIsOfferedOnlyWhereSomethingFailed()
{
    ReceiptDialog clean(receipt(3, 1, 0), accountName);
    clean.setAttribute(Qt::WA_DeleteOnClose, false);
    clean.open();
    QVERIFY(!findWidget<QPushButton>(&clean, "retryFailed")->isVisible());

    auto *dialog = new ReceiptDialog(receipt(3, 1, 1), accountName);
    QSignalSpy retry(dialog, &ReceiptDialog::retryRequested);
    dialog->open();
    press(dialog, "retryFailed");
    QCOMPARE(retry.count(), 1);
}

void TestItemDialogs::whatIsHalfWayMayGoOnOrBack_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isByKeyboard");
    for (const bool isByKeyboard : {false, true}) {
        const char *device = isByKeyboard ? "keyboard" : "mouse";
        QTest::addRow("on, by %s", device) << QByteArray("retryFailed") << isByKeyboard;
        QTest::addRow("back, by %s", device) << QByteArray("putBack") << isByKeyboard;
    }
}

void TestItemDialogs::whatIsHalfWayMayGoOnOrBack()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isByKeyboard);
    Receipt half = receipt(0, 0, 1);
    half.lines[0].now = live(QStringLiteral("failed 0.unbin-0123456789ab"));
    half.lines[0].nowPath = QStringLiteral("/Old");
    half.lines[0].isRenamed = true;
    auto *dialog = new ReceiptDialog(half, accountName);
    dialog->setCanPutBack(true);
    QSignalSpy on(dialog, &ReceiptDialog::retryRequested);
    QSignalSpy back(dialog, &ReceiptDialog::putBackRequested);
    dialog->open();
    auto *table = findWidget<QTableView>(dialog, "receiptLines");
    QVERIFY(table->model()->index(0, ReceiptModel::Result).data().toString().contains(QStringLiteral("/Old")));
    QVERIFY(table->model()->index(0, ReceiptModel::Advice).data().toString().contains(QStringLiteral("put it back")));
    QCOMPARE(findWidget<QPushButton>(dialog, "retryFailed")->text(), QStringLiteral("&Go On"));
    auto *button = findWidget<QPushButton>(dialog, name.constData());
    QVERIFY(button->isVisible() && button->isEnabled());
    if (isByKeyboard) {
        for (int tabs = 0; dialog->focusWidget() != button && tabs < 20; ++tabs)
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
        QCOMPARE(dialog->focusWidget(), button);
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Space);
    } else {
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(on.count(), name == "retryFailed" ? 1 : 0);
    QCOMPARE(back.count(), name == "putBack" ? 1 : 0);
    QVERIFY(!dialog->isVisible());
}

void TestItemDialogs::aReceiptIsSavedAsCsv()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("receipt.csv"));
    ReceiptDialog dialog(receipt(2, 1, 1), accountName);
    dialog.saveTo(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), toCsv(receipt(2, 1, 1), accountName));
    QVERIFY(findWidget<QWidget>(&dialog, "receiptMessage")->accessibleName().isEmpty());
}

void TestItemDialogs::aReceiptThatCannotBeSavedSaysSo()
{
    const QTemporaryDir folder;
    ReceiptDialog dialog(receipt(1, 0, 0), accountName);
    dialog.saveTo(folder.filePath(QStringLiteral("absent/receipt.csv")));
    QVERIFY(!findWidget<QWidget>(&dialog, "receiptMessage")->accessibleName().isEmpty());
}

void TestItemDialogs::fiftyThousandLinesAreShown()
{
    ReceiptDialog dialog(receipt(49'990, 0, 10), accountName);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    auto *table = findWidget<QTableView>(&dialog, "receiptLines");
    QCOMPARE(table->model()->rowCount(), 50'000);
    QTest::keyClick(table, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(table->currentIndex().row(), 49'999);
}

void TestItemDialogs::helpNamesTheKeys()
{
    const KeyboardHelpDialog dialog(
        {{QStringLiteral("Restore"), {QKeySequence(Qt::CTRL | Qt::Key_R)}}, {QStringLiteral("No key"), {}}});
    const auto *table = findWidget<QTreeWidget>(&dialog, "shortcuts");
    QCOMPARE(table->topLevelItemCount(), 1);
    QVERIFY(table->topLevelItem(0)->text(1).contains(QStringLiteral("Ctrl+R")));
}

void TestItemDialogs::everyControlHasAnAccessibleName()
{
    const ReceiptDialog receiptDialog(receipt(1, 1, 1), accountName);
    QCOMPARE(controlsWithoutAccessibleName(&receiptDialog), QStringList());
    const PropertiesDialog properties(propertiesOf(trashed(QStringLiteral("a")), QStringLiteral("A"), at(12)));
    QCOMPARE(controlsWithoutAccessibleName(&properties), QStringList());
    const ConfirmPurgeDialog purge(summarizePurge({trashed(QStringLiteral("a"))}, accountName));
    QCOMPARE(controlsWithoutAccessibleName(&purge), QStringList());
    const AboutDialog about(QStringLiteral("1.0"));
    QCOMPARE(controlsWithoutAccessibleName(&about), QStringList());
}

QTEST_MAIN(TestItemDialogs)
#include "tst_itemdialogs.moc"
