// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/restore/restorebench.h"

#include <QLoggingCategory>

using namespace Unbin;

using Outcome = ReceiptLine::Outcome;
using Shape = FakeProvider::Shape;

namespace {

/** One of everything: in place, two under one name, taken names, a missing folder, a folder with a child of its own. */
struct Scene {
    explicit Scene(Shape shape)
        : bench(shape)
    {
        FakeProvider &drive = *bench.drive;
        const ItemId work = drive.addFolder(bench.root, QStringLiteral("Work"));
        add(drive.addTrashed(work, QStringLiteral("plain.txt"), "plain"));
        add(drive.addTrashed(work, QStringLiteral("twin.txt"), "twin one"));
        add(drive.addTrashed(work, QStringLiteral("twin.txt"), "twin two"));
        add(drive.addTrashed(work, QStringLiteral("kept.txt"), "kept old"));
        drive.addFile(work, QStringLiteral("kept.txt"), "kept new");
        add(drive.addTrashed(work, QStringLiteral("replaced.txt"), "replaced old"));
        drive.addFile(work, QStringLiteral("replaced.txt"), "replaced new");
        const ItemId lost = drive.addFolder(work, QStringLiteral("Lost"));
        add(drive.addTrashed(lost, QStringLiteral("l1.txt"), "l1"));
        add(drive.addTrashed(lost, QStringLiteral("l2.txt"), "l2"));
        drive.forgetFolder(lost);
        const ItemId album = drive.addFolder(work, QStringLiteral("Album"));
        drive.addFile(album, QStringLiteral("inside.jpg"), "inside");
        const TrashedItem child = drive.addTrashed(album, QStringLiteral("child.jpg"), "child");
        add(child);
        add(drive.trashNow(album));
        before = contents(drive);
        bench.decider.always([](const Question &question) {
            Answer answer = defaultAnswer(question);
            for (size_t i = 0; i < question.conflicts.size(); ++i) {
                if (question.conflicts[i].wantedName == QLatin1String("replaced.txt")
                    && question.conflicts[i].canReplace)
                    answer.conflicts[i].verb = ConflictChoice::Verb::Replace;
            }
            return answer;
        });
    }
    void add(const TrashedItem &item) { items.push_back(item); }
    const Receipt &run() { return bench.run(bench.request(items)); }

    RestoreBench bench;
    std::vector<TrashedItem> items;
    QStringList before;
};

} // namespace

class TestRestoreSweep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingGoesWrongWithoutAFault_data() { shapes(); }
    void nothingGoesWrongWithoutAFault();
    void anyRequestMayFail_data();
    void anyRequestMayFail();
    void garbledLookUpIsAskedForAgain_data() { shapes(); }
    void garbledLookUpIsAskedForAgain();
    void garbledLookAfterALostReplyIsTakenAgain();
    void failedLookUpAboveIsNoReasonToMakeAnotherFolder();
    void anyJournalAccessMayFail();
    void mayBeCancelledAtAnyRequest_data() { shapes(); }
    void mayBeCancelledAtAnyRequest();
    void serviceMayDieAtAnyRequest_data() { shapes(); }
    void serviceMayDieAtAnyRequest();
    void accountMayGoAtAnyRequest();
    void signInMayEndAtAnyRequestAndWorkGoesOnAfterwards_data() { shapes(); }
    void signInMayEndAtAnyRequestAndWorkGoesOnAfterwards();

private:
    static void shapes()
    {
        QTest::addColumn<Shape>("shape");
        QTest::newRow("box") << Shape::Box;
        QTest::newRow("onedrive personal") << Shape::OneDrivePersonal;
        QTest::newRow("onedrive work") << Shape::OneDriveWork;
        QTest::newRow("yandex") << Shape::Yandex;
        QTest::newRow("local") << Shape::Local;
    }
    static void checkTruth(const Scene &scene, const Receipt &receipt, int at)
    {
        const auto where = QStringLiteral("at %1: ").arg(at);
        QVERIFY2(addsUp(receipt, scene.items.size()), qPrintable(where));
        const QStringList told = lies(receipt, *scene.bench.drive);
        QVERIFY2(told.isEmpty(), qPrintable(where + told.join(u'\n')));
        QCOMPARE(contents(*scene.bench.drive), scene.before);
    }
};

