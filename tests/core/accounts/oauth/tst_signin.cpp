// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/oauth/loopbacklistener.h"
#include "core/accounts/oauth/signinjob.h"
#include "tests/core/accounts/oauth/practicelogin.h"

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Unbin;
using Kind = Error::Kind;

Q_DECLARE_METATYPE(Unbin::LoginStyle)

namespace {

/** A sign-in under way, and what became of it. */
struct SignIn {
    explicit SignIn(PracticeLogin &login, SignInWish wish = {.application = kApplication})
        : client(login.network, login.clock, login.service)
    {
        auto made = std::make_unique<SignInJob>(client, login.clock, std::move(wish));
        job = made.get();
        QObject::connect(job, &SignInJob::pageReady, &owner, [this](const SignInPage &ready) { page = ready; });
        launch(JobPtr<OAuthTokens>(std::move(made)), &owner, [this](Result<OAuthTokens> r) { result = std::move(r); });
    }

    bool isReady() const { return !page.address.isEmpty(); }
    quint16 port() const
    {
        const QUrlQuery query(page.address);
        return quint16(QUrl(query.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded)).port());
    }
    QByteArray state() const
    {
        return QUrlQuery(page.address).queryItemValue(QStringLiteral("state"), QUrl::FullyDecoded).toLatin1();
    }

    TokenClient client;
    QObject owner;
    QPointer<SignInJob> job;
    SignInPage page;
    std::optional<Result<OAuthTokens>> result;
};

/** Says something to the listener and returns all that it answers until it hangs up. */
QByteArray say(quint16 port, const QByteArray &text, const QHostAddress &address = QHostAddress::LocalHost)
{
    QTcpSocket socket;
    socket.connectToHost(address, port);
    if (!QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }, 10'000))
        return "no connection";
    socket.write(text);
    const bool isOver
        = QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 10'000);
    return isOver ? socket.readAll() : "left open: " + socket.readAll();
}

QByteArray get(quint16 port, const QByteArray &target, const QByteArray &host = "127.0.0.1")
{
    return "GET " + target + " HTTP/1.1\r\nHost: " + host + ':' + QByteArray::number(port)
        + "\r\nAccept: text/html\r\n\r\n";
}

bool canConnect(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return socket.waitForConnected(5'000);
}

} // namespace

class TestSignIn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachServiceSignsIn_data();
    void eachServiceSignsIn();
    void aServiceThatKnowsNoPkceSignsInToo();
    void theAddressAsksForWhatIsNeededAndHoldsNoSecret();
    void someoneElseCanBeSignedInNext();
    void aCodeCanBePasted();
    void denyingIsTheUsersChoice();
    void anAnswerWithoutTheRightStateIsRefusedAndTheSignInGoesOn();
    void onlyTheExactRequestIsAnswered_data();
    void onlyTheExactRequestIsAnswered();
    void thePageHoldsNothingOfTheRequest();
    void theDoorIsClosedAfterTheAnswer();
    void aSlowRequestIsDroppedAndOthersAreServedMeanwhile();
    void manyIdleConnectionsDoNotShutTheBrowserOut();
    void aRequestInPiecesIsRead();
    void localhostIsListenedOnInBothFamilies();
    void aTakenPortIsGoneAroundOrExplained();
    void nobodyComingBackEndsAfterAWhile();
    void cancellingAndDeletingCloseTheDoor();
    void anOldCodeIsRefused();
    void aCodeThatWasTakenAlongIsWorthNothingToOthers();
    void aWrongSecretIsTold();
    void aLostAnswerIsNotAskedForTwice();
};

void TestSignIn::eachServiceSignsIn_data()
{
    QTest::addColumn<LoginStyle>("style");
    QTest::newRow("Box") << LoginStyle::Box;
    QTest::newRow("Microsoft") << LoginStyle::Microsoft;
    QTest::newRow("Yandex") << LoginStyle::Yandex;
}

