// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountservice.h"
#include "core/accounts/accounttokenstore.h"
#include "core/accounts/oauth/oauthtokensource.h"

namespace Unbin {

/** One account of the service, alive. */
struct AccountService::Entry {
    Account account;
    AccountStatus status;
    std::unique_ptr<AccountTokenStore> store; // null where the provider needs no token
    std::unique_ptr<OAuthTokenSource> tokens; // the same
    std::unique_ptr<Provider> waiting; // until its secret is here or known to be out of reach
};

} // namespace Unbin
