// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/endpoints.h"
#include "app/sandbox/oauth/sandboxoauth.h"

namespace Unbin {

class SandboxHost;
class SandboxServer;

/**
 * The sign-in pages of the practice cloud, so that connecting an account can be tried in a real browser without leaving
 * this computer. Beside those who are in the demo anyway there is Kim at Box, whom nobody has connected yet. Main thread.
 */
class PracticeLogins
{
public:
    /** The clock and the dialects must outlive the logins; so must the drives that are added. */
    PracticeLogins(Clock &clock, SandboxTokens &box, SandboxTokens &oneDrive, SandboxTokens &yandex);

    SandboxOAuth &box() { return m_box; }
    SandboxOAuth &oneDrive() { return m_oneDrive; }
    SandboxOAuth &yandex() { return m_yandex; }

    void mount(SandboxHost &host);
    /** Sends people there to sign in, as the practice application. */
    void fillIn(Endpoints &endpoints, const SandboxServer &server) const;

private:
    SandboxDrive m_kim;
    SandboxOAuth m_box;
    SandboxOAuth m_oneDrive;
    SandboxOAuth m_yandex;
};

} // namespace Unbin
