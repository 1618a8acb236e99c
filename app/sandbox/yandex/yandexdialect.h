// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxdrive.h"
#include "app/sandbox/sandboxmessage.h"
#include "app/sandbox/sandboxtokens.h"
#include "app/sandbox/yandex/yandexoperation.h"
#include "app/sandbox/yandex/yandexquirks.h"

#include <QHash>
#include <QStringList>

#include <deque>
#include <vector>

namespace Unbin {

class Clock;

/** What outlives one call: shared by the dialect and the calls it answers. */
struct YandexState {
    Clock &clock;
    YandexQuirks quirks = {};
    QByteArray base = QByteArrayLiteral("https://cloud-api.yandex.net/v1"); ///< what Links begin with
    std::deque<YandexOperation> operations;
    std::vector<YandexLag> binLags;
    std::vector<YandexLag> liveLags;
    QStringList breaches;
    quint64 requestNumber = 0;
    int disturbedPages = 0;
    int emptied = 0;
};

/**
 * Yandex Disk's REST API over in-memory drives, as yandex-disk.md tells (sections 0 to 6, 9 to 11): strict in what it
 * takes, and as odd as the service in what it answers. Paths as below "https://cloud-api.yandex.net/v1". One token per
 * account. Links in a drive are not shown: the service has none.
 *
 * Known: disk; disk/resources (stat, list, create folder, delete), disk/resources/move; disk/trash/resources (list, look
 * into, restore, purge, empty); disk/operations. Anything else is 404, a known path with another verb 405.
 */
class YandexDialect final : public SandboxService, public SandboxTokens
{
public:
    /** The clock must outlive the dialect. */
    explicit YandexDialect(Clock &clock);

    /** The drive must outlive the dialect. */
    void addAccount(const QByteArray &token, SandboxDrive &drive);
    void expireToken(const QByteArray &token) override;
    void admitToken(const QByteArray &token, SandboxDrive &drive) override { addAccount(token, drive); }
    void forgetToken(const QByteArray &token) override { m_accounts.remove(token); }
    YandexQuirks &quirks() { return m_state.quirks; }
    /** The address that Links begin with: the public one unless told otherwise. */
    void setBase(const QByteArray &base) { m_state.base = base; }

    /**
     * What a careful client never does, one line each: emptying the whole bin, overwrite=true, a path without scheme, a
     * name with "/" in it, a body, a second change while one is under way in the same tree. A test ends by looking that
     * there is none.
     */
    const QStringList &breaches() const { return m_state.breaches; }
    int emptiedBins() const { return m_state.emptied; }
    int runningOperations() const;

    SandboxResponse handle(const SandboxRequest &request) override;
    SandboxResponse refusal(int status) const override;

    /** What the service calls an entry of the bin: "trash:/name_<hash>". */
    static QString trashPath(const SandboxDrive &drive, SandboxRef ref);
    static QString resourceId(const SandboxDrive &drive, SandboxRef ref);

private:
    void advanceOperations();

    struct Account {
        SandboxDrive *drive = nullptr;
        bool isExpired = false;
    };
    YandexState m_state;
    QHash<QByteArray, Account> m_accounts; ///< by token
};

} // namespace Unbin
