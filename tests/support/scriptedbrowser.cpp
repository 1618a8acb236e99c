// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedbrowser.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>

namespace Unbin {

void ScriptedBrowser::open(const QUrl &address)
{
    isDone = false;
    m_hasDecided = false;
    callback.clear();
    shownCode.clear();
    get(address);
}

void ScriptedBrowser::get(const QUrl &address)
{
    QNetworkRequest request(address);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, this, [this, address, reply] {
        reply->deleteLater();
        arrived(address, reply);
    });
}

void ScriptedBrowser::arrived(const QUrl &address, QNetworkReply *reply)
{
    status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    page = reply->readAll();
    const QByteArray location = reply->rawHeader("Location");
    if (status / 100 == 3 && !location.isEmpty()) {
        callback = address.resolved(QUrl::fromEncoded(location));
        return get(callback);
    }
    const QString wanted = decision == Decision::Allow ? QStringLiteral("allow") : QStringLiteral("deny");
    const QString who = QString::fromLatin1(login.toUtf8().toPercentEncoding());
    const QRegularExpression link(QStringLiteral("href=\"(consent\\?[^\"]*login=%1&amp;decision=%2)\"")
                                      .arg(QRegularExpression::escape(who), wanted));
    const auto found = link.match(QString::fromUtf8(page));
    if (!m_hasDecided && decision != Decision::LookOnly && found.hasMatch()) {
        m_hasDecided = true;
        const QString target = found.captured(1).replace(QLatin1String("&amp;"), QLatin1String("&"));
        return get(address.resolved(QUrl::fromEncoded(target.toLatin1())));
    }
    static const QRegularExpression code(QStringLiteral("<code>([^<]+)</code>"));
    shownCode = code.match(QString::fromUtf8(page)).captured(1).toLatin1();
    isDone = true;
}

} // namespace Unbin
