// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/itemversionjob.h"
#include "core/restore/momentrequest.h"
#include "core/versions/momentplanjob.h"
#include "core/versions/versioncache.h"
#include "tests/core/versions/versionbench.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Unbin;
using Kind = Error::Kind;
using Outcome = ReceiptLine::Outcome;
using What = VersionDeed::What;
using Verdict = MomentLine::Verdict;

namespace {

QByteArray contentIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

/** Empty if the line tells the truth about the file. */
QByteArray lie(const ReceiptLine &line, const QByteArray &now, const QByteArray &before, const QByteArray &wanted)
{
    if (line.outcome == Outcome::Restored && now != wanted)
        return "it says done, and it is not";
    const bool isUnsure = line.error && line.error->kind == Kind::OutcomeUnknown;
    if (line.outcome == Outcome::Failed && !isUnsure && now != before)
        return "it says failed, and something changed";
    if (line.outcome == Outcome::Failed && !line.error)
        return "failed without a reason";
    return now == before || now == wanted ? QByteArray() : QByteArray("neither the one nor the other");
}

} // namespace

/** What is done to versions, what is fetched of them, and what is planned for many. */
class TestVersionWork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void madeCurrentAndUndone();
    void undoGivesARenamedFileItsNameBack();
    void undoNeverWritesOverSomebodyElse();
    void deletedVersionComesBack();
    void copyIsSavedBesideUnderAFreeName();
    void copyIsSavedHere();
    void failedRequestsOfAPromotionLeaveATrueReceipt();
    void failedJournalWritesSendNothing();
    void lostRepliesAreSettledByLooking_data();
    void lostRepliesAreSettledByLooking();
    void failedRequestsOfADownloadLeaveNothingBehind();
    void folderGoesBackToAMomentAndForthAgain();
    void failedRequestsOfABulkRevertLeaveATrueReceipt_data();
    void failedRequestsOfABulkRevertLeaveATrueReceipt();
    void planTellsWhatItCannotDo();
    void contentsAreFetchedOnce();
    void cacheKeepsWithinItsBoundsAndIsEmptied();
    void leftOversOfACrashAreRemoved();
    void cancelledAndDeletedFetchesLeaveNoFile();
    void promotionIsReadFromTheHistory();
};

void TestVersionWork::madeCurrentAndUndone()
{
    VersionBench bench;
    const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {"one", "two", "three"});
    const ReceiptLine line = bench.run(bench.order(ref, What::MakeCurrent, "one"));
    QCOMPARE(line.outcome, Outcome::Restored);
    QCOMPARE(bench.contentOf(ref), QByteArray("one"));
    QVERIFY(line.now);
    QVERIFY(bench.last->canUndo());

    const Receipt undone = bench.undo();
    QCOMPARE(undone.kind, Receipt::Kind::UndoVersions);
    QCOMPARE(undone.lines.front().outcome, Outcome::Restored);
    QCOMPARE(bench.contentOf(ref), QByteArray("three"));
    QVERIFY(!bench.last->canUndo());
    QCOMPARE(bench.historyOf(ref).versions.size(), size_t(5)); // nothing was lost on the way
}

void TestVersionWork::undoGivesARenamedFileItsNameBack()
{
    VersionBench bench;
    const SandboxRef ref = bench.addFile(QStringLiteral("/first.txt"), {"one", "two"});
    bench.drive.move(ref, SandboxDrive::root, QStringLiteral("second.txt"), bench.later());
    const ReceiptLine line = bench.run(bench.order(ref, What::MakeCurrent, "one"));
    QCOMPARE(line.outcome, Outcome::Restored);
    QVERIFY(line.isRenamed);
    QCOMPARE(bench.drive.name(ref), QStringLiteral("first.txt"));
    QCOMPARE(bench.undo().lines.front().outcome, Outcome::Restored);
    QCOMPARE(bench.drive.name(ref), QStringLiteral("second.txt"));
    QCOMPARE(bench.contentOf(ref), QByteArray("two"));

    // Also where the version that was current never had that name.
    QCOMPARE(bench.run(bench.order(ref, What::MakeCurrent, "one")).outcome, Outcome::Restored);
    QCOMPARE(bench.drive.name(ref), QStringLiteral("first.txt"));
    bench.undo();
    QCOMPARE(bench.drive.name(ref), QStringLiteral("second.txt"));
}

