// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program, as somebody uses it: back to the old place, with the name taken, with the folder gone.
#include "tests/app/whole/wholeworld.h"

#include <QDialog>
#include <QDir>
#include <QPushButton>

using namespace Unbin;

namespace {

const QByteArray standing = "bread\napples\nmustard\n"; // what lies at Documents/shopping.txt

} // namespace

class TestWholeWindowRestore : public QObject
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

    void aFileOfThisComputerComesBackToItsPlace_data() { addDevices(); }
    void aFileOfThisComputerComesBackToItsPlace()
    {
        const QByteArray lost = m_world->trashed().value(QStringLiteral("harvest 02.jpg"));
        QCOMPARE(lost.size(), 398'000);
        m_hands->selectItem(QStringLiteral("harvest 02.jpg"));
        m_hands->invoke("restore");
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(m_world->content(QStringLiteral("Pictures/harvest 02.jpg")), lost);
        QVERIFY(!m_world->trashed().contains(QStringLiteral("harvest 02.jpg")));
        QVERIFY(!QFile::exists(m_world->home(QStringLiteral(".local/share/Trash/info/harvest 02.jpg.trashinfo"))));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(QStringLiteral("harvest 02.jpg")), patience);
        QCOMPARE(m_world->questionCount(), 0);
    }

    void aFileOfBoxComesBackToItsPlace_data() { addDevices(); }
    void aFileOfBoxComesBackToItsPlace()
    {
        const SandboxRef lost = m_world->trashedAtWork(QStringLiteral("archive.tar.gz"));
        m_hands->selectItem(QStringLiteral("archive.tar.gz"));
        m_hands->invoke("restore");
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(m_world->isLiveAtWork(lost, QStringLiteral("/Inbox/archive.tar.gz")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(QStringLiteral("archive.tar.gz")), patience);
    }

    void withTheNameTakenBothAreKept_data() { addDevices(); }
    void withTheNameTakenBothAreKept()
    {
        const QByteArray lost = askAboutShoppingList();
        m_hands->press(m_world->button(awaitDialog("obstacleDialog"), "keepBoth"));
        const Receipt receipt = m_world->receipt();
        QCOMPARE(receipt.count(ReceiptLine::Outcome::Restored), 1);
        const QString newName = receipt.lines.front().now->name;
        QVERIFY(newName != u"shopping.txt");
        QCOMPARE(m_world->content(QStringLiteral("Documents/") + newName), lost);
        QCOMPARE(m_world->content(QStringLiteral("Documents/shopping.txt")), standing);
        QVERIFY(!m_world->trashed().contains(QStringLiteral("shopping.txt")));
        QCOMPARE(m_world->questionCount(), 1);
    }

    void whatIsReplacedLiesInTheBin_data() { addDevices(); }
    void whatIsReplacedLiesInTheBin()
    {
        const QByteArray lost = askAboutShoppingList();
        m_hands->press(m_world->button(awaitDialog("obstacleDialog"), "replace"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(m_world->content(QStringLiteral("Documents/shopping.txt")), lost);
        QVERIFY(m_world->trashed().values().contains(standing));
        QVERIFY(!m_world->trashed().values().contains(lost));
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isListed(QStringLiteral("shopping.txt")), patience);
        const AccountId here = m_world->account(QStringLiteral("This Computer"));
        const BinRefresher &refresher = m_world->program().refresher();
        const QDateTime listedAt = refresher.state(here).finishedAt;
        m_hands->invoke("refresh"); // it is there, and not only in our memory
        QTRY_VERIFY_WITH_TIMEOUT(refresher.state(here).finishedAt > listedAt, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isListed(QStringLiteral("shopping.txt")), patience);
    }

    void whatIsReplacedInBoxLiesInItsBin_data() { addDevices(); }
    void whatIsReplacedInBoxLiesInItsBin()
    {
        const QString name = QStringLiteral("LH-002 Section.dwg");
        const QString path = QStringLiteral("/Projects/Lighthouse/Deliverables/") + name;
        const SandboxRef lost = m_world->trashedAtWork(name);
        const SandboxRef standing = m_world->work().find(path).value();
        m_hands->selectItem(name);
        m_hands->invoke("restore");
        m_hands->press(m_world->button(awaitDialog("obstacleDialog"), "replace"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(m_world->isLiveAtWork(lost, path));
        QVERIFY(m_world->work().isTrashedItself(standing));
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isListed(name), patience);
    }

    void withTheNameTakenInOneDriveBothAreKept_data() { addDevices(); }
    void withTheNameTakenInOneDriveBothAreKept()
    {
        SandboxDrive &drive = m_world->oneDrive();
        const QString name = QStringLiteral("Insurance.pdf");
        const QString path = QStringLiteral("/Documents/Household/");
        const SandboxRef lost = drive.findTrashed(name).value();
        const SandboxRef standing = drive.find(path + name).value();
        m_hands->selectItem(name);
        m_hands->invoke("restore");
        m_hands->press(m_world->button(awaitDialog("obstacleDialog"), "keepBoth"));
        const Receipt receipt = m_world->receipt();
        QVERIFY(receipt.isCompleteSuccess());
        const QString newName = receipt.lines.front().now->name;
        QVERIFY(newName != name);
        QVERIFY(drive.isLive(lost));
        QCOMPARE(drive.find(path + newName), std::optional(lost));
        QCOMPARE(drive.find(path + name), std::optional(standing));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(name), patience);
        QCOMPARE(m_world->questionCount(), 1);
    }

    void whatIsSkippedStaysAsItWas_data() { addDevices(); }
    void whatIsSkippedStaysAsItWas()
    {
        const QByteArray lost = askAboutShoppingList();
        m_hands->press(m_world->button(awaitDialog("obstacleDialog"), "skip"));
        const Receipt receipt = m_world->receipt();
        QCOMPARE(receipt.count(ReceiptLine::Outcome::Skipped), 1);
        QCOMPARE(receipt.lines.front().reason, ReceiptLine::Reason::UserSkipped);
        QCOMPARE(m_world->trashed().value(QStringLiteral("shopping.txt")), lost);
        QCOMPARE(m_world->content(QStringLiteral("Documents/shopping.txt")), standing);
        QVERIFY(m_world->isListed(QStringLiteral("shopping.txt")));
    }

    void aFolderThatIsGoneIsMadeAgain_data() { addDevices(); }
    void aFolderThatIsGoneIsMadeAgain()
    {
        const QByteArray lost = m_world->trashed().value(QStringLiteral("materials.ods"));
        m_hands->selectItem(QStringLiteral("materials.ods"));
        m_hands->invoke("restore");
        QDialog *question = awaitDialog("obstacleDialog");
        QVERIFY(m_world->button(question, "recreate")->isChecked());
        QVERIFY(!QFile::exists(m_world->home(QStringLiteral("Documents/Garden shed"))));
        m_hands->press(m_world->button(question, "restore"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(m_world->content(QStringLiteral("Documents/Garden shed/materials.ods")), lost);
        QVERIFY(!m_world->trashed().contains(QStringLiteral("materials.ods")));
    }

    void insteadOfAFolderThatIsGoneAnotherIsChosen_data() { addDevices(); }
    void insteadOfAFolderThatIsGoneAnotherIsChosen()
    {
        const QByteArray lost = m_world->trashed().value(QStringLiteral("materials.ods"));
        m_hands->selectItem(QStringLiteral("materials.ods"));
        m_hands->invoke("restore");
        m_hands->press(m_world->button(awaitDialog("obstacleDialog"), "otherFolder"));
        m_hands->takeFolder({QStringLiteral("Music")});
        QDialog *question = awaitDialog("obstacleDialog");
        QVERIFY(m_world->button(question, "otherFolder")->isChecked());
        m_hands->press(m_world->button(question, "restore"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(m_world->content(QStringLiteral("Music/materials.ods")), lost);
        QVERIFY(!QFile::exists(m_world->home(QStringLiteral("Documents/Garden shed"))));
        QVERIFY(!m_world->trashed().contains(QStringLiteral("materials.ods")));
    }

    void insteadOfAFolderThatIsGoneInBoxAnotherIsChosen_data() { addDevices(); }
    void insteadOfAFolderThatIsGoneInBoxAnotherIsChosen()
    {
        const QString name = nameOfHomeless();
        const SandboxRef lost = m_world->trashedAtWork(name);
        m_hands->selectItem(name);
        m_hands->invoke("restore");
        m_hands->press(m_world->button(awaitDialog("obstacleDialog"), "otherFolder"));
        m_hands->takeFolder({QStringLiteral("Team")});
        m_hands->press(m_world->button(awaitDialog("obstacleDialog"), "restore"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(m_world->isLiveAtWork(lost, QStringLiteral("/Team/") + name));
    }

private:
    /** Restores the one whose name is taken; its content. */
    QByteArray askAboutShoppingList()
    {
        const QByteArray lost = m_world->trashed().value(QStringLiteral("shopping.txt"));
        m_hands->selectItem(QStringLiteral("shopping.txt"));
        m_hands->invoke("restore");
        return lost;
    }
    /** An entry of Box's bin whose folder was deleted for good. */
    QString nameOfHomeless()
    {
        const SandboxDrive &drive = m_world->work();
        for (quint32 serial = 0; serial < drive.count(SandboxKind::File); ++serial) {
            const SandboxRef ref{SandboxKind::File, serial};
            if (drive.node(ref) && drive.isTrashedItself(ref) && !drive.node(drive.parent(ref)))
                return drive.name(ref);
        }
        qFatal("every practice item has a home");
    }

    std::unique_ptr<WholeWorld> m_world;
    std::unique_ptr<Hands> m_hands;
};

QTEST_MAIN(TestWholeWindowRestore)
#include "tst_wholewindowrestore.moc"
