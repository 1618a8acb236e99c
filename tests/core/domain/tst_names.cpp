// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/names.h"

#include <QSet>
#include <QTest>

using namespace Unbin;

namespace {

QString utf16(std::initializer_list<char16_t> units)
{
    QString text;
    for (const char16_t unit : units)
        text += QChar(unit);
    return text;
}

bool isPaired(const QString &text)
{
    return text.toUtf8().contains("\xef\xbf\xbd") == text.contains(QChar(QChar::ReplacementCharacter));
}

} // namespace

class TestNames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostileCharactersBecomeVisible_data();
    void hostileCharactersBecomeVisible();
    void ordinaryNamesStayAsTheyAre_data();
    void ordinaryNamesStayAsTheyAre();
    void freeNameCountsBeforeTheExtension_data();
    void freeNameCountsBeforeTheExtension();
    void freeNameSkipsWhatIsTaken();
    void freeNameKeepsWithinBothLimits_data();
    void freeNameKeepsWithinBothLimits();
    void freeNameNeverSplitsAPair();
    void clashKeyFoldsOnlyWhereCaseDoesNotMatter();
};

void TestNames::hostileCharactersBecomeVisible_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *tag, std::initializer_list<char16_t> name, std::initializer_list<char16_t> shown) {
        QTest::newRow(tag) << utf16(name) << utf16(shown);
    };
    row("line feed", {u'a', u'\n', u'b'}, {u'a', 0x240a, u'b'});
    row("carriage return", {u'\r'}, {0x240d});
    row("tab", {u'\t'}, {0x2409});
    row("NUL", {u'a', 0, u'b'}, {u'a', 0x2400, u'b'});
    row("escape", {0x1b, u'['}, {0x241b, u'['});
    row("delete", {0x7f}, {0x2421});
    row("next line", {0x85}, {0xfffd});
    row("line separator", {0x2028}, {0xfffd});
    row("paragraph separator", {0x2029}, {0xfffd});
    row("right-to-left override", {u'a', 0x202e, u'f', u'd', u'p', u'.', u'e', u'x', u'e'},
        {u'a', 0xfffd, u'f', u'd', u'p', u'.', u'e', u'x', u'e'});
    row("isolate and its end", {0x2066, u'a', 0x2069}, {0xfffd, u'a', 0xfffd});
    row("right-to-left mark", {0x200f}, {0xfffd});
    row("zero-width space", {u'a', 0x200b, u'b'}, {u'a', 0xfffd, u'b'});
    row("word joiner", {0x2060}, {0xfffd});
    row("byte order mark", {0xfeff, u'a'}, {0xfffd, u'a'});
    row("soft hyphen", {0xad}, {0xfffd});
    row("Hangul filler", {0x3164}, {0xfffd});
    row("tag character", {0xdb40, 0xdc41}, {0xfffd});
    row("high surrogate alone", {u'a', 0xd83d}, {u'a', 0xfffd});
    row("low surrogate alone", {0xde00, u'a'}, {0xfffd, u'a'});
    row("surrogates the wrong way round", {0xde00, 0xd83d}, {0xfffd, 0xfffd});
}

void TestNames::hostileCharactersBecomeVisible()
{
    QFETCH(QString, name);
    QFETCH(QString, shown);
    QCOMPARE(displayName(name), shown);
    QVERIFY(hasHiddenCharacters(name));
    QCOMPARE(displayName(shown), shown); // what is shown hides nothing
}

