// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/deltarun.h"
#include "core/providers/onedrive/onedrivebatch.h"
#include "core/providers/onedrive/onedriveservices.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

namespace Unbin::OneDrive {

/**
 * Keeps a ledger true: one run of delta pages at a time, however many want one; a look at the entries by id in the
 * background, twenty a call, those on screen first; and, while somebody watches, a run every few minutes. Main thread.
 */
class PersonalWatch : public QObject
{
    Q_OBJECT
public:
    /** isWanted: whether the list is the ledger's, so that it must be kept true. */
    PersonalWatch(Services services, std::function<bool()> isWanted, QObject *parent = nullptr);
    ~PersonalWatch() override;

    /** Shared with whoever waits for one already. */
    JobPtr<RunOutcome> sync();
    void setShown(std::vector<ItemId> items);
    void setWatched(bool isWatched);
    /** Looks at what has not been looked at for a day, until nothing is left. Personal drives only. */
    void verifySoon();
    /** From verifySoon() until nothing is left to look at, or looking is given up until somebody asks again. */
    bool isVerifying() const { return m_isVerifying; }

Q_SIGNALS:
    /** The list of entries is another one than the last sync() told. */
    void binChanged();

private:
    void verify();
    void verifyAgainAfter(std::chrono::milliseconds pause);
    void verified(const std::vector<ItemId> &items, const std::vector<BatchPart> &parts);
    void poll();
    void pollLater();
    void tellLater();

    Services m_services;
    std::function<bool()> m_isWanted;
    AskOnce<RunOutcome> m_runs;
    std::vector<ItemId> m_shown;
    bool m_isWatched = false;
    bool m_isPollDue = false;
    bool m_isVerifying = false;
    bool m_isAskedAgain = false; ///< since the last look began
    int m_fruitless = 0; ///< looks in a row that showed nothing
    bool m_isTelling = false;
};

} // namespace Unbin::OneDrive
