// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/restore/batchrecord.h"
#include "core/restore/journaledstep.h"

#include <functional>
#include <optional>
#include <vector>

namespace Unbin {

class Provider;
class ProviderSet;

/** Folders of one account that an item passed through. */
struct PassedFolder {
    AccountId account;
    PassedThrough way;
};

/** One that was taken away: its entry in the bin. */
struct SweptFolder {
    AccountId account;
    TrashedItem entry;
    bool isNew = false; ///< by this run of the program
};

/** What a restore that passes through this folder will leave there; nullopt: nothing that is known. */
std::optional<PassedThrough> missingOf(const FolderFacts &facts);
/** What the journal's step left on its way; nullopt: nothing. */
std::optional<PassedThrough> passedIn(const StepRecord &step);
/** The same for a batch that was cut off. */
std::vector<PassedFolder> passedFolders(const BatchRecord &record);
/** What a sweep of that batch has put into the bin. */
std::vector<SweptFolder> sweptFolders(const BatchRecord &record);

/**
 * Takes away what is left of the way: each of these folders that is where it was made and is empty, the lowest first. It
 * goes to the bin, never away for good, each step journaled; where the service shows what a trashed folder holds, it is
 * looked into once more, and what got something at the last moment comes back. Trouble with one folder is no reason for
 * more trouble: it stays where it is. Always succeeds.
 */
class SweepJob final : public Job<Done>
{
public:
    /** Told of each that is in the bin now. */
    using Swept = std::function<void(const SweptFolder &folder)>;

    /** The providers and the log must outlive the job. swept: by a sweep that was cut off, only to be looked into. */
    SweepJob(std::vector<PassedFolder> passed, std::vector<SweptFolder> swept, const ProviderSet &providers,
        const StepLog &log, Swept tell);

protected:
    void run() override;

private:
    struct Candidate {
        AccountId account;
        LiveItem folder;
        int depth = 0; // below the root
    };
    void nextWay();
    void gather(const PassedFolder &passed, const FolderFacts &facts);
    void nextFolder();
    void list();
    void trash();
    void nextSwept();
    void bringBack(const SweptFolder &folder);
    void stays(const SweptFolder &folder);
    Provider *provider(const AccountId &account) const;

    std::vector<PassedFolder> m_passed;
    std::vector<SweptFolder> m_swept;
    const ProviderSet &m_providers;
    StepLog m_log;
    Swept m_tell;
    std::vector<Candidate> m_candidates; // by depth; the next one is the last
    Candidate m_candidate;
};

} // namespace Unbin
