// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program when services misbehave: told where it happened, and everything else goes on.
#include "tests/app/whole/wholeworld.h"
#include "ui/views/sidebarmodel.h"

#include <QDateTime>
#include <QDialog>
#include <QLabel>

using namespace Unbin;

namespace {

const QByteArray newToken = QByteArrayLiteral("practice-robin-work-renewed");

} // namespace

class TestWholeWindowTrouble : public QObject
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

    void anExpiredTokenIsTheMatterOfItsAccountOnly_data() { addDevices(); }
    void anExpiredTokenIsTheMatterOfItsAccountOnly()
    {
        m_world->cloud().box().expireToken(PracticeTokens::robinAtWork);
        m_hands->invoke("refresh");
        QTRY_VERIFY_WITH_TIMEOUT(hasPlace(QStringLiteral("Sign in again to Work")), patience);
        QTRY_VERIFY_WITH_TIMEOUT(problems().contains(QStringLiteral("signed out of “Work”")), patience);
        QVERIFY(!problems().contains(QStringLiteral("Home")));
        QVERIFY(!hasPlace(QStringLiteral("Sign in again to Home")));
        QVERIFY(!hasPlace(QStringLiteral("Sign in again to This Computer")));
        QTRY_COMPARE_WITH_TIMEOUT(phase(QStringLiteral("Home")), BinState::Phase::Listed, patience);
        QTRY_COMPARE_WITH_TIMEOUT(phase(QStringLiteral("This Computer")), BinState::Phase::Listed, patience);
        QVERIFY(m_world->isListed(QStringLiteral("archive.tar.gz"))); // what was known of it stays

        // The others go on.
        const QByteArray lost = m_world->trashed().value(QStringLiteral("harvest 02.jpg"));
        m_hands->selectItem(QStringLiteral("harvest 02.jpg"));
        m_hands->invoke("restore");
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(m_world->content(QStringLiteral("Pictures/harvest 02.jpg")), lost);

        // And it can be signed in again.
        m_world->cloud().box().addAccount(newToken, m_world->work());
        m_hands->pressPlace(QStringLiteral("Sign in again to Work"));
        QDialog *dialog = awaitDialog("connectAccountDialog");
        m_hands->press(m_world->button(dialog, "otherWay")); // with an access token
        m_hands->paste(dialog, "token", QString::fromLatin1(newToken));
        m_hands->press(m_world->button(dialog, "connect"));
        QTRY_VERIFY_WITH_TIMEOUT(!hasPlace(QStringLiteral("Sign in again to Work")), patience);
        QTRY_COMPARE_WITH_TIMEOUT(phase(QStringLiteral("Work")), BinState::Phase::Listed, patience);
        QTRY_COMPARE_WITH_TIMEOUT(problems(), QString(), patience);
        const SandboxRef away = m_world->trashedAtWork(QStringLiteral("archive.tar.gz"));
        m_hands->pressPlace(QStringLiteral("Bin of Work"));
        m_hands->selectItem(QStringLiteral("archive.tar.gz"));
        m_hands->invoke("restore");
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(m_world->isLiveAtWork(away, QStringLiteral("/Inbox/archive.tar.gz")));
    }

    void aListingThatFailsIsToldAndTriedAgain_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<QString>("words");
        for (const char *device : {"mouse", "keyboard"}) {
            const auto add = [device](const char *trouble, const char *words) {
                QTest::addRow("%s, by %s alone", trouble, device)
                    << QString::fromLatin1(device) << QString::fromLatin1(trouble) << QString::fromLatin1(words);
            };
            add("a web page", "an answer that can't be understood");
            add("half an answer", "an answer that can't be understood");
            add("no connection", "can't be reached");
        }
    }
    void aListingThatFailsIsToldAndTriedAgain()
    {
        QFETCH(QString, trouble);
        QFETCH(QString, words);
        SandboxFaults &faults = m_world->cloud().host().faults();
        if (trouble == u"a web page")
            faults.add(atBox(SandboxFault::html(200)));
        else if (trouble == u"half an answer")
            faults.add(atBox(SandboxFault::garbage()));
        else
            faults.add(atBox(SandboxFault::dropBefore()));
        loseMeanwhile();
        const qint64 known = m_world->program().catalog().count(m_world->account(QStringLiteral("Work")));
        m_hands->invoke("refresh");
        await("the end of all listings", [this] { return !m_world->program().refresher().isBusy(); });
        QCOMPARE(phase(QStringLiteral("Work")), BinState::Phase::Failed);
        QCOMPARE(phase(QStringLiteral("Home")), BinState::Phase::Failed);
        QCOMPARE(phase(QStringLiteral("This Computer")), BinState::Phase::Listed);

        // Told where it happened: above the list and at the accounts, nowhere else.
        QTRY_COMPARE_WITH_TIMEOUT(problems().split(u'\n').size(), 2, patience);
        for (const QString &line : problems().split(u'\n'))
            QVERIFY2(line.contains(words), qPrintable(line));
        QVERIFY(problems().contains(QStringLiteral("“Work”")) && problems().contains(QStringLiteral("“Home”")));
        QTRY_VERIFY_WITH_TIMEOUT(isTroubled(QStringLiteral("Work")) && isTroubled(QStringLiteral("Home")), patience);
        QVERIFY(!isTroubled(QStringLiteral("This Computer")));
        // Nothing is lost, and the other bin is listed.
        QCOMPARE(m_world->program().catalog().count(m_world->account(QStringLiteral("Work"))), known);
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isListed(QStringLiteral("lost meanwhile here.txt")), patience);
        QVERIFY(!m_world->isListed(QStringLiteral("lost meanwhile at work.txt")));

        faults.clear();
        m_hands->press(m_world->button(&m_world->window(), "retryBin"));
        QTRY_VERIFY_WITH_TIMEOUT(m_world->isListed(QStringLiteral("lost meanwhile at work.txt")), patience);
        QTRY_COMPARE_WITH_TIMEOUT(problems(), QString(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!isTroubled(QStringLiteral("Work")) && !isTroubled(QStringLiteral("Home")), patience);
    }

    void aRestoreThatTheNetworkStopsCanBeTriedAgain_data() { addDevices(); }
    void aRestoreThatTheNetworkStopsCanBeTriedAgain()
    {
        const QString name = QStringLiteral("archive.tar.gz");
        const SandboxRef lost = m_world->trashedAtWork(name);
        const QString before = m_world->work().dump();
        m_hands->selectItem(name);
        m_world->cloud().host().faults().add(SandboxFault::dropBefore().forever());
        m_hands->invoke("restore");
        QCOMPARE(m_world->receipt().count(ReceiptLine::Outcome::Failed), 1);
        QCOMPARE(m_world->work().dump(), before);
        QVERIFY(m_world->isListed(name));

        m_world->cloud().host().faults().clear();
        m_hands->press(m_world->button(&m_world->window(), "retryFailed"));
        QTRY_COMPARE_WITH_TIMEOUT(m_world->program().restores().activities().size(), size_t(2), patience);
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QVERIFY(m_world->isLiveAtWork(lost, QStringLiteral("/Inbox/") + name));
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->isListed(name), patience);
    }

