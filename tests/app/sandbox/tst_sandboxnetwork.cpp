// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "tests/support/manualclock.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Unbin;
using namespace std::chrono_literals;

/** The straight door behaves as the real access manager does, faults included. */
class TestSandboxNetwork : public QObject
{
    Q_OBJECT

private:
    QNetworkRequest request(const QString &path) const
    {
        QNetworkRequest request(QUrl(QStringLiteral("https://sandbox.test/box/2.0") + path));
        request.setRawHeader("Authorization", "Bearer robin");
        return request;
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<SandboxDrive> m_drive;
    std::unique_ptr<BoxDialect> m_box;
    std::unique_ptr<SandboxHost> m_host;
    std::unique_ptr<SandboxNetwork> m_network;
    const QString m_list = QStringLiteral("/folders/trash/items?usemarker=true");

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<ManualClock>();
        m_drive = std::make_unique<SandboxDrive>(SandboxOwner{7, QStringLiteral("Robin Sample"), {}});
        m_drive->trash(
            m_drive->addFile(SandboxDrive::root, QStringLiteral("plan.txt"), SandboxContent::of("x")), m_clock->now());
        m_box = std::make_unique<BoxDialect>(*m_clock);
        m_box->addAccount("robin", *m_drive);
        m_host = std::make_unique<SandboxHost>(*m_clock);
        m_host->mount("/box/2.0", *m_box);
        m_network = std::make_unique<SandboxNetwork>(*m_host);
    }

    void answersFromTheEventLoop()
    {
        std::unique_ptr<QNetworkReply> reply(m_network->get(request(m_list)));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QCOMPARE(m_host->requestCount(), 0);
        QCOMPARE(m_network->openReplies(), 1);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(m_network->openReplies(), 0);
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        const auto entries = QJsonDocument::fromJson(reply->readAll()).object()[u"entries"].toArray();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0][u"name"].toString(), QStringLiteral("plan.txt"));
    }

    void sendsTheBodyOfASequentialDeviceAndACustomVerb()
    {
        QNetworkRequest preflight = request(QStringLiteral("/files/content"));
        preflight.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        QBuffer body;
        body.setData(R"({"name":"new.txt","parent":{"id":"0"}})");
        body.open(QIODevice::ReadOnly);
        std::unique_ptr<QNetworkReply> reply(m_network->sendCustomRequest(preflight, "OPTIONS", &body));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    }

    void abortEndsAtOnceAndOnce()
    {
        m_host->faults().add(SandboxFault::stall());
        std::unique_ptr<QNetworkReply> reply(m_network->get(request(m_list)));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QTRY_COMPARE(m_host->requestCount(), 1);
        QCOMPARE(finished.count(), 0);
        reply->abort();
        QCOMPARE(finished.count(), 1);
        QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
        reply->abort();
        QCOMPARE(finished.count(), 1);
    }

    void abortBeforeTheEventLoopSendsNothing()
    {
        std::unique_ptr<QNetworkReply> reply(m_network->get(request(m_list)));
        reply->abort();
        QCoreApplication::processEvents();
        QCOMPARE(m_host->requestCount(), 0);
    }

    void latencyIsTheHostsClock()
    {
        m_host->setLatency(50ms);
        std::unique_ptr<QNetworkReply> reply(m_network->get(request(m_list)));
        QTRY_COMPARE(m_clock->pendingCount(), 1);
        m_clock->advance(49ms);
        QVERIFY(!reply->isFinished());
        m_clock->advance(1ms);
        QVERIFY(reply->isFinished());
    }

    void httpErrorsKeepTheirBody()
    {
        m_host->faults().add(SandboxFault::tooManyRequests("7"));
        std::unique_ptr<QNetworkReply> reply(m_network->get(request(m_list)));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::UnknownContentError);
        QCOMPARE(reply->rawHeader("Retry-After"), "7");
        QVERIFY(reply->readAll().contains("rate_limit_exceeded"));
    }

    void droppedConnectionsLookAsTheyDo()
    {
        m_host->faults().add(SandboxFault::dropBefore().times(1));
        m_host->faults().add(SandboxFault::cut(10));
        std::unique_ptr<QNetworkReply> dropped(m_network->get(request(m_list)));
        QTRY_VERIFY(dropped->isFinished());
        QCOMPARE(dropped->error(), QNetworkReply::RemoteHostClosedError);
        QVERIFY(!dropped->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid());

        std::unique_ptr<QNetworkReply> cut(m_network->get(request(m_list)));
        QTRY_VERIFY(cut->isFinished());
        QCOMPARE(cut->error(), QNetworkReply::RemoteHostClosedError);
        QCOMPARE(cut->readAll().size(), 10);
    }

    void dripsByteByByte()
    {
        m_host->faults().add(SandboxFault::drip(10ms));
        std::unique_ptr<QNetworkReply> reply(m_network->get(request(m_list)));
        QTRY_COMPARE(reply->bytesAvailable(), 1);
        m_clock->advance(30ms);
        QCOMPARE(reply->bytesAvailable(), 4);
        m_clock->advance(10min);
        QVERIFY(reply->isFinished());
        QVERIFY(QJsonDocument::fromJson(reply->readAll()).isObject());
    }

    void deletingARunningReplyIsSilent()
    {
        m_host->setLatency(1s);
        auto *reply = m_network->get(request(m_list));
        QTRY_COMPARE(m_host->requestCount(), 1);
        delete reply;
        m_clock->advance(1min);
        QCOMPARE(m_network->openReplies(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSandboxNetwork)
#include "tst_sandboxnetwork.moc"