void TestRestoreSweep::nothingGoesWrongWithoutAFault()
{
    QFETCH(Shape, shape);
    Scene scene(shape);
    const Receipt &receipt = scene.run();
    checkTruth(scene, receipt, -1);
    QCOMPARE(receipt.count(Outcome::Failed), 0);
    if (scene.bench.drive->caps.canRenameWhileRestoring)
        QVERIFY(receipt.isCompleteSuccess());
    QVERIFY(scene.bench.decider.asked() <= 2);
    QVERIFY(scene.bench.drive->find(QStringLiteral("/Work/Album/child.jpg")));
    QVERIFY(scene.bench.drive->find(QStringLiteral("/Work/Lost/l1.txt")));
    if (scene.bench.drive->caps.locksFolderTrees)
        QCOMPARE(scene.bench.drive->mostFolderRestoresAtOnce, 1);
}

void TestRestoreSweep::anyRequestMayFail_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<bool>("isDone");
    const auto add = [](const char *name, Shape shape) {
        const auto row = [&](const char *what, Error::Kind kind, bool isDone) {
            QTest::addRow("%s, %s", name, what) << shape << kind << isDone;
        };
        row("refused", Error::Kind::Forbidden, false);
        row("not found", Error::Kind::NotFound, false);
        row("name taken", Error::Kind::NameTaken, false);
        row("parent missing", Error::Kind::ParentMissing, false);
        row("changed", Error::Kind::Changed, false);
        row("token dead", Error::Kind::SignInNeeded, false);
        row("lost before the effect", Error::Kind::OutcomeUnknown, false);
        row("lost after the effect", Error::Kind::OutcomeUnknown, true);
    };
    add("box", Shape::Box);
    add("onedrive personal", Shape::OneDrivePersonal);
    add("onedrive work", Shape::OneDriveWork);
    add("yandex", Shape::Yandex);
    add("local", Shape::Local);
}

void TestRestoreSweep::anyRequestMayFail()
{
    QFETCH(Shape, shape);
    QFETCH(Error::Kind, kind);
    QFETCH(bool, isDone);
    for (int i = 0;; ++i) {
        Scene scene(shape);
        scene.bench.drive->failRequest(i, {Error::of(kind), isDone});
        const Receipt &receipt = scene.run();
        checkTruth(scene, receipt, i);
        if (QTest::currentTestFailed())
            return;
        if (i >= int(scene.bench.drive->log.size())) {
            QVERIFY(i > 10);
            return;
        }
    }
}

/** A folder's items hang on one reply about it. */
void TestRestoreSweep::garbledLookUpIsAskedForAgain()
{
    QFETCH(Shape, shape);
    Scene scene(shape);
    QSet<QString> garbled;
    scene.bench.drive->faults = [&garbled](const FakeProvider::Request &request) -> std::optional<FakeProvider::Fault> {
        const bool isLook = request.verb == QLatin1String("lookAtFolder") || request.verb == QLatin1String("listFolder")
            || request.verb == QLatin1String("findChild");
        const QString key = request.verb + request.folder.value() + u'/' + request.name;
        if (!isLook || garbled.contains(key))
            return std::nullopt;
        garbled.insert(key);
        return FakeProvider::Fault{Error::of(Error::Kind::BadResponse)};
    };
    const Receipt &receipt = scene.run();
    QVERIFY(!garbled.isEmpty());
    QCOMPARE(receipt.count(Outcome::Failed), 0);
    QVERIFY(addsUp(receipt, scene.items.size()));
    QCOMPARE(contents(*scene.bench.drive), scene.before);
}

