// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/accountcommands.h"

#include "core/accounts/accountservice.h"
#include "core/catalog/binrefresher.h"
#include "core/providers/providerset.h"
#include "ui/base/errortext.h"
#include "ui/base/icons.h"
#include "ui/dialogs/accountdialogs.h"
#include "ui/dialogs/connectaccountdialog.h"

#include <QDesktopServices>
#include <QMenu>
#include <QUrl>

namespace Unbin {

namespace {

ServiceChoice choiceOf(const ProviderInfo &kind)
{
    return {kind.id, kind.name, kind.iconName, kind.tokenHelpAddress};
}

/** Ends the dialog's waiting with what came of the check. */
template <class Value>
auto answerOf(ConnectAccountDialog *dialog)
{
    return [dialog](const Result<Value> &result) {
        if (result)
            dialog->accept();
        else
            dialog->refuse(result.error());
    };
}

} // namespace

AccountCommands::AccountCommands(const AppServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{ }

void AccountCommands::add()
{
    ConnectForm form{.areSecretsLasting = m_services.accounts.areSecretsLasting()};
    for (const ProviderInfo &kind : m_services.accounts.kinds()) {
        if (kind.needsToken)
            form.services.push_back(choiceOf(kind));
    }
    if (form.services.empty())
        return;
    auto *dialog = new ConnectAccountDialog(std::move(form), m_window);
    connect(dialog, &ConnectAccountDialog::tokenEntered, this,
        [this, dialog](const ProviderId &service, const QByteArray &token) {
            launch(m_services.accounts.connectWithToken(service, token), dialog, answerOf<Account>(dialog));
        });
    dialog->open();
}

void AccountCommands::signInAgain(const AccountId &id)
{
    const auto account = m_services.accounts.account(id);
    const ProviderInfo *kind = account ? m_services.accounts.kind(account->provider) : nullptr;
    if (!kind || !kind->needsToken)
        return;
    auto *dialog = new ConnectAccountDialog(
        {.services = {choiceOf(*kind)}, .again = account, .areSecretsLasting = m_services.accounts.areSecretsLasting()},
        m_window);
    connect(dialog, &ConnectAccountDialog::tokenEntered, this,
        [this, dialog, id](const ProviderId &, const QByteArray &token) {
            launch(m_services.accounts.signInAgainWithToken(id, token), dialog, answerOf<Account>(dialog));
        });
    dialog->open();
}

void AccountCommands::unlock(const AccountId &account)
{
    m_services.accounts.unlock(account);
}

void AccountCommands::rename(const AccountId &id)
{
    const auto account = m_services.accounts.account(id);
    if (!account)
        return;
    auto *dialog = new RenameAccountDialog(*account, m_window);
    connect(dialog, &RenameAccountDialog::renamed, this,
        [this, id](const QString &label) { m_services.accounts.rename(id, label); });
    dialog->open();
}

void AccountCommands::remove(const AccountId &id)
{
    const auto account = m_services.accounts.account(id);
    const ProviderInfo *kind = account ? m_services.accounts.kind(account->provider) : nullptr;
    if (!kind)
        return;
    auto *dialog = new RemoveAccountDialog(*account, kind->name, m_window);
    connect(dialog, &RemoveAccountDialog::confirmed, this, [this, id] {
        launch(m_services.accounts.remove(id), this, [this](const Result<Done> &result) {
            if (!result)
                Q_EMIT troubled(tr("The account is removed, but its secret is still in the keychain. %1",
                    "bar above the list; a sentence")
                                    .arg(errorText(result.error())));
        });
    });
    dialog->open();
}

void AccountCommands::refresh(const AccountId &account)
{
    m_services.accounts.checkAgain(account);
    m_services.refresher.refresh(account);
}

void AccountCommands::fillMenu(QMenu *menu, const AccountId &id)
{
    const auto account = m_services.accounts.account(id);
    const ProviderInfo *kind = account ? m_services.accounts.kind(account->provider) : nullptr;
    if (!kind)
        return;
    menu->addAction(
        icon(QStringLiteral("refresh")), tr("R&efresh", "menu of an account"), this, [this, id] { refresh(id); });
    const Provider *provider = m_services.providers.find(id);
    const QString address = provider ? provider->webBinAddress() : QString();
    if (!address.isEmpty() && !m_services.isPractice) {
        menu->addAction(tr("Open the Bin in a &Browser", "menu of an account"), this,
            [address] { QDesktopServices::openUrl(QUrl(address)); });
    }
    menu->addSeparator();
    menu->addAction(
        icon(QStringLiteral("edit")), tr("Re&name…", "menu of an account"), this, [this, id] { rename(id); });
    if (!kind->needsToken)
        return; // this computer can't be left
    if (m_services.accounts.status(id).state == AccountStatus::State::KeychainLocked) {
        menu->addAction(icon(QStringLiteral("lock")), tr("&Unlock the Keychain…", "menu of an account"), this,
            [this, id] { unlock(id); });
    }
    menu->addAction(icon(QStringLiteral("sign-in")), tr("&Sign In Again…", "menu of an account"), this,
        [this, id] { signInAgain(id); });
    menu->addAction(
        icon(QStringLiteral("clear")), tr("Re&move…", "menu of an account"), this, [this, id] { remove(id); });
}

} // namespace Unbin
