// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/journalentry.h"
#include "core/store/database.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace Unbin {

/**
 * The thread that owns the journal's connection. It takes all entries that wait, writes them in one transaction, and
 * reports the tickets of that group together. A group that can't be committed fails as a whole: nothing of it is in
 * the file, and nothing that hangs on it is sent.
 */
class JournalWriter
{
public:
    /** Called on the writer's thread, once for each group. */
    using Report = std::function<void(std::vector<qint64> tickets, Result<Done> outcome)>;
    /** Runs on the writer's thread, after everything that was submitted before it. */
    using Reading = std::function<void(Database &)>;

    JournalWriter(std::unique_ptr<Database> database, Report report);
    /** Writes what is waiting, then ends the thread. */
    ~JournalWriter();

    /** From any thread; never waits for the disk. */
    void submit(qint64 ticket, JournalEntry entry);
    void read(Reading reading);
    void failAccess(qint64 n);
    /** For drills: called on the writer's thread just before and just after each commit. */
    void setProbe(std::function<void()> probe);

private:
    struct Waiting {
        qint64 ticket;
        JournalEntry entry;
    };
    void work();
    void writeGroup(const std::vector<Waiting> &group, const std::function<void()> &probe);
    Result<Done> commit(const std::vector<Waiting> &group);

    std::unique_ptr<Database> m_database; // the thread's
    Report m_report;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Waiting> m_waiting; // guarded by m_mutex
    std::vector<Reading> m_readings; // guarded by m_mutex
    std::function<void()> m_probe; // guarded by m_mutex
    qint64 m_failAccess = -1; // guarded by m_mutex
    bool m_isEnding = false; // guarded by m_mutex
    std::thread m_thread;
};

} // namespace Unbin
