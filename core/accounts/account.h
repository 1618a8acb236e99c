// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QMetaType>
#include <QString>

namespace Unbin {

/** One signed-in drive as it is stored: no secret is in here. */
struct Account {
    AccountId id;
    ProviderId provider;
    QString label; ///< what the user calls it; from the service's display name at first
    QString login; ///< mail address or the like; may be empty
    QString remoteId; ///< the service's id of the user, to refuse the same account twice
    bool hasStoredSecret
        = false; ///< true: the keychain should hold a token; false: it was for the session only

    friend bool operator==(const Account &, const Account &) = default;
};

} // namespace Unbin

Q_DECLARE_METATYPE(Unbin::Account)
