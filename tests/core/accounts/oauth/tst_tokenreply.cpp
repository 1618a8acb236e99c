// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/oauth/tokenclient.h"

#include <QTest>

using namespace Unbin;

class TestTokenReply : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTheTokenEndpointSaysIsReadWithCare_data();
    void whatTheTokenEndpointSaysIsReadWithCare();
    void anErrorRepeatsNoSecret();
};

void TestTokenReply::whatTheTokenEndpointSaysIsReadWithCare_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind"); // empty: taken
    const auto row = [](const char *name, int status, const char *body, const char *kind) {
        QTest::newRow(name) << status << QByteArray(body) << QString::fromLatin1(kind);
    };
    row("whole", 200, R"({"access_token":"a","refresh_token":"r","expires_in":3600,"token_type":"bearer"})", "");
    row("least", 200, R"({"access_token":"a"})", "");
    row("lifetime as text", 200, R"({"access_token":"a","expires_in":"3600"})", "");
    row("nonsense lifetime", 200, R"({"access_token":"a","expires_in":-1e99})", "");
    row("unknown members", 200, R"({"access_token":"a","x":{"y":[1]},"id_token":"j.w.t"})", "");
    row("web page", 200, "<html>Welcome to the hotel</html>", "BadResponse");
    row("cut off", 200, R"({"access_token":"a","refresh)", "BadResponse");
    row("nothing", 200, "", "BadResponse");
    row("a list", 200, "[]", "BadResponse");
    row("no token", 200, R"({"refresh_token":"r","expires_in":3600})", "BadResponse");
    row("token is a number", 200, R"({"access_token":17})", "BadResponse");
    row("token with a line break", 200, R"({"access_token":"a\r\nX: y"})", "BadResponse");
    row("refresh token with a space", 200, R"({"access_token":"a","refresh_token":"r r"})", "BadResponse");
    row("another kind of token", 200, R"({"access_token":"a","token_type":"mac"})", "BadResponse");
    row("error with 200", 200, R"({"error":"invalid_grant"})", "SignInNeeded");
    row("redirect", 302, "", "BadResponse");
    row("refused code", 400, R"({"error":"invalid_grant","error_description":"expired"})", "SignInNeeded");
    row("unknown application", 401, R"({"error":"invalid_client"})", "SignInNeeded");
    row("blocked at Box", 400, R"({"error":"account_deactivated"})", "SignInNeeded");
    row("again with more", 400, R"({"error":"interaction_required","claims":"{}"})", "SignInNeeded");
    row("scope not for us", 400, R"({"error":"invalid_scope"})", "Forbidden");
    row("passing trouble", 400, R"({"error":"temporarily_unavailable"})", "ServiceFailed");
    row("passing trouble at Box", 429, R"({"error":"temporarily_unavailable"})", "RateLimited");
    row("web page with 400", 400, "<html>", "BadResponse");
    row("web page with 403", 403, "<html>", "BadResponse");
    row("gateway", 502, "<html>", "ServiceFailed");
    row("error that is no text", 400, R"({"error":{"code":"x"}})", "BadResponse");
}

void TestTokenReply::whatTheTokenEndpointSaysIsReadWithCare()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, kind);
    const auto tokens = readTokenReply({.status = status, .body = body}, QDateTime::currentDateTimeUtc(), {});
    QCOMPARE(tokens ? QString() : QString(kindName(tokens.error().kind)), kind);
    if (tokens)
        QCOMPARE(tokens->access, QByteArray("a"));
}

void TestTokenReply::anErrorRepeatsNoSecret()
{
    const auto tokens = readTokenReply(
        {.status = 400, .body = R"({"error":"invalid_grant","error_description":"Refresh token 't0p' has\nexpired"})"},
        QDateTime::currentDateTimeUtc(), {"t0p"});
    QCOMPARE(tokens.error().detail, QStringLiteral("Refresh token '…' has expired"));
}

QTEST_APPLESS_MAIN(TestTokenReply)
#include "tst_tokenreply.moc"
