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
 * OneDrive: one account's bin through Microsoft Graph, personal as well as work and school. What is peculiar about it is in
 * README.md here; the contract is Provider's. Jobs must be stopped before the provider is destroyed.
 *
 * Which kind of drive it is shows with the first answer (identify() or any other job); until then capabilities() tells what
 * both kinds can do. What a refusal proves wrong is withdrawn.
 *
 * ItemIds: "root" is the drive's root folder, the id on the wire any other item, "bin:<guid>" an entry of a work bin, and
 * "path:/A/B" a folder that is known by its path only.
 */
class OneDriveProvider final : public Provider
{
    Q_OBJECT
public:
    /**
     * All must outlive the provider. api is the base address, https://graph.microsoft.com/v1.0 for the real service: its
     * last segment is exchanged where only "beta" knows a call. directory is where the account's ledger lives, a file that
     * only this provider uses; empty: nothing is kept.
     */
    OneDriveProvider(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api,
        const QString &directory, QObject *parent = nullptr);
    ~OneDriveProvider() override;

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
    OlderDeletions *olderDeletions() override;
    TrashedFolders *trashedFolders() override;
    void itemsShown(const std::vector<ItemId> &items) override;
    void setWatched(bool isWatched) override;

    /** For sweeps: the n-th access to the ledger from now fails. */
    void failLedgerAccess(qint64 n);
    /** For tests: entries are being looked at in the background, or will be in a moment. */
    bool isLookingInBackground() const;
    /** The ledger's own view of the drive, one line each (LedgerFile::dump). */
    JobPtr<QStringList> dumpLedger();

private:
    void withdrawRestore();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
