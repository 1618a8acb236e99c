// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/plandialog.h"
#include "ui/dialogs/planmodel.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Unbin;

using Verdict = ReviewRow::Verdict;

namespace {

/** A plan of four rows that does as it is told, and remembers it. */
class FakeReview final : public PlanReview
{
public:
    FakeReview()
    {
        const auto add = [this](const char *name, Verdict verdict, bool isIncluded) {
            ReviewRow row{.verdict = verdict, .isIncluded = isIncluded};
            row.item.account = AccountId(QStringLiteral("a"));
            row.item.item.id = ItemId(QString::fromLatin1(name));
            row.item.item.kind = ItemKind::File;
            row.item.item.name = row.name = QString::fromLatin1(name);
            row.folderPath = QStringLiteral("/Work");
            row.canRename = row.canMove = verdict == Verdict::Goes;
            row.canChange = verdict != Verdict::Impossible;
            rows.push_back(std::move(row));
        };
        add("plain.txt", Verdict::Goes, true);
        add("other.txt", Verdict::Goes, true);
        add("same.txt", Verdict::AlreadyThere, false);
        add("lost.txt", Verdict::Impossible, false);
        rows.back().error = Error::of(Error::Kind::Forbidden);
    }
    Receipt::Kind kind() const override { return told; }
    int rowCount() const override { return int(rows.size()); }
    ReviewRow row(int row) const override { return rows[size_t(row)]; }
    bool isBusy() const override { return busy; }
    ReviewTotals totals() const override
    {
        ReviewTotals totals{.impossible = 1, .calls = 20, .time = std::chrono::seconds(2)};
        for (const ReviewRow &row : rows)
            ++(row.isIncluded ? totals.included : totals.left);
        totals.left -= totals.impossible;
        return totals;
    }
    void setIncluded(const std::vector<int> &which, bool isIncluded) override
    {
        for (const int row : which)
            rows[size_t(row)].isIncluded = isIncluded;
        Q_EMIT changed();
    }
    void setName(int row, const QString &name) override
    {
        rows[size_t(row)].name = name;
        Q_EMIT changed();
    }
    void setFolder(const std::vector<int> &which, const ChosenFolder &folder) override
    {
        for (const int row : which)
            rows[size_t(row)].folderPath = folder.path;
        Q_EMIT changed();
    }
    void setBusy(bool isBusy)
    {
        busy = isBusy;
        Q_EMIT changed();
    }

    std::vector<ReviewRow> rows;
    Receipt::Kind told = Receipt::Kind::Restore;
    bool busy = false;
};

QString nameOfAccount(const AccountId &account)
{
    return account.value();
}

} // namespace

class TestPlanDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_dialog.reset(); }
    void saysWhatHappensToEachRow();
    void tickedAndUntickedRowsChangeTheSum();
    void nameIsEditedWhereItCanBe();
    void onlyWhatStandsOutIsShown();
    void chosenFolderGoesToTheRowsItWasAskedFor();
    void waitsWhileItIsPlannedAnew();
    void runsOrMovesNothing();
    void undoSpeaksOfUndoing();
    void outlivesItsReview();

