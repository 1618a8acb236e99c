// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program: 200 items that somebody deleted from one folder, while others began to fill it again.
#include "tests/app/whole/wholeworld.h"

#include <QComboBox>
#include <QDialog>
#include <QTableView>

using namespace Unbin;

namespace {

const QString folderPath = QStringLiteral("/Projects/Lighthouse/Deliverables");
constexpr int deletedCount = 200;
constexpr int takenCount = 35; // by other files (30) or folders (5); ten more stand there with the same content
constexpr int sameCount = 10;

} // namespace

class TestWholeWindowBatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<WholeWorld>();
        m_hands = handsOfRow(m_world->window());
    }
    void cleanup()
    {
        m_hands.reset();
        m_world.reset();
    }

    void aBatchIsAskedAboutOnceAndItsReceiptAddsUp_data() { addDevices(); }
    void aBatchIsAskedAboutOnceAndItsReceiptAddsUp()
    {
        const SandboxDrive &drive = m_world->work();
        const SandboxRef folder = drive.find(folderPath).value();
        const size_t liveBefore = drive.children(folder).size();
        const qint64 trashedBefore = drive.trashedCount();
        m_hands->selectAllFrom(folderPath, deletedCount);
        m_hands->invoke("restore");

        QDialog *question = awaitDialog("obstacleDialog");
        auto *conflicts = question->findChild<QTableView *>(QStringLiteral("conflicts"));
        QCOMPARE(conflicts->model()->rowCount(), takenCount);
        const QString replaced = nameOfRow(conflicts, 0);
        const QString skipped = nameOfRow(conflicts, 2);
        const SandboxRef lost = m_world->trashedAtWork(replaced);
        const SandboxRef standing = drive.find(folderPath + u'/' + replaced).value();
        m_hands->choose(conflicts, 0, columnOf(conflicts, QStringLiteral("Replace")));
        m_hands->choose(conflicts, 2, columnOf(conflicts, QStringLiteral("Skip")));
        m_hands->press(m_world->button(question, "restore"));

        const Receipt receipt = m_world->receipt();
        QCOMPARE(receipt.lines.size(), size_t(deletedCount));
        QCOMPARE(receipt.count(ReceiptLine::Outcome::Failed), 0);
        QCOMPARE(receipt.count(ReceiptLine::Outcome::Skipped), sameCount + 1);
        QCOMPARE(receipt.count(ReceiptLine::Outcome::Restored), deletedCount - sameCount - 1);
        QCOMPARE(m_world->questionCount(), 1);

        // The drive agrees: all that came back is there, one of them in place of another.
        QCOMPARE(drive.children(folder).size(), liveBefore + size_t(deletedCount - sameCount - 1) - 1);
        QCOMPARE(drive.trashedCount(), trashedBefore - (deletedCount - sameCount - 1) + 1);
        QVERIFY(m_world->isLiveAtWork(lost, folderPath + u'/' + replaced));
        QVERIFY(drive.isTrashedItself(standing));
        QVERIFY(drive.findTrashed(skipped).has_value());
        for (const ReceiptLine &line : receipt.lines) {
            if (line.outcome == ReceiptLine::Outcome::Restored)
                QVERIFY2(drive.find(folderPath + u'/' + line.now->name), qPrintable(line.now->name));
        }

        // So does what is shown.
        m_hands->press(m_world->button(&m_world->window(), "showReceipt"));
        const auto *lines = awaitDialog("receiptDialog")->findChild<QTableView *>(QStringLiteral("receiptLines"));
        QCOMPARE(lines->model()->rowCount(), deletedCount);
    }

    void aBatchThatNobodyWantsAfterAllChangesNothing_data() { addDevices(); }
    void aBatchThatNobodyWantsAfterAllChangesNothing()
    {
        const QString before = m_world->work().dump();
        m_hands->selectAllFrom(folderPath, deletedCount);
        m_hands->invoke("restore");
        m_hands->dismiss(awaitDialog("obstacleDialog"));
        QCOMPARE(m_world->receipt().count(ReceiptLine::Outcome::Restored), 0);
        QCOMPARE(m_world->work().dump(), before);
    }

private:
    static QString nameOfRow(const QTableView *table, int row)
    {
        return table->model()->index(row, 0).data().toString().section(u'\n', 0, 0);
    }
    static int columnOf(const QTableView *table, const QString &title)
    {
        int column = 0;
        while (table->model()->headerData(column, Qt::Horizontal).toString() != title)
            ++column;
        return column;
    }

    std::unique_ptr<WholeWorld> m_world;
    std::unique_ptr<Hands> m_hands;
};

QTEST_MAIN(TestWholeWindowBatch)
#include "tst_wholewindowbatch.moc"
