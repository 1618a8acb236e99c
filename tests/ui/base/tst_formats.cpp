// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/formats.h"
#include "ui/base/plurals.h"

#include <QTest>

using namespace Unbin;
using namespace std::chrono_literals;

namespace {

const QLocale english(QLocale::English, QLocale::UnitedStates);
const QString unknown = QStringLiteral("\u2013");
const QDateTime noon = QDateTime(QDate(2026, 3, 12), QTime(12, 0), Qt::UTC);

} // namespace

class TestFormats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sizesReadAsFileManagersShowThem_data();
    void sizesReadAsFileManagersShowThem();
    void anExactSizeShowsEveryByte();
    void anUnknownInstantIsADash();
    void theTimeLeftIsRoundedDown_data();
    void theTimeLeftIsRoundedDown();
    void anUnknownPurgeDateSaysNothing();
    void durationsUseTwoUnitsAtMost_data();
    void durationsUseTwoUnitsAtMost();
    void theTypeComesFromKindAndEnding_data();
    void theTypeComesFromKindAndEnding();
    void aNameFitsIntoASentence();
    void pluralsReadAsEnglish();
    void oneTakesTheWordsAroundItAlong();
};

void TestFormats::sizesReadAsFileManagersShowThem_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << qint64(-1) << unknown;
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 byte(s)");
    QTest::newRow("one byte") << qint64(1) << QStringLiteral("1 byte(s)");
    QTest::newRow("below the first unit") << qint64(999) << QStringLiteral("999 byte(s)");
    QTest::newRow("the first unit") << qint64(1000) << QStringLiteral("1.0 kB");
    QTest::newRow("megabytes") << qint64(1'234'567) << QStringLiteral("1.2 MB");
    QTest::newRow("terabytes") << qint64(5'000'000'000'000) << QStringLiteral("5.0 TB");
    QTest::newRow("the largest") << std::numeric_limits<qint64>::max() << QStringLiteral("9.2 EB");
}

void TestFormats::sizesReadAsFileManagersShowThem()
{
    QFETCH(qint64, bytes);
    QTEST(sizeText(bytes, english), "text");
}

