// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/endpoints.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Unbin;

class TestEndpoints : public QObject
{
    Q_OBJECT

    /** JSON written with single quotes. */
    static QByteArray quoted(QByteArray json) { return json.replace('\'', '"'); }

private Q_SLOTS:
    void anEmptyObjectKeepsThePublicAddresses()
    {
        const auto endpoints = Endpoints::parse("{}");
        QVERIFY(endpoints);
        QCOMPARE(endpoints->box.api, QUrl(QStringLiteral("https://api.box.com/2.0")));
        QCOMPARE(endpoints->onedrive.api, QUrl(QStringLiteral("https://graph.microsoft.com/v1.0")));
        QCOMPARE(endpoints->yandex.api, QUrl(QStringLiteral("https://cloud-api.yandex.net/v1")));
        QVERIFY(endpoints->box.clientId.isEmpty());
    }

    void onlyWhatIsNamedChanges()
    {
        const auto endpoints
            = Endpoints::parse(quoted("{'box': {'api': 'http://127.0.0.1:4010/2.0', 'client_id': 'me', "
                                      "'redirect_port': 53682}, 'other': 1}"));
        QVERIFY(endpoints);
        QCOMPARE(endpoints->box.api, QUrl(QStringLiteral("http://127.0.0.1:4010/2.0")));
        QCOMPARE(endpoints->box.clientId, QStringLiteral("me"));
        QCOMPARE(endpoints->box.redirectPort, quint16(53682));
        QCOMPARE(endpoints->box.token, Endpoints::standard().box.token);
        QCOMPARE(endpoints->onedrive.api, Endpoints::standard().onedrive.api);
    }

    void addressesAreRefusedUnlessSafe_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<bool>("isFine");
        QTest::newRow("https") << QByteArray("https://example.org/2.0") << true;
        QTest::newRow("loopback v4") << QByteArray("http://127.0.0.1:80") << true;
        QTest::newRow("all of 127") << QByteArray("http://127.1.2.3:80") << true;
        QTest::newRow("loopback v6") << QByteArray("http://[::1]:4010/x") << true;
        QTest::newRow("localhost") << QByteArray("http://LocalHost:4010") << true;
        QTest::newRow("http elsewhere") << QByteArray("http://api.box.com/2.0") << false;
        QTest::newRow("looks local") << QByteArray("http://localhost.example.org") << false;
        QTest::newRow("local as user") << QByteArray("http://127.0.0.1@example.org/") << false;
        QTest::newRow("private range") << QByteArray("http://192.168.0.1/") << false;
        QTest::newRow("file") << QByteArray("file:///etc/passwd") << false;
        QTest::newRow("ftp") << QByteArray("ftp://127.0.0.1/") << false;
        QTest::newRow("no scheme") << QByteArray("127.0.0.1:80") << false;
        QTest::newRow("query") << QByteArray("https://example.org/?token=1") << false;
        QTest::newRow("empty") << QByteArray("") << false;
    }
    void addressesAreRefusedUnlessSafe()
    {
        QFETCH(QByteArray, address);
        QFETCH(bool, isFine);
        const auto endpoints = Endpoints::parse(quoted("{'box': {'api': '" + address + "'}}"));
        QCOMPARE(endpoints.has_value(), isFine);
        if (!isFine)
            QVERIFY2(endpoints.error().detail.startsWith(QLatin1String("box.api")),
                qPrintable(endpoints.error().detail));
    }

    void nonsenseIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("says");
        QTest::newRow("no json") << QByteArray("hello") << QStringLiteral("at byte");
        QTest::newRow("cut off") << quoted("{'box': {") << QStringLiteral("at byte");
        QTest::newRow("list") << QByteArray("[]") << QStringLiteral("not a JSON object");
        QTest::newRow("section") << quoted("{'yandex': []}") << QStringLiteral("yandex is no object");
        QTest::newRow("number") << quoted("{'box': {'api': 1}}")
                                << QStringLiteral("box.api is of the wrong type");
        QTest::newRow("port") << quoted("{'box': {'redirect_port': 70000}}")
                              << QStringLiteral("box.redirect_port");
        QTest::newRow("half port") << quoted("{'box': {'redirect_port': 1.5}}")
                                   << QStringLiteral("box.redirect_port");
    }
    void nonsenseIsRefusedWithItsPlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, says);
        const auto endpoints = Endpoints::parse(json);
        QVERIFY(!endpoints);
        QVERIFY2(endpoints.error().detail.contains(says), qPrintable(endpoints.error().detail));
    }

    void aFileThatIsNotThereIsAnError()
    {
        const QTemporaryDir folder;
        const auto endpoints = Endpoints::read(folder.filePath(QStringLiteral("none.json")));
        QVERIFY(!endpoints);
        QCOMPARE(endpoints.error().kind, Error::Kind::LocalIo);
    }
};

QTEST_GUILESS_MAIN(TestEndpoints)
#include "tst_endpoints.moc"
