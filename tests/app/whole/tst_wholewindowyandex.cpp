// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program at Yandex Disk: what stops half way goes on or back, and a name that the service chose is told.
#include "tests/app/whole/wholeworld.h"

#include <QDialog>
#include <QLabel>
#include <QTableView>

using namespace Unbin;

namespace {

/** Without the marks that keep a name's letters from turning the sentence around it. */
QString plain(QString text)
{
    return text.remove(QChar(0x2068)).remove(QChar(0x2069));
}

} // namespace

class TestWholeWindowYandex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<WholeWorld>();
    }
    void cleanup()
    {
        m_hands.reset();
        m_world.reset();
    }

    void whatIsHalfWayGoesBackOrOn_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<bool>("isInReceipt");
        for (const char *device : {"mouse", "keyboard"}) {
            QTest::addRow("in the activity panel, by %s alone", device) << QString::fromLatin1(device) << false;
            QTest::addRow("in the receipt, by %s alone", device) << QString::fromLatin1(device) << true;
        }
    }
    void whatIsHalfWayGoesBackOrOn()
    {
        m_hands = handsOfRow(m_world->window());
        const QString name = QStringLiteral("12:30 meeting.txt");
        const SandboxRef lost = drive().findTrashed(name).value();
        m_world->cloud().host().faults().add(SandboxFault::refuse(403).on("POST", "/disk/resources/move").forever());
        stopHalfWay(name, lost);
        pressHalfWay("putBack", 2);
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(drive().isTrashedItself(lost));
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isListed(drive().name(lost)), patience);

        const QString entered = drive().name(lost); // under its own name where the service lets it have it
        stopHalfWay(entered, lost);
        m_world->cloud().host().faults().clear();
        pressHalfWay("retryFailed", 4);
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(drive().isLive(lost));
        QCOMPARE(drive().find(QStringLiteral("/Recipes/") + entered), std::optional(lost));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(entered), patience);
    }

    void aNameThatWasTakenMeanwhileIsTold_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<bool>("isFolder");
        QTest::newRow("a file, by keyboard alone") << QStringLiteral("keyboard") << false;
        QTest::newRow("a folder, by mouse alone") << QStringLiteral("mouse") << true;
    }
    void aNameThatWasTakenMeanwhileIsTold()
    {
        QFETCH(bool, isFolder);
        m_hands = handsOfRow(m_world->window());
        const QString name = isFolder ? QStringLiteral("Choir") : QStringLiteral("12:30 meeting.txt");
        const QString folder = isFolder ? QStringLiteral("/Music") : QStringLiteral("/Documents/Inbox");
        const SandboxRef lost = drive().findTrashed(name).value();
        YandexQuirks &quirks = m_world->cloud().yandex().quirks();
        quirks.restoreAsync = YandexQuirks::Async::Always;
        quirks.operationTakes = {};
        std::optional<SandboxRef> quicker;
        m_world->cloud().host().observe([&](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            if (request.method != "PUT" || quicker)
                return;
            const SandboxRef parent = drive().find(folder).value();
            const QDateTime now = QDateTime::currentDateTimeUtc();
            quicker = isFolder ? drive().addFolder(parent, name, now)
                               : drive().addFile(parent, name, SandboxContent::of("theirs"), now);
        });
        m_hands->selectItem(name);
        m_hands->invoke("restore");
        QVERIFY(m_world->receipt().isCompleteSuccess());
        const QString given = drive().name(lost);
        QCOMPARE(given, name + QStringLiteral(" (1)"));
        const auto *title = newest<QLabel>("activityTitle");
        QTRY_COMPARE_WITH_TIMEOUT(
            plain(title->text()), QStringLiteral("“%1” is back in %2 as “%3”").arg(name, folder, given), patience);

        m_hands->press(m_world->button(&m_world->window(), "showReceipt"));
        QDialog *receipt = awaitDialog("receiptDialog");
        const auto *lines = receipt->findChild<QAbstractItemView *>(QStringLiteral("receiptLines"));
        QCOMPARE(plain(lines->model()->index(0, 3).data().toString()), QStringLiteral("%1 as “%2”").arg(folder, given));
        m_hands->accept(receipt); // Close
        QTRY_VERIFY_WITH_TIMEOUT(!findDialog("receiptDialog"), patience);

        m_hands->press(m_world->button(&m_world->window(), "undo"));
        QTRY_COMPARE_WITH_TIMEOUT(m_world->program().restores().activities().size(), size_t(2), patience);
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(drive().isTrashedItself(lost));
        QCOMPARE(drive().find(folder + u'/' + name), quicker); // nobody else's thing is touched
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isListed(given), patience);
    }

    /** Looked into, the folder is what the sure way brings back; one item of it is refused, and told kindly. */
    void whatLiesInAFolderOfTheBinMayBeTried()
    {
        m_hands = std::make_unique<MouseHands>(m_world->window());
        m_world->cloud().yandex().quirks().operationTakes = {};
        const SandboxRef choir = drive().findTrashed(QStringLiteral("Choir")).value();
        m_hands->selectItem(QStringLiteral("Choir"));
        auto *list = m_world->window().findChild<QTableView *>(QStringLiteral("binList"));
        QTest::keyClick(list, Qt::Key_Return);
        QDialog *inside = awaitDialog("trashedFolderDialog");
        auto *contents = inside->findChild<QAbstractItemView *>(QStringLiteral("contents"));
        await("what it holds", [contents] { return findRow(contents->model(), QStringLiteral("01 Rehearsal.flac")).isValid(); });
        contents->setCurrentIndex(findRow(contents->model(), QStringLiteral("01 Rehearsal.flac")));
        m_hands->press(m_world->button(inside, "restoreInside"));
        m_hands->accept(awaitDialog("obstacleDialog")); // its folder is not there: made again
        QCOMPARE(m_world->receipt().count(ReceiptLine::Outcome::Failed), 1);
        QVERIFY(drive().isTrashedItself(choir));
        QTRY_VERIFY_WITH_TIMEOUT(newest<QLabel>("activityStatus")->text().contains(QStringLiteral("Restore the whole folder")), patience);

        QTest::keyClick(list, Qt::Key_Return);
        m_hands->press(m_world->button(awaitDialog("trashedFolderDialog"), "restoreWhole"));
        QTRY_COMPARE_WITH_TIMEOUT(m_world->program().restores().activities().size(), size_t(2), patience);
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(drive().find(QStringLiteral("/Music/Choir")), std::optional(choir));
    }