void TestFormats::anExactSizeShowsEveryByte()
{
    QCOMPARE(exactSizeText(1'234'567, english), QStringLiteral("1,234,567 byte(s)"));
    QCOMPARE(exactSizeText(5'000'000'000, english), QStringLiteral("5,000,000,000 byte(s)"));
    QCOMPARE(exactSizeText(-1, english), unknown);
}

void TestFormats::anUnknownInstantIsADash()
{
    QCOMPARE(instantText({}, english), unknown);
    QCOMPARE(exactInstantText({}, english), unknown);
    QCOMPARE(instantText(noon, QLocale::c()), QStringLiteral("12 Mar 2026 12:00:00"));
    QVERIFY(exactInstantText(noon, english).contains(QStringLiteral("2026")));
}

void TestFormats::theTimeLeftIsRoundedDown_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<bool>("isEstimated");
    QTest::addColumn<QString>("text");
    QTest::newRow("overdue") << qint64(-5) << false << QStringLiteral("any moment");
    QTest::newRow("due") << qint64(0) << true << QStringLiteral("any moment");
    QTest::newRow("a second") << qint64(1) << false << QStringLiteral("under an hour");
    QTest::newRow("nearly an hour") << qint64(3599) << false << QStringLiteral("under an hour");
    QTest::newRow("an hour") << qint64(3600) << false << QStringLiteral("1 hour(s)");
    QTest::newRow("nearly a day") << qint64(86399) << false << QStringLiteral("23 hour(s)");
    QTest::newRow("a day") << qint64(86400) << false << QStringLiteral("1 day(s)");
    QTest::newRow("nearly four days") << qint64(4 * 86400 - 1) << false << QStringLiteral("3 day(s)");
    QTest::newRow("an estimate") << qint64(3 * 86400) << true << QStringLiteral("about 3 day(s)");
}

void TestFormats::theTimeLeftIsRoundedDown()
{
    QFETCH(qint64, seconds);
    QFETCH(bool, isEstimated);
    QTEST(timeLeftText(noon.addSecs(seconds), isEstimated, noon), "text");
}

void TestFormats::anUnknownPurgeDateSaysNothing()
{
    QVERIFY(timeLeftText({}, false, noon).isEmpty());
    QVERIFY(timeLeftText({}, true, noon).isEmpty());
}

void TestFormats::durationsUseTwoUnitsAtMost_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("negative") << qint64(-400) << QStringLiteral("0 s");
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 s");
    QTest::newRow("a moment is a second") << qint64(1) << QStringLiteral("1 s");
    QTest::newRow("seconds") << qint64(41'000) << QStringLiteral("41 s");
    QTest::newRow("rounded up to a minute") << qint64(59'001) << QStringLiteral("1 min 0 s");
    QTest::newRow("minutes") << qint64(125'000) << QStringLiteral("2 min 5 s");
    QTest::newRow("hours") << qint64(3'780'000) << QStringLiteral("1 h 3 min");
    QTest::newRow("days") << qint64(187'200'000) << QStringLiteral("2 d 4 h");
}

void TestFormats::durationsUseTwoUnitsAtMost()
{
    QFETCH(qint64, milliseconds);
    QTEST(durationText(std::chrono::milliseconds(milliseconds)), "text");
}

void TestFormats::theTypeComesFromKindAndEnding_data()
{
    QTest::addColumn<ItemKind>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("icon");
    const auto row = [](const char *title, ItemKind kind, const char *name, const char *text, const char *icon) {
        QTest::newRow(title) << kind << QString::fromUtf8(name) << QString::fromLatin1(text)
                             << QString::fromLatin1(icon);
    };
    row("document", ItemKind::File, "report.pdf", "PDF document", "file-pdf");
    row("capital ending", ItemKind::File, "IMG_2041.JPG", "JPG image", "file-image");
    row("doubled ending", ItemKind::File, "backup.tar.gz", "GZ archive", "file-archive");
    row("spreadsheet", ItemKind::File, "budget.xlsx", "XLSX spreadsheet", "file-sheet");
    row("slides", ItemKind::File, "talk.odp", "ODP presentation", "file-slides");
    row("source", ItemKind::File, "main.cpp", "CPP source", "file-code");
    row("words", ItemKind::File, "letter.docx", "DOCX document", "file-text");
    row("text", ItemKind::File, "notes.txt", "TXT text", "file-text");
    row("sound", ItemKind::File, "song.mp3", "MP3 audio", "file-audio");
    row("film", ItemKind::File, "party.mov", "MOV video", "file-video");
    row("strange ending", ItemKind::File, "data.q4z", "Q4Z file", "file");
    row("no ending", ItemKind::File, "Makefile", "File", "file");
    row("hidden file", ItemKind::File, ".bashrc", "File", "file");
    row("trailing dot", ItemKind::File, "odd.", "File", "file");
    row("empty name", ItemKind::File, "", "File", "file");
    row("sentence, no ending", ItemKind::File, "v1. final version", "File", "file");
    row("ending with an override", ItemKind::File, "a.\xE2\x80\xAEgpj", "File", "file");
    row("folder with a dot", ItemKind::Folder, "photos.zip", "Folder", "folder");
    row("link", ItemKind::Link, "wiki", "Link", "link");
    row("other", ItemKind::Other, "thing.pdf", "Other", "file");
}

void TestFormats::theTypeComesFromKindAndEnding()
{
    QFETCH(ItemKind, kind);
    QFETCH(QString, name);
    QTEST(typeText(kind, name), "text");
    QTEST(typeIconName(kind, name), "icon");
}

void TestFormats::aNameFitsIntoASentence()
{
    const QString hostile = nameInSentence(QStringLiteral("a\u202Eb"));
    QVERIFY(!hostile.contains(QChar(0x202E)));
    QCOMPARE(hostile.front(), QChar(0x2068));
    QCOMPARE(hostile.back(), QChar(0x2069));
    QVERIFY(nameInSentence(QString(500, u'x')).size() < 80);
    const QString path = pathInSentence(QString(500, u'x') + QStringLiteral("/end"));
    QVERIFY(path.size() < 80);
    QVERIFY(path.contains(QStringLiteral("/end")));
}

void TestFormats::pluralsReadAsEnglish()
{
    installEnglishPlurals();
    QCOMPARE(exactSizeText(1, english), QStringLiteral("1 byte"));
    QCOMPARE(exactSizeText(2, english), QStringLiteral("2 bytes"));
    QCOMPARE(timeLeftText(noon.addDays(1), false, noon), QStringLiteral("1 day"));
}

void TestFormats::oneTakesTheWordsAroundItAlong()
{
    QCOMPARE(englishPlural(QStringLiteral("%n name(s) are taken"), 1), QStringLiteral("%n name is taken"));
    QCOMPARE(englishPlural(QStringLiteral("%n name(s) are taken"), 0), QStringLiteral("%n names are taken"));
    QCOMPARE(englishPlural(QStringLiteral("Restoring %n item(s) to their original places"), 1),
        QStringLiteral("Restoring %n item to its original place"));
    QCOMPARE(englishPlural(QStringLiteral("%n failed"), 1), QStringLiteral("%n failed"));
}

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
