// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/yandexdisk/yandexworld.h"

using namespace Unbin;
using Outcome = ReceiptLine::Outcome;

namespace {

const QString kPutBackTarget = QStringLiteral("/Other");

/** A file whose folders are gone for good and a folder whose place is there: both left the bin and did not arrive. */
struct HalfWay {
    explicit HalfWay(bool isAsync)
        : world(kLeap)
    {
        world.worksAsOperations(isAsync);
        world.YandexBench::folder(QStringLiteral("/Kept"));
        world.YandexBench::folder(kPutBackTarget);
        file = world.trashedFile(QStringLiteral("/Kept/Gone/Deep/a.txt"));
        world.drive.purge(*world.drive.find(QStringLiteral("/Kept/Gone")));
        plans = world.trashedFolder(QStringLiteral("/Work/Plans"), 2);
        world.host.faults().add(SandboxFault::refuse(403).on("POST", "/disk/resources/move").times(2));
        first = world.begin({QStringLiteral("a.txt"), QStringLiteral("Plans")}, kPutBackTarget);
        receipt = world.end(first);
        batch = receipt.batch;
    }

    /** What the receipt says that is not so; empty: it is true, and whatever is in the bin has its own name. */
    QString lies(const Receipt &told) const
    {
        QStringList all;
        for (const ReceiptLine &line : told.lines) {
            const SandboxRef ref = line.item.item.kind == ItemKind::Folder ? plans : file;
            const QString name = line.item.item.name;
            if (line.outcome == Outcome::Restored) {
                if (!world.drive.isTrashedItself(ref) || world.drive.name(ref) != name)
                    all += name + QStringLiteral(" is not back in the bin");
                else if (!line.entry || line.entry->id.value() != YandexDialect::trashPath(world.drive, ref))
                    all += name + QStringLiteral(" is another entry than the receipt says");
                else if (line.now)
                    all += name + QStringLiteral(" is said to be live as well");
            } else if (line.now) {
                const auto found = world.drive.find(line.nowPath + u'/' + line.now->name);
                if (found != ref)
                    all += name + QStringLiteral(" is not at ") + line.nowPath + u'/' + line.now->name;
            } else {
                all += name + QStringLiteral(" is said to be nowhere");
            }
        }
        return all.join(u'\n');
    }
    /** As before the restore, but that folders which had been gone for good lie in the bin now. */
    static QString wanted()
    {
        return QStringLiteral("/\n  Kept/\n  Other/\n  Work/\n"
                              "bin\n  Deep/ from /Kept/Gone\n  Gone/ from /Kept\n"
                              "  Plans/ from /Work\n    0.txt 7\n    1.txt 7\n  a.txt 7 from /Kept/Gone/Deep\n");
    }
    /** What the next run of the program finds in the history: that it was put back, or the restore, which can be now. */
    Receipt putBackFromHistory()
    {
        const auto history = waitFor(world.service->history(10));
        if (!history || history->empty())
            return {};
        Activity *past = world.service->recall(history->front());
        const Receipt receipt = world.end(past);
        if (receipt.kind == Receipt::Kind::Undo)
            return receipt;
        Activity *back = world.service->putBack(past);
        return back ? world.end(back) : Receipt();
    }

    YandexWorld world;
    SandboxRef file;
    SandboxRef plans;
    Activity *first = nullptr;
    Receipt receipt;
    qint64 batch = 0;
};

QByteArray textOf(const Receipt &receipt)
{
    return '\n' + toJsonText(receipt, [](const AccountId &) { return QString(); });
}

/** Whoever dies before the answer arrives can't know that the service is at work: it is told with 423. */
bool isWellBehaved(HalfWay &half, bool isAsync)
{
    const QStringList all = half.world.yandex.breaches();
    return all.isEmpty() || (isAsync && all.filter(QStringLiteral("is in an operation")).size() == all.size());
}

} // namespace

/** A restore to another place that stopped half way, put back into the bin: whenever that is cut off, nothing is lost. */
class TestYandexPutBack : public QObject
{
    Q_OBJECT

private:
    /** Dies at every instant that diesAt() knows, one after the other. */
    void sweep(const std::function<bool(HalfWay &, int instant)> &diesAt)
    {
        QFETCH(bool, isAsync);
        int resumed = 0;
        for (int instant = 0;; ++instant) {
            HalfWay half(isAsync);
            const QByteArray where = QByteArray::number(instant);
            QCOMPARE(half.receipt.count(Outcome::Failed), 2);
            QVERIFY(half.first->canPutBack());
            if (!diesAt(half, instant)) {
                QVERIFY(instant > 8);
                break;
            }
            Activity *next = half.world.startAndGoOn();
            Receipt receipt;
            if (next) {
                ++resumed;
                receipt = next->receipt().value_or(Receipt());
            } else { // nothing had been begun: it is half way as before, and can still be put back
                receipt = half.putBackFromHistory();
            }
            QCOMPARE(receipt.lines.size(), size_t(2));
            QVERIFY2(half.lies(receipt).isEmpty(), where + ": " + half.lies(receipt).toUtf8() + textOf(receipt));
            QVERIFY2(receipt.count(Outcome::Restored) == 2, where + ": " + half.world.held().toUtf8());
            QVERIFY2(half.world.held() == half.wanted(), where + ": " + half.world.held().toUtf8());
            QVERIFY2(isWellBehaved(half, isAsync), where + ": " + half.world.breaches().toUtf8());
            QVERIFY(half.world.journal->unfinished().empty() || next);
        }
        QVERIFY(resumed > 8);
    }

private Q_SLOTS:
    void aCrashAtEveryRequestIsSurvived_data() { YandexWorld::addWays(); }
    void aCrashAtEveryRequestIsSurvived()
    {
        sweep([](HalfWay &half, int n) {
            return half.world.diesAtRequest(n, [&] { return half.world.service->putBack(half.first); });
        });
    }

    void aCrashAtEveryJournalAccessIsSurvived_data() { YandexWorld::addWays(); }
    void aCrashAtEveryJournalAccessIsSurvived()
    {
        sweep([](HalfWay &half, int n) {
            return half.world.diesAtCommit(n, [&] { return half.world.service->putBack(half.first); });
        });
    }

    /** The disk fails once, at any access: what the receipt says is so, and trying again ends it. */
    void anyJournalAccessMayFail()
    {
        int failed = 0;
        int spared = 0;
        for (int n = 1; spared < 6; ++n) {
            HalfWay half(false);
            YandexWorld &world = half.world;
            (void)waitFor(world.journal->history(1));
            world.journal->failAccess(n);
            Activity *back = world.service->putBack(half.first);
            Receipt receipt = world.end(back);
            const QByteArray where = QByteArray::number(n);
            QVERIFY2(half.lies(receipt).isEmpty(), where + ": " + half.lies(receipt).toUtf8());
            const bool hasFailed = receipt.count(Outcome::Restored) < 2;
            failed += hasFailed;
            spared = hasFailed ? 0 : spared + 1;
            QVERIFY(n < 500);
            if (!hasFailed)
                continue;
            Activity *again = world.service->retryFailed(back, world.decider);
            QVERIFY2(again, where);
            receipt = world.end(again);
            QVERIFY2(half.lies(receipt).isEmpty(), where + ": " + half.lies(receipt).toUtf8());
            QVERIFY2(world.drive.isTrashedItself(half.file) && world.drive.isTrashedItself(half.plans),
                where + ": " + world.held().toUtf8());
        }
        QVERIFY(failed > 3);
    }
};

QTEST_GUILESS_MAIN(TestYandexPutBack)
#include "tst_yandexputback.moc"
