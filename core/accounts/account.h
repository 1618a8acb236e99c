// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QMetaType>
#include <QString>

namespace Unbin {

/** One signed-in drive as it is stored: no secret is in here. */
struct Account {
    enum class SignIn {
        PastedToken, ///< good until the service refuses it
        Browser, ///< renewed by itself
    };
    static constexpr int kColours = 8;

    AccountId id;
    ProviderId provider;
    QString label; ///< what the user calls it; from the service's display name at first
    QString login; ///< mail address or the like; may be empty
    QString remoteId; ///< the service's id of the user, to refuse the same account twice
    bool hasStoredSecret
        = false; ///< true: the keychain should hold a token; false: it was for the session only
    SignIn signIn = SignIn::PastedToken; ///< how it was signed in last
    int colour = 0; ///< its badge: 1 to kColours, 0 for none

    friend bool operator==(const Account &, const Account &) = default;
};

} // namespace Unbin

Q_DECLARE_METATYPE(Unbin::Account)