void TestRestoreSweep::garbledLookAfterALostReplyIsTakenAgain()
{
    RestoreBench bench(Shape::Box);
    const TrashedItem item = bench.drive->addTrashed(bench.root, QStringLiteral("a.txt"));
    int looks = 0;
    bench.drive->faults = [&looks](const FakeProvider::Request &request) -> std::optional<FakeProvider::Fault> {
        if (request.verb == QLatin1String("restore"))
            return FakeProvider::Fault{Error::of(Error::Kind::OutcomeUnknown), true};
        if (request.verb == QLatin1String("locate") && ++looks <= 2)
            return FakeProvider::Fault{Error::of(Error::Kind::BadResponse)};
        return std::nullopt;
    };
    const Receipt &receipt = bench.run(bench.request({item}));
    QVERIFY(receipt.isCompleteSuccess());
    QCOMPARE(looks, 3);
    QCOMPARE(bench.drive->count(QStringLiteral("restore")), 1);
}

/** Not to know whether the folder above lives is not to know that it is gone. */
void TestRestoreSweep::failedLookUpAboveIsNoReasonToMakeAnotherFolder()
{
    RestoreBench bench(Shape::Box);
    const ItemId work = bench.drive->addFolder(bench.root, QStringLiteral("Work"));
    const ItemId lost = bench.drive->addFolder(work, QStringLiteral("Lost"));
    const TrashedItem item = bench.drive->addTrashed(lost, QStringLiteral("l1.txt"));
    bench.drive->forgetFolder(lost);
    const QStringList before = bench.drive->tree();
    bench.decider.alwaysDefault();
    bench.drive->faults = [&work](const FakeProvider::Request &request) -> std::optional<FakeProvider::Fault> {
        if (request.verb != QLatin1String("lookAtFolder") || request.folder != work)
            return std::nullopt;
        return FakeProvider::Fault{Error::of(Error::Kind::ServiceFailed)};
    };
    const Receipt &receipt = bench.run(bench.request({item}));
    QCOMPARE(receipt.lines.front().outcome, Outcome::Failed);
    QCOMPARE(receipt.lines.front().error->kind, Error::Kind::ServiceFailed);
    QCOMPARE(bench.drive->tree(), before);
    QVERIFY(bench.drive->isInBin(item.id));
}

void TestRestoreSweep::anyJournalAccessMayFail()
{
    QLoggingCategory::setFilterRules(QStringLiteral("unbin.journal.warning=false"));
    int failed = 0;
    for (int i = 1;; ++i) {
        Scene scene(Shape::Box);
        scene.bench.journal->failAccess(i);
        const Receipt &receipt = scene.run();
        checkTruth(scene, receipt, i);
        if (QTest::currentTestFailed())
            return;
        const bool hasFailed = std::any_of(receipt.lines.begin(), receipt.lines.end(),
            [](const ReceiptLine &line) { return line.error && line.error->kind == Error::Kind::Storage; });
        failed += hasFailed;
        if (i > 300) // far beyond what a run of this size writes
            break;
    }
    QVERIFY(failed > 10);
}

void TestRestoreSweep::mayBeCancelledAtAnyRequest()
{
    QFETCH(Shape, shape);
    for (int i = 0;; ++i) {
        Scene scene(shape);
        Activity *activity = scene.bench.service->restore(scene.bench.request(scene.items), scene.bench.decider);
        int seen = 0;
        scene.bench.drive->before = [&](const FakeProvider::Request &) {
            if (seen++ == i)
                activity->cancel();
        };
        QVERIFY(RestoreBench::waitFor(activity));
        checkTruth(scene, *activity->receipt(), i);
        if (QTest::currentTestFailed())
            return;
        if (seen <= i) {
            QCOMPARE(activity->end(), Activity::End::Done);
            QVERIFY(i > 10);
            return;
        }
        QCOMPARE(activity->end(), Activity::End::Cancelled);
    }
}

