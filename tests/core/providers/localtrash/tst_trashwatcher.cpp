// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashfinder.h"
#include "core/providers/localtrash/trashwatcher.h"
#include "tests/core/providers/localtrash/trashtree.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace Unbin;
using LocalTrash::TrashWatcher;

class TestTrashWatcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void changesOfOthersAreToldOnceItIsQuiet()
    {
        TrashTree tree;
        tree.addEntry("a", "/x/a");
        ManualClock clock;
        LocalTrashProvider provider(tree.config(), clock);
        QSignalSpy changed(&provider, &Provider::binChanged);
        QCOMPARE(listBin(provider).items.size(), size_t(1));
        tree.addEntry("b", "/x/b");
        tree.addEntry("c", "/x/c");
        QTRY_COMPARE(clock.pendingCount(), 1);
        QCOMPARE(changed.count(), 0);
        clock.advance(TrashWatcher::kQuiet);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(listBin(provider).items.size(), size_t(3));
        unlink(tree.path(tree.homeTrash("files/b")).constData());
        QTRY_COMPARE(clock.pendingCount(), 1);
        clock.advance(TrashWatcher::kQuiet);
        QCOMPARE(changed.count(), 2);
    }

    void infoThatIsFilledLaterIsNoticed()
    {
        TrashTree tree;
        tree.addEntry("a", "/x/a");
        tree.write(tree.homeTrash("info/a.trashinfo"), "");
        ManualClock clock;
        LocalTrashProvider provider(tree.config(), clock);
        QSignalSpy changed(&provider, &Provider::binChanged);
        QCOMPARE(listBin(provider).items.front().remark, Remark::InfoBroken);
        tree.write(tree.homeTrash("info/a.trashinfo"), "[Trash Info]\nPath=/x/a\n"); // as Qt does
        QTRY_COMPARE(clock.pendingCount(), 1);
        clock.advance(TrashWatcher::kQuiet);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(listBin(provider).items.front().remark, Remark::None);
    }

    void ownChangesAreNotTold()
    {
        TrashTree tree;
        tree.addEntry("a", tree.path("home/a"));
        tree.addEntry("b", tree.path("home/b"));
        ManualClock clock;
        LocalTrashProvider provider(tree.config(), clock);
        QSignalSpy changed(&provider, &Provider::binChanged);
        const Listed listed = listBin(provider);
        const auto restored = waitFor(provider.restore({listed.item(QStringLiteral("a")), {}, {}}));
        QVERIFY2(restored, why(restored));
        QVERIFY(waitFor(provider.trash(*restored)));
        QVERIFY(waitFor(provider.purge(listed.item(QStringLiteral("b")))));
        QCoreApplication::processEvents();
        QCOMPARE(clock.pendingCount(), 0);
        tree.addEntry("c", "/x/c"); // and afterwards others are heard again
        QTRY_COMPARE(clock.pendingCount(), 1);
    }

    void endlessChangesAreToldAllTheSame()
    {
        TrashTree tree;
        tree.addEntry("a", "/x/a");
        ManualClock clock;
        LocalTrashProvider provider(tree.config(), clock);
        QSignalSpy changed(&provider, &Provider::binChanged);
        QCOMPARE(listBin(provider).items.size(), size_t(1));
        const auto half = TrashWatcher::kQuiet / 2;
        int rounds = 0;
        for (; changed.isEmpty() && rounds < 100; ++rounds) {
            tree.write(tree.homeTrash("info/a.trashinfo"), QByteArray::number(rounds));
            QTRY_VERIFY(clock.pendingCount() > 0);
            QCoreApplication::processEvents();
            clock.advance(half);
        }
        QCOMPARE(changed.count(), 1);
        QVERIFY(clock.monotonic() <= TrashWatcher::kPatience + TrashWatcher::kQuiet);
    }
};

QTEST_GUILESS_MAIN(TestTrashWatcher)
#include "tst_trashwatcher.moc"
