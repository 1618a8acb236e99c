// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/endpoints.h"

#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>

namespace Unbin {

namespace {

constexpr qint64 kMaxFileBytes = 64 * 1024;

ServiceEndpoints service(const char *api, const char *authorize, const char *token, const char *revoke)
{
    return {.api = QUrl(QLatin1String(api)),
        .authorize = QUrl(QLatin1String(authorize)),
        .token = QUrl(QLatin1String(token)),
        .revoke = QUrl(QLatin1String(revoke))};
}

bool isLoopback(const QString &host)
{
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

/** Collects the first thing that is wrong; later reads are passed over. */
class Section
{
public:
    Section(QJsonObject object, QString name)
        : m_object(std::move(object))
        , m_name(std::move(name))
    { }

    void read(QLatin1String key, QUrl &into)
    {
        QString text;
        if (!take(key, QJsonValue::String, [&](const QJsonValue &value) { text = value.toString(); }))
            return;
        const QUrl url(text, QUrl::StrictMode);
        const bool isSecure = url.scheme() == QLatin1String("https");
        const bool isLocal = url.scheme() == QLatin1String("http") && isLoopback(url.host());
        if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
            refuse(Error::Kind::BadResponse, key, QStringLiteral("is no plain address"));
        else if (!isSecure && !isLocal)
            refuse(Error::Kind::Unsafe, key, QStringLiteral("must begin with https: (http: only for this computer)"));
        else
            into = url;
    }
    void read(QLatin1String key, QString &into)
    {
        take(key, QJsonValue::String, [&](const QJsonValue &value) { into = value.toString(); });
    }
    void read(QLatin1String key, quint16 &into)
    {
        take(key, QJsonValue::Double, [&](const QJsonValue &value) {
            const double port = value.toDouble();
            if (port < 0 || port > 65535 || port != double(quint16(port)))
                refuse(Error::Kind::BadResponse, key, QStringLiteral("is no port"));
            else
                into = quint16(port);
        });
    }

    const std::optional<Error> &problem() const { return m_problem; }

private:
    template <class Use>
    bool take(QLatin1String key, QJsonValue::Type type, Use use)
    {
        const QJsonValue value = m_object.value(key);
        if (value.isUndefined() || m_problem)
            return false;
        if (value.type() != type) {
            refuse(Error::Kind::BadResponse, key, QStringLiteral("is of the wrong type"));
            return false;
        }
        use(value);
        return true;
    }
    void refuse(Error::Kind kind, QLatin1String key, const QString &why)
    {
        m_problem = Error::of(kind, m_name + u'.' + key + u' ' + why);
    }

    QJsonObject m_object;
    QString m_name;
    std::optional<Error> m_problem;
};

std::optional<Error> override(ServiceEndpoints &service, const QJsonObject &all, QLatin1String name)
{
    const QJsonValue value = all.value(name);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isObject())
        return Error::of(Error::Kind::BadResponse, name + QStringLiteral(" is no object"));
    Section section(value.toObject(), name);
    section.read(QLatin1String("api"), service.api);
    section.read(QLatin1String("authorize"), service.authorize);
    section.read(QLatin1String("token"), service.token);
    section.read(QLatin1String("revoke"), service.revoke);
    section.read(QLatin1String("client_id"), service.clientId);
    section.read(QLatin1String("client_secret"), service.clientSecret);
    section.read(QLatin1String("redirect_port"), service.redirectPort);
    return section.problem();
}

} // namespace

Endpoints Endpoints::standard()
{
    Endpoints endpoints{
        .box = service("https://api.box.com/2.0", "https://account.box.com/api/oauth2/authorize",
            "https://api.box.com/oauth2/token", "https://api.box.com/oauth2/revoke"),
        .onedrive
        = service("https://graph.microsoft.com/v1.0", "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
            "https://login.microsoftonline.com/common/oauth2/v2.0/token", ""),
        .yandex = service("https://cloud-api.yandex.net/v1", "https://oauth.yandex.com/authorize",
            "https://oauth.yandex.com/token", "https://oauth.yandex.ru/revoke_token"),
    };
    endpoints.box.clientId = QStringLiteral(UNBIN_BOX_CLIENT_ID);
    endpoints.box.clientSecret = QStringLiteral(UNBIN_BOX_CLIENT_SECRET);
    endpoints.onedrive.clientId = QStringLiteral(UNBIN_ONEDRIVE_CLIENT_ID);
    endpoints.yandex.clientId = QStringLiteral(UNBIN_YANDEX_CLIENT_ID);
    endpoints.yandex.clientSecret = QStringLiteral(UNBIN_YANDEX_CLIENT_SECRET);
    return endpoints;
}

Result<Endpoints> Endpoints::parse(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(
            Error::Kind::BadResponse, QStringLiteral("%1 (at byte %2)").arg(error.errorString()).arg(error.offset));
    if (!document.isObject())
        return failure(Error::Kind::BadResponse, QStringLiteral("not a JSON object"));
    Endpoints endpoints = standard();
    const QJsonObject all = document.object();
    const std::initializer_list<std::pair<ServiceEndpoints *, QLatin1String>> services = {
        {&endpoints.box, QLatin1String("box")},
        {&endpoints.onedrive, QLatin1String("onedrive")},
        {&endpoints.yandex, QLatin1String("yandex")},
    };
    for (const auto &[target, name] : services) {
        if (auto problem = override(*target, all, name))
            return failure(std::move(*problem));
    }
    return endpoints;
}

Result<Endpoints> Endpoints::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::LocalIo, file.errorString());
    const QByteArray json = file.read(kMaxFileBytes + 1);
    if (json.size() > kMaxFileBytes)
        return failure(Error::Kind::TooLarge, QStringLiteral("more than 64 KiB"));
    return parse(json);
}

} // namespace Unbin
