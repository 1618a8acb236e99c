// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "core/domain/clock.h"
#include "core/http/tokensource.h"
#include "core/providers/onedrive/onedriveprovider.h"
#include "tests/benchmarks/framemeter.h"
#include "tests/benchmarks/measure.h"
#include "tests/support/jobwait.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Unbin;

namespace {

constexpr int kItems = 500'000;
constexpr int kPerPage = 1000;
constexpr int kPerFolder = 100;
constexpr int kDeleted = 20'000; ///< files that the second run tells deleted, in 200 folders

/** A personal drive that tells its items page by page: a folder, then the files in it. */
class BigDrive final : public SandboxService
{
public:
    bool hasDeletions = false;
    double cpu = 0; ///< milliseconds of the main thread so far
    double longest = 0; ///< milliseconds that this service itself kept the main thread for one answer

    SandboxResponse handle(const SandboxRequest &request) override
    {
        SandboxResponse response;
        const double before = threadCpuMilliseconds();
        longest = std::max(longest, millisecondsOf([&] { response = answer(request); }));
        cpu += threadCpuMilliseconds() - before;
        return response;
    }
    SandboxResponse refusal(int status) const override { return {.status = status}; }

private:
    SandboxResponse answer(const SandboxRequest &request) const
    {
        SandboxResponse response{.headers = {{"Content-Type", "application/json"}}};
        if (request.path.endsWith("/me/drive"))
            response.body = "{\"id\":\"a1b2c3d4e5f60718\",\"driveType\":\"personal\"}";
        else if (request.path.endsWith("/root"))
            response.body = R"({"id":"A1B2C3D4E5F60718!sROOT","root":{},"folder":{}})";
        else if (request.path.endsWith("/root/delta"))
            response.body = page(request.queryItem("token").value_or(QString()));
        else
            response.status = 404; // looks in the background: nobody waits for them here
        return response;
    }
    static QByteArray id(int number)
    {
        return "A1B2C3D4E5F60718!s" + QByteArray::number(number, 16).rightJustified(32, '0');
    }
    static QByteArray link(const char *kind, const QByteArray &token)
    {
        return "\"@odata." + QByteArray(kind) + "\":\"https://sandbox.test/v1.0/drives/a1b2c3d4e5f60718/root/delta?token="
            + token + '"';
    }
    static void append(QByteArray &body, int number)
    {
        const bool isFolder = number % kPerFolder == 0;
        const QByteArray parent = isFolder ? QByteArray("A1B2C3D4E5F60718!sROOT") : id(number - number % kPerFolder);
        body += "{\"id\":\"" + id(number) + "\",\"name\":\"" + (isFolder ? "Folder " : "Quarterly report ")
            + QByteArray::number(number) + (isFolder ? "" : ".pdf") + "\",\"size\":" + QByteArray::number(number * 7)
            + ",\"eTag\":\"\\\"{0},1\\\"\",\"fileSystemInfo\":{\"createdDateTime\":\"2026-01-02T03:04:05Z\","
              "\"lastModifiedDateTime\":\"2026-02-02T03:04:05Z\"},\"parentReference\":{\"driveId\":\"A1B2C3D4E5F60718\","
              "\"id\":\""
            + parent + "\"}," + (isFolder ? "\"folder\":{}" : "\"file\":{\"mimeType\":\"application/pdf\"}") + "},";
    }
    QByteArray page(const QString &token) const
    {
        const bool isRun = token == QLatin1String("changes");
        QByteArray body = "{\"value\":[";
        QByteArray end = link("deltaLink", "changes");
        if (isRun && hasDeletions) {
            for (int i = 0; i < kDeleted; ++i)
                body += "{\"id\":\"" + id(i) + "\",\"name\":\"x\",\"deleted\":{},\"file\":{}},";
        } else if (!isRun) {
            const int first = token.toInt();
            for (int i = first; i < std::min(first + kPerPage, kItems); ++i)
                append(body, i);
            if (first + kPerPage < kItems)
                end = link("nextLink", QByteArray::number(first + kPerPage));
        }
        if (body.endsWith(','))
            body.chop(1);
        return body + "]," + end + '}';
    }
};

double megabytesInUse()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6 : 0;
}

double megabytesOnDisk(const QString &folder)
{
    qint64 bytes = 0;
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files))
        bytes += file.size();
    return double(bytes) / 1e6;
}

} // namespace

/** What half a million live items cost OneDrive's ledger in time, memory and disk, and what a start costs then. */
class bench_Ledger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void halfAMillionItemsAreAffordable()
    {
        auto &application = *static_cast<TimedApplication<QCoreApplication> *>(QCoreApplication::instance());
        const QTemporaryDir folder;
        SystemClock clock;
        BigDrive drive;
        SandboxHost host(clock);
        host.mount({}, drive);
        SandboxNetwork network(host);
        FixedTokenSource tokens{"token"};
        const QUrl api(QStringLiteral("https://sandbox.test/v1.0"));
        auto provider = std::make_unique<OneDriveProvider>(network, tokens, clock, api, folder.path());
        qint64 entries = 0;
        const auto list = [&] {
            entries = 0;
            const auto end = waitFor(provider->listBin([&](std::vector<TrashedItem> &&page) { entries += qint64(page.size()); }),
                std::chrono::minutes(10));
            QVERIFY2(end, end ? "" : qPrintable(end.error().detail));
        };

        FrameMeter frames([&drive] { return drive.cpu; });
        const auto isSmooth = [&frames](const char *what) {
            frames.stop();
            tell("frames that were wanted meanwhile", double(frames.frameCount()), "");
            tell("99th percentile of a frame's lateness", frames.lateness99(), "ms");
            tell("longest work of the main thread between two frames", frames.longestCpu(), "ms CPU");
            return holds(what, frames.cpu99(), FrameMeter::frameMilliseconds, "ms CPU");
        };

        const double before = megabytesInUse();
        application.forgetLongest();
        frames.start();
        const Cost first = costOf(list);
        QVERIFY(isSmooth("first run: main thread from frame to frame, 99 %"));
        tell("first run: longest event of the main thread", application.longestMilliseconds(), "ms");
        tell("of which the practice service needed", std::exchange(drive.longest, 0), "ms");
        QVERIFY(holds("first run over 500,000 items, CPU of all threads", first.cpu / 1000, 60, "s"));
        tell("first run, on the clock", first.wall / 1000, "s");
        QVERIFY(holds("memory more than before", megabytesInUse() - before, 100, "MB"));
        QVERIFY(holds("on disk", megabytesOnDisk(folder.path()), 200, "MB"));
        QCOMPARE(entries, 0);

        provider = std::make_unique<OneDriveProvider>(network, tokens, clock, api, folder.path());
        const Cost start = costOf(list);
        QVERIFY(holds("restart: open, ask for changes, list", start.cpu, 1500, "ms CPU"));

        drive.hasDeletions = true;
        application.forgetLongest();
        frames.start();
        const Cost deletions = costOf(list);
        QVERIFY(isSmooth("20,000 deletions: main thread from frame to frame, 99 %"));
        tell("20,000 deletions: longest event of the main thread", application.longestMilliseconds(), "ms");
        tell("of which the practice service needed", drive.longest, "ms");
        QVERIFY(holds("20,000 deletions told, 200 entries listed", deletions.cpu, 3000, "ms CPU"));
        QCOMPARE(entries, kDeleted / kPerFolder);
    }
};

int main(int argc, char **argv)
{
    TimedApplication<QCoreApplication> application(argc, argv);
    bench_Ledger bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_ledger.moc"
