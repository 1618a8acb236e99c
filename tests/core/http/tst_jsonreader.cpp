// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/jsonreader.h"

#include <QTest>

#include <limits>

using namespace Unbin;

namespace {

QJsonObject objectOf(const char *json)
{
    const auto parsed = parseJsonObject(json);
    return parsed ? *parsed : QJsonObject();
}

constexpr QLatin1String kKey("a");

} // namespace

class TestJsonReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyAWholeObjectIsAccepted_data();
    void onlyAWholeObjectIsAccepted();
    void everyPrefixOfAReplyIsRefused();
    void bytesComeInManyShapes_data();
    void bytesComeInManyShapes();
    void idsComeAsTextOrNumber_data();
    void idsComeAsTextOrNumber();
    void instantsNeedAnOffset_data();
    void instantsNeedAnOffset();
    void optionalFieldsForgiveNullAbsenceAndWrongTypes();
    void requiredFieldsBreakTheReader_data();
    void requiredFieldsBreakTheReader();
    void theFirstProblemIsNamedWithItsPath();
};

void TestJsonReader::onlyAWholeObjectIsAccepted_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isAccepted");
    QTest::newRow("empty object") << QByteArray("{}") << true;
    QTest::newRow("blanks around") << QByteArray(" \r\n{\"a\":1}\n ") << true;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}") << true;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("array") << QByteArray("[]") << false;
    QTest::newRow("number") << QByteArray("1") << false;
    QTest::newRow("null") << QByteArray("null") << false;
    QTest::newRow("page of a captive portal") << QByteArray("<html><body>Log in</body></html>") << false;
    QTest::newRow("something after it") << QByteArray("{} {}") << false;
    QTest::newRow("comma at the end") << QByteArray("{\"a\":1,}") << false;
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\xfe\"}") << false;
    QTest::newRow("64 levels") << QByteArray("{\"a\":") + QByteArray(63, '[') + QByteArray(63, ']') + '}' << true;
    QTest::newRow("65 levels") << QByteArray("{\"a\":") + QByteArray(64, '[') + QByteArray(64, ']') + '}' << false;
    QTest::newRow("a million levels") << QByteArray("{\"a\":") + QByteArray(1'000'000, '[') << false;
    QTest::newRow("brackets in a text are no levels")
        << QByteArray("{\"a\":\"\\\"") + QByteArray(1000, '[') + "\"}" << true;
    QTest::newRow("levels count as they are open")
        << QByteArray("{\"a\":[") + QByteArray("[],").repeated(1000) + "0]}" << true;
}

void TestJsonReader::onlyAWholeObjectIsAccepted()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isAccepted);
    const auto parsed = parseJsonObject(body);
    QCOMPARE(parsed.has_value(), isAccepted);
    if (!parsed) {
        QCOMPARE(parsed.error().kind, Error::Kind::BadResponse);
        QVERIFY(!parsed.error().detail.isEmpty());
    }
}

void TestJsonReader::everyPrefixOfAReplyIsRefused()
{
    // A chunked body that is cut off looks whole to Qt; only the parser can notice.
    const QByteArray whole
        = R"({"entries":[{"id":"1","name":"a\u00e9\"b"},{"id":2,"size":1.0e+18}],"next_marker":null})";
    QVERIFY(parseJsonObject(whole));
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!parseJsonObject(whole.left(length)), whole.left(length).constData());
}

