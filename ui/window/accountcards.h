// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountservice.h"
#include "ui/dialogs/accountsdialog.h"

namespace Unbin {

/** What the accounts page shows of an account; a plain function. kind: null for one written by a newer version. */
AccountCard accountCard(const Account &account, const ProviderInfo *kind, const AccountStatus &status);

} // namespace Unbin