void TestVersionWork::undoNeverWritesOverSomebodyElse()
{
    VersionBench bench;
    const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {"one", "two"});
    bench.run(bench.order(ref, What::MakeCurrent, "one"));
    bench.pasts().write(ref, SandboxContent::of("by Kim"), QStringLiteral("Kim"), bench.later());
    const ReceiptLine line = bench.undo().lines.front();
    QCOMPARE(line.outcome, Outcome::Failed);
    QCOMPARE(line.error->kind, Kind::Changed);
    QCOMPARE(bench.contentOf(ref), QByteArray("by Kim"));
}

void TestVersionWork::deletedVersionComesBack()
{
    VersionBench bench;
    const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {"one", "two", "three"});
    QCOMPARE(bench.run(bench.order(ref, What::Delete, "one")).outcome, Outcome::Restored);
    QVERIFY(VersionBench::find(bench.historyOf(ref), "one").isTrashed());
    QCOMPARE(bench.run(bench.order(ref, What::MakeCurrent, "one")).outcome, Outcome::Failed);
    QCOMPARE(bench.run(bench.order(ref, What::Untrash, "one")).outcome, Outcome::Restored);
    QVERIFY(!VersionBench::find(bench.historyOf(ref), "one").isTrashed());
    QCOMPARE(bench.undo().lines.front().outcome, Outcome::Restored);
    QVERIFY(VersionBench::find(bench.historyOf(ref), "one").isTrashed());
}

void TestVersionWork::copyIsSavedBesideUnderAFreeName()
{
    VersionBench bench;
    const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {"one", "two"});
    bench.addFile(QStringLiteral("/copy.txt"), {"in the way"});
    const ReceiptLine line = bench.run(bench.order(ref, What::SaveBeside, "one"));
    QCOMPARE(line.outcome, Outcome::Restored);
    QCOMPARE(line.now->name, QStringLiteral("copy (2).txt"));
    const auto copy = bench.drive.find(QStringLiteral("/copy (2).txt"));
    QVERIFY(copy);
    QCOMPARE(bench.contentOf(*copy), QByteArray("one"));
    QCOMPARE(bench.contentOf(ref), QByteArray("two"));
    QCOMPARE(bench.undo().lines.front().outcome, Outcome::Restored);
    QVERIFY(bench.drive.isTrashedItself(*copy));
    QVERIFY(bench.drive.isLive(ref));
}

void TestVersionWork::copyIsSavedHere()
{
    QTemporaryDir directory;
    VersionBench bench;
    const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {"one", "two"});
    VersionOrder order = bench.order(ref, What::SaveHere, "one");
    order.deed.localPath = directory.filePath(QStringLiteral("a.txt"));
    QCOMPARE(bench.run(order).outcome, Outcome::Restored);
    QCOMPARE(contentIn(order.deed.localPath), QByteArray("one"));
    QVERIFY(!bench.last->canUndo());

    bench.host.faults().add(SandboxFault::refuse(500).on("GET", "*").forever());
    QCOMPARE(bench.run(order).outcome, Outcome::Failed);
    QCOMPARE(contentIn(order.deed.localPath), QByteArray("one")); // what was there stays
    order.deed.localPath = directory.filePath(QStringLiteral("none/a.txt"));
    QCOMPARE(bench.run(order).error->kind, Kind::LocalIo);
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList{QStringLiteral("a.txt")});
}

void TestVersionWork::failedRequestsOfAPromotionLeaveATrueReceipt()
{
    const auto faults = {&SandboxFault::dropBefore, &SandboxFault::dropAfter};
    for (const auto fault : faults) {
        for (int n = 0;; ++n) {
            VersionBench bench;
            const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {"one", "two"});
            const VersionOrder order = bench.order(ref, What::MakeCurrent, "one");
            bench.host.faults().add(fault().on({}, "*").after(n));
            const ReceiptLine line = bench.run(order);
            const QByteArray trouble = lie(line, bench.contentOf(ref), "two", "one");
            QVERIFY2(trouble.isEmpty(), trouble + " at request " + QByteArray::number(n));
            QVERIFY(bench.historyOf(ref).versions.size() <= 3); // never promoted twice
            if (bench.host.faults().pendingCount() > 0)
                break;
            QVERIFY(n < 20);
        }
    }
}

void TestVersionWork::failedJournalWritesSendNothing()
{
    for (int n = 0; n < 3; ++n) {
        VersionBench bench;
        const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {"one", "two"});
        const VersionOrder order = bench.order(ref, What::MakeCurrent, "one");
        bench.journal->failAccess(n);
        const ReceiptLine line = bench.run(order);
        QVERIFY(lie(line, bench.contentOf(ref), "two", "one").isEmpty());
        if (line.outcome == Outcome::Failed)
            QCOMPARE(bench.contentOf(ref), QByteArray("two"));
    }
}

