// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"
#include "core/domain/result.h"

#include <QString>

#include <memory>

class QLockFile;

namespace Unbin {

/**
 * Where settings, catalog and journal live: one folder that only its owner may read. One running program per
 * profile: two would restore one item at the same time.
 */
class Profile
{
public:
    /** Creates the folder (0700). LocalIo if that fails; Busy if another program uses it. Empty: the platform's place. */
    static Result<std::unique_ptr<Profile>> open(const QString &directory);
    ~Profile();

    const QString &directory() const { return m_directory; }
    QString settingsPath() const { return path("settings.ini"); }
    QString accountsPath() const { return path("accounts.db"); }
    QString catalogPath() const { return path("catalog.db"); }
    QString contentsPath() const { return path("contents"); }
    QString journalPath() const { return path("journal.db"); }
    /** Folder of what is known of one account's drive, for providers that have to keep that themselves. */
    QString ledgerPath(const AccountId &account) const { return path("ledgers") + u'/' + account.value(); }

private:
    Profile(QString directory, std::unique_ptr<QLockFile> lock);
    QString path(const char *file) const { return m_directory + u'/' + QLatin1String(file); }

    QString m_directory;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace Unbin
