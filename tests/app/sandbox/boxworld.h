// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/box/boxdialect.h"
#include "tests/support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Unbin {

/** JSON with single quotes, to be readable in a test. */
inline QByteArray spelled(QByteArray json)
{
    return json.replace('\'', '"');
}

/** A Box answer, read. */
struct BoxAnswer {
    SandboxResponse response;
    int status = 0;
    QJsonObject json;

    QString code() const { return json[u"code"].toString(); }
    QStringList names() const
    {
        QStringList all;
        for (const QJsonValue &entry : json[u"entries"].toArray())
            all += entry[u"name"].toString();
        return all;
    }
    QString marker() const { return json[u"next_marker"].toString(); }
};

/** One user's drive with a Box in front of it, at a time that stands still. */
class BoxWorld
{
public:
    BoxWorld() { box.addAccount("robin", drive); }

    BoxAnswer ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
        SandboxHeaders headers = {{"Authorization", "Bearer robin"}})
    {
        const auto [path, query] = splitAtFirst(target, '?');
        if (!body.isEmpty())
            headers.emplaceBack("Content-Type", "application/json");
        const SandboxRequest request{
            .method = method, .path = path, .query = query, .headers = headers, .body = spelled(body)};
        BoxAnswer answer{.response = box.handle(request)};
        answer.status = answer.response.status;
        answer.json = QJsonDocument::fromJson(answer.response.body).object();
        return answer;
    }

    SandboxRef file(const QString &path, const QByteArray &content = "content")
    {
        const qsizetype slash = path.lastIndexOf(u'/');
        return drive.addFile(drive.addFolders(path.left(slash)), path.mid(slash + 1), SandboxContent::of(content),
            clock.now().addDays(-40));
    }
    SandboxRef trashedFile(const QString &path, const QByteArray &content = "content")
    {
        const SandboxRef ref = file(path, content);
        drive.trash(ref, clock.now().addDays(-1));
        return ref;
    }
    QByteArray id(SandboxRef ref) const { return QByteArray::number(drive.numbering() + ref.serial); }

    ManualClock clock;
    SandboxDrive drive{{7, QStringLiteral("Robin Sample"), QStringLiteral("robin@sample.example")}};
    BoxDialect box{clock};
};

} // namespace Unbin
