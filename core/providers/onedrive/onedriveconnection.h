// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpclient.h"
#include "core/providers/askonce.h"
#include "core/providers/onedrive/onedriveitems.h"

#include <QJsonObject>

#include <functional>
#include <memory>

namespace Unbin::OneDrive {

/**
 * One account's calls to Graph and, for work drives, to their SharePoint site, with refusals mapped; and what is known of
 * the drive, asked for once. Main thread. The arguments must outlive it.
 *
 * The site has a client of its own with its own token, which goes to that host only, and is not asked for before the
 * first call to the site.
 */
class Connection
{
public:
    Connection(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api);

    const QUrl &api() const { return m_client.rules().api; }
    Clock &clock() const { return m_clock; }
    HttpClient &client() { return m_client; }

    /** The object of a successful reply. */
    JobPtr<QJsonObject> ask(HttpRequest request);
    /** For calls whose success has nothing to tell. */
    JobPtr<Done> tell(HttpRequest request);
    /** The reply as it came, whatever its status. */
    JobPtr<HttpReply> send(HttpRequest request);

    /** The drive with its root; asked for once, remembered until forgetDrive(). */
    JobPtr<DriveFacts> drive();
    /** What is known without asking; null before the first drive(). */
    const DriveFacts *knownDrive() const;
    void forgetDrive() { m_drive.forgetAll(); }
    /** Called whenever the drive has been asked for. */
    void onDriveLearned(std::function<void(const DriveFacts &)> learned) { m_learned = std::move(learned); }

    /** The drive's SharePoint site; null if it has none that a token could be had for, or its address is not safe. */
    HttpClient *site();

private:
    JobPtr<DriveFacts> askForDrive();

    QNetworkAccessManager &m_network;
    TokenSource &m_tokens;
    Clock &m_clock;
    HttpClient m_client;
    std::unique_ptr<HttpClient> m_site;
    QUrl m_siteUrl; ///< of m_site
    AskOnce<DriveFacts> m_drive;
    std::optional<DriveFacts> m_known;
    std::function<void(const DriveFacts &)> m_learned;
};

} // namespace Unbin::OneDrive
