// SPDX-License-Identifier: GPL-3.0-or-later
// The engine over OneDrive, personal as well as work: no disk, or no program any more, at any moment.
#include "tests/core/providers/onedrive/engineworld.h"

#include <QLoggingCategory>

using namespace Unbin;

using Outcome = ReceiptLine::Outcome;
using DriveKind = EngineWorld::Kind;

class TestOneDriveEngineCrash : public QObject
{
    Q_OBJECT

private:
    static void kinds()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("personal") << int(DriveKind::Personal);
        QTest::newRow("work") << int(DriveKind::Business);
    }

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("unbin.journal.warning=false")); }

    void anyJournalAccessMayFail_data() { kinds(); }
    void anyJournalAccessMayFail()
    {
        QFETCH(int, kind);
        int failed = 0;
        int spared = 0;
        for (int i = 1; spared < 9; ++i) {
            EngineScene scene{DriveKind(kind)};
            scene.world.journal->failAccess(i);
            const Receipt &receipt = scene.world.run(scene.world.request(scene.items));
            VERIFY_TRUE(scene, receipt, i);
            const bool hasFailed = std::any_of(receipt.lines.begin(), receipt.lines.end(),
                [](const ReceiptLine &line) { return line.error && line.error->kind == Error::Kind::Storage; });
            failed += hasFailed;
            spared = hasFailed ? 0 : spared + 1; // beyond the last access, or what was only noted was lost
            QVERIFY(i < 2000);
        }
        QVERIFY(failed > 5);
    }

    /** Killed after any request, before its reply is read; the next run settles it, goes on, and nothing comes twice. */
    void theProgramMayDieAtAnyRequest_data() { kinds(); }
    void theProgramMayDieAtAnyRequest()
    {
        QFETCH(int, kind);
        int resumed = 0;
        for (int i = 0;; ++i) {
            EngineScene scene{DriveKind(kind)};
            EngineWorld &world = scene.world;
            int seen = 0;
            const bool isDead = world.runUntilDeath(
                [&] { return world.service->restore(world.request(scene.items), world.decider); },
                [&](const SandboxRequest &) { return seen++ == i; });
            if (!isDead) {
                QVERIFY(i > 10);
                break;
            }
            QCOMPARE(world.contents(), scene.before);
            Activity *cutOff = world.takeUp();
            if (!cutOff)
                continue; // it died before anything was begun
            Activity *ended = cutOff;
            if (cutOff->state() == Activity::State::Interrupted) {
                ended = world.service->goOn(cutOff, world.decider);
                ++resumed;
            }
            QVERIFY(EngineWorld::waitForEnd(ended));
            VERIFY_TRUE(scene, *ended->receipt(), i);
            QVERIFY2(ended->receipt()->count(Outcome::Failed) == 0, qPrintable(QStringLiteral("at %1").arg(i)));
        }
        QVERIFY2(resumed > 3, qPrintable(QString::number(resumed)));
    }
};

QTEST_GUILESS_MAIN(TestOneDriveEngineCrash)
#include "tst_onedriveenginecrash.moc"