void TestSignIn::eachServiceSignsIn()
{
    QFETCH(LoginStyle, style);
    PracticeLogin login(style);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    login.browser.open(signIn.page.address);
    QTRY_VERIFY_WITH_TIMEOUT(signIn.result, 20'000);
    QVERIFY2(*signIn.result, qPrintable(*signIn.result ? QString() : signIn.result->error().detail));
    const OAuthTokens &tokens = **signIn.result;
    QVERIFY(!tokens.access.isEmpty());
    QVERIFY(!tokens.refresh.isEmpty());
    QVERIFY(tokens.lifetime && tokens.lifetime->count() > 0);
    QCOMPARE(tokens.application, kApplication);
    QTRY_VERIFY(login.browser.isDone);
    QCOMPARE(login.browser.status, 200);
    QVERIFY(login.browser.page.contains("Unbin"));
    QCOMPARE(login.oauth.exchangeCount(), 1);
}

void TestSignIn::aServiceThatKnowsNoPkceSignsInToo()
{
    PracticeLogin login(LoginStyle::Box);
    login.oauth.rules().knowsPkce = false;
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    login.browser.open(signIn.page.address);
    QTRY_VERIFY_WITH_TIMEOUT(signIn.result, 20'000);
    QVERIFY(*signIn.result);
}

void TestSignIn::theAddressAsksForWhatIsNeededAndHoldsNoSecret()
{
    PracticeLogin login(LoginStyle::Microsoft);
    const AuthorizationAttempt one(login.service, kApplication, {.redirect = QUrl(QStringLiteral("http://localhost:7"))});
    const AuthorizationAttempt two(login.service, kApplication, {.redirect = QUrl(QStringLiteral("http://localhost:7"))});
    const QUrlQuery query(one.address());
    const auto value = [&query](const char *key) {
        return query.queryItemValue(QLatin1String(key), QUrl::FullyDecoded);
    };
    QCOMPARE(value("response_type"), QStringLiteral("code"));
    QCOMPARE(value("code_challenge_method"), QStringLiteral("S256"));
    QCOMPARE(value("code_challenge").size(), 43);
    QCOMPARE(value("state").size(), 43);
    QCOMPARE(value("redirect_uri"), QStringLiteral("http://localhost:7"));
    QCOMPARE(value("scope"), QStringLiteral("Files.ReadWrite.All User.Read offline_access"));
    QCOMPARE(value("prompt"), QStringLiteral("select_account"));
    QCOMPARE(one.verifier().size(), 43);
    const QByteArray whole = one.address().toEncoded();
    QVERIFY(!whole.contains(one.verifier()));
    QVERIFY(!whole.contains(kApplication.secret));
    QVERIFY(one.verifier() != two.verifier());
    QVERIFY(one.address() != two.address());

    const AuthorizationAttempt again(login.service, kApplication,
        {.redirect = QUrl(QStringLiteral("http://localhost:7")), .loginHint = QStringLiteral("a+b&c@example.org")});
    QVERIFY(again.address().toEncoded().contains("login_hint=a%2Bb%26c%40example.org"));
    QVERIFY(!again.address().toEncoded().contains("prompt="));
}

void TestSignIn::someoneElseCanBeSignedInNext()
{
    PracticeLogin login(LoginStyle::Box);
    QByteArray first;
    for (const char *who : {kRobin, kSascha}) {
        SignIn signIn(login);
        QTRY_VERIFY(signIn.isReady());
        login.browser.login = QString::fromLatin1(who);
        login.browser.open(signIn.page.address);
        QTRY_VERIFY_WITH_TIMEOUT(signIn.result, 20'000);
        QVERIFY(*signIn.result);
        QVERIFY((*signIn.result)->access != first);
        first = (*signIn.result)->access;
    }
}

void TestSignIn::aCodeCanBePasted()
{
    PracticeLogin login(LoginStyle::Yandex);
    SignIn signIn(login, {.application = kApplication, .way = SignInWish::Way::PastedCode});
    QTRY_VERIFY(signIn.isReady());
    QVERIFY(!QUrlQuery(signIn.page.address).hasQueryItem(QStringLiteral("redirect_uri")));
    login.browser.open(signIn.page.address);
    QTRY_VERIFY(!login.browser.shownCode.isEmpty());
    QVERIFY(!signIn.job->enterCode(QStringLiteral("two words")));
    QVERIFY(!signIn.job->enterCode(QStringLiteral("  ")));
    QVERIFY(signIn.job->enterCode(u' ' + QString::fromLatin1(login.browser.shownCode) + u'\n'));
    QTRY_VERIFY(signIn.result);
    QVERIFY(*signIn.result);
}

void TestSignIn::denyingIsTheUsersChoice()
{
    PracticeLogin login(LoginStyle::Box);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    login.browser.decision = ScriptedBrowser::Decision::Deny;
    login.browser.open(signIn.page.address);
    QTRY_VERIFY_WITH_TIMEOUT(signIn.result, 20'000);
    QCOMPARE(signIn.result->error().kind, Kind::Cancelled);
    QCOMPARE(signIn.result->error().code, QStringLiteral("access_denied"));
    QTRY_VERIFY(login.browser.isDone);
    QCOMPARE(login.browser.page, callbackHtml(CallbackPage::Denied));
    QCOMPARE(login.oauth.exchangeCount(), 0);
}

void TestSignIn::anAnswerWithoutTheRightStateIsRefusedAndTheSignInGoesOn()
{
    PracticeLogin login(LoginStyle::Box);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    const QByteArray state = signIn.state();
    for (const QByteArray &query : {QByteArray("/?code=abc"), QByteArray("/?code=abc&state=nonsense"),
             "/?error=access_denied&state=" + state.left(42), "/?state=" + state, "/?code=&state=" + state,
             "/?code=abc&state=" + state + "&state=" + state, "/?code=a&code=b&state=" + state,
             "/?code=a%20b&state=" + state, QByteArray("/")}) {
        const QByteArray answer = say(signIn.port(), get(signIn.port(), query));
        QVERIFY2(answer.startsWith("HTTP/1.1 400 "), query.constData());
        QVERIFY(!signIn.result);
    }
    login.browser.open(signIn.page.address);
    QTRY_VERIFY_WITH_TIMEOUT(signIn.result, 20'000);
    QVERIFY(*signIn.result);
}

void TestSignIn::onlyTheExactRequestIsAnswered_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    const QByteArray good = "?code=abc&state=STATE";
    const auto row = [](const char *name, const QByteArray &request, const char *status) {
        QTest::newRow(name) << request << QByteArray(status);
    };
    row("wrong path", "GET /callback" + good + " HTTP/1.1\r\nHost: HOST\r\n\r\n", "404");
    row("favicon", "GET /favicon.ico HTTP/1.1\r\nHost: HOST\r\n\r\n", "404");
    row("path twice encoded", "GET /%2f" + good + " HTTP/1.1\r\nHost: HOST\r\n\r\n", "404");
    row("post", "POST /" + good + " HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", "405");
    row("head", "HEAD /" + good + " HTTP/1.1\r\nHost: HOST\r\n\r\n", "405");
    row("another name for this computer", "GET /" + good + " HTTP/1.1\r\nHost: evil.example\r\n\r\n", "400");
    row("no host", "GET /" + good + " HTTP/1.1\r\n\r\n", "400");
    row("two hosts", "GET /" + good + " HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n", "400");
    row("whole address", "GET http://HOST/" + good + " HTTP/1.1\r\nHost: HOST\r\n\r\n", "400");
    row("not HTTP", "hello\r\n\r\n", "400");
    row("header without colon", "GET /" + good + " HTTP/1.1\r\nHost HOST\r\n\r\n", "400");
    row("folded header", "GET /" + good + " HTTP/1.1\r\nHost: HOST\r\n x: y\r\n\r\n", "400");
    row("head that is too long", "GET /" + good + " HTTP/1.1\r\nHost: HOST\r\nX: " + QByteArray(9000, 'x') + "\r\n\r\n", "431");
    row("line that never ends", "GET /" + QByteArray(9000, 'x'), "431");
}

void TestSignIn::onlyTheExactRequestIsAnswered()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    PracticeLogin login(LoginStyle::Box);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    request.replace("STATE", signIn.state()).replace("HOST", "127.0.0.1:" + QByteArray::number(signIn.port()));
    const QByteArray answer = say(signIn.port(), request);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + status), answer.left(80).constData());
    QVERIFY(!signIn.result);
    QVERIFY(canConnect(signIn.port()));
}

void TestSignIn::thePageHoldsNothingOfTheRequest()
{
    PracticeLogin login(LoginStyle::Box);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    const QByteArray answer
        = say(signIn.port(), get(signIn.port(), "/?code=%3Cscript%3Ec0de&state=" + signIn.state()));
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(answer.contains("Cache-Control: no-store\r\n"));
    QVERIFY(answer.contains("Referrer-Policy: no-referrer\r\n"));
    QVERIFY(answer.contains("Connection: close\r\n"));
    QVERIFY(!answer.contains("c0de"));
    QVERIFY(!answer.contains("script"));
    QVERIFY(!answer.contains(signIn.state()));
}

void TestSignIn::theDoorIsClosedAfterTheAnswer()
{
    PracticeLogin login(LoginStyle::Box);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    const quint16 port = signIn.port();
    QTcpSocket early; // connected before, as browsers do ahead of need
    early.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QTRY_COMPARE(early.state(), QAbstractSocket::ConnectedState);
    login.browser.open(signIn.page.address);
    QTRY_VERIFY_WITH_TIMEOUT(signIn.result, 20'000);
    QVERIFY(!canConnect(port));
    QTRY_COMPARE(early.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(early.readAll(), QByteArray());
    QCOMPARE(login.oauth.exchangeCount(), 1);
}

void TestSignIn::aSlowRequestIsDroppedAndOthersAreServedMeanwhile()
{
    PracticeLogin login(LoginStyle::Box);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    QTcpSocket slow;
    slow.connectToHost(QHostAddress(QHostAddress::LocalHost), signIn.port());
    QTRY_COMPARE(slow.state(), QAbstractSocket::ConnectedState);
    slow.write("GET /?co");
    QVERIFY(say(signIn.port(), get(signIn.port(), "/?code=a&state=b")).startsWith("HTTP/1.1 400"));
    QCOMPARE(slow.state(), QAbstractSocket::ConnectedState);
    login.clock.advance(std::chrono::seconds(11));
    QTRY_COMPARE(slow.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!signIn.result);
}

void TestSignIn::manyIdleConnectionsDoNotShutTheBrowserOut()
{
    PracticeLogin login(LoginStyle::Box);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    std::vector<std::unique_ptr<QTcpSocket>> idle;
    for (int i = 0; i < 6; ++i) {
        idle.push_back(std::make_unique<QTcpSocket>());
        idle.back()->connectToHost(QHostAddress(QHostAddress::LocalHost), signIn.port());
        QTRY_COMPARE(idle.back()->state(), QAbstractSocket::ConnectedState);
    }
    login.browser.open(signIn.page.address);
    QTRY_VERIFY_WITH_TIMEOUT(signIn.result, 20'000);
    QVERIFY(*signIn.result);
}

void TestSignIn::aRequestInPiecesIsRead()
{
    PracticeLogin login(LoginStyle::Box);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), signIn.port());
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    for (const char c : get(signIn.port(), "/?error=access_denied&state=" + signIn.state())) {
        socket.write(&c, 1);
        socket.flush();
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(signIn.result);
    QCOMPARE(signIn.result->error().kind, Kind::Cancelled);
}

void TestSignIn::localhostIsListenedOnInBothFamilies()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress(QHostAddress::LocalHostIPv6), 0))
        QSKIP("this machine has no IPv6 loopback");
    PracticeLogin login(LoginStyle::Microsoft);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    for (const QHostAddress &address : {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)})
        QVERIFY(say(signIn.port(), get(signIn.port(), "/?state=x", "localhost"), address).startsWith("HTTP/1.1 400"));
}

