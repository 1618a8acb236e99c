// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxerrors.h"
#include "core/providers/box/boxrules.h"
#include "tests/core/providers/box/boxjson.h"

#include <QTest>

using namespace Unbin;
using Method = HttpRequest::Method;
using Kind = Error::Kind;
using Verdict = Judgement::Verdict;

Q_DECLARE_METATYPE(Unbin::HttpRequest::Method)
Q_DECLARE_METATYPE(Unbin::Error::Kind)
Q_DECLARE_METATYPE(Unbin::Judgement::Verdict)

namespace {

/** An error body as Box writes it, with this code. */
QByteArray coded(const char *code)
{
    return quoted("{'type':'error','status':400,'code':'" + QByteArray(code)
        + "','message':'A message','help_url':'http://developers.example/','request_id':'abc123'}");
}

QByteArray conflict(const QByteArray &contextInfo)
{
    return quoted("{'type':'error','status':'409','code':'item_name_in_use','message':'Taken','context_info':"
        + contextInfo + ",'request_id':'abc123'}");
}

HttpReply replyOf(int status, const QByteArray &body, const HttpHeaders &headers = {})
{
    return HttpReply{.status = status, .headers = headers, .body = body};
}

Error mapped(Method method, int status, const QByteArray &body)
{
    return Box::errorFrom(HttpRequest{.method = method}, replyOf(status, body));
}

} // namespace

