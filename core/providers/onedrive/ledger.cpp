// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/ledger.h"

#include <QLoggingCategory>

namespace Unbin::OneDrive {

Q_LOGGING_CATEGORY(lcLedger, "unbin.ledger", QtWarningMsg)

Result<LedgerFile *> Ledger::Shared::file()
{
    if (!opened) {
        auto made = LedgerFile::open(path);
        if (!made)
            return failure(made.error());
        if (!made->damagedFileMovedTo.isEmpty())
            qCWarning(lcLedger) << "a damaged ledger was moved aside, and a new one begun:" << made->damagedFileMovedTo;
        opened = std::move(made->file);
    }
    return opened.get();
}

Ledger::Ledger(QString path)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->path = std::move(path);
    m_thread.setMaxThreadCount(1);
    m_thread.setExpiryTimeout(-1);
}

Ledger::~Ledger()
{
    m_thread.waitForDone();
}

void Ledger::note(std::function<void(LedgerFile &)> function)
{
    m_thread.start([shared = m_shared, function = std::move(function)] {
        if (const auto file = shared->file())
            function(**file);
        else
            qCWarning(lcLedger) << "not noted:" << file.error();
    });
}

void Ledger::failAccess(qint64 n)
{
    note([n](LedgerFile &file) { file.database().failAccess(n); });
}

} // namespace Unbin::OneDrive