void TestSignIn::aTakenPortIsGoneAroundOrExplained()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost), 0));
    PracticeLogin login(LoginStyle::Box);
    login.service.redirect.ports = {other.serverPort()};
    {
        SignIn signIn(login);
        QTRY_VERIFY(signIn.isReady());
        QVERIFY(signIn.port() != other.serverPort());
        QVERIFY(signIn.page.unusualRedirect.contains(QString::number(signIn.port())));
    }
    login.service.redirect.takesAnyPort = false;
    SignIn signIn(login);
    QTRY_VERIFY(signIn.result);
    QCOMPARE(signIn.result->error().kind, Kind::Busy);
    QCOMPARE(signIn.result->error().code, QStringLiteral("port"));
    QCOMPARE(signIn.result->error().detail, QString::number(other.serverPort()));
}

void TestSignIn::nobodyComingBackEndsAfterAWhile()
{
    PracticeLogin login(LoginStyle::Box);
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    login.clock.advance(SignInJob::kPatience - std::chrono::seconds(1));
    QCoreApplication::processEvents();
    QVERIFY(!signIn.result);
    login.clock.advance(std::chrono::seconds(2));
    QTRY_VERIFY(signIn.result);
    QCOMPARE(signIn.result->error().kind, Kind::TimedOut);
    QVERIFY(!canConnect(signIn.port()));
}

