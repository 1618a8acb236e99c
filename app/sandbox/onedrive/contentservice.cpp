// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/onedrive/onedriveservices.h"

#include "core/domain/clock.h"

#include <algorithm>

namespace Unbin::OneDriveSandbox {

namespace {

constexpr qint64 largestAnswerBytes = 64 * 1024 * 1024;

SandboxResponse plain(int status, const QByteArray &text)
{
    return {.status = status, .headers = {{"Content-Type", "text/plain"}}, .body = text};
}

} // namespace

SandboxResponse ContentService::handle(const SandboxRequest &request)
{
    if (!request.header("Authorization").isEmpty() || !request.header("Cookie").isEmpty()) {
        ++m_state.tokensAstray;
        return plain(401, "a signed address wants no token\n");
    }
    if (request.method != "GET")
        return plain(405, "only to be read\n");
    const auto parts = request.path.mid(1).split('/');
    const auto signature = request.queryItem("sig").value_or(QString()).toLatin1();
    if (parts.size() != 3 || signature != m_state.signature(request.path))
        return plain(403, "wrong signature\n");
    if (parts[2].toLongLong() < m_state.clock.now().toMSecsSinceEpoch())
        return plain(403, "too late\n");
    for (Drive &drive : m_state.drives) {
        const auto file = drive.refOf(QByteArray::fromPercentEncoding(parts[0]));
        if (!file)
            continue;
        if (parts[1] == "0")
            return send(drive.drive().node(*file)->content, request.header("Range"));
        for (const SandboxVersion &version : drive.past().past(*file)) {
            if (QByteArray::number(version.number) == parts[1])
                return send(version.content, request.header("Range"));
        }
    }
    return plain(404, "gone\n");
}

SandboxResponse ContentService::send(const SandboxContent &content, const QByteArray &range) const
{
    if (content.sizeBytes > largestAnswerBytes)
        return plain(503, "the practice cloud has no room for files as big as this one\n");
    const QByteArray bytes = content.data();
    SandboxResponse response{.status = 200,
        .headers = {{"Content-Type", "application/octet-stream"}, {"Accept-Ranges", "bytes"}},
        .body = bytes};
    if (!range.startsWith("bytes=") || range.contains(','))
        return response;
    const auto [from, to] = splitAtFirst(range.mid(6), '-');
    const qint64 first = from.toLongLong();
    const qint64 last = to.isEmpty() ? bytes.size() - 1 : std::min<qint64>(to.toLongLong(), bytes.size() - 1);
    if (from.isEmpty() || first > last)
        return plain(416, "no such range\n");
    response.status = 206;
    response.headers.emplaceBack("Content-Range",
        "bytes " + QByteArray::number(first) + '-' + QByteArray::number(last) + '/' + QByteArray::number(bytes.size()));
    response.body = bytes.mid(first, last - first + 1);
    return response;
}

SandboxResponse ContentService::refusal(int status) const
{
    return plain(status, "not now\n");
}

} // namespace Unbin::OneDriveSandbox
