// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/oauth/oauthservice.h"

#include <functional>
#include <memory>
#include <optional>

namespace Unbin {

class Provider;
class TokenSource;

/** How people sign in at a service with their browser, and what they are told before. */
struct SignInOffer {
    OAuthService service;
    OAuthApplication application; ///< the program's own; no id: people bring one
    QStringList permissions; ///< what is asked for, a sentence for people each
    QString applicationAddress; ///< where people make an application of their own
    QString applicationHelp; ///< how, in a few sentences
};

/** What the program knows about a kind of service before anybody is signed in. One line of registration each.
 */
struct ProviderInfo {
    ProviderId id;
    QString name; ///< "Box"; a proper name, not translated
    QString iconName; ///< in resources
    bool needsToken = true; ///< false: this computer; exists once, can't be added or removed
    QString tokenHelpAddress; ///< where the service hands out developer tokens
    /** Makes the provider of one account. The token source outlives it; null where needsToken is false. */
    std::function<std::unique_ptr<Provider>(const Account &account, TokenSource *tokens)> make;
    std::optional<SignInOffer> signIn = {}; ///< nullopt: only with a pasted token
};

} // namespace Unbin
