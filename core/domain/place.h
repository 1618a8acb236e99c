// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QMetaType>
#include <QString>

#include <vector>

namespace Unbin {

/** Where something is or shall be: a folder, by id, plus a name in it. */
struct Place {
    ItemId parent;
    QString name;

    friend bool operator==(const Place &, const Place &) = default;
};

/** One folder on the way from the root; the root comes first. */
struct Breadcrumb {
    ItemId id; ///< empty where only the name is known (a folder that is gone)
    QString name;

    friend bool operator==(const Breadcrumb &, const Breadcrumb &) = default;
};
using Breadcrumbs = std::vector<Breadcrumb>;

} // namespace Unbin
