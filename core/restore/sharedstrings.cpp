// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/sharedstrings.h"

namespace Unbin {

void StringPool::share(QString &text)
{
    const auto known = m_known.constFind(text);
    if (known == m_known.cend())
        m_known.insert(text);
    else
        text = *known;
}

void StringPool::share(TrashedItem &item)
{
    QString parent = item.originalParent.value();
    share(parent);
    item.originalParent = ItemId(parent);
    share(item.originalPath);
    share(item.deletedBy);
    share(item.owner);
    share(item.etag);
}

void shareStrings(LiveItem &live, const TrashedItem &item)
{
    const auto share = [](auto &mine, const auto &theirs) {
        if (mine == theirs)
            mine = theirs;
    };
    share(live.id, item.id);
    share(live.name, item.name);
    share(live.parent, item.originalParent);
    share(live.hash.bytes, item.hash.bytes);
    share(live.etag, item.etag);
}

} // namespace Unbin
