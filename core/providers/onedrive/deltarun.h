// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/ledger.h"
#include "core/providers/onedrive/onedriveconnection.h"

#include <QSet>

namespace Unbin::OneDrive {

/**
 * Brings the ledger up to date: goes on where a run was cut off, else follows the delta link, else lists the whole drive
 * (the first time, once a week because tombstones get lost, when the drive has moved, when the service forgot our place).
 * Pages are kept as they come; all of the run counts with its commit (onedrive.md sections 1.5 and 1.9).
 *
 * A link to another host is Unsafe; a page marker that comes again, or page after page without news, is BadResponse, and
 * the next run begins from the last good place.
 */
class DeltaRun final : public Job<RunOutcome>
{
public:
    enum class Extent { AsNeeded, Everything };

    DeltaRun(Connection &connection, Ledger &ledger, Extent extent);

protected:
    void run() override;

private:
    void choose(const LedgerState &state);
    void begin(bool isFull, const HttpRequest &request);
    void ask(const HttpRequest &request);
    void take(const QByteArray &body);
    void follow(const PageOutcome &page);
    void refused(const HttpRequest &request, const HttpReply &reply);
    void giveUp(const Error &error);
    void commit(const QString &deltaLink);
    bool isFullDue(const LedgerState &state) const;

    Connection &m_connection;
    Ledger &m_ledger;
    Extent m_extent;
    DriveFacts m_drive;
    QSet<QString> m_links; ///< followed in this run
    int m_pages = 0;
    int m_withoutNews = 0;
    int m_resyncs = 0;
    qint64 m_entries = 0;
    bool m_isFirstOfLink = false; ///< the next reply answers a stored link: a refusal may be about its age
};

} // namespace Unbin::OneDrive
