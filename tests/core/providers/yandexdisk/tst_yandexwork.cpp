// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/yandexdisk/yandexbench.h"

#include <QSignalSpy>

using namespace Unbin;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Quirks = YandexQuirks;
using State = Whereabouts::State;

namespace {

using Change = std::function<std::optional<Error>(YandexBench &)>;

template <class T>
std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::optional<Error>() : result.error();
}

struct NamedChange {
    const char *name;
    std::function<void(YandexBench &)> seed;
    Change run;
    std::function<bool(const YandexBench &)> isDone;
};

/** Every kind of change, each on a drive of its own. */
std::vector<NamedChange> allChanges()
{
    const auto path = [](const char *text) {
        return QString::fromLatin1(text);
    };
    return {
        {"restore a file", [=](YandexBench &b) { b.trashedFile(path("/Work/a.txt")); },
            [=](YandexBench &b) { return errorOf(b.restore(path("a.txt"))); },
            [=](const YandexBench &b) {
                return b.drive.find(path("/Work/a.txt")).has_value();
            }},
        {"restore a folder", [=](YandexBench &b) { b.trashedFolder(path("/Work/Plans"), 3); },
            [=](YandexBench &b) { return errorOf(b.restore(path("Plans"))); },
            [=](const YandexBench &b) {
                return b.drive.find(path("/Work/Plans/2.txt")).has_value();
            }},
        {"move a folder",
            [=](YandexBench &b) {
                b.file(path("/Work/Plans/0.txt"));
                b.folder(path("/Other"));
            },
            [=](YandexBench &b) {
                return errorOf(
                    waitFor(b.provider->move(b.live(path("/Work/Plans")), {ItemId(path("disk:/Other")), path("New")})));
            },
            [=](const YandexBench &b) {
                return b.drive.find(path("/Other/New/0.txt")).has_value();
            }},
        {"trash a folder", [=](YandexBench &b) { b.file(path("/Work/Plans/0.txt")); },
            [=](YandexBench &b) { return errorOf(waitFor(b.provider->trash(b.live(path("/Work/Plans"))))); },
            [=](const YandexBench &b) {
                return b.drive.findTrashed(path("Plans")).has_value();
            }},
        {"purge a folder", [=](YandexBench &b) { b.trashedFolder(path("/Work/Plans")); },
            [=](YandexBench &b) { return errorOf(waitFor(b.provider->purge(b.entry(path("Plans"))))); },
            [=](const YandexBench &b) {
                return !b.drive.findTrashed(path("Plans")).has_value();
            }},
    };
}

} // namespace

/** Work that the service goes on with after its answer: followed through every shape of link, to every kind of end. */
class TestYandexWork : public QObject
{
    Q_OBJECT

private:
    static void addChanges()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const NamedChange &change : allChanges())
            QTest::newRow(change.name) << index++;
    }
    static void allAsync(YandexBench &bench)
    {
        Quirks &quirks = bench.quirks();
        quirks.restoreAsync = quirks.moveAsync = quirks.deleteAsync = quirks.purgeAsync = Quirks::Async::Always;
    }