private:
    /** At the one service that two of the accounts have. */
    static SandboxFault atBox(const SandboxFault &fault)
    {
        return SandboxFault(fault).on("GET", "/folders/trash/items*").forever();
    }
    QModelIndex place(const QString &spoken)
    {
        const auto *places = m_world->window().findChild<QAbstractItemView *>(QStringLiteral("places"));
        return findRow(places->model(), spoken);
    }
    bool hasPlace(const QString &spoken) { return place(spoken).isValid(); }
    /** The sidebar says so at the account. */
    bool isTroubled(const QString &label) { return place(label).data(SidebarModel::TroubleRole).toBool(); }
    /** What the bar above the list says; empty while there is none. */
    QString problems()
    {
        const auto *bar = m_world->window().findChild<QLabel *>(QStringLiteral("binProblemsText"));
        return bar->isVisible() ? bar->text() : QString();
    }
    BinState::Phase phase(const QString &label)
    {
        return m_world->program().refresher().state(m_world->account(label)).phase;
    }
    /** Somebody deletes something at work, and something here. */
    void loseMeanwhile()
    {
        SandboxDrive &work = m_world->work();
        const QDateTime now = QDateTime::currentDateTimeUtc();
        work.trash(work.addFile(work.find(QStringLiteral("/Team")).value(),
                       QStringLiteral("lost meanwhile at work.txt"), SandboxContent::of("words"), now),
            now);
        const QString name = QStringLiteral("lost meanwhile here.txt");
        QFile content(m_world->home(QStringLiteral(".local/share/Trash/files/") + name));
        QFile info(m_world->home(QStringLiteral(".local/share/Trash/info/%1.trashinfo").arg(name)));
        QVERIFY(content.open(QIODevice::WriteOnly) && content.write("words") == 5);
        QVERIFY(info.open(QIODevice::WriteOnly));
        info.write("[Trash Info]\nPath=" + m_world->home(QStringLiteral("Music/lost%20meanwhile%20here.txt")).toUtf8()
            + "\nDeletionDate=2026-01-02T03:04:05\n");
    }

    std::unique_ptr<WholeWorld> m_world;
    std::unique_ptr<Hands> m_hands;
};

QTEST_MAIN(TestWholeWindowTrouble)
#include "tst_wholewindowtrouble.moc"
