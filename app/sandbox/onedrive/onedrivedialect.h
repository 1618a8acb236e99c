// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/onedrive/onedrivestate.h"
#include "app/sandbox/sandboxtokens.h"

namespace Unbin {

class SandboxHost;

/**
 * OneDrive over in-memory drives, Personal and Business, as onedrive.md and onedrive-openapi.json tell: Microsoft Graph
 * ("/v1.0" and "/beta"), SharePoint's own API for the bin of a site, and the place that signed download addresses lead
 * to. Strict in what it takes. One access token per account and service; a token that is brought to another service than
 * the one it was issued for is refused and counted.
 *
 * Graph knows: me, me/drive(s), drives/{id}; items by id and by path, their children, delta, content, restore,
 * permanentDelete, thumbnails, versions; sites/{id} and its recycleBin/items; $batch. SharePoint knows the RecycleBin of
 * web and site: list, restore(), RestoreByIds, DeleteObject. Anything else is refused. Links are SandboxKind::Link: with
 * a URL a shortcut to somebody's folder (remoteItem), without one a notebook (package).
 */
class OneDriveDialect final : public SandboxTokens
{
public:
    using Kind = OneDriveSandbox::DriveKind;
    using Addresses = OneDriveSandbox::State::Addresses;

    /** The clock must outlive the dialect. */
    explicit OneDriveDialect(Clock &clock);
    ~OneDriveDialect() override;

    /** For Graph. Drive and pasts must outlive the dialect; without pasts the dialect keeps its own. A drive may have
        several tokens; its kind is that of the first. */
    void addAccount(const QByteArray &token, SandboxDrive &drive, Kind kind, SandboxVersions *past = nullptr);
    /** For the SharePoint host of an account that was added. */
    void addSharePointToken(const QByteArray &token, SandboxDrive &drive);
    /** For Graph; the drive was added before. */
    void admitToken(const QByteArray &token, SandboxDrive &drive) override;
    /** From now on 401 with error="expired_token" in WWW-Authenticate, wherever it was good. */
    void expireToken(const QByteArray &token) override;
    void forgetToken(const QByteArray &token) override;
    OneDriveQuirks &quirks() { return *m_state.quirks; }

    /** Under "/graph", "/sharepoint" and "/content". */
    void mount(SandboxHost &host);
    /** What links in replies begin with, if the services are not reached under their practice names. */
    void setAddresses(const Addresses &addresses) { m_state.addresses = addresses; }
    const Addresses &addresses() const { return m_state.addresses; }
    SandboxService &graph() { return *m_graph; }
    SandboxService &sharePoint() { return *m_sharePoint; }
    SandboxService &content() { return *m_content; }

    // What tests need to know and to do
    QByteArray driveId(const SandboxDrive &drive) const;
    QByteArray itemId(const SandboxDrive &drive, SandboxRef ref) const;
    QByteArray binGuid(const SandboxDrive &drive, SandboxRef ref) const;
    QByteArray versionId(const SandboxDrive &drive, quint32 number) const;
    SandboxVersions &past(const SandboxDrive &drive) const;
    QByteArray siteId(const SandboxDrive &drive) const;
    QByteArray siteUrl(const SandboxDrive &drive) const;
    /** Links of delta that were given out are too old: 410. */
    void expireDeltaLinks() { ++m_state.deltaEpoch; }
    /** Ids from before, or after, the move of a personal drive to the SharePoint back end; delta links are lost. */
    void setMigrated(const SandboxDrive &drive, bool isMigrated);
    /** Requests that carried a token to where it does not belong: another service's, or a signed address. */
    int tokensAstray() const { return m_state.tokensAstray; }
    /** Called once, when the first full enumeration of any drive is about to end: what is changed then, the same
        enumeration still tells. */
    void beforeFirstRunEnds(std::function<void()> action) { m_state.beforeFirstRunEnds = std::move(action); }

private:
    OneDriveSandbox::Drive &of(const SandboxDrive &drive) const;

    mutable OneDriveSandbox::State m_state;
    std::unique_ptr<SandboxService> m_graph;
    std::unique_ptr<SandboxService> m_sharePoint;
    std::unique_ptr<SandboxService> m_content;
};

} // namespace Unbin
