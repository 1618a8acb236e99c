// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/versions/versionbench.h"
#include "tests/support/scripteddecider.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <condition_variable>
#include <mutex>

using namespace Unbin;
using Outcome = ReceiptLine::Outcome;
using State = Activity::State;
using What = VersionDeed::What;

namespace {

/** A program that dies at a chosen instant: with what the disk held then, and what the drive held then, the next one begins. */
struct MortalBench : VersionBench {
    MortalBench() { open(m_folder.filePath(QStringLiteral("0.db"))); }

    void open(const QString &path)
    {
        service.reset();
        journal.reset();
        journal = std::move(Journal::open(path)->journal);
        service = std::make_unique<RestoreService>(providers, *journal, clock);
        m_path = path;
    }
    /** instant: the n-th time that the journal is about to commit, or has just done so. False: it ended before. */
    bool diesAt(int instant, const std::function<Activity *()> &begin)
    {
        waitFor(journal->history(1)); // what went before is written
        QEventLoop loop;
        std::mutex mutex;
        std::condition_variable freed;
        bool isFree = false;
        bool isDead = false;
        int seen = 0; // the writer's
        const QString left = m_folder.filePath(QStringLiteral("%1.db").arg(++m_lives));
        const auto die = [&] {
            isDead = true;
            for (const QString &part : {QString(), QStringLiteral("-wal")})
                QFile::copy(m_path + part, left + part);
            service.reset(); // nobody sends or hears anything any more
            loop.quit();
        };
        journal->setProbe([&] {
            if (seen++ != instant)
                return;
            QMetaObject::invokeMethod(&loop, die, Qt::QueuedConnection);
            std::unique_lock lock(mutex);
            freed.wait(lock, [&] { return isFree; });
        });
        Activity *activity = begin();
        QObject::connect(activity, &Activity::finished, &loop, [&] { // and until the last word is written
            launch(journal->history(1), &loop, [&loop](const Result<std::vector<BatchSummary>> &) { loop.quit(); });
        });
        loop.exec();
        {
            const std::scoped_lock lock(mutex);
            isFree = true;
        }
        freed.notify_one();
        journal->setProbe(nullptr);
        if (isDead)
            open(left);
        return isDead;
    }
    /** The next run of the program: what was cut off is settled and gone on with. Null if nothing was open. */
    Activity *goOn()
    {
        service->takeUpInterrupted();
        const auto all = service->activities();
        if (all.empty())
            return nullptr;
        Activity *cutOff = all.front();
        settle(cutOff);
        if (cutOff->state() == State::Interrupted) {
            ++resumed;
            cutOff = service->goOn(cutOff, m_decider);
        }
        last = cutOff;
        finish(cutOff);
        return cutOff;
    }
    /** In a loop of its own: time runs only while one does. */
    static void settle(Activity *cutOff)
    {
        QEventLoop loop;
        QTimer::singleShot(std::chrono::seconds(60), &loop, &QEventLoop::quit);
        QObject::connect(cutOff, &Activity::changed, &loop, [&] {
            if (cutOff->state() != State::Planning)
                loop.quit();
        });
        loop.exec();
        QVERIFY2(cutOff->state() != State::Planning, "nobody finds out how far it came");
    }
    size_t savesOf(SandboxRef ref) { return pasts().past(ref).size() + 1; }

    int resumed = 0;

private:
    static QString folderTemplate() // in memory where there is such a place: only what was written is looked at
    {
        const QString memory = QStringLiteral("/dev/shm");
        return QDir(QFileInfo(memory).isWritable() ? memory : QDir::tempPath()).filePath(QStringLiteral("unbin-mortal-XXXXXX"));
    }

    QTemporaryDir m_folder{folderTemplate()};
    QString m_path;
    int m_lives = 0;
    ScriptedDecider m_decider;
};

/** Three files that hold "two" and shall hold "one"; the first was called otherwise when it did. */
struct Revert {
    explicit Revert(MortalBench &bench)
    {
        for (int i = 0; i < 3; ++i)
            refs.push_back(bench.addFile(QStringLiteral("/%1.txt").arg(i), {"one", "two"}));
        bench.drive.move(refs[0], SandboxDrive::root, QStringLiteral("renamed.txt"), bench.later());
        for (const SandboxRef ref : refs)
            request.orders.push_back(bench.order(ref, What::MakeCurrent, "one"));
    }
    /** Each file holds this, whatever it holds by how many saves. */
    bool isAll(const MortalBench &bench, const QByteArray &content) const
    {
        return std::all_of(
            refs.begin(), refs.end(), [&](SandboxRef ref) { return bench.contentOf(ref) == content; });
    }

