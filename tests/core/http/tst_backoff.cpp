// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/backoff.h"

#include <QTest>

using namespace Unbin;
using namespace std::chrono_literals;

class TestBackOff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pauseDoublesUpToTheLongest_data();
    void pauseDoublesUpToTheLongest();
    void firstLongerThanTheLongestIsCut();
};

void TestBackOff::pauseDoublesUpToTheLongest_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<double>("random");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("first, in the middle") << 1 << 0.5 << qint64(1000);
    QTest::newRow("first, least") << 1 << 0.0 << qint64(500);
    QTest::newRow("first, most") << 1 << 0.999 << qint64(1499);
    QTest::newRow("second") << 2 << 0.5 << qint64(2000);
    QTest::newRow("third") << 3 << 0.5 << qint64(4000);
    QTest::newRow("sixth") << 6 << 0.5 << qint64(32000);
    QTest::newRow("seventh is cut") << 7 << 0.5 << qint64(60000);
    QTest::newRow("hundredth does not overflow") << 100 << 0.5 << qint64(60000);
    QTest::newRow("no failure counts as one") << 0 << 0.5 << qint64(1000);
}

void TestBackOff::pauseDoublesUpToTheLongest()
{
    QFETCH(int, failures);
    QFETCH(double, random);
    QFETCH(qint64, milliseconds);
    const BackOff backOff{.first = 1s, .longest = 60s};
    QCOMPARE(qint64(backOff.pauseAfter(failures, random).count()), milliseconds);
}

void TestBackOff::firstLongerThanTheLongestIsCut()
{
    QCOMPARE((BackOff{.first = 10s, .longest = 2s}.pauseAfter(1, 0.5)), std::chrono::milliseconds(2s));
}

QTEST_GUILESS_MAIN(TestBackOff)
#include "tst_backoff.moc"
