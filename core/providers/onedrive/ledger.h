// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/workerjob.h"
#include "core/providers/onedrive/ledgerfile.h"

#include <QThreadPool>

#include <functional>
#include <memory>

namespace Unbin::OneDrive {

/**
 * The ledger for the main thread: each call is work for one thread that owns the file, in the order of the calls.
 * Nothing is opened before the first of them. Cancelling a call drops its result; what it writes is written.
 */
class Ledger
{
public:
    /** path of the file; empty: in memory. Waits for work under way when destroyed. */
    explicit Ledger(QString path);
    ~Ledger();

    /** function(LedgerFile &) returns a Result<T>. */
    template <class T, class Function>
    JobPtr<T> call(Function function)
    {
        return workerJob<T>(
            [shared = m_shared, function = std::move(function)](const WorkerContext &) -> Result<T> {
                const auto file = shared->file();
                return file ? function(**file) : failure(file.error());
            },
            &m_thread);
    }
    /** The same for what nobody waits for: it is done even if its asker is gone. */
    void note(std::function<void(LedgerFile &)> function);

    /** For sweeps: the n-th access from now fails (Database::failAccess). */
    void failAccess(qint64 n);

private:
    struct Shared {
        QString path;
        std::unique_ptr<LedgerFile> opened; // the thread's

        Result<LedgerFile *> file();
    };
    std::shared_ptr<Shared> m_shared;
    QThreadPool m_thread; // destroyed first: waits
};

} // namespace Unbin::OneDrive
