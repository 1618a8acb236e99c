// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/oauthservice.h"
#include "core/domain/result.h"

#include <QObject>
#include <QPointer>
#include <QUrlQuery>

#include <functional>
#include <memory>
#include <vector>

class QTcpServer;

namespace Unbin {

class Clock;

/** What the browser is shown at the end. */
enum class CallbackPage {
    SignedIn, ///< it worked: go back to Unbin
    Denied, ///< the user said no
    Failed, ///< the service would not
    NotThis, ///< 400: no answer to the sign-in that is waiting
};

/** A small page in plain words. Nothing of the request is in it. */
QByteArray callbackHtml(CallbackPage page);

/**
 * The door on loopback that a browser comes back through: open during one sign-in, closed by the first answer that the
 * judge takes. Only this computer can reach it; only GET of the exact path with our own Host is looked at. At most four
 * connections, ten seconds and 8 KiB of head each; a fifth takes the place of the oldest that has said nothing whole.
 * Main thread.
 */
class LoopbackListener final : public QObject
{
    Q_OBJECT
public:
    /** Looks at the query of a proper request. NotThis keeps the door open, everything else closes it. */
    using Judge = std::function<CallbackPage(const QUrlQuery &answer)>;

    /** The clock must outlive the listener. */
    LoopbackListener(OAuthRedirect redirect, Clock &clock, Judge judge, QObject *parent = nullptr);
    ~LoopbackListener() override;

    /** Busy if no port can be had: detail names them. */
    Result<Done> listen();
    bool isListening() const { return !m_servers.empty(); }
    quint16 port() const { return m_port; }
    /** The first of the ports that are wanted could not be had. */
    bool isOnOtherPort() const;
    /** The redirect address to hand to the service. */
    QUrl address() const;
    void close();

private:
    class Connection;

    bool tryPort(quint16 port);
    void accept(QTcpServer &server);
    bool isOurs(const QByteArray &host) const;

    const OAuthRedirect m_redirect;
    Clock &m_clock;
    Judge m_judge;
    quint16 m_port = 0;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    std::vector<QPointer<Connection>> m_connections;
};

} // namespace Unbin
