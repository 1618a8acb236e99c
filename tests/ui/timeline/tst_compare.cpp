// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/jobwait.h"
#include "tests/ui/timeline/previewsamples.h"
#include "ui/preview/compareview.h"
#include "ui/preview/diffview.h"
#include "ui/preview/picturecompare.h"

#include <QAbstractButton>
#include <QLabel>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QTest>

using namespace Unbin;
using Kind = TextDiff::Kind;

namespace {

QByteArray rowsOf(const TextDiff &diff)
{
    QByteArray text;
    for (const TextDiff::Row &row : diff.rows)
        text += row.kind == Kind::Same ? '=' : row.kind == Kind::Changed ? '~' : row.kind == Kind::Removed ? '-' : '+';
    return text;
}

} // namespace

/** Two contents beside each other: texts line by line, pictures and pages pixel by pixel. */
class TestCompare : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesAreCompared_data();
    void linesAreCompared();
    void wordsAreMarkedWithinLines();
    void everyLineOfBothTextsIsThereOnce();
    void tooLongTextsAreNotCompared();
    void comparisonsShowWhatThereIs();
    void documentsAreComparedPageByPage();
    void aPageThatDiffersIsLookedForWithinLimits();
    void documentsOpenAtTheFirstPageThatDiffers();

private:
    CachedContentPtr content(const QByteArray &bytes) { return m_contents.add(bytes); }

    FetchedContents m_contents;
};

void TestCompare::linesAreCompared_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<int>("changes");
    const auto add = [](const char *name, const char *left, const char *right, const char *rows, int changes) {
        QTest::newRow(name) << QString::fromLatin1(left) << QString::fromLatin1(right) << QByteArray(rows) << changes;
    };
    add("equal", "a\nb\nc", "a\nb\nc", "===", 0);
    add("both empty", "", "", "=", 0);
    add("changed", "a\nb\nc", "a\nB\nc", "=~=", 1);
    add("added at the end", "a", "a\nb\nc", "=++", 1);
    add("added at the beginning", "b", "a\nb", "+=", 1);
    add("removed in the middle", "a\nb\nc", "a\nc", "=-=", 1);
    add("removed first", "a\nb", "b", "-=", 1);
    add("two changes", "a\nb\nc\nd\ne", "A\nb\nc\nd\nE", "~===~", 2);
    add("grown", "a\nb\nc", "a\nx\ny\nz\nc", "=~++=", 1);
    add("shrunk", "a\nx\ny\nz\nc", "a\nb\nc", "=~--=", 1);
    add("last line end", "a\n", "a", "=-", 1);
}

void TestCompare::linesAreCompared()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(QByteArray, rows);
    QFETCH(int, changes);
    const TextDiff diff = diffTexts(left, right);
    QCOMPARE(rowsOf(diff), rows);
    QCOMPARE(int(diff.changes.size()), changes);
}

void TestCompare::wordsAreMarkedWithinLines()
{
    const TextDiff diff = diffTexts(QStringLiteral("paint it blue now"), QStringLiteral("paint it deep green now"));
    QCOMPARE(diff.rows.size(), size_t(1));
    QCOMPARE(diff.rows.front().leftSpans, (std::vector<TextDiff::Span>{{9, 4}}));
    QCOMPARE(diff.rows.front().rightSpans, (std::vector<TextDiff::Span>{{9, 10}}));
    const TextDiff lengthy = diffTexts(QString(5000, u'x'), QString(5000, u'y'));
    QCOMPARE(lengthy.rows.front().leftSpans, (std::vector<TextDiff::Span>{{0, 5000}}));
}

void TestCompare::everyLineOfBothTextsIsThereOnce()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 200; ++round) {
        const auto text = [&] {
            QStringList lines;
            for (int i = random.bounded(30); i > 0; --i)
                lines += QString(random.bounded(3), QChar(u'a' + random.bounded(4)));
            return lines.join(u'\n');
        };
        const TextDiff diff = diffTexts(text(), text());
        int left = 0;
        int right = 0;
        for (const TextDiff::Row &row : diff.rows) {
            if (row.left >= 0)
                QCOMPARE(row.left, left++);
            if (row.right >= 0)
                QCOMPARE(row.right, right++);
            if (row.kind == Kind::Same)
                QCOMPARE(diff.leftLines[row.left], diff.rightLines[row.right]);
        }
        QCOMPARE(left, int(diff.leftLines.size()));
        QCOMPARE(right, int(diff.rightLines.size()));
    }
}

