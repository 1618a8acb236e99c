// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxyFactory>

namespace Unbin {

/**
 * From now on every connection goes through the proxy that this system names for its address (settings of the desktop, PAC
 * files, http_proxy and the like), except those to this computer. Process-wide; call once, before the first request.
 */
inline void useSystemProxy()
{
    QNetworkProxyFactory::setUseSystemConfiguration(true);
}

} // namespace Unbin