    std::vector<SandboxRef> refs;
    VersionRequest request;
};

} // namespace

/** Deeds on versions that were cut off: whatever was under way is found out by looking, and the rest is done, once. */
class TestVersionResume : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void revertGoesOnAfterDeathAtAnyInstant();
    void undoGoesOnAfterDeathAtAnyInstant();
    void everyDeedIsDoneOnce_data();
    void everyDeedIsDoneOnce();
    void nobodyIsWrittenOver();
    void leftAsItIsTellsTheTruth();
    void pastRevertCanBeUndone();
};

void TestVersionResume::revertGoesOnAfterDeathAtAnyInstant()
{
    int resumed = 0;
    for (int instant = 0;; ++instant) {
        MortalBench bench;
        const Revert revert(bench);
        if (!bench.diesAt(instant, [&] { return bench.service->changeVersions(revert.request); })) {
            QVERIFY(instant >= 6); // of the batch, of the steps, of their ends; those of several files may share one
            break;
        }
        const QByteArray where = "at instant " + QByteArray::number(instant);
        Activity *ended = bench.goOn();
        resumed += bench.resumed;
        if (!ended) { // it died before the first word, or after the last
            QVERIFY2(revert.isAll(bench, instant < 2 ? "two" : "one"), where);
            continue;
        }
        QVERIFY2(ended->receipt()->isCompleteSuccess(), where);
        QCOMPARE(ended->receipt()->lines.size(), size_t(3));
        QVERIFY2(revert.isAll(bench, "one"), where);
        for (const SandboxRef ref : revert.refs)
            QVERIFY2(bench.savesOf(ref) == 3, where); // none was made current twice
        QVERIFY2(ended->canUndo(), where);
        QVERIFY2(bench.undo().isCompleteSuccess(), where);
        QVERIFY2(revert.isAll(bench, "two"), where);
        QCOMPARE(bench.drive.name(revert.refs[0]), QStringLiteral("renamed.txt"));
    }
    QVERIFY(resumed > 2);
}

void TestVersionResume::undoGoesOnAfterDeathAtAnyInstant()
{
    int resumed = 0;
    for (int instant = 0;; ++instant) {
        MortalBench bench;
        const Revert revert(bench);
        QVERIFY(bench.run(revert.request).isCompleteSuccess());
        QCOMPARE(bench.drive.name(revert.refs[0]), QStringLiteral("0.txt"));
        if (!bench.diesAt(instant, [&] { return bench.service->undo(bench.last); })) {
            QVERIFY(instant >= 6);
            break;
        }
        const QByteArray where = "at instant " + QByteArray::number(instant);
        const Activity *ended = bench.goOn();
        resumed += bench.resumed;
        if (!ended) {
            QVERIFY2(revert.isAll(bench, instant < 2 ? "one" : "two"), where);
            continue;
        }
        QVERIFY2(ended->receipt()->isCompleteSuccess(), where);
        QCOMPARE(ended->kind(), Receipt::Kind::UndoVersions);
        QVERIFY2(revert.isAll(bench, "two"), where);
        QCOMPARE(bench.drive.name(revert.refs[0]), QStringLiteral("renamed.txt"));
        for (const SandboxRef ref : revert.refs)
            QVERIFY2(bench.savesOf(ref) == 4, where);
    }
    QVERIFY(resumed > 2);
}

void TestVersionResume::everyDeedIsDoneOnce_data()
{
    QTest::addColumn<int>("what");
    const std::pair<const char *, What> deeds[] = {{"delete", What::Delete}, {"untrash", What::Untrash},
        {"save beside", What::SaveBeside}, {"save here", What::SaveHere}};
    for (const auto &[name, what] : deeds)
        QTest::newRow(name) << int(what);
}