private:
    SandboxDrive &drive() { return m_world->cloud().yandexData().drive(); }

    /** To another folder, whose second step is refused: it left the bin and is where it was, under a passing name. */
    void stopHalfWay(const QString &name, SandboxRef lost)
    {
        m_hands->selectItem(name);
        m_hands->invoke("restoreTo");
        m_hands->takeFolder({QStringLiteral("Recipes")});
        const Receipt receipt = m_world->receipt();
        QCOMPARE(receipt.count(ReceiptLine::Outcome::Failed), 1);
        QVERIFY(drive().isLive(lost));
        QCOMPARE(drive().find(receipt.lines.front().nowPath + u'/' + receipt.lines.front().now->name), std::optional(lost));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(name), patience);
        // The message tells so, and where it is.
        QTRY_VERIFY_WITH_TIMEOUT(
            plain(newest<QLabel>("activityStatus")->text()).contains(QStringLiteral("It left the bin and is in /Documents/Inbox as")),
            patience);
    }
    /** One of the two ways, and then there are so many activities. */
    void pressHalfWay(const char *button, size_t activities)
    {
        QFETCH(bool, isInReceipt);
        if (isInReceipt) {
            m_hands->press(newest<QAbstractButton>("showReceipt"));
            QDialog *receipt = awaitDialog("receiptDialog");
            const auto *lines = receipt->findChild<QAbstractItemView *>(QStringLiteral("receiptLines"));
            QVERIFY(lines->model()->index(0, 4).data().toString().contains(QStringLiteral("put it back into the bin")));
            m_hands->press(m_world->button(receipt, button));
        } else {
            m_hands->press(newest<QAbstractButton>(button));
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_world->program().restores().activities().size(), activities, patience);
    }
    /** Of the row on top: the one of the newest activity. */
    template <class W>
    W *newest(const char *objectName)
    {
        W *top = nullptr;
        await(objectName, [&] {
            top = nullptr;
            for (W *widget : m_world->window().template findChildren<W *>(QLatin1String(objectName))) {
                const auto height = [](const QWidget *of) { return of->mapToGlobal(QPoint()).y(); };
                if (widget->isVisible() && (!top || height(widget) < height(top)))
                    top = widget;
            }
            return top != nullptr;
        });
        return top;
    }

    std::unique_ptr<WholeWorld> m_world;
    std::unique_ptr<Hands> m_hands;
};

QTEST_MAIN(TestWholeWindowYandex)
#include "tst_wholewindowyandex.moc"
