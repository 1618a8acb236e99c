// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/accountcommands.h"

#include "core/accounts/accountservice.h"
#include "core/accounts/browserconnectjob.h"
#include "core/catalog/binrefresher.h"
#include "core/providers/providerset.h"
#include "ui/base/errortext.h"
#include "ui/base/icons.h"
#include "ui/dialogs/accountdialogs.h"
#include "ui/dialogs/accountsdialog.h"
#include "ui/dialogs/connectaccountdialog.h"
#include "ui/window/accountcards.h"

#include <QDesktopServices>
#include <QMenu>
#include <QPointer>
#include <QUrl>

namespace Unbin {

namespace {

ServiceChoice choiceOf(const ProviderInfo &kind)
{
    ServiceChoice choice{kind.id, kind.name, kind.iconName, kind.tokenHelpAddress};
    if (kind.signIn) {
        choice.signIn = SignInChoice{.permissions = kind.signIn->permissions,
            .application = kind.signIn->application,
            .secret = kind.signIn->service.secret,
            .applicationAddress = kind.signIn->applicationAddress,
            .applicationHelp = kind.signIn->applicationHelp,
            .canShowCode = kind.signIn->service.redirect.canShowCode};
    }
    return choice;
}

/** Ends the dialog's waiting with what came of the check. */
auto answerOf(ConnectAccountDialog *dialog)
{
    return [dialog](const Result<Account> &result) {
        if (result)
            dialog->accept();
        else if (result.error().kind != Error::Kind::Cancelled || !result.error().code.isEmpty())
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
    if (!form.services.empty())
        connectBy(std::move(form), {});
}

void AccountCommands::signInAgain(const AccountId &id)
{
    const auto account = m_services.accounts.account(id);
    const ProviderInfo *kind = account ? m_services.accounts.kind(account->provider) : nullptr;
    if (!kind || !kind->needsToken)
        return;
    connectBy({.services = {choiceOf(*kind)},
                  .again = account,
                  .areSecretsLasting = m_services.accounts.areSecretsLasting()},
        id);
}

/** again: empty for a new account. The jobs belong to the dialog: closing it ends them. */
void AccountCommands::connectBy(ConnectForm form, const AccountId &again)
{
    AccountService &accounts = m_services.accounts;
    auto *dialog = new ConnectAccountDialog(std::move(form), dialogParent());
    const auto offerApplication = [&accounts, dialog](const ProviderId &service) {
        launch(accounts.application(service), dialog, [dialog, service](const Result<OAuthApplication> &application) {
            if (application)
                dialog->setApplication(service, *application);
        });
    };
    connect(dialog, &ConnectAccountDialog::serviceChosen, dialog, offerApplication);
    offerApplication(dialog->service());
    connect(dialog, &ConnectAccountDialog::tokenEntered, dialog,
        [&accounts, dialog, again](const ProviderId &service, const QByteArray &token) {
            launch(again.isEmpty() ? accounts.connectWithToken(service, token)
                                   : accounts.signInAgainWithToken(again, token),
                dialog, answerOf(dialog));
        });
    connect(dialog, &ConnectAccountDialog::signInWanted, dialog,
        [this, dialog, again](const ProviderId &service, const SignInWish &wish) {
            beginSignIn(dialog, service, again, wish);
        });
    connect(dialog, &ConnectAccountDialog::openWanted, dialog, &QDesktopServices::openUrl);
    dialog->open();
}

void AccountCommands::beginSignIn(
    ConnectAccountDialog *dialog, const ProviderId &service, const AccountId &again, const SignInWish &wish)
{
    AccountService &accounts = m_services.accounts;
    if (!again.isEmpty() && !accounts.account(again))
        return dialog->refuse(Error::of(Error::Kind::NotFound));
    auto made = again.isEmpty() ? accounts.connectInBrowser(service, wish) : accounts.signInAgainInBrowser(again, wish);
    BrowserConnectJob *job = made.get();
    connect(job, &BrowserConnectJob::pageReady, dialog,
        [dialog](const SignInPage &page) { dialog->showPage(page, QDesktopServices::openUrl(page.address)); });
    connect(job, &BrowserConnectJob::codeArrived, dialog, &ConnectAccountDialog::showFinishing);
    connect(dialog, &ConnectAccountDialog::signInGivenUp, job, &JobBase::cancel);
    connect(dialog, &ConnectAccountDialog::codeEntered, job, [dialog, job](const QString &code) {
        if (!job->enterCode(code))
            dialog->refuseCode();
    });
    launch(JobPtr<Account>(std::move(made)), dialog, answerOf(dialog));
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
    auto *dialog
        = new RemoveAccountDialog(*account, kind->name, m_services.accounts.canRevoke(id), dialogParent());
    connect(dialog, &RemoveAccountDialog::confirmed, this, [this, id, service = kind->name](bool alsoRevoke) {
        launch(m_services.accounts.remove(id, alsoRevoke), this, [this, service](const Result<Done> &result) {
            if (result)
                return;
            if (result.error().code == QLatin1String("not-revoked"))
                //: bar above the list; %1 is a service, %2 a sentence
                Q_EMIT troubled(tr("The account is removed, but %1 did not confirm that its sign-in is ended. %2")
                                    .arg(service, errorText(result.error())));
            else
                Q_EMIT troubled(tr("The account is removed, but its secret is still in the keychain. %1",
                    "bar above the list; a sentence")
                                    .arg(errorText(result.error())));
        });
    });
    dialog->open();
}

void AccountCommands::manage(const AccountId &chosen)
{
    if (m_page)
        return m_page->raise();
    m_page = new AccountsDialog(m_window);
    AccountService &accounts = m_services.accounts;
    const auto update = [this] { m_page->setCards(cards()); };
    update();
    if (!chosen.isEmpty())
        m_page->choose(chosen);
    connect(&accounts, &AccountService::accountAdded, m_page, update);
    connect(&accounts, &AccountService::accountRemoved, m_page, update);
    connect(&accounts, &AccountService::accountChanged, m_page, update);
    connect(m_page, &AccountsDialog::renamed, &accounts, &AccountService::rename);
    connect(m_page, &AccountsDialog::colourChosen, &accounts, &AccountService::setColour);
    connect(m_page, &AccountsDialog::reordered, &accounts, &AccountService::reorder);
    connect(m_page, &AccountsDialog::signInWanted, this, &AccountCommands::signInAgain);
    connect(m_page, &AccountsDialog::unlockWanted, this, &AccountCommands::unlock);
    connect(m_page, &AccountsDialog::removeWanted, this, &AccountCommands::remove);
    connect(m_page, &AccountsDialog::addWanted, this, &AccountCommands::add);
    connect(m_page, &AccountsDialog::currentChanged, &accounts, &AccountService::checkAgain);
    m_page->open();
}

std::vector<AccountCard> AccountCommands::cards() const
{
    std::vector<AccountCard> all;
    for (const Account &account : m_services.accounts.accounts())
        all.push_back(accountCard(account, m_services.accounts.kind(account.provider),
            m_services.accounts.status(account.id)));
    return all;
}

/** A dialog that is opened from the accounts page stands before it. */
QWidget *AccountCommands::dialogParent() const
{
    return m_page ? static_cast<QWidget *>(m_page) : m_window;
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
    menu->addAction(icon(QStringLiteral("settings")), tr("&Account…", "menu of an account: its page"), this,
        [this, id] { manage(id); });
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
