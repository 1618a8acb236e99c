// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/statusline.h"

#include <QTest>

using namespace Unbin;

class tst_StatusLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void countsAndBytesOfTheWholeBinAreTold()
    {
        QCOMPARE(StatusLine::shown({.shownCount = 5000, .allCount = 5000, .allBytes = 1'200'000}, false),
            QStringLiteral("5,000 items, 1.2 MB"));
        QCOMPARE(StatusLine::shown({.shownCount = 1, .allCount = 1, .allBytes = 1'200'000}, false),
            QStringLiteral("1 item, 1.2 MB"));
        QCOMPARE(StatusLine::shown({}, false), QStringLiteral("No items"));
    }

    void aFilterTellsMatchedAndTotal()
    {
        QCOMPARE(
            StatusLine::shown({.shownCount = 12, .allCount = 5000}, true), QStringLiteral("12 of 5,000 items match"));
    }

    void unknownSizesAreNotSummedUpSilently()
    {
        QCOMPARE(StatusLine::selected({}), QString());
        QCOMPARE(StatusLine::selected({.count = 3, .bytes = 1'200'000}), QStringLiteral("3 selected, 1.2 MB"));
        QCOMPARE(StatusLine::selected({.count = 3, .bytes = 1'200'000, .unknownSizes = 1}),
            QStringLiteral("3 selected, at least 1.2 MB"));
        QCOMPARE(StatusLine::selected({.count = 3, .unknownSizes = 3}), QStringLiteral("3 selected"));
    }
};

QTEST_APPLESS_MAIN(tst_StatusLine)
#include "tst_statusline.moc"
