// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/thisuser.h"

#include "core/providers/localtrash/localids.h"

#include <QSysInfo>

#include <pwd.h>
#include <sys/statvfs.h>
#include <vector>

namespace Unbin::LocalTrash {

Result<AccountFacts> factsOfThisUser(const LocalTrashConfig &config)
{
    AccountFacts facts;
    facts.remoteId = QStringLiteral("uid-%1:").arg(config.uid) + QLatin1String(percentEncoded(config.dataHome));

    passwd user{};
    passwd *found = nullptr;
    std::vector<char> buffer(16 * 1024);
    if (getpwuid_r(config.uid, &user, buffer.data(), buffer.size(), &found) == 0 && found) {
        // The first field of the comment is the full name (passwd(5)); many systems leave it empty.
        facts.displayName = QString::fromUtf8(QByteArray(found->pw_gecos).split(',').first());
        facts.login = QString::fromUtf8(found->pw_name);
    } else {
        facts.login = QString::number(config.uid);
    }
    if (facts.displayName.isEmpty())
        facts.displayName = facts.login;
    facts.login += QLatin1Char('@') + QSysInfo::machineHostName();

    struct statvfs room;
    for (QByteArray path = config.homeTrash();; path = parentOf(path)) { // the trash may not be there yet
        if (statvfs(path.constData(), &room) == 0) {
            const auto block = qint64(room.f_frsize);
            facts.totalBytes = qint64(room.f_blocks) * block;
            facts.usedBytes = qint64(room.f_blocks - room.f_bfree) * block;
            break;
        }
        if (path == "/")
            break;
    }
    return facts;
}

} // namespace Unbin::LocalTrash
