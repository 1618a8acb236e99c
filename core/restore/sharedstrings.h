// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QSet>

namespace Unbin {

/**
 * One copy in memory of strings that many items have: folders, people, accounts. For reading fifty thousand items at once;
 * whatever is kept of them shares the copies. One thread.
 */
class StringPool
{
public:
    void share(QString &text);
    void share(TrashedItem &item);

private:
    QSet<QString> m_known;
};

/** Most of what is back is what was in the bin: the strings that are equal become the same copies. */
void shareStrings(LiveItem &live, const TrashedItem &item);

} // namespace Unbin
