// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/versions/history.h"
#include "core/versions/momentplan.h"

#include <QTest>

using namespace Unbin;
using Verdict = MomentLine::Verdict;

namespace {

const QDateTime kStart = QDateTime::fromString(QStringLiteral("2026-03-12T08:00:00Z"), Qt::ISODate);

/** One letter is one content, an hour is between two saves, capitals are trashed; newest first, the first is current. */
VersionHistory told(const QByteArray &contents)
{
    VersionHistory history;
    history.file.name = QStringLiteral("now.txt");
    const int count = int(contents.size());
    for (int i = 0; i < count; ++i) {
        const char letter = contents[i];
        Version version{.id = VersionId(QString::number(count - i)),
            .isCurrent = i == 0,
            .name = QStringLiteral("now.txt"),
            .sizeBytes = 100 * (letter | 0x20),
            .modifiedAt = kStart.addSecs(3600 * qint64(count - i)),
            .author = letter % 2 ? QStringLiteral("Kim") : QStringLiteral("Robin")};
        if (letter != '?')
            version.hash = {ContentHash::Algorithm::Sha1, QByteArray(1, letter | 0x20)};
        if (letter >= 'A' && letter <= 'Z')
            version.trashedAt = kStart.addDays(9);
        history.versions.push_back(version);
    }
    return history;
}

QByteArray runsOf(const History &history)
{
    QByteArray text;
    for (const VersionRun &run : history.runs())
        text += QByteArray::number(run.newest) + 'x' + QByteArray::number(run.count) + ' ';
    return text.trimmed();
}

} // namespace

class TestHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalContentsInARowCollapse_data();
    void equalContentsInARowCollapse();
    void contentsAreCountedOnlyWhereAllAreKnown();
    void authorsAreNumberedByTheirFirstSave();
    void aMomentIsAnsweredFromWhatIsCertain();
    void verdictsSayWhatGoingBackMeans();
    void emptyHistoryIsHarmless();
};

void TestHistory::equalContentsInARowCollapse_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<QByteArray>("runs");
    QTest::newRow("one") << QByteArray("a") << QByteArray("0x1");
    QTest::newRow("all different") << QByteArray("abc") << QByteArray("0x1 1x1 2x1");
    QTest::newRow("all equal") << QByteArray("aaaa") << QByteArray("0x4");
    QTest::newRow("there and back") << QByteArray("aabba") << QByteArray("0x2 2x2 4x1");
    QTest::newRow("unknown stands alone") << QByteArray("??aa?") << QByteArray("0x1 1x1 2x2 4x1");
    QTest::newRow("trashed stands alone") << QByteArray("aaAAa") << QByteArray("0x2 2x1 3x1 4x1");
}

void TestHistory::equalContentsInARowCollapse()
{
    QFETCH(QByteArray, contents);
    QFETCH(QByteArray, runs);
    const History history(told(contents));
    QCOMPARE(runsOf(history), runs);
    for (int i = 0; i < history.size(); ++i) {
        const VersionRun &run = history.runs()[size_t(history.runOf(i))];
        QVERIFY(i >= run.newest && i < run.newest + run.count);
    }
}

void TestHistory::contentsAreCountedOnlyWhereAllAreKnown()
{
    QCOMPARE(History(told("aabbaB")).contents(), std::optional(2));
    QCOMPARE(History(told("aab?")).contents(), std::nullopt);
    const History history(told("aabBA"));
    QCOMPARE(history.saves(), 3);
    QCOMPARE(history.trashed(), 2);
    QCOMPARE(history.current(), 0);
}

void TestHistory::authorsAreNumberedByTheirFirstSave()
{
    const History history(told("abcb")); // oldest first: Robin, Kim, Robin, Kim
    QCOMPARE(history.authors(), (QStringList{QStringLiteral("Robin"), QStringLiteral("Kim")}));
    QCOMPARE(history.authorOf(3), 0);
    QCOMPARE(history.authorOf(2), 1);
    QCOMPARE(history.largestBytes(), 9900);
}

void TestHistory::aMomentIsAnsweredFromWhatIsCertain()
{
    const History history(told("dcba")); // saved at 9, 10, 11, 12 o'clock
    QCOMPARE(history.at(kStart), -1);
    QCOMPARE(history.at(kStart.addSecs(3600)), 3);
    QCOMPARE(history.at(kStart.addSecs(3600 * 2 - 1)), 3);
    QCOMPARE(history.at(kStart.addSecs(3600 * 3)), 1);
    QCOMPARE(history.at(kStart.addDays(99)), 0);
    VersionHistory vague = told("dcba");
    vague.versions[1].modifiedAt = {};
    QCOMPARE(History(vague).at(kStart.addSecs(3600 * 2)), -1);
    QCOMPARE(History(vague).at(kStart.addSecs(3600 * 4)), 0);
}

void TestHistory::verdictsSayWhatGoingBackMeans()
{
    const auto verdict = [](const QByteArray &contents, int hour) {
        return lineFor(History(told(contents)), kStart.addSecs(3600 * hour), true).verdict;
    };
    QCOMPARE(verdict("cba", 1), Verdict::GoesBack);
    QCOMPARE(verdict("cba", 3), Verdict::AlreadySo);
    QCOMPARE(verdict("aba", 1), Verdict::AlreadySo); // the content of then is there again
    QCOMPARE(verdict("cba", 0), Verdict::NoVersionThen);
    QCOMPARE(verdict("cBa", 2), Verdict::VersionTrashed);
    QCOMPARE(verdict("???", 1), Verdict::GoesBack); // nobody can tell that they are equal

    VersionHistory renamed = told("aba");
    renamed.versions[2].name = QStringLiteral("then.txt");
    const MomentLine line = lineFor(History(renamed), kStart.addSecs(3600), true);
    QCOMPARE(line.verdict, Verdict::GoesBack); // the name comes back
    QVERIFY(line.changesName);
    QCOMPARE(line.before.id, renamed.versions[0].id);
    QCOMPARE(lineFor(History(renamed), kStart.addSecs(3600), false).verdict, Verdict::AlreadySo);
}

void TestHistory::emptyHistoryIsHarmless()
{
    const History history;
    QVERIFY(history.isEmpty());
    QCOMPARE(history.current(), -1);
    QCOMPARE(history.at(kStart), -1);
    QCOMPARE(history.find(VersionId(QStringLiteral("1"))), -1);
    QCOMPARE(lineFor(history, kStart, true).verdict, Verdict::NoVersionThen);
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
