// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/ids.h"

#include <QDateTime>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace Unbin {

class Catalog;
class Clock;
class OlderDeletions;
class ProviderSet;

/** How far an account's listing is. */
struct BinState {
    enum class Phase {
        Unlisted, ///< not asked yet in this session; rows may be there from the last one
        Listing,
        Listed,
        Failed, ///< error says why; the rows of earlier listings stay
    };

    Phase phase = Phase::Unlisted;
    qint64 listedCount = 0; ///< entries the running or newest listing delivered
    QDateTime finishedAt; ///< UTC, of the newest listing that succeeded; invalid if none yet
    bool isPartial = false; ///< of the newest listing that succeeded: some parts could not be read
    std::vector<Error> problems; ///< those parts
    std::optional<Error> error; ///< set when Failed

    bool isListing() const { return phase == Phase::Listing; }
};

/**
 * Keeps the catalog true: lists bins, and looks up the original folders of services that tell only their ids.
 * Accounts are listed side by side; one that fails never stops the others. A bin that changes by others'
 * doing is listed again, also if it changes while being listed. Main thread.
 */
class BinRefresher : public QObject
{
    Q_OBJECT
public:
    /** All must outlive the refresher. Accounts that are added to the set later are listed as they come, once
       start() was called. */
    BinRefresher(ProviderSet &providers, Catalog &catalog, Clock &clock, QObject *parent = nullptr);
    ~BinRefresher() override;

    /** Lists every account. Call once, when the stored rows are loaded. */
    void start();
    /** Lists the account again; while it is being listed already: once more afterwards. */
    void refresh(const AccountId &account);
    void refreshAll();
    /** Stops listing; what has arrived stays. */
    void cancel(const AccountId &account);

    /** Unlisted for accounts that are not known. */
    BinState state(const AccountId &account) const;
    bool isBusy() const; ///< any account is being listed

    /** Items on screen: their folders are looked up first, and the provider is told. */
    void setVisibleItems(const AccountId &account, const std::vector<ItemId> &items);
    /** Whether anybody looks at this bin now. */
    void setWatched(const AccountId &account, bool isWatched);
    /** The search that a bin needs which is known only from some day on; null for all others. */
    OlderDeletions *olderDeletions(const AccountId &account) const;

Q_SIGNALS:
    /** At most ten times a second while listing, and at every change of phase. */
    void stateChanged(const Unbin::AccountId &account);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
