// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/box/boxquirks.h"
#include "app/sandbox/sandboxdrive.h"
#include "app/sandbox/sandboxmessage.h"
#include "app/sandbox/sandboxtokens.h"
#include "app/sandbox/sandboxversions.h"

#include <QHash>

#include <map>
#include <memory>
#include <vector>

namespace Unbin {

class Clock;

/** A folder tree that a restore has locked, together with the folder it went to (box.md section 4). */
struct BoxLock {
    const SandboxDrive *drive = nullptr;
    SandboxRef tree;
    SandboxRef destination;
    std::chrono::milliseconds until{0}; ///< monotonic
    int requestsLeft = 0; ///< refusals still to come after that
};

/** What a signed address leads to, for a quarter of an hour. */
struct BoxDownload {
    SandboxContent content;
    std::chrono::milliseconds until{0}; ///< monotonic
};

/** What outlives one call: shared by the dialect and the calls it answers. */
struct BoxState {
    Clock &clock;
    BoxQuirks quirks;
    std::vector<BoxLock> locks;
    quint64 requestNumber = 0;
    std::map<const SandboxDrive *, std::unique_ptr<SandboxVersions>> versions = {};
    QHash<QByteArray, BoxDownload> downloads = {}; ///< by the signature in the address
    QHash<QByteArray, int> contentsAsked = {}; ///< how often each content was asked for
};

/**
 * Box's Content API over in-memory drives, as box.md and box-openapi.json tell: strict in what it takes, and
 * as odd as Box in what it answers. Paths as below "https://api.box.com/2.0". One access token per account,
 * several users at once.
 *
 * Known: users/me; the bin (list in both paging modes, inspect, restore, purge) for files, folders and web
 * links; folders (inspect, list, create, move, rename, delete); files and web links (inspect, move, rename,
 * delete); the upload preflight; versions (list, inspect, promote, trash, untrash), contents by a signed address below
 * "/download/", copies. Anything else is 404, a known path with another verb 405. Ids of another
 * user's drive are 404.
 */
class BoxDialect final : public SandboxService, public SandboxTokens
{
public:
    /** The clock must outlive the dialect. */
    explicit BoxDialect(Clock &clock);

    /** The drive must outlive the dialect. A user may have several tokens. */
    void addAccount(const QByteArray &token, SandboxDrive &drive);
    /** From now on 401 with error="expired_token" in WWW-Authenticate. */
    void expireToken(const QByteArray &token) override;
    void admitToken(const QByteArray &token, SandboxDrive &drive) override { addAccount(token, drive); }
    void forgetToken(const QByteArray &token) override { m_accounts.remove(token); }
    BoxQuirks &quirks() { return m_state.quirks; }
    /** The pasts of this drive's files; the drive need not have an account yet. */
    SandboxVersions &versions(SandboxDrive &drive);

    SandboxResponse handle(const SandboxRequest &request) override;
    SandboxResponse refusal(int status) const override;

private:
    struct Account {
        SandboxDrive *drive = nullptr;
        bool isExpired = false;
    };
    SandboxResponse download(const SandboxRequest &request);
    SandboxResponse unauthorized(const SandboxRequest &request, bool isExpired);

    BoxState m_state;
    QHash<QByteArray, Account> m_accounts; ///< by token
};

} // namespace Unbin