void TestSignIn::cancellingAndDeletingCloseTheDoor()
{
    PracticeLogin login(LoginStyle::Box);
    {
        SignIn signIn(login);
        QTRY_VERIFY(signIn.isReady());
        signIn.job->cancel();
        QTRY_VERIFY(signIn.result);
        QCOMPARE(signIn.result->error().kind, Kind::Cancelled);
        QCOMPARE(signIn.result->error().code, QString());
        QVERIFY(!canConnect(signIn.port()));
    }
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    delete signIn.job.data();
    QCoreApplication::processEvents();
    QVERIFY(!canConnect(signIn.port()));
    QVERIFY(!signIn.result);
}

void TestSignIn::anOldCodeIsRefused()
{
    PracticeLogin login(LoginStyle::Yandex);
    login.oauth.rules().codeLife = std::chrono::seconds(30);
    SignIn signIn(login, {.application = kApplication, .way = SignInWish::Way::PastedCode});
    QTRY_VERIFY(signIn.isReady());
    login.browser.open(signIn.page.address);
    QTRY_VERIFY(!login.browser.shownCode.isEmpty());
    login.clock.advance(std::chrono::seconds(31));
    QVERIFY(signIn.job->enterCode(QString::fromLatin1(login.browser.shownCode)));
    QTRY_VERIFY(signIn.result);
    QCOMPARE(signIn.result->error().kind, Kind::SignInNeeded);
    QCOMPARE(signIn.result->error().code, QStringLiteral("invalid_grant"));
}

