// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QString>

#include <vector>

namespace Unbin {

/** One line of what is known about an item, ready to be shown as plain text. */
struct Fact {
    QString label; ///< "Deleted"
    QString value; ///< never empty; hidden characters made visible
};

/** All that is known about an entry of a bin; what is unknown is left out. */
std::vector<Fact> factsOf(const TrashedItem &item, const QString &accountName, const QDateTime &now);
/** What to beware of in a name that may disguise itself; empty for ordinary names. */
QString nameCaution(const QString &name);
/** All that is known about a live item; path is that of its folder, for people. */
std::vector<Fact> factsOf(const LiveItem &item, const QString &path, const QString &accountName);

} // namespace Unbin
