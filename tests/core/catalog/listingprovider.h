// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/provider.h"

namespace Unbin {

/** A provider for tests that only list: everything else is denied. */
class ListingProvider : public Provider
{
public:
    Capabilities capabilities() const override { return can; }
    ItemId rootFolder() const override { return ItemId(QStringLiteral("root")); }
    JobPtr<AccountFacts> identify() override { return unsupported<AccountFacts>(); }
    JobPtr<Whereabouts> locate(const TrashedItem &) override { return unsupported<Whereabouts>(); }
    JobPtr<ListSummary> listFolder(const ItemId &, PageSink<LiveItem>) override { return unsupported<ListSummary>(); }
    JobPtr<FolderFacts> lookAtFolder(const ItemId &) override { return unsupported<FolderFacts>(); }
    JobPtr<std::optional<LiveItem>> findChild(const ItemId &, const QString &) override
    {
        return unsupported<std::optional<LiveItem>>();
    }
    JobPtr<LiveItem> restore(const RestoreOrder &) override { return unsupported<LiveItem>(); }
    JobPtr<LiveItem> move(const LiveItem &, const Place &) override { return unsupported<LiveItem>(); }
    JobPtr<LiveItem> createFolder(const Place &) override { return unsupported<LiveItem>(); }
    JobPtr<TrashedItem> trash(const LiveItem &) override { return unsupported<TrashedItem>(); }
    JobPtr<Done> purge(const TrashedItem &) override { return unsupported<Done>(); }

    Capabilities can;

private:
    template <class T>
    static JobPtr<T> unsupported()
    {
        return failedJob<T>(Error::of(Error::Kind::Unsupported));
    }
};

} // namespace Unbin
