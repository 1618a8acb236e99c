// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/endpoints.h"
#include "core/accounts/providerinfo.h"

namespace Unbin {

// How people sign in at each service, in words for people: what the provider's own sign-in value says, the addresses and
// the application that are configured, and how to bring an application of one's own. Needs the application object, for
// translations.

SignInOffer boxSignInOffer(const ServiceEndpoints &endpoints);
SignInOffer oneDriveSignInOffer(const ServiceEndpoints &endpoints);
/** deviceId: AccountService::deviceId(). */
SignInOffer yandexSignInOffer(const ServiceEndpoints &endpoints, const QString &deviceId);

} // namespace Unbin