void TestVersionResume::everyDeedIsDoneOnce()
{
    QFETCH(int, what);
    for (int instant = 0;; ++instant) {
        QTemporaryDir here;
        MortalBench bench;
        const SandboxRef ref = bench.addFile(QStringLiteral("/a.txt"), {"one", "two"});
        if (What(what) == What::Untrash)
            bench.pasts().trash(ref, bench.pasts().past(ref).front().number, bench.later());
        VersionOrder order = bench.order(ref, What(what), "one");
        order.deed.localPath = here.filePath(QStringLiteral("one.txt"));
        if (!bench.diesAt(instant, [&] { return bench.service->changeVersions({{order}}); })) {
            QVERIFY(instant > 3);
            break;
        }
        const QByteArray where = "at instant " + QByteArray::number(instant);
        const Activity *ended = bench.goOn();
        const bool isNothing = !ended && instant < 2; // it died before the first word
        if (ended)
            QVERIFY2(ended->receipt()->isCompleteSuccess(), where);
        const bool isTrashed = VersionBench::find(bench.historyOf(ref), "one").isTrashed();
        switch (What(what)) {
        case What::Delete:
            QVERIFY2(isTrashed != isNothing, where);
            break;
        case What::Untrash:
            QVERIFY2(isTrashed == isNothing, where);
            break;
        case What::SaveBeside:
            QVERIFY2(bench.drive.children(SandboxDrive::root).size() == (isNothing ? 1 : 2), where);
            break;
        case What::SaveHere:
            QVERIFY2(QFile::exists(order.deed.localPath) != isNothing, where);
            break;
        case What::MakeCurrent:
            break;
        }
    }
}

void TestVersionResume::nobodyIsWrittenOver()
{
    int unsure = 0;
    for (int instant = 0;; ++instant) {
        MortalBench bench;
        const Revert revert(bench);
        if (!bench.diesAt(instant, [&] { return bench.service->changeVersions(revert.request); }))
            break;
        bench.pasts().write(revert.refs[1], SandboxContent::of("by Kim"), QStringLiteral("Kim"), bench.later());
        const Activity *ended = bench.goOn();
        QCOMPARE(bench.contentOf(revert.refs[1]), QByteArray("by Kim"));
        if (!ended)
            continue;
        const ReceiptLine &line = ended->receipt()->lines[1];
        QCOMPARE(bench.contentOf(revert.refs[0]), QByteArray("one"));
        QVERIFY(line.outcome == Outcome::Restored || line.error);
        unsure += line.error && line.error->kind == Error::Kind::OutcomeUnknown;
    }
    QVERIFY(unsure > 0); // its reply was lost, and then the history tells nothing any more: it says so
}

void TestVersionResume::leftAsItIsTellsTheTruth()
{
    for (int instant = 2;; instant += 2) {
        MortalBench bench;
        const Revert revert(bench);
        if (!bench.diesAt(instant, [&] { return bench.service->changeVersions(revert.request); }))
            break;
        bench.service->takeUpInterrupted();
        if (bench.service->activities().empty())
            continue;
        Activity *cutOff = bench.service->activities().front();
        MortalBench::settle(cutOff);
        bench.service->leave(cutOff);
        const Receipt receipt = bench.finish(cutOff);
        QCOMPARE(receipt.lines.size(), size_t(3));
        for (size_t i = 0; i < 3; ++i) {
            const bool isDone = receipt.lines[i].outcome == Outcome::Restored;
            QCOMPARE(bench.contentOf(revert.refs[i]), isDone ? QByteArray("one") : QByteArray("two"));
            QVERIFY(receipt.lines[i].version); // it can be told what it was about
        }
    }
}

void TestVersionResume::pastRevertCanBeUndone()
{
    MortalBench bench;
    const Revert revert(bench);
    QVERIFY(bench.run(revert.request).isCompleteSuccess());
    const auto recall = [&bench] {
        const auto history = waitFor(bench.journal->history(5));
        Activity *past = bench.service->recall(history->back());
        bench.finish(past);
        return past;
    };
    QVERIFY(waitFor(bench.journal->history(1)).has_value());
    bench.service = std::make_unique<RestoreService>(bench.providers, *bench.journal, bench.clock); // another day
    bench.last = recall();
    QVERIFY(bench.last->canUndo());
    QVERIFY(bench.undo().isCompleteSuccess());
    QVERIFY(revert.isAll(bench, "two"));
    QCOMPARE(bench.drive.name(revert.refs[0]), QStringLiteral("renamed.txt"));
    bench.service = std::make_unique<RestoreService>(bench.providers, *bench.journal, bench.clock);
    QVERIFY(!recall()->canUndo()); // it was
}

QTEST_GUILESS_MAIN(TestVersionResume)
#include "tst_versionresume.moc"
