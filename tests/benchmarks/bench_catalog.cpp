// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/binview.h"
#include "core/catalog/catalog.h"
#include "core/domain/clock.h"
#include "tests/benchmarks/measure.h"
#include "tests/core/catalog/sampleitems.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include <malloc.h>

using namespace Unbin;

namespace {

constexpr int rowCount = 1'000'000;
constexpr int pageLength = 1000;
constexpr double frameMilliseconds = 16;


using Application = TimedApplication<QCoreApplication>;

Application &application()
{
    return *static_cast<Application *>(QCoreApplication::instance());
}

qint64 bytesInUse()
{
    const auto info = mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
}

} // namespace

/** The bars of DESIGN.md section 7 for a million rows in memory. The catalog is filled once and shared. */
class bench_Catalog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMillionRowsTakeAtMost200BytesEachBeyondTheirText()
    {
        qint64 text = 0;
        const qint64 before = bytesInUse();
        double slowestPage = 0;
        for (int first = 0; first < rowCount; first += pageLength) {
            const auto page = sampleItems(first, pageLength);
            for (const TrashedItem &item : page)
                text += item.id.value().toUtf8().size() + item.name.toUtf8().size() + item.etag.toUtf8().size()
                    + item.hash.bytes.size();
            slowestPage = std::max(slowestPage, millisecondsOf([&] { m_catalog.addListed(box, page); }));
        }
        m_catalog.announce();
        QCOMPARE(m_catalog.count(), rowCount);
        tell("text of a row", double(text) / rowCount, "bytes");
        tell("slowest page of 1000 rows taken in", slowestPage, "ms");
        QVERIFY(
            holds("memory of a row beyond its text", double(bytesInUse() - before - text) / rowCount, 200, "bytes"));

        const qint64 withoutView = bytesInUse();
        m_view = std::make_unique<BinView>(m_catalog);
        settle();
        QCOMPARE(m_view->count(), rowCount);
        tell("memory of a view, for each row", double(bytesInUse() - withoutView) / rowCount, "bytes");
    }

    void aKeystrokeFiltersAMillionRows()
    {
        QVERIFY(m_view);
        double slowest = 0;
        double mostCpu = 0;
        double block = 0;
        for (const char *text : {"r", "re", "rep", "repo", "rep", "report 12 pdf", "", "zzz", ""}) {
            const BinFilter filter{.text = QLatin1String(text), .account = std::nullopt};
            const BinFilter before = m_view->filter();
            Cost keystroke;
            for (int round = 0; round < 7; ++round) {
                m_view->setFilter(before);
                settle();
                application().forgetLongest();
                keystroke.takeLeast(costOf([&] {
                    m_view->setFilter(filter);
                    settle();
                }));
                keystroke.block = std::min(keystroke.block, application().longestMilliseconds());
            }
            tell(qPrintable(QStringLiteral("keystroke to '%1', CPU time of all threads").arg(filter.text)),
                keystroke.cpu, "ms");
            slowest = std::max(slowest, keystroke.wall);
            mostCpu = std::max(mostCpu, keystroke.cpu);
            block = std::max(block, keystroke.block);
            checkCount(filter.text);
        }
        tell("most CPU time of a keystroke, all threads", mostCpu, "ms");
        QVERIFY(holds("slowest filter keystroke over a million rows", slowest, 50, "ms"));
        QVERIFY(holds("longest block of the main thread meanwhile", block, frameMilliseconds, "ms"));
    }

    void aMillionRowsAreSortedByName() { sortBy("sort a million rows by name", BinColumn::Name, 1500); }
    void aMillionRowsAreSortedBySize() { sortBy("sort a million rows by size", BinColumn::Size, 400); }

    void aPageIsMergedIntoAMillionRows()
    {
        QVERIFY(m_view);
        m_view->setOrder({BinColumn::Name, Qt::AscendingOrder});
        settle();
        int first = rowCount;
        tell("a page of 1000 merged by name, to the end",
            bestOf(5,
                [&] {
                    return millisecondsOf([&] {
                        m_catalog.addListed(box, sampleItems(std::exchange(first, first + pageLength), pageLength));
                        m_catalog.announce();
                        settle();
                    });
                }),
            "ms");
        QCOMPARE(m_view->count(), first);
    }

    void aSmallBinComesAndGoesBesideAMillionRows()
    {
        QVERIFY(m_view);
        const AccountId drive(QStringLiteral("drive-1"));
        double listed = 1e9;
        double removed = 1e9;
        for (int round = 0; round < 5; ++round) {
            m_catalog.beginListing(drive);
            m_catalog.addListed(drive, sampleItems(0, 10));
            listed = std::min(listed, millisecondsOf([&] { m_catalog.endListing(drive, Catalog::Seen::Everything); }));
            QCOMPARE(m_catalog.count(drive), 10);
            removed = std::min(removed, millisecondsOf([&] { m_catalog.removeAccount(drive); }));
            QCOMPARE(m_catalog.count(drive), 0);
            settle();
        }
        QVERIFY(holds("main thread when a small bin's listing ends", listed, frameMilliseconds, "ms"));
        QVERIFY(holds("main thread when a small account is removed", removed, frameMilliseconds, "ms"));
    }

    /** Last: nothing is left. Not sliced; it is rare, and the list shows the old rows meanwhile. */
    void aMillionRowsGo()
    {
        QVERIFY(m_view);
        tell("main thread when an account of a million rows is removed",
            millisecondsOf([&] { m_catalog.removeAccount(box); }), "ms");
        settle();
        QCOMPARE(m_catalog.count(), 0);
    }

