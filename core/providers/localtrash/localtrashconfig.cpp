// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/localtrashconfig.h"

#include <pwd.h>
#include <unistd.h>

namespace Unbin {

LocalTrashConfig LocalTrashConfig::ofThisUser()
{
    LocalTrashConfig config;
    config.uid = geteuid();
    config.dataHome = qgetenv("XDG_DATA_HOME");
    if (!config.dataHome.startsWith('/')) { // unset, empty, or relative, which the base directory specification ignores
        QByteArray home = qgetenv("HOME");
        if (home.isEmpty()) {
            if (const passwd *user = getpwuid(geteuid()))
                home = user->pw_dir;
        }
        config.dataHome = home + "/.local/share";
    }
    while (config.dataHome.size() > 1 && config.dataHome.endsWith('/'))
        config.dataHome.chop(1);
    return config;
}

} // namespace Unbin
