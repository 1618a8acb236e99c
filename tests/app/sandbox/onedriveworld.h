// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/onedrive/onedrivedialect.h"
#include "tests/support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace Unbin {

/** An answer of Graph, read. */
struct GraphAnswer {
    SandboxResponse response;
    int status = 0;
    QJsonObject json;

    QString code() const { return json[u"error"][u"code"].toString(); }
    QString innerCode() const { return json[u"error"][u"innerError"][u"code"].toString(); }
    QJsonArray value() const { return json[u"value"].toArray(); }
    QStringList names() const
    {
        QStringList all;
        for (const QJsonValue &entry : value())
            all += entry[u"name"].toString();
        return all;
    }
    QJsonObject named(QStringView name) const
    {
        for (const QJsonValue &entry : value()) {
            if (entry[u"name"].toString() == name)
                return entry.toObject();
        }
        return {};
    }
    QByteArray nextLink() const { return json[u"@odata.nextLink"].toString().toUtf8(); }
    QByteArray deltaLink() const { return json[u"@odata.deltaLink"].toString().toUtf8(); }
};

/** One user's drive with a OneDrive in front of it, at a time that stands still. */
class OneDriveWorld
{
public:
    explicit OneDriveWorld(OneDriveDialect::Kind kind = OneDriveDialect::Kind::Personal)
    {
        service.addAccount("robin", drive, kind);
        service.addSharePointToken("robin-sp", drive);
    }

    static SandboxRequest request(
        const QByteArray &method, const QByteArray &target, QByteArray body, SandboxHeaders headers)
    {
        const auto [path, query] = splitAtFirst(target, '?');
        if (!body.isEmpty())
            headers.emplaceBack("Content-Type", "application/json");
        return {.method = method, .path = path, .query = query, .headers = headers, .body = body.replace('\'', '"')};
    }
    /** The target is below "/v1.0"; JSON with single quotes. */
    GraphAnswer ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
        SandboxHeaders headers = {{"Authorization", "Bearer robin"}})
    {
        return read(service.graph().handle(request(method, "/v1.0" + target, body, std::move(headers))));
    }
    GraphAnswer askBeta(const QByteArray &target)
    {
        return read(service.graph().handle(request("GET", "/beta" + target, {}, {{"Authorization", "Bearer robin"}})));
    }
    /** A link from a reply. */
    GraphAnswer follow(const QByteArray &link)
    {
        const QByteArray base = service.addresses().graph + "/v1.0";
        if (!link.startsWith(base))
            qFatal("%s leads elsewhere", link.constData());
        return ask("GET", link.mid(base.size()));
    }
    /** The target is below the site's "/_api". */
    GraphAnswer askSharePoint(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
        const QByteArray &accept = "application/json;odata=nometadata", const QByteArray &token = "robin-sp")
    {
        const QByteArray site = service.siteUrl(drive).mid(service.addresses().sharePoint.size());
        SandboxHeaders headers = {{"Authorization", "Bearer " + token}};
        if (!accept.isEmpty())
            headers.emplaceBack("Accept", accept);
        return read(service.sharePoint().handle(request(method, site + "/_api" + target, body, headers)));
    }
    SandboxResponse fetch(const QByteArray &signedAddress, const SandboxHeaders &headers = {})
    {
        const QByteArray base = service.addresses().content;
        return service.content().handle(request("GET", signedAddress.mid(base.size()), {}, headers));
    }
    /** All pages of a run, and the deltaLink it ended with. */
    std::pair<QList<GraphAnswer>, QByteArray> run(const QByteArray &link = {})
    {
        QList<GraphAnswer> pages = {link.isEmpty() ? ask("GET", "/me/drive/root/delta") : follow(link)};
        while (!pages.last().nextLink().isEmpty() && pages.size() < 100)
            pages += follow(pages.last().nextLink());
        return {pages, pages.last().deltaLink()};
    }

    SandboxRef file(const QString &path, const QByteArray &content = "content")
    {
        const qsizetype slash = path.lastIndexOf(u'/');
        return drive.addFile(drive.addFolders(path.left(slash), clock.now().addDays(-50)), path.mid(slash + 1),
            SandboxContent::of(content), clock.now().addDays(-40));
    }
    SandboxRef trashedFile(const QString &path, const QByteArray &content = "content")
    {
        const SandboxRef ref = file(path, content);
        drive.trash(ref, clock.now().addDays(-1));
        return ref;
    }
    SandboxRef find(const QString &path) const { return *drive.find(path); }
    QByteArray id(SandboxRef ref) const { return service.itemId(drive, ref); }
    QByteArray id(const QString &path) const { return id(find(path)); }
    QByteArray item(SandboxRef ref) const { return "/me/drive/items/" + id(ref); }
    OneDriveQuirks &quirks() { return service.quirks(); }

    ManualClock clock;
    SandboxDrive drive{{7, QStringLiteral("Robin Sample"), QStringLiteral("robin@sample.example")}};
    OneDriveDialect service{clock};

private:
    static GraphAnswer read(SandboxResponse response)
    {
        GraphAnswer answer{.response = std::move(response)};
        answer.status = answer.response.status;
        answer.json = QJsonDocument::fromJson(answer.response.body).object();
        return answer;
    }
};

inline QString at(const char *path)
{
    return QString::fromUtf8(path);
}

} // namespace Unbin