void TestRestoreSweep::serviceMayDieAtAnyRequest()
{
    QFETCH(Shape, shape);
    for (int i = 0;; ++i) {
        Scene scene(shape);
        QEventLoop loop;
        Activity *activity = scene.bench.service->restore(scene.bench.request(scene.items), scene.bench.decider);
        connect(activity, &Activity::finished, &loop, &QEventLoop::quit);
        int seen = 0;
        scene.bench.drive->before = [&](const FakeProvider::Request &) {
            if (seen++ == i) {
                QMetaObject::invokeMethod(
                    &loop,
                    [&] {
                        scene.bench.service.reset();
                        loop.quit();
                    },
                    Qt::QueuedConnection);
            }
        };
        loop.exec();
        QCoreApplication::processEvents();
        QCOMPARE(contents(*scene.bench.drive), scene.before);
        if (seen <= i)
            return;
    }
}

void TestRestoreSweep::accountMayGoAtAnyRequest()
{
    for (int i = 0;; ++i) {
        Scene scene(Shape::Box);
        const AccountId other(QStringLiteral("b"));
        FakeProvider *elsewhere = scene.bench.addAccount(other, Shape::Local);
        RestoreRequest request = scene.bench.request(scene.items);
        request.items.push_back({other, elsewhere->addTrashed(scene.bench.root, QStringLiteral("other.txt"))});
        Activity *activity = scene.bench.service->restore(std::move(request), scene.bench.decider);
        int seen = 0;
        scene.bench.drive->before = [&](const FakeProvider::Request &) {
            if (seen++ == i) {
                QMetaObject::invokeMethod(
                    scene.bench.service.get(), [&] { scene.bench.providers.remove(scene.bench.account); },
                    Qt::QueuedConnection);
            }
        };
        QVERIFY(RestoreBench::waitFor(activity));
        QVERIFY(addsUp(*activity->receipt(), scene.items.size() + 1));
        QCOMPARE(activity->receipt()->lines.back().outcome, Outcome::Restored);
        if (seen <= i)
            return;
    }
}

/** The token dies with request i and stays dead until somebody signs in; nothing fails for that. */
void TestRestoreSweep::signInMayEndAtAnyRequestAndWorkGoesOnAfterwards()
{
    QFETCH(Shape, shape);
    for (int i = 0;; ++i) {
        Scene scene(shape);
        scene.bench.service->awaitSignIns();
        int seen = 0;
        bool isDead = false;
        scene.bench.drive->faults = [&](const FakeProvider::Request &) -> std::optional<FakeProvider::Fault> {
            isDead = isDead || seen++ == i;
            return isDead ? std::optional(FakeProvider::Fault{Error::of(Error::Kind::SignInNeeded)}) : std::nullopt;
        };
        int losses = 0;
        const AccountId account = scene.bench.account;
        connect(scene.bench.service.get(), &RestoreService::signInNeeded, this, [&] {
            ++losses;
            QTimer::singleShot(0, scene.bench.service.get(), [&] {
                isDead = false;
                seen = i + 1;
                scene.bench.service->resumeAccount(account);
            });
        });
        const Receipt &receipt = scene.run();
        disconnect(scene.bench.service.get(), nullptr, this, nullptr);
        checkTruth(scene, receipt, i);
        if (QTest::currentTestFailed())
            return;
        const auto isGivenUp = [](const ReceiptLine &line) {
            return line.error && line.error->kind == Error::Kind::SignInNeeded && !line.replacedEntry;
        };
        for (const ReceiptLine &line : receipt.lines)
            QVERIFY2(!isGivenUp(line), qPrintable(QStringLiteral("at %1: %2").arg(i).arg(line.item.item.name)));
        if (losses == 0 && !isDead) {
            QVERIFY(i > 10);
            return;
        }
        isDead = false;
    }
}

QTEST_GUILESS_MAIN(TestRestoreSweep)
#include "tst_restoresweep.moc"
