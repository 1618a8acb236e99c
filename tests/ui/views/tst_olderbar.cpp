// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guisupport.h"
#include "ui/base/plurals.h"
#include "ui/views/olderbar.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Unbin;

namespace {

class ScriptedSearch final : public OlderDeletions
{
public:
    State state() const override { return now; }
    void look() override
    {
        now.isLooking = true;
        Q_EMIT changed();
    }
    void stop() override
    {
        now.isLooking = false;
        Q_EMIT changed();
    }
    void become(const State &state)
    {
        now = state;
        Q_EMIT changed();
    }

    State now{.completeSince = QDateTime::fromString(QStringLiteral("2026-03-12T14:00:00Z"), Qt::ISODate)};
};

} // namespace

/** The line that tells since when a bin is known, and its search. */
class TestOlderBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installEnglishPlurals(); }

    void binsThatAreAlwaysWholeNeedNoLine()
    {
        OlderBar bar;
        bar.follow(nullptr, {});
        QVERIFY(bar.isHidden());
    }

    void theButtonBeginsAndStopsTheSearch()
    {
        ScriptedSearch search;
        OlderBar bar;
        bar.follow(&search, {});
        QVERIFY(!bar.isHidden());
        auto *button = findWidget<QPushButton>(&bar, "olderButton");
        auto *text = findWidget<QLabel>(&bar, "olderText");
        QVERIFY2(text->text().startsWith(QStringLiteral("Complete since ")), qPrintable(text->text()));
        QCOMPARE(button->text(), QStringLiteral("&Look for Older Deletions"));
        button->click();
        QVERIFY(search.now.isLooking);
        QCOMPARE(button->text(), QStringLiteral("&Stop"));
        search.now.foldersDone = 1;
        search.now.found = 3;
        search.become(search.now);
        QCOMPARE(text->text(),
            QStringLiteral("Looking for older deletions: 1 folder searched, 3 older deletions found."));
        QCOMPARE(button->accessibleDescription(), text->text());
        button->click();
        QVERIFY(!search.now.isLooking);
    }

    void everyStateHasItsWords_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("button");
        QTest::newRow("finished") << 0 << QStringLiteral("Every folder was searched") << QStringLiteral("Look A&gain");
        QTest::newRow("stopped by an error") << 1 << QStringLiteral("The search for older deletions stopped.")
                                             << QStringLiteral("&Go On");
        QTest::newRow("can't be searched") << 2 << QStringLiteral("does not tell what was deleted before") << QString();
        QTest::newRow("first listing") << 3 << QStringLiteral("for the first time") << QString();
    }
    void everyStateHasItsWords()
    {
        QFETCH(int, which);
        QFETCH(QString, says);
        QFETCH(QString, button);
        const ScriptedSearch fresh;
        OlderDeletions::State state = fresh.now;
        if (which == 0)
            state.isFinished = true;
        else if (which == 1)
            state.error = Error::of(Error::Kind::Unreachable);
        else if (which == 2)
            state.canLook = false;
        else
            state.completeSince = {};
        const OlderBarText alone = OlderBarText::of(state, {});
        QVERIFY2(alone.text.contains(says), qPrintable(alone.text));
        QCOMPARE(alone.button, button);
        const OlderBarText named = OlderBarText::of(state, QStringLiteral("Robin"));
        QVERIFY(which == 1 || named.text.contains(QStringLiteral("Robin")));
    }

    void aSearchThatDiesHidesTheLine()
    {
        OlderBar bar;
        {
            ScriptedSearch search;
            bar.follow(&search, {});
            QVERIFY(!bar.isHidden());
        }
        QVERIFY(bar.isHidden());
    }
};

QTEST_MAIN(TestOlderBar)
#include "tst_olderbar.moc"
