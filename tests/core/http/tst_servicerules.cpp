// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/servicerules.h"

#include <QDateTime>
#include <QTest>

using namespace Unbin;
using Method = HttpRequest::Method;
using Verdict = Judgement::Verdict;

class TestServiceRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void retryAfterIsReadInEveryForm_data();
    void retryAfterIsReadInEveryForm();
    void repliesAreJudgedByStatusAndMethod_data();
    void repliesAreJudgedByStatusAndMethod();
};

void TestServiceRules::retryAfterIsReadInEveryForm_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<qint64>("seconds"); // -1: no wish
    const QByteArray none;
    QTest::newRow("absent") << none << none << qint64(-1);
    QTest::newRow("seconds") << QByteArray("41") << none << qint64(41);
    QTest::newRow("zero") << QByteArray("0") << none << qint64(0);
    QTest::newRow("blanks around") << QByteArray(" 7 ") << none << qint64(7);
    QTest::newRow("absurd") << QByteArray("99999999999999999999") << none << qint64(99'999'999);
    QTest::newRow("negative") << QByteArray("-5") << none << qint64(-1);
    QTest::newRow("fraction") << QByteArray("1.5") << none << qint64(-1);
    QTest::newRow("words") << QByteArray("soon") << none << qint64(-1);
    QTest::newRow("other digits") << QByteArray("\xd9\xa1\xd9\xa2") << none << qint64(-1);
    QTest::newRow("date") << QByteArray("Thu, 12 Mar 2026 14:01:30 GMT") << none << qint64(90);
    QTest::newRow("date gone by") << QByteArray("Thu, 12 Mar 2026 13:00:00 GMT") << none << qint64(0);
    QTest::newRow("old date") << QByteArray("Thursday, 12-Mar-26 14:01:30 GMT") << none << qint64(90);
    QTest::newRow("oldest date") << QByteArray("Thu Mar 12 14:01:30 2026") << none << qint64(90);
    QTest::newRow("day in one digit") << QByteArray("Sun Apr  5 14:00:00 2026") << none << qint64(24 * 86400);
    QTest::newRow("by the service's clock")
        << QByteArray("Thu, 12 Mar 2026 20:00:10 GMT") << QByteArray("Thu, 12 Mar 2026 20:00:00 GMT") << qint64(10);
    QTest::newRow("half a date") << QByteArray("Thu, 12 Mar") << none << qint64(-1);
}

void TestServiceRules::retryAfterIsReadInEveryForm()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, date);
    QFETCH(qint64, seconds);
    HttpReply reply{.status = 429};
    if (!value.isEmpty())
        reply.headers.emplaceBack("retry-after", value);
    if (!date.isEmpty())
        reply.headers.emplaceBack("date", date);
    const auto now = QDateTime::fromString(QStringLiteral("2026-03-12T14:00:00Z"), Qt::ISODate);

    const auto wish = retryAfter(reply, now);
    QCOMPARE(wish.has_value(), seconds >= 0);
    if (wish)
        QCOMPARE(qint64(wish->count()), seconds * 1000);
}

void TestServiceRules::repliesAreJudgedByStatusAndMethod_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("hasWish");
    QTest::addColumn<Verdict>("verdict");
    for (const Method method :
        {Method::Get, Method::Options, Method::Post, Method::Put, Method::Patch, Method::Delete}) {
        const bool isChange = HttpRequest{.method = method}.isChange();
        const auto row = [&](int status, bool hasWish, Verdict verdict) {
            QTest::addRow("%s %d %d", methodName(method).constData(), status, hasWish)
                << method << status << hasWish << verdict;
        };
        for (const int status : {200, 201, 202, 204, 302, 304, 400, 403, 404, 409, 412})
            row(status, false, Verdict::Deliver);
        row(202, true, Verdict::Deliver);
        row(401, false, Verdict::RenewToken);
        row(429, false, Verdict::PauseAccount);
        row(429, true, Verdict::PauseAccount);
        for (const int status : {500, 502, 503, 504})
            row(status, false, isChange ? Verdict::Deliver : Verdict::Retry);
        row(503, true, isChange ? Verdict::Deliver : Verdict::PauseAccount);
        row(507, false, Verdict::Deliver);
        row(501, false, Verdict::Deliver);
    }
}

void TestServiceRules::repliesAreJudgedByStatusAndMethod()
{
    QFETCH(Method, method);
    QFETCH(int, status);
    QFETCH(bool, hasWish);
    QFETCH(Verdict, verdict);
    HttpReply reply{.status = status};
    if (hasWish)
        reply.headers.emplaceBack("Retry-After", "3");
    QCOMPARE(standardJudgement({.method = method}, reply).verdict, verdict);
}

QTEST_GUILESS_MAIN(TestServiceRules)
#include "tst_servicerules.moc"