private:
    void open()
    {
        m_review = std::make_unique<FakeReview>();
        reopen();
    }
    void reopen()
    {
        m_dialog = std::make_unique<PlanDialog>(*m_review, nameOfAccount);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            table()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    template <class T>
    T *child(const char *name)
    {
        return m_dialog->findChild<T *>(QLatin1String(name));
    }
    QTableView *table() { return child<QTableView>("planRows"); }
    QString cell(int row, int column) { return table()->model()->index(row, column).data().toString(); }
    bool set(int row, int column, const QVariant &value, int role)
    {
        return table()->model()->setData(table()->model()->index(row, column), value, role);
    }

    std::unique_ptr<FakeReview> m_review;
    std::unique_ptr<PlanDialog> m_dialog;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestPlanDialog::saysWhatHappensToEachRow()
{
    QCOMPARE(table()->model()->rowCount(), 4);
    QCOMPARE(cell(0, PlanModel::Name), QStringLiteral("plain.txt"));
    QCOMPARE(cell(0, PlanModel::Verdict), QStringLiteral("Restored"));
    QCOMPARE(cell(0, PlanModel::Folder), QStringLiteral("/Work"));
    QCOMPARE(cell(2, PlanModel::Verdict), QStringLiteral("The same content is there already"));
    QVERIFY(!cell(3, PlanModel::Verdict).isEmpty());
    QVERIFY(cell(3, PlanModel::Verdict) != cell(0, PlanModel::Verdict));
    QVERIFY(table()->isColumnHidden(PlanModel::Account)); // there is but one
    QVERIFY(!table()->accessibleName().isEmpty());
    const QString totals = child<QLabel>("planTotals")->text();
    QVERIFY2(totals.contains(QStringLiteral("2 to restore")), qPrintable(totals));
    QVERIFY2(totals.contains(QStringLiteral("1 impossible")), qPrintable(totals));
    QVERIFY2(totals.contains(QStringLiteral("20")), qPrintable(totals));
}

void TestPlanDialog::tickedAndUntickedRowsChangeTheSum()
{
    QVERIFY(set(0, PlanModel::Name, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!m_review->rows[0].isIncluded);
    QCOMPARE(cell(0, PlanModel::Verdict), QStringLiteral("Stays in the bin"));
    QVERIFY(child<QLabel>("planTotals")->text().contains(QStringLiteral("1 to restore")));
    QVERIFY(set(1, PlanModel::Name, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!child<QPushButton>("runPlan")->isEnabled()); // nothing is left to do
    QVERIFY(set(1, PlanModel::Name, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(child<QPushButton>("runPlan")->isEnabled());
    const auto model = table()->model();
    QVERIFY(!(model->flags(model->index(3, PlanModel::Name)) & Qt::ItemIsUserCheckable)); // that is no choice
}

void TestPlanDialog::nameIsEditedWhereItCanBe()
{
    const auto model = table()->model();
    QVERIFY(model->flags(model->index(0, PlanModel::NewName)) & Qt::ItemIsEditable);
    QVERIFY(!(model->flags(model->index(2, PlanModel::NewName)) & Qt::ItemIsEditable));
    QVERIFY(set(0, PlanModel::NewName, QStringLiteral("plain again.txt"), Qt::EditRole));
    QCOMPARE(m_review->rows[0].name, QStringLiteral("plain again.txt"));
    QCOMPARE(cell(0, PlanModel::NewName), QStringLiteral("plain again.txt"));
    QVERIFY(!set(0, PlanModel::NewName, QString(), Qt::EditRole)); // no name is none
    QCOMPARE(m_review->rows[0].name, QStringLiteral("plain again.txt"));
}

void TestPlanDialog::onlyWhatStandsOutIsShown()
{
    child<QCheckBox>("onlyNotable")->setChecked(true);
    QCOMPARE(table()->model()->rowCount(), 2);
    QCOMPARE(cell(0, PlanModel::Name), QStringLiteral("same.txt"));
    QVERIFY(set(0, PlanModel::Name, Qt::Checked, Qt::CheckStateRole)); // reaches the row that is shown
    QVERIFY(m_review->rows[2].isIncluded);
    QVERIFY(m_review->rows[0].isIncluded);
    child<QCheckBox>("onlyNotable")->setChecked(false);
    QCOMPARE(table()->model()->rowCount(), 4);
}

void TestPlanDialog::chosenFolderGoesToTheRowsItWasAskedFor()
{
    m_dialog->setFolder({1}, {AccountId(QStringLiteral("a")), ItemId(QStringLiteral("f")), QStringLiteral("/Elsewhere")});
    QCOMPARE(cell(1, PlanModel::Folder), QStringLiteral("/Elsewhere"));
    QCOMPARE(cell(0, PlanModel::Folder), QStringLiteral("/Work"));
}

void TestPlanDialog::waitsWhileItIsPlannedAnew()
{
    m_review->setBusy(true);
    QVERIFY(!child<QPushButton>("runPlan")->isEnabled());
    QVERIFY(!child<QLabel>("planTotals")->text().contains(QStringLiteral("to restore")));
    m_review->setBusy(false);
    QVERIFY(child<QPushButton>("runPlan")->isEnabled());
}

void TestPlanDialog::runsOrMovesNothing()
{
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QVERIFY(child<QPushButton>("runPlan")->isDefault());
    child<QPushButton>("runPlan")->click();
    QCOMPARE(accepted.size(), 1);
    open();
    QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
    m_dialog->show();
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(rejected.size(), 1);
}

void TestPlanDialog::undoSpeaksOfUndoing()
{
    m_review->told = Receipt::Kind::Undo;
    m_review->rows[0].verdict = Verdict::Changed;
    m_review->rows[0].isIncluded = false;
    reopen();
    QCOMPARE(cell(0, PlanModel::Verdict), QStringLiteral("Was changed since"));
    QVERIFY(child<QLabel>("planTotals")->text().contains(QStringLiteral("1 to undo")));
    QVERIFY(!m_dialog->findChild<QWidget *>(QStringLiteral("moveRows"))); // an undo goes nowhere else
}

void TestPlanDialog::outlivesItsReview()
{
    m_tester.reset(); // its rows are gone without a word: nobody may ask for them any more
    m_review.reset();
    QCOMPARE(cell(0, PlanModel::Name), QString());
    m_dialog->setFolder({0}, {});
    m_dialog->reject();
}

QTEST_MAIN(TestPlanDialog)
#include "tst_plandialog.moc"
