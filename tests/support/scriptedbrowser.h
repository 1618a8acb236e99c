// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

namespace Unbin {

/**
 * A browser with a script instead of a person: opens a practice sign-in page, says yes or no as somebody, and follows
 * wherever it is sent, as browsers do. Test's own thread.
 */
class ScriptedBrowser : public QObject
{
    Q_OBJECT
public:
    enum class Decision { Allow, Deny, LookOnly };

    QString login; ///< as whom
    Decision decision = Decision::Allow;

    /** Also fit for QDesktopServices::setUrlHandler(). */
    Q_SLOT void open(const QUrl &address);

    // Where it ended
    bool isDone = false;
    int status = 0; ///< of the last page
    QByteArray page; ///< the last page
    QUrl callback; ///< the loopback address it was sent to; empty: none
    QByteArray shownCode; ///< of a page that shows one

private:
    void get(const QUrl &address);
    void arrived(const QUrl &address, class QNetworkReply *reply);

    QNetworkAccessManager m_network;
    bool m_hasDecided = false;
};

} // namespace Unbin
