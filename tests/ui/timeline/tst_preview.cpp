// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/jobwait.h"
#include "ui/preview/comparejob.h"
#include "ui/preview/compareview.h"
#include "ui/preview/contentkind.h"
#include "ui/preview/diffview.h"
#include "ui/preview/picturecompare.h"
#include "ui/preview/previewpane.h"
#include "ui/preview/renderjob.h"

#include <QBuffer>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Unbin;
using Family = ContentKind::Family;
using Kind = TextDiff::Kind;

namespace {

QByteArray png(const QSize &size, QColor color = Qt::red)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray rowsOf(const TextDiff &diff)
{
    QByteArray text;
    for (const TextDiff::Row &row : diff.rows)
        text += row.kind == Kind::Same ? '=' : row.kind == Kind::Changed ? '~' : row.kind == Kind::Removed ? '-' : '+';
    return text;
}

} // namespace

/** Contents made ready to be looked at, whatever they are. */
class TestPreview : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kindsAreToldByTheBytes_data();
    void kindsAreToldByTheBytes();
    void encodingsAreDetected_data();
    void encodingsAreDetected();
    void textIsBounded();
    void linesAreCompared_data();
    void linesAreCompared();
    void wordsAreMarkedWithinLines();
    void everyLineOfBothTextsIsThereOnce();
    void tooLongTextsAreNotCompared();
    void picturesAndPagesAreDecodedElsewhere();
    void whatTheProgramSaysIsNotBelieved_data();
    void whatTheProgramSaysIsNotBelieved();
    void hostileContentsEndInFacts_data();
    void hostileContentsEndInFacts();
    void aProgramThatHangsIsKilled();
    void aMissingProgramIsTold();
    void paneShowsTextPicturesAndFacts();
    void comparisonsShowWhatThereIs();

private:
    CachedContentPtr content(const QByteArray &bytes)
    {
        const QString path = m_directory.filePath(QString::number(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the test has no room");
        return std::make_shared<const CachedContent>(CachedContent{path, bytes.size()});
    }
    Preview preview(const QByteArray &bytes)
    {
        auto made = waitFor(previewJob(content(bytes)));
        if (!made)
            qFatal("no preview: %s", qPrintable(QDebug::toString(made.error())));
        return std::move(*made);
    }

    QTemporaryDir m_directory;
    int m_files = 0;
};

void TestPreview::kindsAreToldByTheBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("family");
    const auto add = [](const char *name, const QByteArray &bytes, Family family) {
        QTest::newRow(name) << bytes << int(family);
    };
    add("empty", {}, Family::Text);
    add("text", "hello\tworld\r\n", Family::Text);
    add("utf-16", QByteArray("\xff\xfeh\0i\0", 6), Family::Text);
    add("png", png({2, 2}), Family::Picture);
    add("jpeg", "\xff\xd8\xff\xe0 and so on", Family::Picture);
    add("gif", "GIF89a...", Family::Picture);
    add("pdf", "%PDF-1.7\n...", Family::Pages);
    add("text about bitmaps", "BMW is a car", Family::Text);
    add("zeros", QByteArray(100, '\0'), Family::Other);
    add("program", "\x7f" "ELF\x02\x01\x01", Family::Other);
}

void TestPreview::kindsAreToldByTheBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, family);
    QCOMPARE(int(contentKind(bytes).family), family);
}

void TestPreview::encodingsAreDetected_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGuessed");
    const QString german = QString::fromUtf8("Die Tür bleibt grün, schöne Grüße aus der Übergangszone. Straße für Straße.");
    QTest::newRow("ascii") << QByteArray("plain") << QStringLiteral("plain") << false;
    QTest::newRow("utf-8") << german.toUtf8() << german << false;
    QTest::newRow("utf-8 with mark") << "\xef\xbb\xbf" + german.toUtf8() << german << false;
    QTest::newRow("latin-1") << german.toLatin1() << german << true;
    QStringEncoder wide(QStringEncoder::Utf16LE, QStringConverter::Flag::WriteBom);
    QTest::newRow("utf-16") << QByteArray(wide(german)) << german << false;
    QStringEncoder swapped(QStringEncoder::Utf16BE, QStringConverter::Flag::WriteBom);
    QTest::newRow("utf-16 be") << QByteArray(swapped(german)) << german << false;
    QTest::newRow("line ends") << QByteArray("a\r\nb\rc\n") << QStringLiteral("a\nb\nc\n") << false;
    QTest::newRow("controls") << QByteArray("a\x1b[31mb") << QString::fromUtf8("a␛[31mb") << false;
}

