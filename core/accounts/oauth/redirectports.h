// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/oauthservice.h"

namespace Unbin {

/** The ports that Unbin asks people to register where a service wants to know the port; free of well-known uses. */
inline const std::vector<quint16> kRedirectPorts = {53147, 53148, 53149};

/** What --endpoints says of the redirect port goes before the service's own habit; 0 says nothing. */
inline void setRedirectPort(OAuthRedirect &redirect, quint16 port)
{
    if (port == 0)
        return;
    redirect.ports = {port};
    redirect.takesAnyPort = false;
}

} // namespace Unbin
