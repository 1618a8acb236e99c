// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandboxnetwork.h"

#include "app/sandbox/sandboxreply.h"

#include <algorithm>

namespace Unbin {

SandboxNetwork::SandboxNetwork(SandboxHost &host, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_host(host)
{ }

QNetworkReply *SandboxNetwork::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    return new SandboxReply(m_host, operation, request, body, this);
}

int SandboxNetwork::openReplies() const
{
    const auto replies = findChildren<SandboxReply *>(Qt::FindDirectChildrenOnly);
    return int(std::count_if(replies.begin(), replies.end(), [](const SandboxReply *r) { return !r->isFinished(); }));
}

} // namespace Unbin