void TestVersionWork::lostRepliesAreSettledByLooking_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<bool>("isDone");
    const std::pair<const char *, What> deeds[] = {{"make current", What::MakeCurrent}, {"delete", What::Delete},
        {"untrash", What::Untrash}, {"save beside", What::SaveBeside}};
    for (const auto &[name, what] : deeds) {
        QTest::addRow("%s, done", name) << int(what) << true;
        QTest::addRow("%s, not done", name) << int(what) << false;
    }
}

void TestVersionWork::lostRepliesAreSettledByLooking()
{
    QFETCH(int, what);
    QFETCH(bool, isDone);
    VersionBench bench;
    const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {"one", "two", "three"});
    if (What(what) == What::Untrash)
        bench.pasts().trash(ref, bench.pasts().past(ref).front().number, bench.later());
    const VersionOrder order = bench.order(ref, What(what), "one");
    for (const char *method : {"POST", "PUT", "DELETE"})
        bench.host.faults().add((isDone ? SandboxFault::dropAfter() : SandboxFault::dropBefore()).on(method, "*"));
    const ReceiptLine line = bench.run(order);
    QVERIFY2(line.outcome == Outcome::Restored, line.error ? qPrintable(line.error->detail) : "no error");
    const Version one = VersionBench::find(bench.historyOf(ref), "one");
    switch (What(what)) {
    case What::MakeCurrent:
        QCOMPARE(bench.contentOf(ref), QByteArray("one"));
        QCOMPARE(bench.historyOf(ref).versions.size(), size_t(4));
        break;
    case What::Delete:
        QVERIFY(one.isTrashed());
        break;
    case What::Untrash:
        QVERIFY(!one.isTrashed());
        break;
    case What::SaveBeside:
        QVERIFY(bench.drive.find(QStringLiteral("/copy.txt")));
        QCOMPARE(bench.drive.children(SandboxDrive::root).size(), size_t(2));
        break;
    case What::SaveHere:
        break;
    }
}

