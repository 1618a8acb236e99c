// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/provider.h"
#include "core/providers/trashedfolders.h"

#include <QUrl>

#include <memory>

class QNetworkAccessManager;

namespace Unbin {

class Clock;
class TokenSource;

/**
 * Yandex Disk: one account's bin through the REST API. What is peculiar about it is in README.md here; the contract is
 * Provider's. Jobs must be stopped before the provider is destroyed.
 *
 * Ids are paths: a live item's id names its place and changes when it is moved; its etag, the service's resource_id, stays.
 * Handles (JobBase::accepted) hold an address and paths, no secret.
 */
class YandexDiskProvider final : public Provider, private TrashedFolders
{
    Q_OBJECT
public:
    /** All must outlive the provider. api is the base address, https://cloud-api.yandex.net/v1 for the real service. */
    YandexDiskProvider(
        QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api, QObject *parent = nullptr);
    ~YandexDiskProvider() override;

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

    JobPtr<Done> follow(const QString &handle) override;
    TrashedFolders *trashedFolders() override { return this; }

private:
    JobPtr<ListSummary> list(const TrashedItem &folder, PageSink<TrashedItem> sink) override;
    void learnThatCaseDoesNotMatter();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
