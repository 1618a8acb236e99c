// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/origin.h"

#include <QTest>

using namespace Unbin;

class TestOrigin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void originsAreSchemeHostAndPort_data();
    void originsAreSchemeHostAndPort();
    void onlyTlsAndThisComputerAreSafe_data();
    void onlyTlsAndThisComputerAreSafe();
};

void TestOrigin::originsAreSchemeHostAndPort_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isSame");
    const auto row = [](const char *address, bool isSame) {
        QTest::newRow(address) << QString::fromLatin1(address) << isSame;
    };
    row("https://api.example.com/2.0/files", true);
    row("https://API.Example.COM/other", true);
    row("HTTPS://api.example.com", true);
    row("https://api.example.com:443/", true);
    row("https://api.example.com:8443/", false);
    row("http://api.example.com/", false);
    row("http://api.example.com:443/", false);
    row("https://example.com/", false);
    row("https://api.example.com.evil.net/", false);
    row("https://evil.net/api.example.com", false);
    row("https://api.example.com@evil.net/", false);
    row("//api.example.com/", false);
    row("", false);
}

void TestOrigin::originsAreSchemeHostAndPort()
{
    QFETCH(QString, address);
    QFETCH(bool, isSame);
    const QUrl api(QStringLiteral("https://api.example.com/2.0"));
    QCOMPARE(isSameOrigin(api, QUrl(address)), isSame);
    QCOMPARE(isSameOrigin(QUrl(address), api), isSame);
}

void TestOrigin::onlyTlsAndThisComputerAreSafe_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isSafe");
    const auto row = [](const char *address, bool isSafe) {
        QTest::newRow(address) << QString::fromLatin1(address) << isSafe;
    };
    row("https://dl.example.com/signed", true);
    row("https://192.0.2.1/", true);
    row("http://127.0.0.1/", true);
    row("http://127.8.9.10:99/", true);
    row("http://[::1]:99/", true);
    row("http://LOCALHOST:99/", true);
    row("http://dl.example.com/", false);
    row("http://127.0.0.1.example.com/", false);
    row("http://localhost.example.com/", false);
    row("http://0.0.0.0/", false);
    row("http://192.0.2.1/", false);
    row("https://user@dl.example.com/", false);
    row("https://user:pass@dl.example.com/", false);
    row("https:///path", false);
    row("ftp://127.0.0.1/", false);
    row("file:///etc/passwd", false);
    row("dl.example.com/path", false);
    row("", false);
}

void TestOrigin::onlyTlsAndThisComputerAreSafe()
{
    QFETCH(QString, address);
    QFETCH(bool, isSafe);
    QCOMPARE(isSafeToContact(QUrl(address)), isSafe);
}

QTEST_GUILESS_MAIN(TestOrigin)
#include "tst_origin.moc"
