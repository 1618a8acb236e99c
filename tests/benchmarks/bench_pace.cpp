// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "core/http/httpmessage.h"
#include "core/http/tokensource.h"
#include "core/providers/box/boxprovider.h"
#include "core/providers/providerset.h"
#include "core/restore/journal.h"
#include "core/restore/restoreservice.h"
#include "tests/support/jobwait.h"
#include "tests/support/manualclock.h"
#include "tests/support/scripteddecider.h"

#include <QTest>
#include <QThreadPool>

using namespace Unbin;

using std::chrono::milliseconds;

/** The bar of DESIGN section 7: a bulk restore against a service with 50 ms latency and a rate limit. Time is moved by hand,
    so a slow machine measures the same. */
class BenchPace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bulkRestoreUsesTheLimit_data();
    void bulkRestoreUsesTheLimit();
};

void BenchPace::bulkRestoreUsesTheLimit_data()
{
    QTest::addColumn<int>("limit"); // requests a second
    QTest::addColumn<int>("items");
    QTest::addColumn<double>("bar");
    // Box is never asked more than ten times a second (box.md section 9), so the limit has to be below to be met.
    QTest::newRow("4 a second") << 4 << 1000 << 0.95;
    QTest::newRow("8 a second") << 8 << 2000 << 0.95;
    QTest::newRow("10 a second") << 10 << 2000 << 0.95;
}

void BenchPace::bulkRestoreUsesTheLimit()
{
    QFETCH(int, limit);
    QFETCH(int, items);
    QFETCH(double, bar);
    ManualClock clock;
    SandboxDrive drive({.id = 1, .name = QStringLiteral("Bench"), .login = QStringLiteral("bench@example.com")});
    const SandboxRef folder = drive.addFolders(QStringLiteral("/Folder"), clock.now());
    drive.addTrashedBulk(folder, quint32(items), clock.now());
    BoxDialect box(clock);
    box.addAccount("token", drive);
    SandboxHost host(clock);
    host.mount("/box/2.0", box);
    host.setLatency(milliseconds(50));
    SandboxNetwork network(host);
    FixedTokenSource tokens("token");
    ProviderSet providers;
    const AccountId account(QStringLiteral("a"));
    providers.add(account,
        std::make_unique<BoxProvider>(network, tokens, clock, QUrl(QStringLiteral("https://sandbox.test/box/2.0"))));
    auto journal = std::move(Journal::openInMemory()->journal);
    ScriptedDecider decider;
    RestoreService service(providers, *journal, clock);
    // The threads of the journal and of those who read long replies live in real time: they are waited for before the clock
    // moves on, else a busy machine measures itself.
    const auto turn = [&clock, &journal] {
        QCoreApplication::processEvents();
        QThreadPool::globalInstance()->waitForDone();
        (void)waitFor(journal->history(1));
        QCoreApplication::processEvents();
        clock.advance(milliseconds(5));
    };

    host.limiter().setLimit({.requests = limit, .window = std::chrono::seconds(1), .retryAfter = std::chrono::seconds(1)});
    RestoreRequest request;
    bool isListed = false;
    QObject owner;
    launch(providers.find(account)->listBin([&](std::vector<TrashedItem> &&page) {
        for (TrashedItem &item : page)
            request.items.push_back({account, std::move(item)});
    }), &owner, [&](const Result<ListSummary> &) { isListed = true; });
    while (!isListed)
        turn();
    QCOMPARE(request.items.size(), size_t(items));

    // A wish to wait is known once its reply is here; what arrives from then on until its end was forbidden.
    milliseconds forbiddenFrom{-1};
    milliseconds forbiddenUntil{-1};
    qint64 accepted = 0;
    int forbidden = 0;
    host.observe([&](const QByteArray &, const SandboxRequest &, const SandboxDelivery &delivery) {
        const auto now = clock.monotonic();
        if (now > forbiddenFrom && now < forbiddenUntil)
            ++forbidden;
        if (delivery.response.status != 429) {
            ++accepted;
            return;
        }
        const milliseconds wish = std::chrono::seconds(headerValue(delivery.response.headers, "Retry-After").toInt());
        forbiddenFrom = now + milliseconds(50);
        forbiddenUntil = std::max(forbiddenUntil, now + wish);
    });
    const auto began = clock.monotonic();
    service.setReviewFrom(items + 1);
    Activity *activity = service.restore(std::move(request), decider);
    while (activity->state() != Activity::State::Finished)
        turn();
    QVERIFY(activity->receipt()->isCompleteSuccess());
    const double seconds = double((clock.monotonic() - began).count()) / 1000;
    const double share = double(accepted) / (seconds * limit);
    qInfo("%d items at %d a second: %.0f s, %.1f %% of the limit, %d refusals, %d in a forbidden window", items, limit,
        seconds, 100 * share, host.limiter().refusals(), forbidden);
    QCOMPARE(forbidden, 0);
    QVERIFY2(share >= bar, qPrintable(QString::number(share)));
}

QTEST_GUILESS_MAIN(BenchPace)
#include "bench_pace.moc"
