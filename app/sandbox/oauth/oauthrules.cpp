// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/oauth/oauthrules.h"

namespace Unbin {

SandboxOAuthRules SandboxOAuthRules::box()
{
    SandboxOAuthRules rules;
    rules.redirects = Redirects::LoopbackAnyPort;
    rules.registered = {"http://127.0.0.1/"};
    rules.secret = Secret::Needed;
    rules.knowsPkce = true; // Box's command line sends it; the guides are silent: a test switches it off
    rules.scopes = {"root_readwrite", "root_readonly"};
    rules.refreshIsSingleUse = true;
    rules.codeLife = std::chrono::seconds(30);
    rules.refreshLife = std::chrono::hours(24 * 60);
    return rules;
}

SandboxOAuthRules SandboxOAuthRules::microsoft()
{
    SandboxOAuthRules rules;
    rules.redirects = Redirects::LocalhostAnyPort;
    rules.registered = {"http://localhost"};
    rules.secret = Secret::Refused; // AADSTS700025: a public client must not present one
    rules.needsPkce = true;
    rules.needsRedirectAgain = true;
    rules.needsScope = true;
    rules.scopes = {"Files.ReadWrite.All", "Files.Read", "Files.ReadWrite", "User.Read", "offline_access", "openid"};
    rules.scopePrefixes = {"https://"};
    rules.givesRefreshAlways = false;
    rules.sendsErrorCodes = true;
    rules.tokenType = "Bearer";
    rules.accessPrefix = "EwB";
    return rules;
}

SandboxOAuthRules SandboxOAuthRules::yandex()
{
    SandboxOAuthRules rules;
    rules.redirects = Redirects::Exact;
    rules.secret = Secret::Optional;
    rules.refreshNeedsSecret = true;
    rules.showsCode = true;
    rules.refusesRedirectAgain = true;
    rules.scopes = {"cloud_api:disk.info", "cloud_api:disk.read", "cloud_api:disk.write", "cloud_api:disk.app_folder"};
    rules.keepsAccessToken = true;
    rules.bindsToDevice = true;
    rules.accessLife = std::chrono::seconds(31'536'000);
    rules.refreshLife = rules.accessLife;
    rules.accessPrefix = "y0_";
    return rules;
}

} // namespace Unbin
