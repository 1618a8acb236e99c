// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/binlisting.h"
#include "core/catalog/binview.h"
#include "core/catalog/catalog.h"
#include "core/domain/clock.h"
#include "tests/benchmarks/measure.h"
#include "tests/benchmarks/pagesprovider.h"
#include "tests/core/catalog/sampleitems.h"
#include "ui/models/binmodel.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QTestEventLoop>
#include <QTimer>
#include <QTreeView>

using namespace std::chrono_literals;
using namespace Unbin;

namespace {

constexpr int rowCount = 100'000;
constexpr int pageLength = 1000;
constexpr auto requestTime = 5ms; // a quick service next door
constexpr auto frameTime = 16ms;

enum class Painting {
    OfChanges, ///< as the program does while nobody touches it
    OfEveryFrame, ///< as while the user scrolls without end
};

/** A list that notes how late each frame was done, if it paints all of them. */
class FramedList : public QTreeView
{
public:
    explicit FramedList(Painting painting)
    {
        setUniformRowHeights(true);
        setRootIsDecorated(false);
        resize(1200, 800);
        m_ticks.setTimerType(Qt::PreciseTimer);
        connect(&m_ticks, &QTimer::timeout, this, [this] { viewport()->update(); });
        if (painting == Painting::OfEveryFrame)
            m_ticks.start(frameTime);
        m_clock.start();
    }

    /** 99 of 100 frames took at most this long, from when the screen wanted them to when they were painted. */
    double lateness() const { return percentile99(m_lateness); }
    /** 99 of 100 times the main thread worked at most this long from one frame to the next, everything included; what
     * is more than frameTime would be late on a machine of our own, too. */
    double frameCpu() const { return percentile99(m_frameCpu); }
    size_t frameCount() const { return m_lateness.size(); }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QTreeView::paintEvent(event);
        const double now = double(m_clock.nsecsElapsed()) / 1e6;
        const double sinceLast = now - m_last;
        m_last = now;
        const double cpu = threadCpuMilliseconds();
        m_frameCpu.push_back(cpu - m_lastCpu);
        m_lastCpu = cpu;
        if (sinceLast < 1e8)
            m_lateness.push_back(std::max(0.0, sinceLast - double(frameTime.count())));
    }

private:
    static double percentile99(std::vector<double> values)
    {
        std::sort(values.begin(), values.end());
        return values.empty() ? 1e9 : values[values.size() * 99 / 100];
    }

    QTimer m_ticks;
    QElapsedTimer m_clock;
    double m_last = -1e9;
    double m_lastCpu = threadCpuMilliseconds();
    std::vector<double> m_lateness;
    std::vector<double> m_frameCpu;
};

} // namespace

/** The bar of DESIGN.md section 7 for pages that arrive at full speed while the list is on screen. */
class bench_Arrival : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aListOnScreenStaysSmoothWhile100000RowsArrive_data()
    {
        QTest::addColumn<BinColumn>("column");
        QTest::newRow("newest first") << BinColumn::Deleted;
        QTest::newRow("by name") << BinColumn::Name;
    }
    void aListOnScreenStaysSmoothWhile100000RowsArrive()
    {
        QFETCH(BinColumn, column);
        Cost raw;
        Cost listing;
        double lateness = 1e9;
        double frameCpu = 1e9;
        for (int round = 0; round < 3; ++round) {
            raw.takeLeast(listWithout());
            listing.takeLeast(listInto(column, Painting::OfChanges).cost);
            const Listed smooth = listInto(column, Painting::OfEveryFrame);
            lateness = std::min(lateness, smooth.lateness);
            frameCpu = std::min(frameCpu, smooth.frameCpu);
        }
        tell("raw requests", raw.wall, "ms");
        tell("CPU time of them", raw.cpu, "ms");
        tell("CPU time of listing and painting, all threads", listing.cpu, "ms");
        QVERIFY(holds("listing, as a multiple of the raw requests", listing.wall / raw.wall, 1.3, "times"));
        tell("99th percentile of the main thread's CPU time a frame", frameCpu, "ms");
        QVERIFY(holds("99th percentile of a frame's lateness", lateness, double(frameTime.count()), "ms"));
    }

private:
    static Cost listWithout()
    {
        PagesProvider provider(pages(), requestTime);
        qint64 count = 0;
        QTestEventLoop loop; // not qWaitFor(): that one naps for 10 ms between its looks
        QObject owner;
        const Cost cost = costOf([&] {
            launch(provider.listBin([&count](std::vector<TrashedItem> &&page) { count += std::ssize(page); }), &owner,
                [&loop](const Result<ListSummary> &) { loop.exitLoop(); });
            loop.enterLoop(60);
        });
        if (count != rowCount)
            qFatal("%lld rows were delivered", (long long)count);
        return cost;
    }

    struct Listed {
        Cost cost;
        double lateness;
        double frameCpu;
    };
    static Listed listInto(BinColumn column, Painting painting)
    {
        SystemClock clock;
        Catalog catalog(clock);
        BinView view(catalog);
        view.setOrder({column, Qt::AscendingOrder});
        BinModel model(view,
            {.accountLabel = [](const AccountId &) { return QStringLiteral("Box"); },
                .now =
                    [&clock] {
                        return clock.now();
                    }});
        FramedList list(painting);
        list.setModel(&model);
        list.show();
        PagesProvider provider(pages(), requestTime);
        QObject owner;
        BinListing listing(provider, catalog, box, &owner);
        QSignalSpy ended(&listing, &BinListing::ended);
        const Cost cost = costOf([&] {
            listing.start();
            ended.wait(60000);
        });
        QSignalSpy settled(&view, &BinView::settled);
        while (view.isArranging() || view.count() < rowCount)
            settled.wait(60000);
        if (view.count() != rowCount || (painting == Painting::OfEveryFrame && list.frameCount() < 10))
            qFatal("%d rows in %d frames", view.count(), int(list.frameCount()));
        return {cost, list.lateness(), list.frameCpu()};
    }

    static const std::vector<std::vector<TrashedItem>> &pages()
    {
        static const auto all = [] {
            std::vector<std::vector<TrashedItem>> made;
            for (int first = 0; first < rowCount; first += pageLength)
                made.push_back(sampleItems(first, pageLength));
            return made;
        }();
        return all;
    }
};

QTEST_MAIN(bench_Arrival)
#include "bench_arrival.moc"
