// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/onedrive/onedrivebench.h"

using namespace Unbin;
using Kind = Error::Kind;

/** Everything that can fail fails once: requests, and accesses to the ledger. Afterwards the ledger is the drive. */
class TestOneDriveSweep : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<OneDriveBench> m_bench;
    SandboxRef m_work;

    QString text(const char *latin) const { return QString::fromLatin1(latin); }

    void begin()
    {
        m_bench = std::make_unique<OneDriveBench>( // many replies are lost here, and asked for again after seconds
            OneDriveBench::Kind::Personal, QString(), std::chrono::milliseconds(250));
        m_bench->service.quirks().deltaPageSize = 3;
        m_work = m_bench->folder(text("Work"));
        const SandboxRef inner = m_bench->folder(text("Inner"), m_work);
        m_bench->file(inner, text("b.txt"), "bb");
        m_bench->file(m_work, text("a.txt"));
        m_bench->file(m_work, text("c.txt"));
        // What is deleted before it was ever seen can't be known afterwards; so it has been seen.
        if (!m_bench->listBin())
            qFatal("the bin can't be listed");
        m_bench->sent.clear();
    }

    /** What a person does in a morning, whatever of it fails. */
    void work()
    {
        (void)m_bench->listBin();
        const auto a = m_bench->drive.find(text("/Work/a.txt"));
        if (a)
            m_bench->trash(*a);
        const TrashedItem entry = m_bench->entry(text("a.txt"));
        if (!entry.id.isEmpty()) {
            const auto live = waitFor(m_bench->provider->restore({.item = entry, .name = text("again.txt")}));
            if (live)
                (void)waitFor(m_bench->provider->trash(*live));
        }
        if (const LiveItem c = m_bench->live(m_work, text("c.txt")); !c.id.isEmpty())
            (void)waitFor(m_bench->provider->move(c, {m_bench->provider->rootFolder(), text("d.txt")}));
        (void)waitFor(m_bench->provider->createFolder({m_bench->provider->rootFolder(), text("Made")}));
        if (const auto inner = m_bench->drive.find(text("/Work/Inner")))
            m_bench->trash(*inner);
        (void)m_bench->listBin();
    }

    /** Once nothing fails any more. */
    bool isTrueAgain()
    {
        m_bench->host.faults().clear();
        m_bench->provider->failLedgerAccess(0);
        const auto items = m_bench->listBin();
        const QStringList ledger = m_bench->ledger();
        const QStringList truth = m_bench->truth();
        if (items && ledger == truth && items->size() == size_t(truth.filter(QRegularExpression(text("^bin "))).size()))
            return true;
        qWarning().noquote() << (items ? QString() : items.error().detail) << ledger.join(u'\n') << "\n--\n"
                             << truth.join(u'\n') << "\n--\n"
                             << m_bench->sent.join(u'\n');
        return false;
    }

private Q_SLOTS:
    void cleanup() { m_bench.reset(); }

    void everyRequestMayFail_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("nothing happened") << 0;
        QTest::newRow("it happened, unheard") << 1;
        QTest::newRow("500") << 2;
        QTest::newRow("garbage") << 3;
        QTest::newRow("404") << 4;
        QTest::newRow("410") << 5;
    }
    void everyRequestMayFail()
    {
        QFETCH(int, fault);
        int total = 0;
        for (int i = 0; i == 0 || i < total; ++i) {
            begin();
            m_bench->host.faults().add(faultNumber(fault).on({}, "*").after(i));
            work();
            QVERIFY2(isTrueAgain(), qPrintable(text("request %1").arg(i)));
            if (i == 0) { // how many there are when nothing fails
                begin();
                work();
                total = int(m_bench->sent.size());
                // Four looks at the changes, and each deed once; looks in the background come on top, as time allows.
                for (const char *deed : {"POST */restore", "DELETE *", "PATCH *", "POST */children", "GET */children"})
                    QVERIFY2(m_bench->countSent(deed) == 1, deed);
                QVERIFY(m_bench->countSent("GET */delta") >= 4);
            }
        }
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
            return SandboxFault::answer(404, "{\"error\":{\"code\":\"itemNotFound\"}}");
        default:
            return SandboxFault::answer(410, "{\"error\":{\"code\":\"resyncRequired\"}}");
        }
    }

    void everyPageOfTheFirstRunMayFail()
    {
        for (int i = 0; i < 8; ++i) {
            m_bench = std::make_unique<OneDriveBench>(
                OneDriveBench::Kind::Personal, QString(), std::chrono::milliseconds(250));
            m_bench->service.quirks().deltaPageSize = 2;
            m_work = m_bench->folder(text("Work"));
            for (int n = 0; n < 6; ++n)
                m_bench->file(m_work, text("%1.txt").arg(n));
            m_bench->host.faults().add(SandboxFault::garbage().on({}, "*").after(i));
            (void)m_bench->listBin();
            QVERIFY2(isTrueAgain(), qPrintable(text("request %1").arg(i)));
        }
    }

    void everyAccessToTheLedgerMayFail()
    {
        constexpr int kStep = 7; // neighbours fail alike: statements are prepared, bound and stepped
        bool hasFailed = true;
        for (int n = 1; hasFailed; n += kStep) {
            begin();
            m_bench->provider->failLedgerAccess(n);
            work();
            QVERIFY2(isTrueAgain(), qPrintable(text("access %1").arg(n)));
            hasFailed = n < 500;
        }
    }

    void aKilledProgramBeginsWhereItWas()
    {
        QTemporaryDir directory;
        for (int turns = 1; turns < 40; turns += 3) {
            m_bench = std::make_unique<OneDriveBench>(
                OneDriveBench::Kind::Personal, directory.filePath(QString::number(turns)));
            m_bench->service.quirks().deltaPageSize = 2;
            const SandboxRef folder = m_bench->folder(text("Work"));
            for (int i = 0; i < 6; ++i)
                m_bench->file(folder, text("%1.txt").arg(i));
            {
                QObject owner;
                launch(m_bench->provider->listBin([](std::vector<TrashedItem> &&) {}), &owner,
                    [](const Result<ListSummary> &) {});
                for (int i = 0; i < turns; ++i)
                    QCoreApplication::processEvents();
            }
            m_bench->trash(*m_bench->drive.find(text("/Work/3.txt")));
            m_bench->start();
            QVERIFY(m_bench->listBin());
            QVERIFY(m_bench->listBin());
            QStringList ledger = m_bench->ledger();
            const QStringList truth = m_bench->truth();
            // What was deleted before the first run ended is known only if that run had told of it alive.
            if (!ledger.contains(text("bin 3.txt from /Work")))
                ledger = ledger + truth.filter(text("bin 3.txt"));
            ledger.sort();
            QCOMPARE(ledger, truth);
        }
    }
};

QTEST_GUILESS_MAIN(TestOneDriveSweep)
#include "tst_onedrivesweep.moc"
