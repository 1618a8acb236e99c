// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/transporterror.h"

#include <QMetaEnum>
#include <QTest>

using namespace Unbin;
using Kind = Error::Kind;
using Net = QNetworkReply::NetworkError;
using Sent = TransportFailure::Sent;

Q_DECLARE_METATYPE(Unbin::TransportFailure)

class TestTransportError : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void failuresBecomeKinds_data();
    void failuresBecomeKinds();
    void aSentChangeIsAlwaysUnknown();
    void statusErrorsAreToldFromBrokenReplies_data();
    void statusErrorsAreToldFromBrokenReplies();
};

void TestTransportError::failuresBecomeKinds_data()
{
    QTest::addColumn<Net>("error");
    QTest::addColumn<Kind>("get");
    QTest::addColumn<Kind>("untouchedChange");
    QTest::addColumn<Kind>("emptyChange");
    const auto row = [](Net error, Kind get, Kind untouched, Kind empty) {
        QTest::newRow(QMetaEnum::fromType<Net>().valueToKey(error)) << error << get << untouched << empty;
    };
    const auto beforeSending = {Net::ConnectionRefusedError, Net::HostNotFoundError, Net::ProxyConnectionRefusedError,
        Net::ProxyNotFoundError, Net::ProxyAuthenticationRequiredError};
    for (const Net error : beforeSending)
        row(error, Kind::Unreachable, Kind::Unreachable, Kind::Unreachable);
    row(Net::SslHandshakeFailedError, Kind::TlsFailed, Kind::TlsFailed, Kind::TlsFailed);
    const auto anyTime = {Net::RemoteHostClosedError, Net::TemporaryNetworkFailureError, Net::NetworkSessionFailedError,
        Net::UnknownNetworkError, Net::ProxyConnectionClosedError, Net::ProxyTimeoutError};
    for (const Net error : anyTime)
        row(error, Kind::Unreachable, Kind::Unreachable, Kind::OutcomeUnknown);
    row(Net::TimeoutError, Kind::TimedOut, Kind::Unreachable, Kind::OutcomeUnknown);
    row(Net::OperationCanceledError, Kind::TimedOut, Kind::Unreachable, Kind::OutcomeUnknown);
    row(Net::ContentReSendError, Kind::Unreachable, Kind::OutcomeUnknown, Kind::OutcomeUnknown);
}

void TestTransportError::failuresBecomeKinds()
{
    QFETCH(Net, error);
    QFETCH(Kind, get);
    QFETCH(Kind, untouchedChange);
    QFETCH(Kind, emptyChange);
    QCOMPARE(transportError({.error = error, .isChange = false, .sent = Sent::Yes}).kind, get);
    QCOMPARE(transportError({.error = error, .isChange = true, .sent = Sent::No}).kind, untouchedChange);
    QCOMPARE(transportError({.error = error, .isChange = true, .sent = Sent::Maybe}).kind, emptyChange);
}

void TestTransportError::aSentChangeIsAlwaysUnknown()
{
    const QMetaEnum errors = QMetaEnum::fromType<Net>();
    for (int i = 0; i < errors.keyCount(); ++i) {
        const Error error = transportError({.error = Net(errors.value(i)),
            .isChange = true,
            .sent = Sent::Yes,
            .detail = QStringLiteral("host: reason")});
        QCOMPARE(error.kind, Kind::OutcomeUnknown);
        QCOMPARE(error.detail, QStringLiteral("host: reason"));
    }
}

void TestTransportError::statusErrorsAreToldFromBrokenReplies_data()
{
    QTest::addColumn<Net>("error");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("200") << Net::NoError << 200 << true;
    QTest::newRow("nothing at all") << Net::NoError << 0 << false;
    QTest::newRow("400") << Net::ProtocolInvalidOperationError << 400 << true;
    QTest::newRow("401") << Net::AuthenticationRequiredError << 401 << true;
    QTest::newRow("404") << Net::ContentNotFoundError << 404 << true;
    QTest::newRow("409") << Net::ContentConflictError << 409 << true;
    QTest::newRow("429") << Net::UnknownContentError << 429 << true;
    QTest::newRow("500") << Net::InternalServerError << 500 << true;
    QTest::newRow("599") << Net::UnknownServerError << 599 << true;
    QTest::newRow("200 cut off") << Net::RemoteHostClosedError << 200 << false;
    QTest::newRow("500 cut off") << Net::RemoteHostClosedError << 500 << false;
    QTest::newRow("200 that can't be decompressed") << Net::UnknownContentError << 200 << false;
    QTest::newRow("404 with broken chunks") << Net::ProtocolFailure << 404 << false;
    QTest::newRow("307 to a change") << Net::ContentReSendError << 307 << true;
    QTest::newRow("308 to a change") << Net::ContentReSendError << 308 << true;
    QTest::newRow("closed without an answer") << Net::ContentReSendError << 0 << false;
    QTest::newRow("not sent again") << Net::ContentReSendError << 500 << false;
    QTest::newRow("aborted after the head") << Net::OperationCanceledError << 404 << false;
}

void TestTransportError::statusErrorsAreToldFromBrokenReplies()
{
    QFETCH(Net, error);
    QFETCH(int, status);
    QFETCH(bool, isWhole);
    QCOMPARE(isStatusError(error, status), isWhole);
}

QTEST_GUILESS_MAIN(TestTransportError)
#include "tst_transporterror.moc"
