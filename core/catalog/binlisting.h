// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"
#include "core/domain/result.h"
#include "core/jobs/jobbase.h"
#include "core/providers/provider.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <optional>
#include <vector>

namespace Unbin {

class Catalog;

/**
 * Lists one account's bin into the catalog, as often as it is started. Pages of any size are handed on in slices of a
 * millisecond or two, one per turn of the event loop, so that a quick provider never holds up painting. Main thread.
 */
class BinListing : public QObject
{
    Q_OBJECT
public:
    /** Both must outlive it. */
    BinListing(Provider &provider, Catalog &catalog, AccountId account, QObject *parent);
    ~BinListing() override;

    /** Only when it is not running. */
    void start();
    /** Ends it with Cancelled; what has arrived stays. Nothing happens if it is not running. */
    void cancel();
    /** Entries handed to the catalog since start(). */
    qint64 count() const { return m_count; }
    /** How it ended; only after ended(), until start(). */
    const Result<ListSummary> &result() const { return *m_end; }

Q_SIGNALS:
    void progressed();
    /** Once per start(), after the last slice; the catalog's listing has been ended accordingly. */
    void ended();

private:
    void takePage(std::vector<TrashedItem> &&page);
    void handOn();
    void continueLater();
    void end();

    Provider &m_provider;
    Catalog &m_catalog;
    const AccountId m_account;
    QPointer<JobBase> m_job;
    std::deque<std::vector<TrashedItem>> m_slices;
    std::optional<Result<ListSummary>> m_end; // the provider is done; slices may be left
    bool m_isHandingOn = false; // handOn() is due
    qint64 m_count = 0;
};

} // namespace Unbin
