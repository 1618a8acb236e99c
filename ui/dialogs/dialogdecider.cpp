// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/dialogdecider.h"

#include "core/providers/providerset.h"
#include "ui/base/formats.h"
#include "ui/dialogs/folderchooserdialog.h"
#include "ui/dialogs/obstacledialog.h"
#include "ui/dialogs/plandialog.h"
#include "ui/models/foldertreemodel.h"

#include <QCoreApplication>

namespace Unbin {

namespace {

/** A chooser over the dialog, for "another folder". Null if the account is gone: there are no folders to show. */
FolderChooserDialog *openChooser(
    ProviderSet &providers, const AccountNames &accountName, const AccountId &account, FolderWish wish, QWidget *dialog)
{
    Provider *provider = providers.find(account);
    if (!provider)
        return nullptr;
    wish.accountName = accountName(account);
    auto model = std::make_unique<FolderTreeModel>(*provider, account, wish.accountName);
    auto *chooser = new FolderChooserDialog(std::move(model), std::move(wish), dialog);
    // The model must not outlive its provider.
    QObject::connect(&providers, &ProviderSet::aboutToRemove, chooser, [chooser, account](const AccountId &removed) {
        if (removed == account)
            delete chooser;
    });
    chooser->open();
    return chooser;
}

/** Lives as long as its question is open; its dialog lives no longer. */
class AskJob final : public Job<Answer>
{
    Q_DECLARE_TR_FUNCTIONS(Unbin::DialogDecider)
public:
    AskJob(Question question, ProviderSet &providers, AccountNames accountName, QPointer<QWidget> window)
        : m_question(std::move(question))
        , m_providers(providers)
        , m_accountName(std::move(accountName))
        , m_window(std::move(window))
    { }
    ~AskJob() override { release(); }

protected:
    void run() override
    {
        if (!m_window) {
            fail(Error::of(Error::Kind::Cancelled));
            return;
        }
        m_dialog = new ObstacleDialog(std::move(m_question), m_accountName, m_window);
        connect(m_dialog, &ObstacleDialog::answered, this, [this](const Answer &answer) { succeed(answer); });
        connect(m_dialog, &QDialog::rejected, this, [this] { fail(Error::of(Error::Kind::Cancelled)); });
        connect(m_dialog, &QObject::destroyed, this, [this] { fail(Error::of(Error::Kind::Cancelled)); });
        connect(m_dialog, &ObstacleDialog::folderWanted, this,
            [this](const std::vector<int> &rows, const AccountId &account) { askForFolder(rows, account); });
        m_dialog->open();
    }

    void release() override
    {
        if (!m_dialog)
            return;
        m_dialog->disconnect(this);
        m_dialog->hide();
        m_dialog->deleteLater();
        m_dialog = nullptr;
    }

private:
    void askForFolder(const std::vector<int> &rows, const AccountId &account)
    {
        FolderWish wish{.title = tr("Restore to which folder?"),
            .actionText = tr("Choose Folder", "button of the folder chooser")};
        FolderChooserDialog *chooser = openChooser(m_providers, m_accountName, account, std::move(wish), m_dialog);
        if (!chooser)
            return;
        connect(chooser, &FolderChooserDialog::chosen, m_dialog,
            [dialog = m_dialog.data(), rows](const ChosenFolder &folder) { dialog->setFolder(rows, folder); });
    }

    Question m_question;
    ProviderSet &m_providers;
    AccountNames m_accountName;
    QPointer<QWidget> m_window;
    QPointer<ObstacleDialog> m_dialog;
};

/** Lives as long as the plan is shown; its dialog lives no longer. */
class ReviewJob final : public Job<Done>
{
    Q_DECLARE_TR_FUNCTIONS(Unbin::DialogDecider)
public:
    ReviewJob(PlanReview &review, ProviderSet &providers, AccountNames accountName, QPointer<QWidget> window)
        : m_review(&review)
        , m_providers(providers)
        , m_accountName(std::move(accountName))
        , m_window(std::move(window))
    { }
    ~ReviewJob() override { release(); }

protected:
    void run() override
    {
        if (!m_window || !m_review) {
            fail(Error::of(Error::Kind::Cancelled));
            return;
        }
        m_dialog = new PlanDialog(*m_review, m_accountName, m_window);
        connect(m_dialog, &QDialog::accepted, this, [this] { succeed({}); });
        connect(m_dialog, &QDialog::rejected, this, [this] { fail(Error::of(Error::Kind::Cancelled)); });
        connect(m_dialog, &QObject::destroyed, this, [this] { fail(Error::of(Error::Kind::Cancelled)); });
        connect(m_dialog, &PlanDialog::folderWanted, this,
            [this](const std::vector<int> &rows, const AccountId &account) { askForFolder(rows, account); });
        m_dialog->open();
    }

    void release() override
    {
        if (!m_dialog)
            return;
        m_dialog->disconnect(this);
        m_dialog->hide();
        m_dialog->deleteLater();
        m_dialog = nullptr;
    }

private:
    void askForFolder(const std::vector<int> &rows, const AccountId &account)
    {
        FolderWish wish{.title = tr("Restore to which folder?"),
            .actionText = tr("Choose Folder", "button of the folder chooser")};
        FolderChooserDialog *chooser = openChooser(m_providers, m_accountName, account, std::move(wish), m_dialog);
        if (!chooser)
            return;
        connect(chooser, &FolderChooserDialog::chosen, m_dialog,
            [dialog = m_dialog.data(), rows](const ChosenFolder &folder) { dialog->setFolder(rows, folder); });
    }

    QPointer<PlanReview> m_review;
    ProviderSet &m_providers;
    AccountNames m_accountName;
    QPointer<QWidget> m_window;
    QPointer<PlanDialog> m_dialog;
};

} // namespace

DialogDecider::DialogDecider(ProviderSet &providers, AccountNames accountName, QWidget *window)
    : m_providers(providers)
    , m_accountName(std::move(accountName))
    , m_window(window)
{ }

JobPtr<Answer> DialogDecider::ask(Question question)
{
    return std::make_unique<AskJob>(std::move(question), m_providers, m_accountName, m_window);
}

JobPtr<Done> DialogDecider::review(PlanReview &review)
{
    return std::make_unique<ReviewJob>(review, m_providers, m_accountName, m_window);
}

} // namespace Unbin