void TestNames::ordinaryNamesStayAsTheyAre_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
        {"", "report.pdf", "Åre möte.txt", "日本語.txt", "שלום.doc", "تقرير.pdf", "😀.png", "👩‍👩‍👧.jpg",
            "नमस्‍ते", "می‌خواهم", "a  b", "non breaking", "e\xcc\x81", "..", "%2F", "<b>&amp;"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void TestNames::ordinaryNamesStayAsTheyAre()
{
    QFETCH(QString, name);
    QCOMPARE(displayName(name), name);
    QVERIFY(!hasHiddenCharacters(name));
}

void TestNames::freeNameCountsBeforeTheExtension_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isFolder");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, bool isFolder, const char *expected) {
        QTest::addRow("%s%s", name, isFolder ? "/" : "")
            << QString::fromUtf8(name) << isFolder << QString::fromUtf8(expected);
    };
    row("report.pdf", false, "report (2).pdf");
    row("report", false, "report (2)");
    row("report (2).pdf", false, "report (3).pdf");
    row("report (9).pdf", false, "report (10).pdf");
    row("report (007).pdf", false, "report (8).pdf");
    row("report (999).pdf", false, "report (1000).pdf");
    row("Budget (2024).xlsx", false, "Budget (2024) (2).xlsx"); // a year
    row("report(2).pdf", false, "report(2) (2).pdf");
    row(" (2).pdf", false, " (2) (2).pdf"); // nothing before the number
    row("archive.tar.gz", false, "archive (2).tar.gz");
    row("archive.TAR.xz", false, "archive (2).TAR.xz");
    row("archive (2).tar.gz", false, "archive (3).tar.gz");
    row(".tar.gz", false, ".tar (2).gz");
    row(".bashrc", false, ".bashrc (2)");
    row("trailing.", false, "trailing. (2)");
    row("Mr. Smith", false, "Mr. Smith (2)");
    row("a.averyveryverylongending", false, "a.averyveryverylongending (2)");
    row("2024.photos", true, "2024.photos (2)");
    row("photos (2)", true, "photos (3)");
    row("two\nlines (2)", true, "two\nlines (3)");
    row("ends in a line break (2)\n", true, "ends in a line break (2)\n (2)");
    row("日本語.txt", false, "日本語 (2).txt");
}

void TestNames::freeNameCountsBeforeTheExtension()
{
    QFETCH(QString, name);
    QFETCH(bool, isFolder);
    QFETCH(QString, expected);
    QCOMPARE(freeName(name, isFolder, [](const QString &) { return false; }), expected);
}

void TestNames::freeNameSkipsWhatIsTaken()
{
    QSet<QString> taken = {QStringLiteral("a.txt")};
    for (int number = 2; number < 50; ++number) {
        const QString name
            = freeName(QStringLiteral("a.txt"), false, [&](const QString &n) { return taken.contains(n); });
        QCOMPARE(name, QStringLiteral("a (%1).txt").arg(number));
        taken += name;
    }
}

void TestNames::freeNameKeepsWithinBothLimits_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << QString(300, u'a') + QStringLiteral(".pdf");
    QTest::newRow("exactly at the limit") << QString(251, u'a') + QStringLiteral(".pdf");
    QTest::newRow("two bytes each") << QString(200, QChar(0xe9)) + QStringLiteral(".pdf");
    QTest::newRow("three bytes each") << QString(100, QChar(0x65e5)) + QStringLiteral(".tar.gz");
    QTest::newRow("four bytes each") << QString::fromUtf8("😀").repeated(100) + QStringLiteral(".png");
    QTest::newRow("numbered") << QString(300, u'a') + QStringLiteral(" (99).pdf");
}

void TestNames::freeNameKeepsWithinBothLimits()
{
    QFETCH(QString, name);
    int asked = 0;
    const QString free = freeName(name, false, [&](const QString &) { return ++asked < 12; });
    QVERIFY2(free.size() <= 255, qPrintable(free));
    QVERIFY2(free.toUtf8().size() <= 255, qPrintable(free));
    QCOMPARE(free.section(u'.', -1), name.section(u'.', -1));
    QVERIFY(free.contains(QLatin1String(" (")));
    QVERIFY(isPaired(free));
}

void TestNames::freeNameNeverSplitsAPair()
{
    const QString name = QString::fromUtf8("a😀😀😀😀");
    for (int limit = 6; limit < 14; ++limit) {
        const QString free = freeName(
            name, true, [](const QString &) { return false; }, limit, 255);
        QVERIFY(free.size() <= limit);
        QVERIFY2(isPaired(free), qPrintable(free));
    }
}

void TestNames::clashKeyFoldsOnlyWhereCaseDoesNotMatter()
{
    const QString upper = QString::fromUtf8("ÉTÉ Report.PDF");
    const QString lower = QString::fromUtf8("été report.pdf");
    QCOMPARE(clashKey(upper, false), clashKey(lower, false));
    QVERIFY(clashKey(upper, true) != clashKey(lower, true));
    QCOMPARE(clashKey(upper, true), upper);
    // Composed and decomposed are different names: services don't say that they normalise.
    QVERIFY(clashKey(QString::fromUtf8("\xc3\xa9"), false) != clashKey(QString::fromUtf8("e\xcc\x81"), false));
}

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
