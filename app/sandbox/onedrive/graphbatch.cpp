// SPDX-License-Identifier: GPL-3.0-or-later
// Graph: several requests in one (onedrive.md section 7; DC concepts/json-batching.md).
#include "app/sandbox/onedrive/graphcall.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace Unbin::OneDriveSandbox {

namespace {

constexpr qsizetype mostParts = 20;

} // namespace

SandboxResponse GraphCall::batch()
{
    const QJsonArray parts = m_body[u"requests"].toArray();
    if (parts.isEmpty() || parts.size() > mostParts)
        return badRequest("A batch holds between 1 and 20 requests.");
    QSet<QString> ids;
    for (const QJsonValue &part : parts) {
        const QJsonObject request = part.toObject();
        if (!request[u"id"].isString() || !request[u"method"].isString() || !request[u"url"].isString())
            return badRequest("Each request of a batch needs id, method and url.");
        if (ids.contains(request[u"id"].toString()))
            return badRequest("The ids of a batch must be unique.");
        ids.insert(request[u"id"].toString());
    }
    QHash<QString, int> statuses;
    QByteArrayList replies;
    for (const QJsonValue &value : parts) {
        const QJsonObject part = value.toObject();
        SandboxResponse reply;
        const QJsonArray needed = part[u"dependsOn"].toArray();
        const bool hasFailed = std::any_of(needed.begin(), needed.end(),
            [&](const QJsonValue &id) { return statuses.value(id.toString(), 424) >= 400; });
        if (hasFailed)
            reply = error(424, "failedDependency", "A request that this one depends on failed.");
        else
            reply = answerPart(part);
        statuses.insert(part[u"id"].toString(), reply.status);
        JsonText text;
        text.beginObject().key("id").text(part[u"id"].toString()).key("status").number(reply.status);
        text.key("headers").beginObject();
        for (const auto &[name, content] : reply.headers)
            text.key(name.constData()).text(content);
        text.endObject();
        if (!reply.body.isEmpty())
            text.key("body").raw(reply.body);
        replies += text.endObject().bytes();
    }
    if (m_state.odd().batchIsReversed)
        std::reverse(replies.begin(), replies.end());
    return {.status = 200,
        .headers = {{"Content-Type", "application/json"}},
        .body = "{\"responses\":[" + replies.join(',') + "]}"};
}

SandboxResponse GraphCall::answerPart(const QJsonObject &part)
{
    const int every = m_state.odd().batchThrottlesEvery;
    if (every > 0 && ++m_state.batchParts % every == 0) {
        SandboxResponse throttled = error(429, "activityLimitReached", "The app or user has been throttled.");
        throttled.headers.emplaceBack("Retry-After", "3");
        return throttled;
    }
    const QByteArray url = part[u"url"].toString().toUtf8();
    if (!url.startsWith('/') || url.startsWith("//"))
        return badRequest("The url of a request in a batch is relative.");
    const auto [path, query] = splitAtFirst(url, '?');
    SandboxRequest request{
        .method = part[u"method"].toString().toLatin1().toUpper(), .path = '/' + m_version + path, .query = query};
    const QJsonObject headers = part[u"headers"].toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        request.headers.emplaceBack(header.key().toLatin1(), header.value().toString().toUtf8());
    if (part.contains(u"body"))
        request.body = QJsonDocument(part[u"body"].toObject()).toJson(QJsonDocument::Compact);
    if (request.method == "POST" && request.body.isEmpty())
        return badRequest("A POST in a batch needs a body, if only {}.");
    if (path == "/$batch")
        return badRequest("Batches can't be nested.");
    return GraphCall(m_state, m_drive, request).answer();
}

} // namespace Unbin::OneDriveSandbox