/** What PKCE is for: the code alone opens nothing. */
void TestSignIn::aCodeThatWasTakenAlongIsWorthNothingToOthers()
{
    PracticeLogin login(LoginStyle::Yandex);
    SignIn signIn(login, {.application = kApplication, .way = SignInWish::Way::PastedCode});
    QTRY_VERIFY(signIn.isReady());
    login.browser.open(signIn.page.address);
    QTRY_VERIFY(!login.browser.shownCode.isEmpty());
    SignIn thief(login, {.application = kApplication, .way = SignInWish::Way::PastedCode});
    QTRY_VERIFY(thief.isReady());
    QVERIFY(thief.job->enterCode(QString::fromLatin1(login.browser.shownCode)));
    QTRY_VERIFY(thief.result);
    QCOMPARE(thief.result->error().code, QStringLiteral("invalid_grant"));
}

void TestSignIn::aWrongSecretIsTold()
{
    PracticeLogin login(LoginStyle::Box);
    SignIn signIn(login, {.application = {kApplication.id, "wrong-one"}});
    QTRY_VERIFY(signIn.isReady());
    login.browser.open(signIn.page.address);
    QTRY_VERIFY_WITH_TIMEOUT(signIn.result, 20'000);
    QCOMPARE(signIn.result->error().kind, Kind::SignInNeeded);
    QCOMPARE(signIn.result->error().code, QStringLiteral("invalid_client"));
}

void TestSignIn::aLostAnswerIsNotAskedForTwice()
{
    PracticeLogin login(LoginStyle::Box);
    login.host.faults().add(SandboxFault::dropAfter().on("POST", "/token"));
    SignIn signIn(login);
    QTRY_VERIFY(signIn.isReady());
    login.browser.open(signIn.page.address);
    QTRY_VERIFY_WITH_TIMEOUT(signIn.result, 20'000);
    QCOMPARE(signIn.result->error().kind, Kind::Unreachable);
    QCOMPARE(login.oauth.exchangeCount(), 1);
}

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
