// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/itemcommands.h"

#include "core/domain/clock.h"
#include "core/domain/names.h"
#include "core/providers/providerset.h"
#include "core/providers/trashedfolders.h"
#include "core/restore/restoreservice.h"
#include "ui/activity/historydialog.h"
#include "ui/base/errortext.h"
#include "ui/dialogs/confirmpurgedialog.h"
#include "ui/dialogs/folderchooserdialog.h"
#include "ui/dialogs/propertiesdialog.h"
#include "ui/dialogs/receiptdialog.h"
#include "ui/dialogs/restoreasdialog.h"
#include "ui/dialogs/trashedfolderdialog.h"
#include "ui/models/foldertreemodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>

namespace Unbin {

ItemCommands::ItemCommands(const AppServices &services, AccountNames accountName, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_accountName(accountName)
    , m_window(window)
    , m_decider(services.providers, std::move(accountName), window)
{ }

void ItemCommands::restore(std::vector<AccountItem> items)
{
    if (!items.empty())
        m_services.restores.restore({.items = std::move(items)}, m_decider);
}

void ItemCommands::restoreInto(std::vector<AccountItem> items, const DropFolder &folder)
{
    if (items.empty())
        return;
    m_services.restores.restore(
        {.items = std::move(items), .target = ChosenFolder{folder.account, folder.folder, folder.path}}, m_decider);
}

void ItemCommands::restoreTo(std::vector<AccountItem> items)
{
    const AccountId account = items.empty() ? AccountId() : items.front().account;
    Provider *provider = m_services.providers.find(account);
    if (!provider)
        return;
    const QString name = m_accountName(account);
    const int count = int(items.size());
    FolderWish wish{.title = count == 1
            ? tr("Restore “%1” to…", "title of a dialog").arg(displayName(items.front().item.name))
            : tr("Restore %Ln items to…", "title of a dialog", count),
        .accountName = name,
        .actionText = tr("&Restore Here", "button"),
        .startFolder = items.front().item.originalParent};
    auto *dialog = new FolderChooserDialog(
        std::make_unique<FolderTreeModel>(*provider, account, name), std::move(wish), m_window);
    // The chooser reads folders through the provider: it goes with it.
    connect(&m_services.providers, &ProviderSet::aboutToRemove, dialog, [dialog, account](const AccountId &removed) {
        if (removed == account)
            delete dialog;
    });
    connect(dialog, &FolderChooserDialog::chosen, this, [this, items = std::move(items)](const ChosenFolder &folder) {
        m_services.restores.restore({.items = items, .target = folder}, m_decider);
    });
    dialog->open();
}

void ItemCommands::restoreAs(const AccountItem &item)
{
    auto *dialog = new RestoreAsDialog(item.item, m_window);
    connect(dialog, &RestoreAsDialog::named, this, [this, item](const QString &name) {
        m_services.restores.restore({.items = {item}, .newName = name}, m_decider);
    });
    dialog->open();
}

void ItemCommands::purge(std::vector<AccountItem> items)
{
    if (items.empty())
        return;
    auto *dialog = new ConfirmPurgeDialog(summarizePurge(items, m_accountName), m_window);
    connect(dialog, &ConfirmPurgeDialog::confirmed, this,
        [this, items = std::move(items)] { m_services.restores.purge({.items = items}); });
    dialog->open();
}

void ItemCommands::showProperties(const AccountItem &item)
{
    auto *dialog
        = new PropertiesDialog(propertiesOf(item, m_accountName(item.account), m_services.clock.now()), m_window);
    dialog->open();
}

Permission ItemCommands::mayLookInside(const std::optional<AccountItem> &item) const
{
    if (!item)
        return {tr("Select a single folder", "why an action is disabled")};
    if (item->item.kind != ItemKind::Folder)
        return {tr("Only folders hold something", "why an action is disabled")};
    Provider *provider = m_services.providers.find(item->account);
    if (!provider || !provider->trashedFolders())
        return {tr("This service does not show what a folder in its bin holds", "why an action is disabled")};
    return {};
}

void ItemCommands::open(const AccountItem &item)
{
    if (!mayLookInside(item).isGiven()) {
        showProperties(item);
        return;
    }
    const AccountId account = item.account;
    auto *dialog
        = new TrashedFolderDialog(*m_services.providers.find(account)->trashedFolders(), item.item, m_window);
    connect(&m_services.providers, &ProviderSet::aboutToRemove, dialog, [dialog, account](const AccountId &removed) {
        if (removed == account)
            delete dialog;
    });
    connect(dialog, &TrashedFolderDialog::restoreWanted, this, [this, account](const TrashedItem &inside) {
        m_services.restores.restore({.items = {{account, inside}}}, m_decider);
    });
    dialog->open();
}

void ItemCommands::copyPaths(const std::vector<AccountItem> &items)
{
    QStringList paths;
    for (const AccountItem &item : items) {
        const QString folder = item.item.originalPath;
        const QString separator
            = folder.isEmpty() || folder.endsWith(QLatin1Char('/')) ? QString() : QStringLiteral("/");
        paths += displayName(folder + separator + item.item.name);
    }
    QGuiApplication::clipboard()->setText(paths.join(QLatin1Char('\n')));
}

void ItemCommands::undo(Activity *finished)
{
    if (finished && finished->canUndo())
        m_services.restores.undo(finished, m_decider);
}

void ItemCommands::goOn(Activity *interrupted)
{
    m_services.restores.goOn(interrupted, m_decider);
}

void ItemCommands::retryFailed(Activity *finished)
{
    m_services.restores.retryFailed(finished, m_decider);
}

void ItemCommands::showReceipt(Activity *finished)
{
    if (!finished->receipt())
        return;
    auto *dialog = new ReceiptDialog(*finished->receipt(), m_accountName, m_window);
    connect(dialog, &ReceiptDialog::retryRequested, finished, [this, finished] { retryFailed(finished); });
    dialog->setCanPutBack(finished->canPutBack());
    connect(dialog, &ReceiptDialog::putBackRequested, finished,
        [this, finished] { m_services.restores.putBack(finished); });
    dialog->open();
}

void ItemCommands::showHistory()
{
    constexpr int kMost = 200;
    auto *dialog = new HistoryDialog(m_window);
    connect(dialog, &HistoryDialog::recalled, this,
        [this](const BatchSummary &batch) { m_services.restores.recall(batch); });
    launch(m_services.restores.history(kMost), dialog, [dialog](Result<std::vector<BatchSummary>> history) {
        if (history)
            dialog->setHistory(std::move(*history));
        else
            dialog->setTrouble(errorText(history.error()));
    });
    dialog->open();
}

} // namespace Unbin