private:
    void sortBy(const char *what, BinColumn column, double bar)
    {
        QVERIFY(m_view);
        Cost sorting;
        for (int round = 0; round < 3; ++round) {
            m_view->setOrder({BinColumn::Deleted, Qt::AscendingOrder});
            settle();
            QSignalSpy layouts(m_view.get(), &BinView::layoutChanged);
            application().forgetLongest();
            sorting.takeLeast(costOf([&] {
                m_view->setOrder({column, Qt::AscendingOrder});
                settle();
            }));
            sorting.block = std::min(sorting.block, application().longestMilliseconds());
            QCOMPARE(layouts.count(), 1);
        }
        const CatalogRows &rows = m_view->rows();
        if (column == BinColumn::Size) {
            for (int i = 1; i < m_view->count(); ++i)
                QVERIFY(rows.sizeBytes(m_view->rowAt(i - 1)) <= rows.sizeBytes(m_view->rowAt(i)));
        }
        QCOMPARE(m_view->count(), rowCount);
        tell("CPU time of it, all threads", sorting.cpu, "ms");
        QVERIFY(holds(what, sorting.wall, bar, "ms"));
        QVERIFY(holds("longest block of the main thread meanwhile", sorting.block, frameMilliseconds, "ms"));
    }

    /** The obvious way for the last filter, once per text. */
    void checkCount(const QString &text)
    {
        const CatalogRows &rows = m_catalog.rows();
        const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
        int expected = 0;
        for (RowNumber row = 0; row < rows.capacity(); ++row) {
            if (rows.isVacant(row))
                continue;
            const QString name = rows.name(row);
            expected += std::all_of(words.begin(), words.end(),
                [&name](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
        }
        QCOMPARE(m_view->count(), expected);
        QCOMPARE(m_view->totals().shownCount, expected);
    }

    void settle()
    {
        QSignalSpy settled(m_view.get(), &BinView::settled);
        while (m_view->isArranging())
            settled.wait(60000);
    }

    SystemClock m_clock;
    Catalog m_catalog{m_clock};
    std::unique_ptr<BinView> m_view;
};

int main(int argc, char **argv)
{
    Application app(argc, argv);
    bench_Catalog bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_catalog.moc"
