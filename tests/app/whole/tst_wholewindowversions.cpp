// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program: a file's past, from finding it to making an earlier content current, and back; and many files at once.
#include "core/versions/momentplan.h"
#include "tests/app/whole/wholeworld.h"
#include "ui/preview/compareview.h"
#include "ui/preview/diffview.h"
#include "ui/preview/previewpane.h"
#include "ui/timeline/versionspage.h"
#include "ui/timeline/versiontimeline.h"

#include <QDialog>
#include <QLabel>
#include <QTreeView>

using namespace Unbin;

class TestWholeWindowVersions : public QObject
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

    void anEarlierContentIsFoundComparedMadeCurrentAndUndone_data() { addDevices(); }
    void anEarlierContentIsFoundComparedMadeCurrentAndUndone()
    {
        const SandboxRef ref = *m_world->work().find(QStringLiteral("/Lighthouse notes/Meeting notes.md"));
        const QByteArray before = contentNow(ref);
        openVersionsOf(QStringLiteral("Files of Work"), QStringLiteral("Lighthouse notes"), QStringLiteral("Meeting notes.md"));
        const VersionTimeline *timeline = page()->timeline();
        QTRY_COMPARE_WITH_TIMEOUT(timeline->history().size(), 60, patience);
        QCOMPARE(timeline->history().trashed(), 2);
        QVERIFY(timeline->history().version(timeline->selected()).isCurrent);
        QTRY_COMPARE_WITH_TIMEOUT(page()->preview()->text().toUtf8(), before, patience); // without being asked for

        m_hands->goToMark(4);
        QCOMPARE(timeline->markOf(timeline->selected()), 4);
        const Version old = timeline->history().version(timeline->selected());
        const QByteArray then = contentOf(ref, old);
        QVERIFY(!then.isEmpty() && then != before);
        QTRY_COMPARE_WITH_TIMEOUT(page()->preview()->text().toUtf8(), then, patience);

        m_hands->press(m_world->button(page(), "compareVersionsButton"));
        QTRY_VERIFY_WITH_TIMEOUT(page()->comparison()->isShowingComparison(), patience);
        const DiffView *diff = page()->comparison()->diffView();
        QVERIFY(diff->diff()->changes.size() > 2);
        QCOMPARE(diff->currentChange(), 0);
        m_hands->press(m_world->button(page(), "nextChange"));
        QCOMPARE(diff->currentChange(), 1);
        const auto *forecast = page()->findChild<QWidget *>(QStringLiteral("versionForecast"));
        QVERIFY(forecast->findChildren<QLabel *>().last()->text().contains(QStringLiteral("Notes.md")));

        m_hands->press(m_world->button(page(), "makeCurrentButton"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(contentNow(ref), then);
        QCOMPARE(m_world->work().name(ref), QStringLiteral("Notes.md"));
        QTRY_COMPARE_WITH_TIMEOUT(timeline->history().size(), 61, patience);

        m_hands->invoke("undo");
        QTRY_COMPARE_WITH_TIMEOUT(m_world->program().restores().activities().size(), size_t(2), patience);
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(contentNow(ref), before);
        QCOMPARE(m_world->work().name(ref), QStringLiteral("Meeting notes.md"));
        QTRY_COMPARE_WITH_TIMEOUT(timeline->history().size(), 62, patience);
    }

    void anEarlierContentComesBackFromOneDrive_data() { addDevices(); }
    void anEarlierContentComesBackFromOneDrive()
    {
        SandboxDrive &drive = m_world->cloud().oneDriveData().drive();
        const SandboxVersions &pasts = m_world->cloud().oneDriveData().past();
        const SandboxRef ref = *drive.find(QStringLiteral("/Studies/Thesis.md"));
        const auto now = [&] { return drive.node(ref)->content.bytes; };
        const QByteArray before = now();
        openVersionsOf(QStringLiteral("Files of OneDrive"), QStringLiteral("Studies"), QStringLiteral("Thesis.md"));
        const VersionTimeline *timeline = page()->timeline();
        QTRY_COMPARE_WITH_TIMEOUT(timeline->history().size(), 60, patience);
        QTRY_COMPARE_WITH_TIMEOUT(page()->preview()->text().toUtf8(), before, patience);

        m_hands->goToMark(20);
        const int old = timeline->selected();
        QVERIFY(old > 0);
        const QByteArray then = pasts.past(ref)[pasts.past(ref).size() - size_t(old)].content.bytes;
        QVERIFY(then != before);
        QTRY_COMPARE_WITH_TIMEOUT(page()->preview()->text().toUtf8(), then, patience);
        m_hands->press(m_world->button(page(), "compareVersionsButton"));
        QTRY_VERIFY_WITH_TIMEOUT(page()->comparison()->isShowingComparison(), patience);
        QVERIFY(!page()->comparison()->diffView()->diff()->changes.empty());

        m_hands->press(m_world->button(page(), "makeCurrentButton"));
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(now(), then);
        QTRY_COMPARE_WITH_TIMEOUT(timeline->history().size(), 61, patience);
        QVERIFY(timeline->history().version(0).isCurrent);

        m_hands->invoke("undo");
        QTRY_COMPARE_WITH_TIMEOUT(m_world->program().restores().activities().size(), size_t(2), patience);
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(now(), before);
        QTRY_COMPARE_WITH_TIMEOUT(timeline->history().size(), 62, patience);
    }

    void equalContentsAreGroupedAndKeysAskForWhatIsWanted_data() { addDevices(); }
    void equalContentsAreGroupedAndKeysAskForWhatIsWanted()
    {
        KeyboardHands keyboard(m_world->window());
        openVersionsOf(QStringLiteral("Files of Work"), QStringLiteral("Lighthouse notes"), QStringLiteral("Meeting notes.md"));
        const VersionTimeline *timeline = page()->timeline();
        QTRY_COMPARE_WITH_TIMEOUT(timeline->history().size(), 60, patience);
        const QString summary = page()->findChild<QLabel *>(QStringLiteral("versionsSummary"))->text();
        QVERIFY2(summary.startsWith(QStringLiteral("58 save(s) · 43 content(s)")), qPrintable(summary));
        QVERIFY(summary.endsWith(QStringLiteral("2 in the bin")));
        const int grouped = timeline->geometryOfMarks().size();
        QVERIFY(grouped < 60);
        m_hands->press(m_world->button(page(), "collapseVersions"));
        QCOMPARE(timeline->geometryOfMarks().size(), 60);
        m_hands->press(m_world->button(page(), "collapseVersions"));
        QCOMPARE(timeline->geometryOfMarks().size(), grouped);

        m_hands->goToMark(grouped - 3);
        const int chosen = timeline->selected();
        keyboard.key(Qt::Key_C);
        QTRY_VERIFY_WITH_TIMEOUT(page()->comparison()->isShowingComparison(), patience);
        QCOMPARE(timeline->handleB(), chosen);
        keyboard.key(Qt::Key_Escape);
        QVERIFY(!page()->isComparing());
        keyboard.key(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(page()->preview()->isShowingContent(), patience);
        keyboard.key(Qt::Key_Return);
        const auto *facts = page()->findChild<QLabel *>(QStringLiteral("selectedVersion"));
        QVERIFY(facts->hasFocus()); // a screen reader reads it all
        QVERIFY(facts->accessibleName().contains(QStringLiteral("number")));
        QVERIFY(m_world->program().restores().activities().empty()); // nothing was done by any of it
    }

    void aFolderGoesBackToAMomentAndForthAgain_data() { addDevices(); }
    void aFolderGoesBackToAMomentAndForthAgain()
    {
        m_hands->pressPlace(QStringLiteral("Files of Work"));
        m_hands->selectFile(QStringLiteral("Handbook"));
        m_hands->invoke("goBack");
        QDialog *dialog = awaitDialog("momentDialog"); // a week ago, unless one says otherwise
        m_hands->press(m_world->button(dialog, "lookAtMoment"));
        QAbstractButton *confirm = m_world->button(dialog, "confirmMoment");
        QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), patience);
        QCOMPARE(dialog->findChild<QTreeView *>(QStringLiteral("momentLines"))->model()->rowCount(), 40);
        QCOMPARE(spoilt(), 30);
        m_hands->press(confirm);
        QTRY_VERIFY_WITH_TIMEOUT(!m_world->program().restores().activities().empty(), patience);
        const Receipt receipt = m_world->receipt();
        QCOMPARE(receipt.lines.size(), size_t(30));
        QVERIFY(receipt.isCompleteSuccess());
        QCOMPARE(spoilt(), 0);

        m_hands->invoke("undo");
        QTRY_COMPARE_WITH_TIMEOUT(m_world->program().restores().activities().size(), size_t(2), patience);
        QVERIFY(m_world->receipt().isCompleteSuccess());
        QCOMPARE(spoilt(), 30);
    }

    void anAccountWithoutVersionsSaysSo_data() { addDevices(); }
    void anAccountWithoutVersionsSaysSo()
    {
        m_hands->pressPlace(QStringLiteral("Files of This Computer"));
        m_hands->openFile(QStringLiteral("Documents"));
        const auto *action = m_world->window().findChild<QAction *>(QStringLiteral("goBack"));
        QTRY_VERIFY_WITH_TIMEOUT(action->toolTip().contains(QStringLiteral("keeps no versions")), patience);
        QVERIFY(!action->isEnabled());
    }

private:
    void openVersionsOf(const QString &place, const QString &folder, const QString &file)
    {
        m_hands->pressPlace(place);
        m_hands->openFile(folder);
        m_hands->selectFile(file);
        m_hands->invoke("versions");
    }
    VersionsPage *page() { return m_world->window().findChild<VersionsPage *>(); }
    QByteArray contentNow(SandboxRef ref) { return m_world->work().node(ref)->content.bytes; }
    QByteArray contentOf(SandboxRef ref, const Version &version)
    {
        for (const SandboxVersion &past : m_world->cloud().box().versions(m_world->work()).past(ref)) {
            if (past.content.sha1() == version.hash.bytes)
                return past.content.bytes;
        }
        return {};
    }
    int spoilt()
    {
        const SandboxRef folder = *m_world->work().find(QStringLiteral("/Handbook"));
        int count = 0;
        for (const SandboxRef child : m_world->work().children(folder))
            count += contentNow(child).contains("DEPARTMENT_NAME");
        return count;
    }

    std::unique_ptr<WholeWorld> m_world;
    std::unique_ptr<Hands> m_hands;
};

QTEST_MAIN(TestWholeWindowVersions)
#include "tst_wholewindowversions.moc"