private Q_SLOTS:
    void workIsFollowedThroughEveryLink_data() { addChanges(); }
    void workIsFollowedThroughEveryLink()
    {
        QFETCH(int, index);
        const NamedChange change = allChanges()[size_t(index)];
        using Link = Quirks::OperationLink;
        for (const Link link : {Link::Path, Link::Query, Link::PlainPath, Link::PlainQuery, Link::OtherHost}) {
            YandexBench bench(kLeap);
            allAsync(bench);
            bench.quirks().operationLink = link;
            bench.quirks().operationTakes = 30s;
            change.seed(bench);
            const auto error = change.run(bench);
            QVERIFY2(!error, qPrintable(QDebug::toString(error.value_or(Error()))));
            QVERIFY(change.isDone(bench));
            QVERIFY(bench.countSent("GET /disk/operations") >= 3);
            QVERIFY2(bench.yandex.breaches().isEmpty(), qPrintable(bench.yandex.breaches().join(u'\n')));
        }
    }

    void workThatFailsChangesNothingAndSaysSo_data() { addChanges(); }
    void workThatFailsChangesNothingAndSaysSo()
    {
        QFETCH(int, index);
        const NamedChange change = allChanges()[size_t(index)];
        for (const auto fate : {Quirks::OperationFate::Fails, Quirks::OperationFate::FailsInOtherWords}) {
            YandexBench bench(kLeap);
            allAsync(bench);
            bench.quirks().operationFate = fate;
            change.seed(bench);
            const QString before = bench.drive.dump();
            const auto error = change.run(bench);
            QVERIFY(error);
            QCOMPARE(kindName(error->kind), kindName(Kind::ServiceFailed));
            QCOMPARE(error->code, QStringLiteral("operation_failed"));
            QCOMPARE(bench.drive.dump(), before);
            bench.quirks().operationFate = Quirks::OperationFate::Succeeds;
            QVERIFY(!change.run(bench)); // "repeat the original request"
            QVERIFY(change.isDone(bench));
        }
    }

    void workThatNobodyKnowsOfIsLookedFor_data() { addChanges(); }
    void workThatNobodyKnowsOfIsLookedFor()
    {
        QFETCH(int, index);
        const NamedChange change = allChanges()[size_t(index)];
        {
            YandexBench bench(kLeap);
            allAsync(bench);
            bench.quirks().operationFate = Quirks::OperationFate::VanishesDone;
            change.seed(bench);
            const auto error = change.run(bench);
            QVERIFY2(!error, qPrintable(QDebug::toString(error.value_or(Error()))));
            QVERIFY(change.isDone(bench));
        }
        YandexBench bench(kLeap);
        allAsync(bench);
        bench.quirks().operationFate = Quirks::OperationFate::VanishesUndone;
        change.seed(bench);
        const QString before = bench.drive.dump();
        const auto error = change.run(bench);
        QVERIFY(error);
        QCOMPARE(kindName(error->kind), kindName(Kind::OutcomeUnknown)); // whoever asked must look
        QCOMPARE(bench.drive.dump(), before);
    }

    /** Ten minutes and more: no limit of ours ends what the service says that it works on. */
    void workThatTakesLongIsStillRunning()
    {
        YandexBench bench;
        bench.quirks().operationTakes = 10min;
        bench.trashedFolder(QStringLiteral("/Work/Plans"));
        const TrashedItem plans = bench.entry(QStringLiteral("Plans"));
        QObject owner;
        std::optional<Result<LiveItem>> end;
        JobBase *job = launch(bench.provider->restore({.item = plans}), &owner,
            [&end](Result<LiveItem> result) { end = std::move(result); });
        const QSignalSpy accepted(job, &JobBase::accepted);
        QTRY_COMPARE(job->progress().waiting, Progress::Waiting::Service);
        QCOMPARE(accepted.size(), 1);
        bench.clock.jump(5min);
        QTRY_VERIFY(bench.countSent("GET /disk/operations") > 3);
        QVERIFY(!end);
        QCOMPARE(job->progress().waiting, Progress::Waiting::Service);
        bench.clock.jump(5min);
        QTRY_VERIFY_WITH_TIMEOUT(end, 60000);
        QVERIFY(*end);
        QVERIFY2(bench.countSent("GET /disk/operations") < 140, "asked more often than every five seconds");
    }

    void workThatHangsIsFollowedUntilItIsCancelled()
    {
        YandexBench bench;
        bench.quirks().operationFate = Quirks::OperationFate::Hangs;
        bench.trashedFolder(QStringLiteral("/Work/Plans"));
        const TrashedItem plans = bench.entry(QStringLiteral("Plans"));
        QObject owner;
        std::optional<Result<LiveItem>> end;
        JobBase *job = launch(bench.provider->restore({.item = plans}), &owner,
            [&end](Result<LiveItem> result) { end = std::move(result); });
        QTRY_COMPARE(job->progress().waiting, Progress::Waiting::Service);
        for (int i = 0; i < 12; ++i) {
            bench.clock.jump(1h);
            QCoreApplication::processEvents();
        }
        QVERIFY(!end);
        job->cancel();
        QTRY_VERIFY(end);
        QCOMPARE(end->error().kind, Kind::Cancelled);
        VERIFY_OK(where, waitFor(bench.provider->locate(plans)));
        QCOMPARE(where.state, State::InBin);
    }

    void troubleWhileAskingIsWaitedOut()
    {
        const auto faults = {SandboxFault::refuse(500), SandboxFault::html(502), SandboxFault::dropBefore(),
            SandboxFault::tooManyRequests("3"), SandboxFault::tooManyRequests(), SandboxFault::garbage("{"),
            SandboxFault::cut(3)};
        for (const SandboxFault &fault : faults) {
            YandexBench bench(kLeap);
            bench.trashedFolder(QStringLiteral("/Work/Plans"));
            bench.quirks().operationTakes = 5s;
            bench.host.faults().add(SandboxFault(fault).on("GET", "/disk/operations/*").times(9));
            const auto restored = bench.restore(QStringLiteral("Plans"));
            QVERIFY2(restored, restored ? "" : qPrintable(QDebug::toString(restored.error())));
            QCOMPARE(bench.host.faults().pendingCount(), 0);
        }
    }

    void aDeadSignInLeavesTheOutcomeOpen()
    {
        YandexBench bench(kLeap);
        bench.trashedFolder(QStringLiteral("/Work/Plans"));
        const TrashedItem plans = bench.entry(QStringLiteral("Plans"));
        bench.host.faults().add(SandboxFault::refuse(401).on("GET", "/disk/operations/*").forever());
        VERIFY_FAILS(waitFor(bench.provider->restore({.item = plans})), Kind::OutcomeUnknown);
    }

    /** The journal keeps the handle: a new provider goes on where the old one was. */
    void workIsFollowedAcrossARestart_data()
    {
        QTest::addColumn<int>("link");
        QTest::newRow("path") << int(Quirks::OperationLink::Path);
        QTest::newRow("http, query") << int(Quirks::OperationLink::PlainQuery);
        QTest::newRow("other host") << int(Quirks::OperationLink::OtherHost);
    }
    void workIsFollowedAcrossARestart()
    {
        QFETCH(int, link);
        YandexBench bench;
        bench.quirks().operationTakes = 10min;
        bench.quirks().operationLink = Quirks::OperationLink(link);
        bench.trashedFolder(QStringLiteral("/Work/Plans"), 5);
        const TrashedItem plans = bench.entry(QStringLiteral("Plans"));
        auto owner = std::make_unique<QObject>();
        QString handle;
        JobBase *job = launch(bench.provider->restore({.item = plans}), owner.get(), [](const auto &) {});
        connect(job, &JobBase::accepted, job, [&handle](const QString &told) { handle = told; });
        QTRY_VERIFY(!handle.isEmpty());
        QVERIFY2(!handle.contains(QStringLiteral("token")), "a secret in the journal");
        bench.clock.jump(4min);
        owner.reset();
        bench.restart();

        QObject nextOwner;
        JobBase *following = launch(bench.provider->follow(handle), &nextOwner, [](const auto &) {});
        QTRY_COMPARE(following->progress().waiting, Progress::Waiting::Service);
        const QPointer<JobBase> alive(following);
        // Meanwhile nothing else is sent into that tree.
        bench.clock.jump(1min);
        VERIFY_OK(where, waitFor(bench.provider->locate(plans)));
        QCOMPARE(where.state, State::InBin);
        bench.clock.jump(6min);
        QTRY_VERIFY_WITH_TIMEOUT(!alive, 60000);
        VERIFY_OK(found, waitFor(bench.provider->locate(plans)));
        QCOMPARE(found.state, State::Live);
        QCOMPARE(found.live->id.value(), QStringLiteral("disk:/Work/Plans"));
        QVERIFY2(bench.yandex.breaches().isEmpty(), qPrintable(bench.yandex.breaches().join(u'\n')));
    }

    void aHandleOfNothingEndsAtOnce()
    {
        YandexBench bench(kLeap);
        for (const char *handle : {"", "nonsense", "{\"href\":\"https://x.example/\"}"}) {
            VERIFY_OK(done, waitFor(bench.provider->follow(QString::fromLatin1(handle))));
        }
        QVERIFY(bench.sent.isEmpty());
        VERIFY_OK(unknown, waitFor(bench.provider->follow(QStringLiteral("{\"href\":\"/v1/disk/operations/0af\"}"))));
    }

    /** A restore under a name that only the journal knows, found by the thing's own id. */
    void whatWasRestoredUnderAnotherNameIsFoundAfterARestart()
    {
        YandexBench bench(kLeap);
        bench.trashedFile(QStringLiteral("/Work/a.txt"));
        const TrashedItem item = bench.entry(QStringLiteral("a.txt"));
        bench.host.faults().add(SandboxFault::dropAfter().on("PUT", "/disk/trash/resources/restore"));
        VERIFY_FAILS(waitFor(bench.provider->restore({.item = item, .name = QStringLiteral("a.txt.unbin-0123")})),
            Kind::OutcomeUnknown);
        bench.restart();
        VERIFY_OK(found, waitFor(bench.provider->locate(item)));
        QCOMPARE(found.state, State::Live);
        QCOMPARE(found.live->name, QStringLiteral("a.txt.unbin-0123"));
    }

    /** Whatever becomes of any request of any change: what is reported is so, or is found out by looking. */
    void noRequestLeavesALie_data() { addChanges(); }
    void noRequestLeavesALie()
    {
        QFETCH(int, index);
        const NamedChange change = allChanges()[size_t(index)];
        const auto faults = {SandboxFault::dropBefore(), SandboxFault::dropAfter(), SandboxFault::refuse(500),
            SandboxFault::html(502), SandboxFault::refuse(423), SandboxFault::tooManyRequests("1"),
            SandboxFault::refuse(403), SandboxFault::cut(5), SandboxFault::garbage("{\"a\":")};
        for (const bool isAsync : {false, true}) {
            for (const SandboxFault &fault : faults) {
                for (int i = 0; i < 12; ++i) {
                    YandexBench bench(kLeap);
                    bench.quirks().pollsUntilDone = 0;
                    if (isAsync)
                        allAsync(bench);
                    change.seed(bench);
                    bench.host.faults().add(SandboxFault(fault).after(i));
                    const auto error = change.run(bench);
                    const bool wasUsed = bench.host.faults().pendingCount() == 0;
                    bench.host.faults().clear();
                    if (!error)
                        QVERIFY2(change.isDone(bench), change.name);
                    else if (error->kind != Kind::OutcomeUnknown)
                        QVERIFY2(!change.isDone(bench) || error->kind == Kind::BadResponse
                                || error->kind == Kind::Forbidden || error->kind == Kind::NotFound,
                            qPrintable(QString::fromLatin1(change.name) + QDebug::toString(*error)));
                    QVERIFY2(bench.yandex.breaches().isEmpty(), qPrintable(bench.yandex.breaches().join(u'\n')));
                    QCOMPARE(bench.yandex.emptiedBins(), 0);
                    if (!wasUsed)
                        break;
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestYandexWork)
#include "tst_yandexwork.moc"
