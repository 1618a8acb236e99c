// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program: into another folder, by drag or by Restore To; and out of the bin for good.
#include "tests/app/whole/wholeworld.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QPushButton>

using namespace Unbin;

class TestWholeWindowElsewhere : public QObject
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

    void aFileOfThisComputerGoesIntoAnotherFolder_data() { addDevices(); }
    void aFileOfThisComputerGoesIntoAnotherFolder()
    {
        const QString name = QStringLiteral("rehearsal.ogg");
        const QByteArray lost = m_world->trashed().value(name);
        restoreInto(QStringLiteral("This Computer"), name, QStringLiteral("Documents"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(m_world->content(QStringLiteral("Documents/") + name), lost);
        QVERIFY(!QFile::exists(m_world->home(QStringLiteral("Music/") + name)));
        QVERIFY(!m_world->trashed().contains(name));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(name), patience);
    }

    void aFileOfBoxGoesIntoAnotherFolderAlthoughItsOwnIsThere_data() { addDevices(); }
    void aFileOfBoxGoesIntoAnotherFolderAlthoughItsOwnIsThere()
    {
        const QString name = QStringLiteral("archive.tar.gz");
        const SandboxRef lost = m_world->trashedAtWork(name);
        QVERIFY(m_world->work().find(QStringLiteral("/Inbox")));
        restoreInto(QStringLiteral("Work"), name, QStringLiteral("Team"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(m_world->isLiveAtWork(lost, QStringLiteral("/Team/") + name));
        QVERIFY(!m_world->work().find(QStringLiteral("/Inbox/") + name));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(name), patience);
    }

    void aFileOfOneDriveGoesIntoAnotherFolderInOneStep_data() { addDevices(); }
    void aFileOfOneDriveGoesIntoAnotherFolderInOneStep()
    {
        SandboxDrive &drive = m_world->oneDrive();
        const QString name = QStringLiteral("Pumpkin soup.txt");
        const SandboxRef lost = drive.findTrashed(name).value();
        m_world->cloud().host().faults().add(SandboxFault::refuse(403).on("PATCH", "*").forever()); // no second step
        restoreInto(QStringLiteral("OneDrive"), name, QStringLiteral("Studies"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(drive.isLive(lost));
        QCOMPARE(drive.find(QStringLiteral("/Studies/") + name), std::optional(lost));
        QVERIFY(!drive.find(QStringLiteral("/Recipes/") + name));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(name), patience);
    }

    void whenTheMoveFailsTheReceiptSaysWhereTheItemIs_data() { addDevices(); }
    void whenTheMoveFailsTheReceiptSaysWhereTheItemIs()
    {
        const QString name = QStringLiteral("archive.tar.gz");
        const SandboxRef lost = m_world->trashedAtWork(name);
        m_world->cloud().host().faults().add(SandboxFault::refuse(403).on("PUT", "/files/*").forever());
        restoreInto(QStringLiteral("Work"), name, QStringLiteral("Team"));
        const Receipt receipt = m_world->receipt();
        QCOMPARE(receipt.count(ReceiptLine::Outcome::Failed), 1);
        QVERIFY(m_world->isLiveAtWork(lost, QStringLiteral("/Inbox/") + name));
        QCOMPARE(receipt.lines.front().nowPath, QStringLiteral("/Inbox"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(name), patience); // it is not in the bin any more

        m_hands->press(m_world->button(&m_world->window(), "showReceipt"));
        const auto *lines
            = awaitDialog("receiptDialog")->findChild<QAbstractItemView *>(QStringLiteral("receiptLines"));
        const QString result = lines->model()->index(0, 3).data().toString();
        QVERIFY2(result.contains(QStringLiteral("left the bin")) && result.contains(QStringLiteral("/Inbox")),
            qPrintable(result));
    }

    void deletingForGoodHappensOnlyByChoice_data() { addDevices(); }
    void deletingForGoodHappensOnlyByChoice()
    {
        const QString name = QStringLiteral("fonts.tar.gz");
        const QString info = m_world->home(QStringLiteral(".local/share/Trash/info/fonts.tar.gz.trashinfo"));
        m_hands->selectItem(name);
        m_hands->invoke("purge");
        QDialog *question = awaitDialog("confirmPurgeDialog");
        QPushButton *cancel = question->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel);
        QVERIFY(cancel->isDefault());
        QVERIFY(cancel->hasFocus());
        m_hands->accept(question); // what is offered loses nothing
        QTRY_VERIFY_WITH_TIMEOUT(!findDialog("confirmPurgeDialog"), patience);
        QVERIFY(m_world->trashed().contains(name));
        QVERIFY(m_world->program().restores().activities().empty());

        m_hands->invoke("purge");
        m_hands->press(m_world->button(awaitDialog("confirmPurgeDialog"), "confirmPurge"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(!m_world->trashed().contains(name));
        QVERIFY(!QFile::exists(info));
        QVERIFY(!QFile::exists(m_world->home(QStringLiteral("Downloads/") + name)));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(name), patience);
    }

    void anEntryOfBoxIsDeletedForGood_data() { addDevices(); }
    void anEntryOfBoxIsDeletedForGood()
    {
        const QString name = QStringLiteral("archive.tar.gz");
        const SandboxRef lost = m_world->trashedAtWork(name);
        const qint64 before = m_world->work().trashedCount();
        m_hands->selectItem(name);
        m_hands->invoke("purge");
        m_hands->press(m_world->button(awaitDialog("confirmPurgeDialog"), "confirmPurge"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(!m_world->work().node(lost));
        QCOMPARE(m_world->work().trashedCount(), before - 1);
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(name), patience);
    }

private:
    /** By mouse it is dragged onto the folder in the sidebar; the keyboard has Restore To. */
    void restoreInto(const QString &account, const QString &name, const QString &folder)
    {
        m_hands->selectItem(name);
        if (auto *mouse = dynamic_cast<MouseHands *>(m_hands.get())) {
            mouse->openPlace(QStringLiteral("Files of ") + account);
            const QString tip = mouse->dragToPlace(name, QStringLiteral("Files of ") + account, folder);
            QCOMPARE(tip, QStringLiteral("Restore “%1” into “%2”").arg(name, folder));
        } else {
            m_hands->invoke("restoreTo");
            m_hands->takeFolder({folder});
        }
    }

    std::unique_ptr<WholeWorld> m_world;
    std::unique_ptr<Hands> m_hands;
};

QTEST_MAIN(TestWholeWindowElsewhere)
#include "tst_wholewindowelsewhere.moc"
