// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/binview.h"
#include "core/catalog/catalog.h"
#include "core/catalog/catalogstore.h"
#include "core/domain/clock.h"
#include "tests/benchmarks/measure.h"
#include "tests/core/catalog/sampleitems.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Unbin;

/** The bar of DESIGN.md section 7 for the start: rows of the stored catalog on screen. */
class bench_CatalogStart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstOf100000StoredRowsAreThereSoon()
    {
        constexpr int rowCount = 100'000;
        const AccountId box(QStringLiteral("box-1"));
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("catalog.db"));
        SystemClock clock;
        {
            Catalog catalog(clock);
            CatalogStore store(path, catalog, clock);
            QSignalSpy loaded(&store, &CatalogStore::loaded);
            store.load();
            QVERIFY(loaded.wait());
            for (int first = 0; first < rowCount; first += 1000)
                catalog.addListed(box, sampleItems(first, 1000));
            for (int i = 0; i < 1000; ++i)
                catalog.setFolderPath(
                    box, ItemId(QStringLiteral("folder_%1").arg(i)), QStringLiteral("/Work/Folder %1").arg(i));
        }
        double all = 1e9;
        const double first = bestOf(5, [&] {
            QElapsedTimer timer;
            timer.start();
            Catalog catalog(clock);
            BinView view(catalog);
            CatalogStore store(path, catalog, clock);
            QSignalSpy inserted(&view, &BinView::rowsInserted);
            QSignalSpy loaded(&store, &CatalogStore::loaded);
            store.load();
            inserted.wait(60000);
            const double firstRows = double(timer.nsecsElapsed()) / 1e6;
            loaded.wait(60000);
            QSignalSpy settled(&view, &BinView::settled);
            while (view.isArranging())
                settled.wait(60000);
            all = std::min(all, double(timer.nsecsElapsed()) / 1e6);
            if (view.count() != rowCount)
                qFatal("%d rows were loaded", view.count());
            return firstRows;
        });
        tell("all of 100,000 stored rows", all, "ms");
        QVERIFY(holds("first of 100,000 stored rows in the list", first, 300, "ms"));
    }
};

QTEST_GUILESS_MAIN(bench_CatalogStart)
#include "bench_catalogstart.moc"