void TestPreview::encodingsAreDetected()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(bool, isGuessed);
    const DecodedText decoded = decodeText(bytes, 1000);
    QCOMPARE(decoded.text, text);
    QCOMPARE(decoded.isGuessed, isGuessed);
    QVERIFY(!decoded.encoding.isEmpty());
}

void TestPreview::textIsBounded()
{
    const DecodedText cut = decodeText(QByteArray(5000, 'x'), 1000);
    QVERIFY(cut.isCut);
    QCOMPARE(cut.text.size(), 1000);
    const DecodedText broken = decodeText(QByteArray(100'000, 'x'), 1'000'000);
    QVERIFY(broken.hasBrokenLines);
    for (const QString &line : broken.text.split(u'\n'))
        QVERIFY(line.size() <= 4000);
    QCOMPARE(QString(broken.text).remove(u'\n').size(), 100'000);
    QByteArray noise(20'000, '\0');
    QRandomGenerator random(7);
    for (char &byte : noise)
        byte = char(random.bounded(256));
    QVERIFY(!decodeText(noise, 100'000).text.isEmpty());
}

void TestPreview::linesAreCompared_data()
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

void TestPreview::linesAreCompared()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(QByteArray, rows);
    QFETCH(int, changes);
    const TextDiff diff = diffTexts(left, right);
    QCOMPARE(rowsOf(diff), rows);
    QCOMPARE(int(diff.changes.size()), changes);
}

void TestPreview::wordsAreMarkedWithinLines()
{
    const TextDiff diff = diffTexts(QStringLiteral("paint it blue now"), QStringLiteral("paint it deep green now"));
    QCOMPARE(diff.rows.size(), size_t(1));
    QCOMPARE(diff.rows.front().leftSpans, (std::vector<TextDiff::Span>{{9, 4}}));
    QCOMPARE(diff.rows.front().rightSpans, (std::vector<TextDiff::Span>{{9, 10}}));
    const TextDiff lengthy = diffTexts(QString(5000, u'x'), QString(5000, u'y'));
    QCOMPARE(lengthy.rows.front().leftSpans, (std::vector<TextDiff::Span>{{0, 5000}}));
}

void TestPreview::everyLineOfBothTextsIsThereOnce()
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

void TestPreview::tooLongTextsAreNotCompared()
{
    const TextDiff diff = diffTexts(QString(100'000, u'\n'), QStringLiteral("a"));
    QVERIFY(diff.isTooLarge && diff.rows.empty());
}

void TestPreview::picturesAndPagesAreDecodedElsewhere()
{
    const Preview picture = preview(png({300, 200}));
    const auto *shown = std::get_if<Picture>(&picture.what);
    QVERIFY(shown);
    QCOMPARE(shown->fullSize, QSize(300, 200));
    QCOMPARE(shown->image.pixelColor(10, 10), QColor(Qt::red));

    const Preview large = preview(png({6000, 100}));
    QCOMPARE(std::get<Picture>(large.what).image.width(), 2400);
    QCOMPARE(std::get<Picture>(large.what).fullSize, QSize(6000, 100));

    const QByteArray page = "BT /F1 24 Tf 72 700 Td (Offer) Tj ET";
    const QByteArray pdf = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] "
                           "/Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R "
                           "/Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n4 0 obj\n<< /Length "
        + QByteArray::number(page.size()) + " >>\nstream\n" + page
        + "\nendstream\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\ntrailer\n<< /Root 1 0 R "
          "/Size 6 >>\n%%EOF\n";
    const Preview pages = preview(pdf);
    QVERIFY(pages.isPages);
    const auto *first = std::get_if<Picture>(&pages.what);
    QVERIFY(first);
    QCOMPARE(first->pages, 1);
    QCOMPARE(first->fullSize, QSize(300, 400));
    QCOMPARE(first->image.size(), QSize(600, 800));
}

void TestPreview::whatTheProgramSaysIsNotBelieved_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray good;
    QBuffer buffer(&good);
    buffer.open(QIODevice::WriteOnly);
    QImage image(4, 3, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::blue);
    QVERIFY(writePicture(buffer, {.image = image, .fullSize = {4, 3}}));
    QVERIFY(readPicture(good));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut") << good.chopped(1);
    QTest::newRow("more") << good + 'x';
    QTest::newRow("other magic") << QByteArray(good).replace(0, 1, "X");
    for (const int at : {4, 8, 12, 20}) {
        for (const char *value : {"\xff\xff\xff\xff", "\x7f\xff\xff\xff"}) {
            QTest::addRow("number at %d, %d", at, int(uchar(value[0])))
                << QByteArray(good).replace(at, 4, QByteArray(value, 4));
        }
    }
}

void TestPreview::whatTheProgramSaysIsNotBelieved()
{
    QFETCH(QByteArray, bytes);
    const auto read = readPicture(bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::BadResponse);
}

void TestPreview::hostileContentsEndInFacts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray huge = png({1, 1}); // says it is 60,000 by 60,000
    huge.replace(16, 8, QByteArray("\x00\x00\xea\x60\x00\x00\xea\x60", 8));
    QTest::newRow("huge picture") << huge;
    QTest::newRow("cut picture") << png({200, 200}).left(60);
    QTest::newRow("broken picture") << QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(500, 'x');
    QTest::newRow("broken jpeg") << QByteArray("\xff\xd8\xff\xe0") + QByteArray(500, '\xff');
    QTest::newRow("broken pages") << QByteArray("%PDF-1.7\n") + QByteArray(500, '<');
    QTest::newRow("no pages") << QByteArray("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n");
    QTest::newRow("zeros") << QByteArray(100'000, '\0');
}

void TestPreview::hostileContentsEndInFacts()
{
    QFETCH(QByteArray, bytes);
    const Preview made = preview(bytes);
    const auto *facts = std::get_if<ContentFacts>(&made.what);
    QVERIFY(facts);
    QCOMPARE(facts->sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
    QCOMPARE(made.sizeBytes, bytes.size());
}

void TestPreview::aProgramThatHangsIsKilled()
{
    const QString path = m_directory.filePath(QStringLiteral("hangs"));
    QFile script(path);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\nexec sleep 600\n");
    script.close();
    script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    RenderJob::setProgram(path);
    const auto ended = waitFor(JobPtr<Picture>(
        std::make_unique<RenderJob>(RenderRequest{.path = path, .format = "png"}, std::chrono::milliseconds(200))));
    RenderJob::setProgram({});
    QVERIFY(!ended);
    QCOMPARE(ended.error().kind, Error::Kind::TimedOut);
}

void TestPreview::aMissingProgramIsTold()
{
    RenderJob::setProgram(m_directory.filePath(QStringLiteral("none")));
    const auto ended
        = waitFor(JobPtr<Picture>(std::make_unique<RenderJob>(RenderRequest{.path = QStringLiteral("x"), .format = "png"})));
    RenderJob::setProgram({});
    QVERIFY(!ended);
    QCOMPARE(ended.error().kind, Error::Kind::LocalIo);
}

void TestPreview::paneShowsTextPicturesAndFacts()
{
    PreviewPane pane;
    pane.resize(500, 400);
    pane.showContent(content("hello\nworld"));
    QTRY_VERIFY_WITH_TIMEOUT(pane.isShowingContent(), 20'000);
    QCOMPARE(pane.text(), QStringLiteral("hello\nworld"));
    pane.showContent(content(png({30, 20})));
    QTRY_VERIFY_WITH_TIMEOUT(pane.isShowingContent() && pane.text().contains(u'×'), 20'000);
    pane.showContent(content(QByteArray(10, '\0')));
    QTRY_VERIFY_WITH_TIMEOUT(pane.text().contains(QStringLiteral("No preview")), 20'000);
    pane.showContent(content("first"));
    pane.showContent(content("second")); // the first one is not waited for
    QTRY_COMPARE_WITH_TIMEOUT(pane.text(), QStringLiteral("second"), 20'000);
}

void TestPreview::comparisonsShowWhatThereIs()
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

QTEST_MAIN(TestPreview)
#include "tst_preview.moc"
