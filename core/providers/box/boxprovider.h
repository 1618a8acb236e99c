// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/provider.h"

#include <QUrl>

#include <memory>

class QNetworkAccessManager;

namespace Unbin {

class Clock;
class TokenSource;

/**
 * Box: one account's bin through the Content API 2.0. What is peculiar about it is in README.md here; the
 * contract is Provider's. Jobs must be stopped before the provider is destroyed.
 *
 * trash() ends with Unsupported and code "deleted_for_good" where the company's settings make Box destroy
 * what is deleted; canTrash is then withdrawn.
 */
class BoxProvider final : public Provider
{
    Q_OBJECT
public:
    /** All must outlive the provider. api is the base address, https://api.box.com/2.0 for the real service.
     */
    BoxProvider(
        QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api, QObject *parent = nullptr);
    ~BoxProvider() override;

    Capabilities capabilities() const override;
    ItemId rootFolder() const override;
    QString webBinAddress() const override;

    JobPtr<AccountFacts> identify() override;

    JobPtr<ListSummary> listBin(PageSink<TrashedItem> sink) override;
    JobPtr<Whereabouts> locate(const TrashedItem &item) override;

    JobPtr<ListSummary> listFolder(const ItemId &folder, PageSink<LiveItem> sink) override;
    JobPtr<FolderFacts> lookAtFolder(const ItemId &folder) override;
    JobPtr<std::optional<LiveItem>> findChild(const ItemId &folder, const QString &name) override;

    JobPtr<LiveItem> restore(const RestoreOrder &order) override;
    JobPtr<LiveItem> move(const LiveItem &item, const Place &place) override;
    JobPtr<LiveItem> createFolder(const Place &place) override;
    JobPtr<TrashedItem> trash(const LiveItem &item) override;
    JobPtr<Done> purge(const TrashedItem &item) override;

    Versions *versions() override;

private:
    void withdrawTrash();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
