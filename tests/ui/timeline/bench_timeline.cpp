// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/timeline/timelinesamples.h"
#include "ui/timeline/versiontimeline.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <ctime>

using namespace Unbin;

namespace {

double cpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1000 + double(now.tv_nsec) / 1e6;
}

} // namespace

/** A frame of a timeline of 5,000 versions costs at most 8 ms of the main thread's time, however one zooms and pans. */
class BenchTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFrameOfFiveThousandVersions_data()
    {
        QTest::addColumn<TimelineGeometry::Spacing>("spacing");
        QTest::newRow("by time") << TimelineGeometry::Spacing::ByTime;
        QTest::newRow("even") << TimelineGeometry::Spacing::Even;
    }
    void aFrameOfFiveThousandVersions()
    {
        QFETCH(TimelineGeometry::Spacing, spacing);
        VersionTimeline timeline;
        timeline.resize(1600, 220);
        timeline.setCollapsed(false);
        timeline.setHistory(sampleHistory(5000, 50));
        timeline.setSpacing(spacing);
        QCOMPARE(timeline.geometryOfMarks().size(), 5000);
        QImage screen(timeline.size(), QImage::Format_ARGB32_Premultiplied);
        const auto frame = [&] {
            const double before = cpuMs();
            timeline.render(&screen);
            return cpuMs() - before;
        };
        frame(); // fonts
        std::vector<double> costs;
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(&timeline, i % 3 ? Qt::Key_Left : i < 30 ? Qt::Key_Plus : Qt::Key_Minus);
            costs.push_back(frame());
        }
        std::sort(costs.begin(), costs.end());
        const double late = costs[costs.size() * 95 / 100];
        qInfo("frame: median %.2f ms, 95th percentile %.2f ms", costs[costs.size() / 2], late);
        QVERIFY2(late <= 8, qPrintable(QString::number(late)));
    }
};

QTEST_MAIN(BenchTimeline)
#include "bench_timeline.moc"
