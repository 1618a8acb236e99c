// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/onedrive/onedrivechangelog.h"
#include "app/sandbox/sandboxmessage.h"
#include "app/sandbox/sandboxversions.h"

#include <QHash>

#include <functional>
#include <list>

namespace Unbin {

class Clock;

namespace OneDriveSandbox {

enum class DriveKind : quint8 { Personal, Business };

/** One drive as Graph and SharePoint know it: its ids and tags, its log and its files' pasts. */
class Drive
{
public:
    Drive(SandboxDrive &drive, DriveKind kind, SandboxVersions *past, std::shared_ptr<const OneDriveQuirks> quirks);

    SandboxDrive &drive() const { return m_drive; }
    DriveKind kind() const { return m_kind; }
    bool isPersonal() const { return m_kind == DriveKind::Personal; }
    ChangeLog &log() { return m_log; }
    SandboxVersions &past() const { return *m_past; }

    /** As Graph spells it: 16 hexadecimal digits (Personal), "b!..." (Business). */
    const QByteArray &id() const { return m_id; }
    bool isCalled(const QByteArray &driveId) const; ///< in any of the spellings that Graph itself uses
    QByteArray itemId(SandboxRef ref) const;
    /** Without regard to case for Personal; nullopt for what never was or is gone. */
    std::optional<SandboxRef> refOf(const QByteArray &itemId) const;
    QByteArray eTag(SandboxRef ref) const; ///< with its quotes
    QByteArray cTag(SandboxRef ref) const;
    /** Of an entry of the bin at SharePoint: one GUID for each time something was deleted. */
    QByteArray binGuid(SandboxRef ref) const;
    std::optional<SandboxRef> refOfBinGuid(const QByteArray &guid);
    QByteArray versionId(quint32 number) const;

    QByteArray siteId(const QByteArray &host) const; ///< "host,site,web"
    QByteArray siteGuid() const { return guid("site"); }
    QByteArray webGuid() const { return guid("web"); }
    QByteArray sitePath() const; ///< "/personal/robin_sample_example"
    QString libraryFolder(SandboxRef ref) const; ///< where it is or was, below the site: "Documents/Reports"
    qint64 binBytes() const;

    /** Personal accounts that still have, or again get, the ids from before the move to the SharePoint back end. */
    void setMigrated(bool isMigrated) { m_isMigrated = isMigrated; }

private:
    QByteArray guid(const QByteArray &seed) const;
    QByteArray digest(SandboxRef ref) const;

    SandboxDrive &m_drive;
    DriveKind m_kind;
    std::unique_ptr<SandboxVersions> m_ownPast;
    SandboxVersions *m_past;
    ChangeLog m_log;
    QByteArray m_id;
    bool m_isMigrated = true;
};

/** What outlives one call, shared by the three services. */
struct State {
    struct Account {
        Drive *drive = nullptr;
        bool isExpired = false;
    };
    /** What each service's addresses begin with. */
    struct Addresses {
        QByteArray graph = "https://graph.sandbox.test/graph"; ///< "/v1.0" follows
        QByteArray sharePoint = "https://robin-my.sharepoint.test/sharepoint"; ///< "/personal/..." follows
        QByteArray content = "https://files.content.test/content";
    };

    Clock &clock;
    std::shared_ptr<OneDriveQuirks> quirks = std::make_shared<OneDriveQuirks>();
    Addresses addresses = {};
    std::list<Drive> drives = {};
    QHash<QByteArray, Account> graphTokens = {};
    QHash<QByteArray, Account> sharePointTokens = {};
    quint64 requestNumber = 0;
    quint64 deltaEpoch = 1; ///< links of an earlier one get 410
    int tokensAstray = 0; ///< requests that carried a token to where it does not belong
    int batchParts = 0;
    int tombstones = 0;
    std::function<void()> beforeFirstRunEnds = {};

    const OneDriveQuirks &odd() const { return *quirks; }
    Account accountOf(const QHash<QByteArray, Account> &tokens, const SandboxRequest &request) const;
    bool isToken(const QHash<QByteArray, Account> &tokens, const SandboxRequest &request) const;
    QByteArray sharePointHost() const;
    QByteArray origin(const QByteArray &address) const; ///< of a link, or the one that the quirks want
    /** A signed address, good for a few minutes, that gives the content to anybody. */
    QByteArray signedAddress(Drive &drive, SandboxRef file, quint32 version) const;
    QByteArray signature(const QByteArray &path) const;
};

/** "2026-05-01T08:00:00Z" */
QByteArray isoTime(qint64 ms);
/** An error as Graph writes it. innerCode empty: none. */
SandboxResponse graphError(
    State &state, int status, const QByteArray &code, const QByteArray &message, const QByteArray &innerCode = {});
/** An error as SharePoint's own API writes it; of another shape than Graph's. */
SandboxResponse sharePointError(State &state, int status, const QByteArray &code, const QByteArray &message);

} // namespace OneDriveSandbox
} // namespace Unbin
