// SPDX-License-Identifier: GPL-3.0-or-later
// The engine over OneDrive, personal as well as work: whatever fails, the receipt is the truth and nothing is lost.
#include "tests/core/providers/onedrive/engineworld.h"

using namespace Unbin;

using Outcome = ReceiptLine::Outcome;
using DriveKind = EngineWorld::Kind;

class TestOneDriveEngineSweep : public QObject
{
    Q_OBJECT

private:
    static void kinds()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("personal") << int(DriveKind::Personal);
        QTest::newRow("work") << int(DriveKind::Business);
    }
    static SandboxFault faultNumber(int number)
    {
        switch (number) {
        case 0:
            return SandboxFault::dropBefore();
        case 1:
            return SandboxFault::dropAfter();
        case 2:
            return SandboxFault::refuse(500);
        case 3:
            return SandboxFault::garbage();
        case 4:
            return SandboxFault::refuse(403);
        default:
            return SandboxFault::answer(404, R"({"error":{"code":"itemNotFound","message":""}})",
                {{"Content-Type", "application/json"}});
        }
    }
private Q_SLOTS:
    void nothingFailsByItself_data() { kinds(); }
    void nothingFailsByItself()
    {
        QFETCH(int, kind);
        EngineScene scene{DriveKind(kind)};
        const Receipt &receipt = scene.world.run(scene.world.request(scene.items));
        VERIFY_TRUE(scene, receipt, -1);
        QCOMPARE(receipt.count(Outcome::Failed), 0);
        // A work drive can't give another name at the old place: there "keep both" is not offered.
        QCOMPARE(receipt.count(Outcome::Skipped), DriveKind(kind) == DriveKind::Business ? 1 : 0);
        QVERIFY(scene.world.decider.asked() <= 2);
    }

    void anyRequestMayFail_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("fault");
        const char *const faults[] = {"nothing happened", "it happened, unheard", "500", "garbage", "403", "404"};
        for (const auto &[name, kind] : {std::pair("personal", DriveKind::Personal), std::pair("work", DriveKind::Business)}) {
            for (int fault = 0; fault < 6; ++fault)
                QTest::addRow("%s, %s", name, faults[fault]) << int(kind) << fault;
        }
    }
    void anyRequestMayFail()
    {
        QFETCH(int, kind);
        QFETCH(int, fault);
        for (int i = 0;; ++i) {
            EngineScene scene{DriveKind(kind)};
            scene.world.cloud.host.faults().add(faultNumber(fault).on({}, "*").after(i));
            const Receipt &receipt = scene.world.run(scene.world.request(scene.items));
            const bool wasHit = scene.world.cloud.host.faults().pendingCount() == 0;
            VERIFY_TRUE(scene, receipt, i);
            if (wasHit)
                continue;
            QCOMPARE(receipt.count(Outcome::Failed), 0);
            QVERIFY2(i > 10, qPrintable(QString::number(i)));
            return;
        }
    }
};

QTEST_GUILESS_MAIN(TestOneDriveEngineSweep)
#include "tst_onedriveenginesweep.moc"
