// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/historydialog.h"
#include "ui/activity/historymodel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Unbin;

namespace {

std::vector<BatchSummary> threeJobs()
{
    const QDateTime at(QDate(2026, 3, 1), QTime(10, 0), Qt::UTC);
    const QString name = QStringLiteral("sum.ods");
    BatchSummary undo{.batch = 9, .kind = Receipt::Kind::Undo, .startedAt = at.addDays(2), .firstName = name};
    undo.items = undo.restored = 1;
    undo.undoes = 7;
    BatchSummary cut{.batch = 8, .startedAt = at.addDays(1), .isCancelled = true, .firstName = QStringLiteral("a.txt")};
    cut.items = 40;
    cut.restored = 30;
    cut.failed = 2;
    BatchSummary restore{.batch = 7, .startedAt = at, .firstName = name, .items = 1, .restored = 1, .undoneBy = 9};
    return {undo, cut, restore};
}

} // namespace

class TestHistoryDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<HistoryDialog>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            rows()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup() { m_dialog.reset(); }
    void tellsWhatWasDoneAndWhatCameOfIt();
    void recallsTheChosenJob();
    void returnKeyRecallsTheNewest();
    void emptyHistoryOffersNothing();
    void troubleIsTold();

private:
    QTableView *rows() { return m_dialog->findChild<QTableView *>(QStringLiteral("historyRows")); }
    QPushButton *button() { return m_dialog->findChild<QPushButton *>(QStringLiteral("recall")); }
    QString note() { return m_dialog->findChild<QLabel *>(QStringLiteral("historyNote"))->text(); }
    QString cell(int row, int column) { return rows()->model()->index(row, column).data().toString(); }

    std::unique_ptr<HistoryDialog> m_dialog;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestHistoryDialog::tellsWhatWasDoneAndWhatCameOfIt()
{
    QVERIFY(!button()->isEnabled()); // still reading
    m_dialog->setHistory(threeJobs());
    QCOMPARE(rows()->model()->rowCount(), 3);
    QVERIFY(cell(0, HistoryModel::What).contains(QStringLiteral("sum.ods")));
    QVERIFY(cell(0, HistoryModel::What) != cell(2, HistoryModel::What)); // an undo is no restore
    QVERIFY(cell(1, HistoryModel::What).contains(QStringLiteral("40")));
    QVERIFY(cell(1, HistoryModel::Result).contains(QStringLiteral("30 of 40 done")));
    QVERIFY(cell(1, HistoryModel::Result).contains(QStringLiteral("2 failed")));
    QVERIFY(cell(1, HistoryModel::Result).contains(QStringLiteral("cancelled")));
    QVERIFY(cell(2, HistoryModel::Result).contains(QStringLiteral("undone since")));
    QVERIFY(!cell(0, HistoryModel::When).isEmpty());
    QVERIFY(!rows()->accessibleName().isEmpty());
}

void TestHistoryDialog::recallsTheChosenJob()
{
    m_dialog->setHistory(threeJobs());
    qint64 recalled = 0;
    connect(m_dialog.get(), &HistoryDialog::recalled, m_dialog.get(),
        [&recalled](const BatchSummary &batch) { recalled = batch.batch; });
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    rows()->selectRow(1);
    button()->click();
    QCOMPARE(recalled, qint64(8));
    QCOMPARE(accepted.size(), 1);
}

void TestHistoryDialog::returnKeyRecallsTheNewest()
{
    m_dialog->setHistory(threeJobs());
    m_dialog->show();
    qint64 recalled = 0;
    connect(m_dialog.get(), &HistoryDialog::recalled, m_dialog.get(),
        [&recalled](const BatchSummary &batch) { recalled = batch.batch; });
    QTest::keyClick(rows(), Qt::Key_Return);
    QTRY_COMPARE(recalled, qint64(9));
}

void TestHistoryDialog::emptyHistoryOffersNothing()
{
    const QString reading = note();
    m_dialog->setHistory({});
    QVERIFY(note() != reading);
    QVERIFY(!button()->isEnabled());
}

void TestHistoryDialog::troubleIsTold()
{
    m_dialog->setTrouble(QStringLiteral("The journal is damaged."));
    QCOMPARE(note(), QStringLiteral("The journal is damaged."));
    QVERIFY(!button()->isEnabled());
}

QTEST_MAIN(TestHistoryDialog)
#include "tst_historydialog.moc"