void TestVersionWork::failedRequestsOfADownloadLeaveNothingBehind()
{
    QTemporaryDir directory;
    const QByteArray content(50'000, 'x');
    for (int kind = 0; kind < 3; ++kind) {
        for (int n = 0;; ++n) {
            VersionBench bench;
            VersionCache cache(directory.path());
            const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {content, "two"});
            const VersionHistory history = bench.historyOf(ref);
            auto fault = kind == 0 ? SandboxFault::dropBefore()
                : kind == 1        ? SandboxFault::refuse(500)
                                   : SandboxFault::cut(100);
            bench.host.faults().add(std::move(fault).on("GET", "*").after(n).times(9));
            const auto fetched = waitFor(cache.fetch(
                bench.account, *bench.provider, history.file, VersionBench::find(history, content), 100'000));
            const bool isOver = n > 1;
            QCOMPARE(fetched.has_value(), isOver);
            QCOMPARE(QDir(cache.directory()).entryList(QDir::Files).size(), isOver ? 2 : 1); // the lock stays
            if (fetched)
                QCOMPARE(contentIn((*fetched)->path), content);
            if (isOver)
                break;
        }
    }
}

void TestVersionWork::folderGoesBackToAMomentAndForthAgain()
{
    VersionBench bench;
    std::vector<SandboxRef> refs;
    for (int i = 0; i < 40; ++i) {
        const QString folder = i % 2 ? QStringLiteral("/Work/") : QStringLiteral("/Work/Below/");
        refs.push_back(bench.addFile(folder + QStringLiteral("%1.txt").arg(i), {"then"}));
    }
    const QDateTime moment = bench.later();
    for (size_t i = 0; i < refs.size(); ++i) {
        if (i % 4)
            bench.pasts().write(refs[i], SandboxContent::of("now " + QByteArray::number(int(i))), {}, bench.later());
    }
    const SandboxRef young = bench.addFile(QStringLiteral("/Work/young.txt"), {"young"});

    auto plan = waitFor(JobPtr<MomentPlan>(std::make_unique<MomentPlanJob>(
        MomentRequest{bench.account, {bench.liveOf(*bench.drive.find(QStringLiteral("/Work")))}, QStringLiteral("/"), moment},
        *bench.provider)));
    QVERIFY(plan);
    QCOMPARE(plan->lines.size(), size_t(41));
    QCOMPARE(plan->count(Verdict::GoesBack), 30);
    QCOMPARE(plan->count(Verdict::AlreadySo), 10);
    QCOMPARE(plan->count(Verdict::NoVersionThen), 1);
    QCOMPARE(plan->lines.front().path, QStringLiteral("/Work"));

    const Receipt receipt = bench.run(requestFor(*plan));
    QCOMPARE(receipt.count(Outcome::Restored), 30);
    for (const SandboxRef ref : refs)
        QCOMPARE(bench.contentOf(ref), QByteArray("then"));
    QCOMPARE(bench.contentOf(young), QByteArray("young"));

    QCOMPARE(bench.undo().count(Outcome::Restored), 30);
    for (size_t i = 0; i < refs.size(); ++i)
        QCOMPARE(bench.contentOf(refs[i]), i % 4 ? "now " + QByteArray::number(int(i)) : QByteArray("then"));
}

void TestVersionWork::failedRequestsOfABulkRevertLeaveATrueReceipt_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("nothing happened") << 0;
    QTest::newRow("it happened, unheard") << 1;
    QTest::newRow("refused") << 2;
}

void TestVersionWork::failedRequestsOfABulkRevertLeaveATrueReceipt()
{
    QFETCH(int, fault);
    const SandboxFault faults[] = {SandboxFault::dropBefore(), SandboxFault::dropAfter(), SandboxFault::refuse(403)};
    for (int n = 0;; ++n) {
        VersionBench bench;
        std::vector<SandboxRef> refs;
        VersionRequest request;
        for (int i = 0; i < 4; ++i) {
            refs.push_back(bench.addFile(QStringLiteral("/%1.txt").arg(i), {"one", "two"}));
            request.orders.push_back(bench.order(refs.back(), What::MakeCurrent, "one"));
        }
        bench.host.faults().add(SandboxFault(faults[fault]).on({}, "*").after(n));
        const Receipt receipt = bench.run(request);
        QCOMPARE(receipt.lines.size(), size_t(4));
        for (size_t i = 0; i < refs.size(); ++i) {
            const QByteArray trouble = lie(receipt.lines[i], bench.contentOf(refs[i]), "two", "one");
            QVERIFY2(trouble.isEmpty(), trouble + " at request " + QByteArray::number(n));
        }
        if (bench.host.faults().pendingCount() > 0)
            break;
        QVERIFY(n < 60);
    }
}

void TestVersionWork::planTellsWhatItCannotDo()
{
    VersionBench bench;
    const SandboxRef ref = bench.addFile(QStringLiteral("/Work/a.txt"), {"one", "two"});
    bench.addFile(QStringLiteral("/Work/b.txt"), {"one", "two"});
    const LiveItem work = bench.liveOf(*bench.drive.find(QStringLiteral("/Work")));
    const QByteArray versionsOfA = "/files/" + QByteArray::number(bench.drive.numbering() + ref.serial) + "/versions";
    bench.host.faults().add(SandboxFault::answer(403, "{\"code\":\"forbidden\"}").on("GET", versionsOfA));
    const auto plan = waitFor(JobPtr<MomentPlan>(std::make_unique<MomentPlanJob>(
        MomentRequest{bench.account, {work}, QStringLiteral("/"), bench.clock.now().addSecs(-3600 * 2)}, *bench.provider)));
    QVERIFY(plan);
    QCOMPARE(plan->lines.size(), size_t(2));
    QCOMPARE(plan->count(Verdict::Unknown), 1);
    QVERIFY(plan->lines.front().error.has_value());
}

void TestVersionWork::contentsAreFetchedOnce()
{
    QTemporaryDir directory;
    VersionBench bench;
    VersionCache cache(directory.path());
    const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {"one", "two", "one"});
    const VersionHistory history = bench.historyOf(ref);
    const auto fetch = [&](size_t index) {
        return waitFor(cache.fetch(bench.account, *bench.provider, history.file, history.versions[index], 1000));
    };
    const auto first = fetch(2);
    QVERIFY(first);
    QCOMPARE(contentIn((*first)->path), QByteArray("one"));
    const qint64 requests = bench.host.requestCount();
    QVERIFY(fetch(2) && fetch(0)); // the same content, saved again
    QCOMPARE(bench.host.requestCount(), requests);
    QVERIFY(fetch(1));
    QVERIFY(bench.host.requestCount() > requests);
    QCOMPARE(QFileInfo((*first)->path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(!waitFor(cache.fetch(bench.account, *bench.provider, history.file, history.versions[0], 2)));
}

void TestVersionWork::cacheKeepsWithinItsBoundsAndIsEmptied()
{
    QTemporaryDir directory;
    QString path;
    {
        VersionBench bench;
        VersionCache cache(directory.path(), 250);
        path = cache.directory();
        QByteArrayList contents;
        for (char c = 'a'; c < 'g'; ++c)
            contents += QByteArray(100, c);
        const VersionHistory history = bench.historyOf(bench.addFile(QStringLiteral("/a.txt"), contents));
        CachedContentPtr held;
        for (const Version &version : history.versions) {
            const auto fetched = waitFor(cache.fetch(bench.account, *bench.provider, history.file, version, 1000));
            QVERIFY(fetched);
            if (!held)
                held = *fetched;
            QVERIFY(QFile::exists(held->path));
            QVERIFY(cache.usedBytes() <= 300);
        }
        QCOMPARE(QDir(path).entryList(QDir::Files).size(), 3); // two contents and the lock
    }
    QVERIFY(!QFile::exists(path));
    QVERIFY(QDir(directory.path()).isEmpty());
}

void TestVersionWork::leftOversOfACrashAreRemoved()
{
    QTemporaryDir directory;
    QDir(directory.path()).mkpath(QStringLiteral("contents-old"));
    QFile left(directory.filePath(QStringLiteral("contents-old/7")));
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    VersionCache running(directory.path());
    QVERIFY(!QFile::exists(left.fileName()));
    VersionCache second(directory.path()); // another window of ours
    QVERIFY(QFile::exists(running.directory()));
    QVERIFY(QFile::exists(second.directory()));
}

void TestVersionWork::cancelledAndDeletedFetchesLeaveNoFile()
{
    QTemporaryDir directory;
    VersionBench bench;
    const VersionHistory history = bench.historyOf(bench.addFile(QStringLiteral("/a.txt"), {QByteArray(300'000, 'x')}));
    for (const bool isDeleted : {false, true}) {
        VersionCache cache(directory.path());
        bench.host.faults().clear();
        bench.host.faults().add(SandboxFault::stall(1000).on("GET", "/download/*"));
        QObject owner;
        bool hasEnded = false;
        QPointer<JobBase> job = launch(
            cache.fetch(bench.account, *bench.provider, history.file, history.versions.front(), 1'000'000), &owner,
            [&](const Result<CachedContentPtr> &fetched) { hasEnded = !fetched; });
        QTRY_VERIFY(job && job->progress().doneBytes > 0);
        QCOMPARE(QDir(cache.directory()).entryList(QDir::Files).size(), 2);
        if (isDeleted)
            delete job.data();
        else
            job->cancel();
        QTRY_COMPARE(QDir(cache.directory()).entryList(QDir::Files).size(), 1);
        QTRY_COMPARE(hasEnded, !isDeleted);
    }
}

void TestVersionWork::promotionIsReadFromTheHistory()
{
    const auto version = [](const char *id, const char *content, qint64 size = 1) {
        Version made{.id = VersionId(QString::fromLatin1(id)), .sizeBytes = size};
        if (*content)
            made.hash = {ContentHash::Algorithm::Sha1, content};
        return made;
    };
    const auto judge = [](Version current, const Version &wanted, const Version &before) {
        current.isCurrent = true;
        return promotionIn({.versions = {current}}, {.version = wanted, .before = before});
    };
    QCOMPARE(judge(version("3", "a"), version("1", "a"), version("2", "b")), DeedState::Done);
    QCOMPARE(judge(version("2", "b"), version("1", "a"), version("2", "b")), DeedState::NotDone);
    QCOMPARE(judge(version("3", "c"), version("1", "a"), version("2", "b")), DeedState::Unclear);
    QCOMPARE(judge(version("3", "", 5), version("1", "", 5), version("2", "", 7)), DeedState::Done);
    QCOMPARE(judge(version("3", "", 6), version("1", "", 5), version("2", "", 7)), DeedState::Unclear);
    QCOMPARE(judge(version("3", "a"), version("1", "a"), version("", "b")), DeedState::Done);
    QCOMPARE(judge(version("3", "b"), version("1", "a"), version("", "b")), DeedState::NotDone);
    QCOMPARE(judge(version("3", "a"), version("1", "a"), version("", "a")), DeedState::Unclear);
    QCOMPARE(promotionIn({}, {}), DeedState::Unclear);
}

QTEST_GUILESS_MAIN(TestVersionWork)
#include "tst_versionwork.moc"
