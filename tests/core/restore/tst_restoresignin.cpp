// SPDX-License-Identifier: GPL-3.0-or-later
// Work of an account that is signed out waits for it to be signed in again.
#include "tests/core/restore/restorebench.h"

#include <QSignalSpy>

using namespace Unbin;

using Outcome = ReceiptLine::Outcome;

namespace {

/** Twenty items of an account whose token is dead from the third restore on. */
struct SignedOut {
    SignedOut()
    {
        bench.service->awaitSignIns();
        for (int i = 0; i < 20; ++i)
            items.push_back(bench.drive->addTrashed(bench.root, QStringLiteral("f%1").arg(i)));
        bench.drive->faults = [this](const FakeProvider::Request &request) -> std::optional<FakeProvider::Fault> {
            if (request.verb != QLatin1String("restore") || ++restores <= 2 || isSignedIn)
                return std::nullopt;
            return FakeProvider::Fault{Error::of(Error::Kind::SignInNeeded)};
        };
        activity = bench.service->restore(bench.request(items), bench.decider);
    }
    bool isWaiting() const { return activity->progress().waiting == Progress::Waiting::SignIn; }

    RestoreBench bench;
    std::vector<TrashedItem> items;
    Activity *activity;
    int restores = 0;
    bool isSignedIn = false;
};

} // namespace

class TestRestoreSignIn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void workOfASignedOutAccountWaitsAndShowsIt();
    void workThatWaitsForASignInMayBeCancelled();
    void workThatWaitsForASignInFailsWhenTheAccountGoes();
    void anItemThatIsRefusedAgainAndAgainIsGivenUp();
    void whatIsHalfDoneFailsAloneAndTheRestWaits();
};

void TestRestoreSignIn::workOfASignedOutAccountWaitsAndShowsIt()
{
    SignedOut world;
    QSignalSpy needed(world.bench.service.get(), &RestoreService::signInNeeded);
    QTRY_VERIFY(world.isWaiting());
    QCOMPARE(needed.count(), 1);
    const int asked = world.restores;
    QVERIFY(asked <= 2 + world.bench.drive->caps.requestsAtOnce);
    QVERIFY(world.bench.service->isBusy());
    QVERIFY(!world.activity->receipt());

    world.isSignedIn = true;
    world.bench.service->resumeAccount(world.bench.account);
    QVERIFY(RestoreBench::waitFor(world.activity));
    QCOMPARE(world.activity->receipt()->count(Outcome::Restored), 20);
    QCOMPARE(needed.count(), 1);
}

void TestRestoreSignIn::workThatWaitsForASignInMayBeCancelled()
{
    SignedOut world;
    QTRY_VERIFY(world.isWaiting());
    world.activity->cancel();
    QVERIFY(RestoreBench::waitFor(world.activity));
    QCOMPARE(world.activity->receipt()->count(Outcome::Restored), 2);
    QCOMPARE(world.activity->receipt()->count(Outcome::Skipped), 18);
    QVERIFY(addsUp(*world.activity->receipt(), 20));
}

void TestRestoreSignIn::workThatWaitsForASignInFailsWhenTheAccountGoes()
{
    SignedOut world;
    QTRY_VERIFY(world.isWaiting());
    world.bench.providers.remove(world.bench.account);
    QVERIFY(RestoreBench::waitFor(world.activity));
    QCOMPARE(world.activity->receipt()->count(Outcome::Failed), 18);
    QVERIFY(addsUp(*world.activity->receipt(), 20));
}

void TestRestoreSignIn::anItemThatIsRefusedAgainAndAgainIsGivenUp()
{
    SignedOut world;
    connect(world.bench.service.get(), &RestoreService::signInNeeded, world.bench.service.get(),
        [&](const AccountId &account) {
            QTimer::singleShot(0, world.bench.service.get(), [&, account] { world.bench.service->resumeAccount(account); });
        });
    QVERIFY(RestoreBench::waitFor(world.activity));
    QCOMPARE(world.activity->receipt()->count(Outcome::Restored), 2);
    QCOMPARE(world.activity->receipt()->count(Outcome::Failed), 18);
}

/** Its room was made, its restore refused, and what stood there could not come back: that is for a person to judge. */
void TestRestoreSignIn::whatIsHalfDoneFailsAloneAndTheRestWaits()
{
    RestoreBench bench(FakeProvider::Shape::OneDrivePersonal);
    bench.drive->caps.requestsAtOnce = 1; // the half-done one ends first, the others wait behind it
    bench.service->awaitSignIns();
    const TrashedItem first = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"), "old");
    bench.drive->addFile(bench.root, QStringLiteral("a.txt"), "new");
    std::vector<TrashedItem> items{first};
    for (int i = 0; i < 5; ++i)
        items.push_back(bench.drive->addTrashed(bench.root, QStringLiteral("f%1").arg(i)));
    bench.decider.always(ScriptedDecider::all(ConflictChoice::Verb::Replace));
    bool isDead = false;
    bench.drive->faults = [&](const FakeProvider::Request &request) -> std::optional<FakeProvider::Fault> {
        isDead = isDead || (request.verb == QLatin1String("restore") && request.item == first.id);
        return isDead ? std::optional(FakeProvider::Fault{Error::of(Error::Kind::SignInNeeded)}) : std::nullopt;
    };
    QSignalSpy needed(bench.service.get(), &RestoreService::signInNeeded);
    connect(bench.service.get(), &RestoreService::signInNeeded, bench.service.get(), [&](const AccountId &account) {
        QTimer::singleShot(0, bench.service.get(), [&, account] {
            bench.drive->faults = nullptr;
            bench.service->resumeAccount(account);
        });
    });
    const Receipt &receipt = bench.run(bench.request(items));
    QVERIFY(isDead);
    QVERIFY(addsUp(receipt, items.size()));
    QVERIFY2(lies(receipt, *bench.drive).isEmpty(), qPrintable(lies(receipt, *bench.drive).join(u'\n')));
    QCOMPARE(receipt.count(Outcome::Restored), 5);
    QCOMPARE(receipt.lines.front().outcome, Outcome::Failed);
    QVERIFY(receipt.lines.front().replacedEntry);
    QCOMPARE(needed.count(), 1);
}

QTEST_GUILESS_MAIN(TestRestoreSignIn)
#include "tst_restoresignin.moc"