void TestCompare::tooLongTextsAreNotCompared()
{
    const TextDiff diff = diffTexts(QString(100'000, u'\n'), QStringLiteral("a"));
    QVERIFY(diff.isTooLarge && diff.rows.empty());
}

void TestCompare::comparisonsShowWhatThereIs()
{
    CompareView view;
    view.resize(800, 400);
    view.showContents(content("a\nb\nc\nd\ne\nf"), content("a\nB\nc\nd\nE\nf"));
    QTRY_VERIFY_WITH_TIMEOUT(view.isShowingComparison(), 20'000);
    DiffView *diff = view.diffView();
    QCOMPARE(diff->diff()->changes.size(), size_t(2));
    QCOMPARE(diff->currentChange(), 0);
    diff->goToChange(1);
    QCOMPARE(diff->currentChange(), 1);
    diff->goToChange(2); // there is no third
    QCOMPARE(diff->currentChange(), 1);
    view.grab();

    const auto pictures = waitFor(compareJob(content(png({20, 20})), content(png({20, 20}, Qt::blue))));
    QVERIFY(pictures);
    QCOMPARE(std::get<PictureDiff>(pictures->what).changedShare, 1.0);
    const auto sizes = waitFor(compareJob(content(png({20, 20})), content(png({21, 20}))));
    QVERIFY(sizes && std::get<PictureDiff>(sizes->what).difference.isNull());
    PictureCompare compare;
    compare.resize(400, 200);
    compare.setDiff(std::get<PictureDiff>(pictures->what));
    for (const auto mode : {PictureCompare::SideBySide, PictureCompare::Swipe, PictureCompare::Difference}) {
        compare.setMode(mode);
        compare.grab();
        QCOMPARE(compare.mode(), mode);
    }
    const auto facts = waitFor(compareJob(content(QByteArray(9, '\0')), content("text")));
    QVERIFY(facts && !std::get<FactsDiff>(facts->what).isSame);
}

void TestCompare::documentsAreComparedPageByPage()
{
    const auto left = content(documentOf({"one", "two", "three"}));
    const auto right = content(documentOf({"one", "2"}));
    const auto first = waitFor(compareJob(left, right));
    QVERIFY(first);
    const auto &same = std::get<PictureDiff>(first->what);
    QVERIFY(same.isPages && same.isSame());
    QCOMPARE(same.left.pages, 3);
    QCOMPARE(same.right.pages, 2);
    const auto second = waitFor(compareJob(left, right, {1, 3, 2}));
    QVERIFY(second && !std::get<PictureDiff>(second->what).isSame());
    QVERIFY(std::get<PictureDiff>(second->what).changedShare > 0);
    const auto third = waitFor(compareJob(left, right, {2, 3, 2}));
    QVERIFY(third);
    const auto &alone = std::get<PictureDiff>(third->what);
    QVERIFY(!alone.left.image.isNull() && alone.right.image.isNull() && !alone.isSame());
    QCOMPARE(alone.right.pages, 2);
}

void TestCompare::aPageThatDiffersIsLookedForWithinLimits()
{
    const auto search = [this](const QByteArrayList &a, const QByteArrayList &b, int from, PageSearchLimits limits = {}) {
        return *waitFor(pageSearchJob(
            content(documentOf(a)), content(documentOf(b)), {from, int(a.size()), int(b.size())}, limits));
    };
    QCOMPARE(search({"a", "b", "c"}, {"a", "b", "C"}, 0).page, std::optional(2));
    QCOMPARE(search({"A", "b", "c"}, {"a", "b", "C"}, 1).page, std::optional(2)); // what lies before is not asked about
    QCOMPARE(search({"a", "b"}, {"a", "b", "c"}, 0).page, std::optional(2));
    const PageSearch none = search({"a", "b"}, {"a", "b"}, 0);
    QVERIFY(!none.page && none.isComplete);
    QCOMPARE(none.looked, 2);
    const PageSearch few = search({"a", "b", "c"}, {"a", "b", "C"}, 0, {.mostPages = 2});
    QVERIFY(!few.page && !few.isComplete);
    QCOMPARE(few.looked, 2);
    const PageSearch late = search({"a", "b"}, {"a", "B"}, 0, {.mostTime = std::chrono::milliseconds(0)});
    QVERIFY(!late.page && !late.isComplete);
    QCOMPARE(late.looked, 0);
    const auto broken = waitFor(pageSearchJob(content("%PDF-1.7 nothing"), content(documentOf({"a"})), {0, 1, 1}));
    QCOMPARE(broken->page, std::optional(0)); // it can't be drawn: a person may look
}

void TestCompare::documentsOpenAtTheFirstPageThatDiffers()
{
    CompareView view;
    view.resize(800, 400);
    view.show();
    const auto isAt = [&view](int page) { return view.isShowingComparison() && view.pictures()->diff().page == page; };
    view.showContents(content(documentOf({"a", "b", "c", "d"})), content(documentOf({"a", "b", "C", "d", "e"})));
    QTRY_VERIFY_WITH_TIMEOUT(isAt(2), 20'000);
    auto *page = view.findChild<QSpinBox *>(QStringLiteral("comparedPage"));
    QVERIFY(page->isVisible());
    QCOMPARE(page->value(), 3);
    QTest::mouseClick(view.findChild<QAbstractButton *>(QStringLiteral("nextDifferentPage")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isAt(4), 20'000); // only one of them has it
    const auto *note = view.findChild<QLabel *>(QStringLiteral("compareNote"));
    QVERIFY(note->text().contains(QStringLiteral("Only one")));
    view.grab();
    page->setFocus(); // both sides follow the one chooser
    page->selectAll();
    QTest::keyClicks(page, QStringLiteral("1"));
    QTest::keyClick(page, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(isAt(0), 20'000); // chosen by a person: no search runs away from it
    QVERIFY(view.pictures()->diff().isSame());
    QVERIFY(!view.pictures()->diff().left.image.isNull() && !view.pictures()->diff().right.image.isNull());

    view.showContents(content(documentOf({"a", "b"})), content(documentOf({"a", "b"})));
    QTRY_VERIFY_WITH_TIMEOUT(note->text().contains(QStringLiteral("no later page differs")), 20'000);
    view.showContents(content(png({20, 20})), content(png({20, 20}, Qt::blue)));
    QTRY_VERIFY_WITH_TIMEOUT(view.isShowingComparison() && !page->isVisible(), 20'000);
}

QTEST_MAIN(TestCompare)
#include "tst_compare.moc"
