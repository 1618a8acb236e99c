// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedrivebatch.h"

#include "core/http/jsonreader.h"
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedriverequests.h"

#include <QJsonArray>

namespace Unbin::OneDrive {

namespace {

class BatchJob final : public Job<std::vector<BatchPart>>
{
public:
    BatchJob(Connection &connection, QByteArrayList paths, HttpRequest::Priority priority)
        : m_connection(connection)
        , m_paths(std::move(paths))
        , m_priority(priority)
    { }

protected:
    void run() override
    {
        m_parts.resize(size_t(m_paths.size()));
        if (m_paths.size() <= 1) {
            askOne(0);
            return;
        }
        HttpRequest request = batchOf(m_connection.api(), m_paths);
        request.priority = m_priority;
        then(m_connection.ask(request), [this](const Result<QJsonObject> &reply) {
            if (reply)
                read(*reply);
            else if (isNotHere(reply.error()))
                askOne(0);
            else
                fail(reply.error());
        });
    }

private:
    void read(const QJsonObject &reply)
    {
        JsonReader reader(reply, QStringLiteral("batch"));
        const QJsonArray responses = reader.requiredArray(QLatin1String("responses"));
        if (reader.isBroken()) {
            fail(reader.error());
            return;
        }
        for (const QJsonValue &value : responses) {
            const JsonReader part(value.toObject());
            bool isNumber = false;
            const qsizetype index = part.id(QLatin1String("id")).toLongLong(&isNumber);
            if (!isNumber || index < 0 || index >= m_paths.size())
                continue;
            const int status = value.toObject().value(QLatin1String("status")).toInt();
            // A throttled part of a batch is nobody's answer (each part is throttled alone).
            const bool isLater = status == 429 || status >= 500;
            m_parts[size_t(index)]
                = {isLater ? 0 : status, part.object(QLatin1String("body")).value_or(QJsonObject())};
        }
        succeed(std::move(m_parts));
    }

    void askOne(qsizetype index)
    {
        if (index >= m_paths.size()) {
            succeed(std::move(m_parts));
            return;
        }
        HttpRequest request{.method = HttpRequest::Method::Get, .url = addressOf(m_paths.at(index))};
        request.priority = m_priority;
        then(m_connection.send(request), [this, index](const Result<HttpReply> &reply) {
            if (!reply) {
                fail(reply.error());
                return;
            }
            if (reply->status == 401)
                return fail(Error::of(Error::Kind::SignInNeeded));
            const bool isLater = reply->status == 429 || reply->status >= 500;
            m_parts[size_t(index)]
                = {isLater ? 0 : reply->status, parseJsonObject(reply->body).value_or(QJsonObject())};
            askOne(index + 1);
        });
    }

    QUrl addressOf(const QByteArray &path) const
    {
        QByteArray base = m_connection.api().toEncoded(QUrl::FullyEncoded);
        while (base.endsWith('/'))
            base.chop(1);
        return QUrl::fromEncoded(base + path, QUrl::StrictMode);
    }

    Connection &m_connection;
    QByteArrayList m_paths;
    HttpRequest::Priority m_priority;
    std::vector<BatchPart> m_parts;
};

} // namespace

JobPtr<std::vector<BatchPart>> batchGet(Connection &connection, QByteArrayList paths, HttpRequest::Priority priority)
{
    return std::make_unique<BatchJob>(connection, std::move(paths), priority);
}

} // namespace Unbin::OneDrive