void TestJsonReader::bytesComeInManyShapes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("bytes");
    const qint64 most = std::numeric_limits<qint64>::max();
    QTest::newRow("zero") << QByteArray("{\"a\":0}") << qint64(0);
    QTest::newRow("plain") << QByteArray("{\"a\":629644}") << qint64(629644);
    QTest::newRow("exponent") << QByteArray("{\"a\":1.0034576983313e+14}") << qint64(100345769833130);
    QTest::newRow("1e18") << QByteArray("{\"a\":1.0e+18}") << qint64(1'000'000'000'000'000'000);
    QTest::newRow("beyond double's whole numbers")
        << QByteArray("{\"a\":9007199254740993}") << qint64(9007199254740993);
    QTest::newRow("most") << QByteArray("{\"a\":9223372036854775807}") << most;
    QTest::newRow("more than most") << QByteArray("{\"a\":9223372036854775808}") << most;
    QTest::newRow("far more") << QByteArray("{\"a\":1e300}") << most;
    QTest::newRow("negative") << QByteArray("{\"a\":-1}") << qint64(-1);
    QTest::newRow("very negative") << QByteArray("{\"a\":-1e30}") << qint64(-1);
    QTest::newRow("fraction") << QByteArray("{\"a\":10.9}") << qint64(10);
    QTest::newRow("text") << QByteArray("{\"a\":\"629644\"}") << qint64(629644);
    QTest::newRow("text beyond double") << QByteArray("{\"a\":\"9007199254740993\"}") << qint64(9007199254740993);
    QTest::newRow("text with exponent") << QByteArray("{\"a\":\"1.0e+18\"}") << qint64(1'000'000'000'000'000'000);
    QTest::newRow("text with unit") << QByteArray("{\"a\":\"12 MB\"}") << qint64(-1);
    QTest::newRow("infinite text") << QByteArray("{\"a\":\"inf\"}") << qint64(-1);
    QTest::newRow("no number text") << QByteArray("{\"a\":\"nan\"}") << qint64(-1);
    QTest::newRow("empty text") << QByteArray("{\"a\":\"\"}") << qint64(-1);
    QTest::newRow("null") << QByteArray("{\"a\":null}") << qint64(-1);
    QTest::newRow("true") << QByteArray("{\"a\":true}") << qint64(-1);
    QTest::newRow("array") << QByteArray("{\"a\":[5]}") << qint64(-1);
    QTest::newRow("absent") << QByteArray("{}") << qint64(-1);
}

void TestJsonReader::bytesComeInManyShapes()
{
    QFETCH(QByteArray, body);
    QFETCH(qint64, bytes);
    QCOMPARE(JsonReader(objectOf(body.constData())).bytes(kKey), bytes);
}

void TestJsonReader::idsComeAsTextOrNumber_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("id");
    QTest::newRow("text") << QByteArray("{\"a\":\"123\"}") << QStringLiteral("123");
    QTest::newRow("text that is no number") << QByteArray("{\"a\":\"01AB!x\"}") << QStringLiteral("01AB!x");
    QTest::newRow("number") << QByteArray("{\"a\":123}") << QStringLiteral("123");
    QTest::newRow("long number") << QByteArray("{\"a\":1234567890123456789}") << QStringLiteral("1234567890123456789");
    QTest::newRow("root") << QByteArray("{\"a\":\"0\"}") << QStringLiteral("0");
    QTest::newRow("number too long to keep") << QByteArray("{\"a\":12345678901234567890123}") << QString();
    QTest::newRow("fraction") << QByteArray("{\"a\":1.5}") << QString();
    QTest::newRow("negative") << QByteArray("{\"a\":-1}") << QString();
    QTest::newRow("empty") << QByteArray("{\"a\":\"\"}") << QString();
    QTest::newRow("null") << QByteArray("{\"a\":null}") << QString();
    QTest::newRow("false") << QByteArray("{\"a\":false}") << QString();
    QTest::newRow("absent") << QByteArray("{}") << QString();
}

void TestJsonReader::idsComeAsTextOrNumber()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, id);
    JsonReader reader(objectOf(body.constData()));
    QCOMPARE(reader.id(kKey), id);
    QCOMPARE(reader.requiredId(kKey), id);
    QCOMPARE(reader.isBroken(), id.isEmpty());
}

