// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/jobwait.h"
#include "tests/ui/timeline/previewsamples.h"
#include "ui/preview/contentkind.h"
#include "ui/preview/previewpane.h"
#include "ui/preview/renderjob.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTest>

using namespace Unbin;
using Family = ContentKind::Family;

namespace {

/** 40 by 20: red on the left; on the right what the drawing has there, else nothing. */
QByteArray drawing(const QByteArray &right, const QByteArray &before = {})
{
    return before + "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"40\" "
                    "height=\"20\"><rect width=\"20\" height=\"20\" fill=\"#ff0000\"/>" + right + "</svg>\n";
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
    void picturesAndPagesAreDecodedElsewhere();
    void picturesOfOtherFormatsAreDecoded_data();
    void picturesOfOtherFormatsAreDecoded();
    void drawingsReachNothingOutside_data();
    void drawingsReachNothingOutside();
    void drawingsThatCannotBeDrawnAreRead();
    void whatTheProgramSaysIsNotBelieved_data();
    void whatTheProgramSaysIsNotBelieved();
    void hostileContentsEndInFacts_data();
    void hostileContentsEndInFacts();
    void aProgramThatHangsIsKilled();
    void aMissingProgramIsTold();
    void paneShowsTextPicturesAndFacts();

private:
    CachedContentPtr content(const QByteArray &bytes) { return m_contents.add(bytes); }
    Preview preview(const QByteArray &bytes)
    {
        auto made = waitFor(previewJob(content(bytes)));
        if (!made)
            qFatal("no preview: %s", qPrintable(QDebug::toString(made.error())));
        return std::move(*made);
    }

    FetchedContents m_contents;
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
    add("webp", QByteArray("RIFF\x10\0\0\0WEBPVP8 ", 16), Family::Picture);
    add("tiff", QByteArray("II*\0\x08\0\0\0", 8), Family::Picture);
    add("big tiff", QByteArray("MM\0*\0\0\0\x08", 8), Family::Picture);
    add("drawing", drawing({}), Family::Picture);
    add("drawing with a head", drawing({}, "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- by hand -->\n<!DOCTYPE svg>\n"), Family::Picture);
    add("other xml", "<?xml version=\"1.0\"?><svgs/>", Family::Text);
    add("page with a drawing", "<html><svg/></html>", Family::Text);
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

    const Preview pages = preview(documentOf({"Offer"}));
    QVERIFY(pages.isPages);
    const auto *first = std::get_if<Picture>(&pages.what);
    QVERIFY(first);
    QCOMPARE(first->pages, 1);
    QCOMPARE(first->fullSize, QSize(300, 400));
    QCOMPARE(first->image.size(), QSize(600, 800));
}

void TestPreview::picturesOfOtherFormatsAreDecoded_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char *format : {"jpeg", "bmp", "webp", "tiff"})
        QTest::newRow(format) << encoded(format, {30, 20});
    QTest::newRow("svg") << drawing("<rect x=\"20\" width=\"20\" height=\"20\" fill=\"#ff0000\"/>");
}

void TestPreview::picturesOfOtherFormatsAreDecoded()
{
    QFETCH(QByteArray, bytes);
    QVERIFY2(!bytes.isEmpty(), "this machine can't write the format: qt6-image-formats-plugins is missing");
    const Preview made = preview(bytes);
    const auto *shown = std::get_if<Picture>(&made.what);
    QVERIFY(shown);
    const QColor color = shown->image.pixelColor(shown->image.rect().center());
    QVERIFY(color.red() > 240 && color.green() < 16 && color.alpha() == 255);
    QCOMPARE(shown->fullSize, bytes.contains("svg") ? QSize(40, 20) : QSize(30, 20));
}

void TestPreview::drawingsReachNothingOutside_data()
{
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<bool>("isDrawn"); // on the right
    const QByteArray picture = png({20, 20}, Qt::red);
    QFile file(m_contents.filePath(QStringLiteral("secret.png")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(picture) == picture.size());
    const QByteArray path = file.fileName().toUtf8();
    const auto image = [](const QByteArray &reference) {
        return "<image x=\"20\" width=\"20\" height=\"20\" xlink:href=\"" + reference + "\"/>";
    };
    QTest::newRow("its own picture") << image("data:image/png;base64," + picture.toBase64()) << QByteArray() << true;
    QTest::newRow("its own part") << QByteArray("<defs><rect id=\"a\" x=\"20\" width=\"20\" height=\"20\" fill=\"#f00\"/></defs>"
                                                "<use xlink:href=\"#a\"/>") << QByteArray() << true;
    QTest::newRow("a file") << image(path) << QByteArray() << false;
    QTest::newRow("a file by address") << image("file://" + path) << QByteArray() << false;
    QTest::newRow("a server") << image("http://127.0.0.1:1/a.png") << QByteArray() << false;
    QTest::newRow("a script") << QByteArray("<script>alert(1)</script><g onload=\"x()\"/>") << QByteArray() << false;
    QTest::newRow("a style sheet") << QByteArray("<style>@import url(file:///etc/passwd);</style>") << QByteArray() << false;
    QTest::newRow("a document type") << QByteArray() << QByteArray("<!DOCTYPE svg SYSTEM \"file:///dev/zero\">\n") << false;
}

void TestPreview::drawingsReachNothingOutside()
{
    QFETCH(QByteArray, right);
    QFETCH(QByteArray, before);
    QFETCH(bool, isDrawn);
    const Preview made = preview(drawing(right, before));
    const auto *shown = std::get_if<Picture>(&made.what);
    QVERIFY(shown);
    const QSize size = shown->image.size();
    QCOMPARE(shown->image.pixelColor(size.width() / 4, size.height() / 2), QColor(Qt::red));
    QCOMPARE(shown->image.pixelColor(size.width() * 3 / 4, size.height() / 2).alpha(), isDrawn ? 255 : 0);
}

void TestPreview::drawingsThatCannotBeDrawnAreRead()
{
    QByteArray laughs = "<!DOCTYPE svg [<!ENTITY a \"ha\">";
    for (char c = 'b'; c < 'n'; ++c)
        laughs += QByteArray("<!ENTITY ") + c + " \"" + QByteArray("&x;").replace('x', char(c - 1)).repeated(10) + "\">";
    for (const QByteArray &bytes : {drawing("<g>"), drawing("<text>&m;</text>", laughs + "]>\n"),
             drawing(QByteArray("<g>").repeated(100'000) + QByteArray("</g>").repeated(100'000)),
             QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\"/>")}) {
        const Preview made = preview(bytes);
        const auto *text = std::get_if<DecodedText>(&made.what);
        QVERIFY(text);
        QVERIFY(text->text.contains(QStringLiteral("<svg")));
    }
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
    const QString path = m_contents.filePath(QStringLiteral("hangs"));
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
    RenderJob::setProgram(m_contents.filePath(QStringLiteral("none")));
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

QTEST_MAIN(TestPreview)
#include "tst_preview.moc"
