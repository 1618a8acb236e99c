// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/olderdeletions.h"
#include "core/providers/onedrive/onedriveservices.h"

#include <QPointer>
#include <QSet>

namespace Unbin::OneDrive {

/**
 * The search for what was deleted before the ledger began: every folder's children with the undocumented flag that shows
 * deleted ones (onedrive.md section 1.2), live folders and deleted ones, one after the other in the background. The ledger
 * remembers which folder was the last. A folder that does not show a child which certainly lies in the bin proves that
 * this drive does not know the flag: then the search ends, and is not offered again.
 */
class OlderSearch final : public OlderDeletions
{
    Q_OBJECT
public:
    explicit OlderSearch(Services services, QObject *parent = nullptr);

    State state() const override { return m_state; }
    void look() override;
    void stop() override;
    /** Reads what the ledger knows, after a run. */
    void refresh();

Q_SIGNALS:
    void foundSome();

private:
    void begin();
    void next();
    void scan(const ScanFolder &folder);
    void scanned(const ScanFolder &folder, const Result<Done> &done);
    void endFolder(const ScanFolder &folder);
    void finish();
    void end(std::optional<Error> error);
    void tellLater();

    Services m_services;
    State m_state;
    QPointer<JobBase> m_job;
    std::vector<Entry> m_children; ///< deleted ones of the folder that is being read
    QSet<QString> m_seen;
    qint64 m_foundUntold = 0;
    bool m_isTelling = false;
};

} // namespace Unbin::OneDrive