void TestJsonReader::instantsNeedAnOffset_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utc"); // empty: no instant
    const auto row = [](const char *text, const char *utc) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(utc);
    };
    row("2013-04-16T13:35:01Z", "2013-04-16T13:35:01.000Z");
    row("2013-04-16T13:35:01-07:00", "2013-04-16T20:35:01.000Z");
    row("2013-04-16T13:35:01+05:30", "2013-04-16T08:05:01.000Z");
    row("2013-04-16T13:35:01.5Z", "2013-04-16T13:35:01.500Z");
    row("2013-04-16T13:35:01.123+00:00", "2013-04-16T13:35:01.123Z");
    row("2013-04-16T13:35:01.1234567Z", "2013-04-16T13:35:01.123Z");
    row("2013-04-16t13:35:01z", "2013-04-16T13:35:01.000Z");
    row("2016-12-31T23:59:59Z", "2016-12-31T23:59:59.000Z");
    row("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z");
    row("2013-04-16T13:35:01", "");
    row("2013-04-16", "");
    row("2013-02-30T00:00:00Z", "");
    row("yesterday", "");
    row("1366119301", "");
    row("", "");
}

void TestJsonReader::instantsNeedAnOffset()
{
    QFETCH(QString, text);
    QFETCH(QString, utc);
    const JsonReader reader(QJsonObject{{QStringLiteral("a"), text}});
    const QDateTime instant = reader.instant(kKey);
    QCOMPARE(instant.isValid(), !utc.isEmpty());
    if (instant.isValid()) {
        QCOMPARE(instant.timeSpec(), Qt::UTC);
        QCOMPARE(instant.toString(Qt::ISODateWithMs), utc);
    }
}

void TestJsonReader::optionalFieldsForgiveNullAbsenceAndWrongTypes()
{
    for (const char *json : {"{}", "{\"a\":null}", "{\"a\":1}"}) {
        const JsonReader reader(objectOf(json));
        QCOMPARE(reader.string(kKey), QString());
        QVERIFY(!reader.object(kKey));
        QVERIFY(!reader.array(kKey));
        QCOMPARE(reader.boolean(kKey, true), true);
        QCOMPARE(reader.boolean(kKey, false), false);
        QVERIFY(!reader.instant(kKey).isValid());
        QVERIFY(!reader.isBroken());
    }
    QCOMPARE(JsonReader(objectOf("{\"a\":false}")).boolean(kKey, true), false);
    QCOMPARE(JsonReader(objectOf("{\"a\":[1,2]}")).array(kKey)->size(), 2);
    QCOMPARE(JsonReader(objectOf("{\"a\":{\"b\":\"c\"}}")).object(kKey)->size(), 1);
}

void TestJsonReader::requiredFieldsBreakTheReader_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("absent") << QByteArray("{}");
    QTest::newRow("null") << QByteArray("{\"a\":null}");
    QTest::newRow("other type") << QByteArray("{\"a\":true}");
}

void TestJsonReader::requiredFieldsBreakTheReader()
{
    QFETCH(QByteArray, body);
    const QJsonObject object = objectOf(body.constData());
    JsonReader text(object);
    QCOMPARE(text.requiredString(kKey), QString());
    QVERIFY(text.isBroken());
    JsonReader list(object);
    QVERIFY(list.requiredArray(kKey).isEmpty());
    QVERIFY(list.isBroken());
    JsonReader inner(object);
    QVERIFY(inner.requiredObject(kKey).isEmpty());
    QVERIFY(inner.isBroken());
}

void TestJsonReader::theFirstProblemIsNamedWithItsPath()
{
    JsonReader reader(objectOf("{\"name\":5}"), QStringLiteral("entries[3]"));
    QVERIFY(!reader.isBroken());
    reader.requiredString(QLatin1String("name"));
    reader.requiredId(QLatin1String("id"));
    QCOMPARE(reader.error().kind, Error::Kind::BadResponse);
    QCOMPARE(reader.error().detail, QStringLiteral("entries[3].name has the wrong type"));
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
