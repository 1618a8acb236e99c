// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/surelook.h"

namespace Unbin {

bool isWorthAnotherLook(const Error &error)
{
    return error.kind == Error::Kind::BadResponse || error.kind == Error::Kind::TimedOut
        || error.kind == Error::Kind::ServiceFailed;
}

JobPtr<Whereabouts> locateSurely(Provider &provider, TrashedItem item)
{
    return lookSurely<Whereabouts>(
        [&provider, item = std::move(item)] { return provider.locate(item); });
}

JobPtr<std::optional<LiveItem>> findChildSurely(Provider &provider, ItemId folder, QString name)
{
    return lookSurely<std::optional<LiveItem>>(
        [&provider, folder = std::move(folder), name = std::move(name)] { return provider.findChild(folder, name); });
}

} // namespace Unbin