class TestBoxErrors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRefusalHasItsKind_data()
    {
        QTest::addColumn<Method>("method");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");

        const QByteArray html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
        const auto row = [](const char *name, Method method, int status, const QByteArray &body, Kind kind) {
            QTest::newRow(name) << method << status << body << kind;
        };
        row("bad request", Method::Post, 400, coded("bad_request"), Kind::Internal);
        row("name invalid", Method::Post, 400, coded("item_name_invalid"), Kind::NameInvalid);
        row("name too long", Method::Put, 400, coded("item_name_too_long"), Kind::NameInvalid);
        row("folder into itself", Method::Put, 400, coded("cyclical_folder_structure"), Kind::Unsupported);
        row("collaborated subfolder", Method::Put, 400, coded("cannot_make_collaborated_subfolder_private"),
            Kind::Forbidden);
        row("terms of service", Method::Get, 400, coded("terms_of_service_required"), Kind::SignInNeeded);
        row("dead token", Method::Get, 401, coded("unauthorized"), Kind::SignInNeeded);
        row("dead token, empty body", Method::Post, 401, {}, Kind::SignInNeeded);
        row("no right", Method::Post, 403, coded("access_denied_insufficient_permissions"), Kind::Forbidden);
        row("locked", Method::Delete, 403, coded("access_denied_item_locked"), Kind::Forbidden);
        row("policy", Method::Post, 403, coded("forbidden_by_policy"), Kind::Forbidden);
        row("scope", Method::Post, 403, coded("insufficient_scope"), Kind::Forbidden);
        row("forbidden, no body", Method::Get, 403, {}, Kind::Forbidden);
        row("quota", Method::Post, 403, coded("storage_limit_exceeded"), Kind::NoRoom);
        row("quota by status", Method::Post, 507, {}, Kind::NoRoom);
        row("too much in one move", Method::Put, 403, coded("operation_limit_exceeded"), Kind::Unsupported);
        row("not found", Method::Get, 404, coded("not_found"), Kind::NotFound);
        row("not trashed", Method::Delete, 404, coded("not_trashed"), Kind::NotFound);
        row("trashed", Method::Get, 404, coded("trashed"), Kind::NotFound);
        row("not found, HTML", Method::Get, 404, html, Kind::NotFound);
        row("method", Method::Get, 405, coded("method_not_allowed"), Kind::Internal);
        row("name in use", Method::Post, 409, coded("item_name_in_use"), Kind::NameTaken);
        row("generic conflict", Method::Post, 409, coded("conflict"), Kind::NameTaken);
        row("conflict without body", Method::Put, 409, {}, Kind::NameTaken);
        row("conflict of a deletion", Method::Delete, 409, coded("conflict"), Kind::Busy);
        row("name reserved", Method::Post, 409, coded("name_temporarily_reserved"), Kind::Busy);
        row("tree locked", Method::Post, 409, coded("operation_blocked_temporary"), Kind::Busy);
        row("etag", Method::Delete, 412, coded("precondition_failed"), Kind::Changed);
        row("etag, no body", Method::Delete, 412, {}, Kind::Changed);
        row("rate", Method::Get, 429, coded("rate_limit_exceeded"), Kind::RateLimited);
        row("rate, spec's word", Method::Post, 429, coded("too_many_requests"), Kind::RateLimited);
        row("rate, no body", Method::Post, 429, {}, Kind::RateLimited);
        row("broken, reading", Method::Get, 500, coded("internal_server_error"), Kind::ServiceFailed);
        row("broken, changing", Method::Post, 500, coded("internal_server_error"), Kind::OutcomeUnknown);
        row("gateway, reading", Method::Get, 502, html, Kind::ServiceFailed);
        row("gateway, changing", Method::Delete, 502, html, Kind::OutcomeUnknown);
        row("unavailable, changing", Method::Put, 503, coded("unavailable"), Kind::OutcomeUnknown);
        row("a 5xx with a refusal's code is not believed", Method::Post, 503, coded("item_name_in_use"),
            Kind::OutcomeUnknown);
        row("unknown code", Method::Post, 403, coded("a_code_of_2031"), Kind::Forbidden);
        row("sample status in the body", Method::Get, 404, coded("created"), Kind::NotFound);
        row("redirect", Method::Get, 302, {}, Kind::Unsafe);
    }
    void everyRefusalHasItsKind()
    {
        QFETCH(Method, method);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(Kind, kind);
        const Error error = mapped(method, status, body);
        QCOMPARE(kindName(error.kind), kindName(kind));
        QCOMPARE(error.httpStatus, status);
    }

    void whatStandsInTheWayIsReadFromAnyShape_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("conflicting");
        const QByteArray folder = "{'type':'folder','id':'1','sequence_id':'1','etag':'1','name':'x'}";
        QTest::newRow("list") << conflict("{'conflicts':[" + folder + "]}") << QStringLiteral("folder:1");
        QTest::newRow("object") << conflict("{'conflicts':{'type':'file','id':'7','name':'x'}}")
                                << QStringLiteral("file:7");
        QTest::newRow("number as id") << conflict("{'conflicts':[{'type':'file','id':12345678901}]}")
                                      << QStringLiteral("file:12345678901");
        QTest::newRow("text") << conflict("'something'") << QString();
        QTest::newRow("null") << conflict("null") << QString();
        QTest::newRow("absent") << coded("item_name_in_use") << QString();
        QTest::newRow("empty list") << conflict("{'conflicts':[]}") << QString();
        QTest::newRow("reasons") << conflict("{'errors':[{'reason':'invalid_parameter','name':'offset'}]}")
                                 << QString();
        QTest::newRow("an id that leads elsewhere")
            << conflict("{'conflicts':[{'type':'file','id':'../7'}]}") << QString();
    }
    void whatStandsInTheWayIsReadFromAnyShape()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, conflicting);
        const Error error = mapped(Method::Post, 409, body);
        QCOMPARE(kindName(error.kind), kindName(Kind::NameTaken));
        QCOMPARE(error.conflictingItem, conflicting);
    }

    void detailsTellWhatSupportAndUsersAskFor()
    {
        const QByteArray body
            = quoted("{'code':'bad_request','message':'Bad','context_info':{'errors':[{'reason':"
                     "'invalid_parameter','name':'offset','message':'too big'}]},'request_id':'inner'}");
        const HttpReply reply = replyOf(400, body, {{"Box-Request-Id", "outer"}});
        const Error error = Box::errorFrom(HttpRequest{}, reply);
        QCOMPARE(error.requestId, QStringLiteral("outer"));
        QCOMPARE(error.code, QStringLiteral("bad_request"));
        QVERIFY(error.detail.startsWith(QStringLiteral("Bad | ")));
        QVERIFY(error.detail.contains(QStringLiteral("too big")));
        QCOMPARE(Box::errorFrom(HttpRequest{}, replyOf(400, body)).requestId, QStringLiteral("inner"));

        const QByteArray page = "<html>" + QByteArray(100'000, 'x') + "</html>";
        const Error gateway = mapped(Method::Get, 502, page);
        QVERIFY(gateway.detail.size() < 1000);
        QVERIFY(gateway.detail.startsWith(QStringLiteral("<html>")));
        QCOMPARE(Box::errorFrom(HttpRequest{}, replyOf(429, {}, {{"Retry-After", "7"}})).retryAfter,
            std::optional(std::chrono::milliseconds(7000)));
    }

    void anAcceptedChangeThatCannotBeReadIsUnknown()
    {
        const HttpRequest change{.method = Method::Post};
        const HttpRequest look{.method = Method::Get};
        for (const QByteArray &body :
            {QByteArray(), QByteArray("<html>"), QByteArray("[]"), QByteArray("{\"id\":\"1")}) {
            QCOMPARE(
                kindName(Box::readObject(change, replyOf(201, body)).error().kind), kindName(Kind::OutcomeUnknown));
            QCOMPARE(kindName(Box::readObject(look, replyOf(200, body)).error().kind), kindName(Kind::BadResponse));
        }
        QCOMPARE(kindName(Box::readObject(change, replyOf(202, "{}")).error().kind), kindName(Kind::OutcomeUnknown));
        QCOMPARE(kindName(Box::readDone(change, replyOf(202, {})).error().kind), kindName(Kind::OutcomeUnknown));
        QVERIFY(Box::readDone(change, replyOf(204, {})));
        QVERIFY(Box::readObject(change, replyOf(201, "{}")));
    }

    void onlyWhatDidNothingIsSentAgain_data()
    {
        QTest::addColumn<Method>("method");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<Verdict>("verdict");

        const auto row = [](const char *name, Method method, int status, const QByteArray &body, const char *after,
                             Verdict verdict) {
            QTest::newRow(name) << method << status << body << QByteArray(after) << verdict;
        };
        row("fine", Method::Get, 200, "{}", "", Verdict::Deliver);
        row("not ready", Method::Get, 202, {}, "2", Verdict::Retry);
        row("accepted change", Method::Post, 202, {}, "2", Verdict::Deliver);
        row("dead token", Method::Post, 401, {}, "", Verdict::RenewToken);
        row("unknown token, empty", Method::Get, 403, {}, "", Verdict::RenewToken);
        row("unknown token, no code", Method::Get, 403, quoted("{'message':'no'}"), "", Verdict::RenewToken);
        row("no right", Method::Get, 403, coded("access_denied_insufficient_permissions"), "", Verdict::Deliver);
        row("a stranger's page", Method::Get, 403, "<html>blocked</html>", "", Verdict::Deliver);
        row("taken", Method::Post, 409, coded("item_name_in_use"), "", Verdict::Deliver);
        row("tree locked", Method::Post, 409, coded("operation_blocked_temporary"), "", Verdict::Retry);
        row("name reserved", Method::Put, 409, coded("name_temporarily_reserved"), "", Verdict::Retry);
        row("rate", Method::Post, 429, {}, "5", Verdict::PauseAccount);
        row("rate without a wish", Method::Get, 429, {}, "", Verdict::PauseAccount);
        row("broken, reading", Method::Get, 500, {}, "", Verdict::Retry);
        row("broken, changing", Method::Post, 500, {}, "", Verdict::Deliver);
        row("down, reading", Method::Get, 503, {}, "9", Verdict::PauseAccount);
        row("down, changing", Method::Delete, 503, {}, "9", Verdict::Deliver);
        row("too slow, reading", Method::Get, 408, {}, "", Verdict::Retry);
        row("too slow, changing", Method::Put, 408, {}, "", Verdict::Deliver);
        row("quota", Method::Get, 507, {}, "", Verdict::Deliver);
    }
    void onlyWhatDidNothingIsSentAgain()
    {
        QFETCH(Method, method);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, retryAfter);
        QFETCH(Verdict, verdict);
        const HttpHeaders headers = retryAfter.isEmpty() ? HttpHeaders() : HttpHeaders{{"retry-after", retryAfter}};
        const Judgement judgement = Box::judge(HttpRequest{.method = method}, replyOf(status, body, headers));
        QCOMPARE(int(judgement.verdict), int(verdict));
        if (verdict == Verdict::PauseAccount && !retryAfter.isEmpty())
            QCOMPARE(
                judgement.after, std::optional<std::chrono::milliseconds>(std::chrono::seconds(retryAfter.toInt())));
    }

    void aServiceThatIsTalkedToAtTenASecond()
    {
        const ServiceRules rules = Box::rules(QUrl(QStringLiteral("https://api.box.test/2.0")));
        QCOMPARE(rules.spacing, std::chrono::milliseconds(100));
        QCOMPARE(rules.requestsAtOnce, 4);
        QCOMPARE(rules.requestIdHeader, QByteArray("box-request-id"));
        QVERIFY(rules.judge);
    }
};

QTEST_GUILESS_MAIN(TestBoxErrors)
#include "tst_boxerrors.moc"
