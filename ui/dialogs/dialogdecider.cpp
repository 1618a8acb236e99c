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

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Unbin::DialogDecider)
};

/** A chooser over the dialog, for "another folder". Null if the account is gone: there are no folders to show. */
FolderChooserDialog *openChooser(
    ProviderSet &providers, const AccountNames &accountName, const AccountId &account, QWidget *dialog)
{
    Provider *provider = providers.find(account);
    if (!provider)
        return nullptr;
    FolderWish wish{.title = Texts::tr("Restore to which folder?"),
        .accountName = accountName(account),
        .actionText = Texts::tr("Choose Folder", "button of the folder chooser")};
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

/** Lives as long as something is shown to somebody; its dialog lives no longer. Closing that is no answer. */
template <class T, class Dialog>
class DialogJob : public Job<T>
{
public:
    DialogJob(ProviderSet &providers, AccountNames accountName, QPointer<QWidget> window)
        : m_providers(providers)
        , m_accountName(std::move(accountName))
        , m_window(std::move(window))
    { }
    ~DialogJob() override { DialogJob::release(); }

protected:
    /** Null if there is nothing to show any more. Whatever ends the job well is connected by whoever makes it. */
    virtual Dialog *makeDialog(const AccountNames &accountName, QWidget *window) = 0;

    void run() override
    {
        m_dialog = m_window ? makeDialog(m_accountName, m_window) : nullptr;
        const auto giveUp = [this] { this->fail(Error::of(Error::Kind::Cancelled)); };
        if (!m_dialog)
            return giveUp();
        QObject::connect(m_dialog, &QDialog::rejected, this, giveUp);
        QObject::connect(m_dialog, &QObject::destroyed, this, giveUp);
        QObject::connect(m_dialog, &Dialog::folderWanted, this,
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
        FolderChooserDialog *chooser = openChooser(m_providers, m_accountName, account, m_dialog);
        if (!chooser)
            return;
        QObject::connect(chooser, &FolderChooserDialog::chosen, m_dialog,
            [dialog = m_dialog.data(), rows](const ChosenFolder &folder) { dialog->setFolder(rows, folder); });
    }

    ProviderSet &m_providers;
    AccountNames m_accountName;
    QPointer<QWidget> m_window;
    QPointer<Dialog> m_dialog;
};

class AskJob final : public DialogJob<Answer, ObstacleDialog>
{
public:
    AskJob(Question question, ProviderSet &providers, AccountNames accountName, QPointer<QWidget> window)
        : DialogJob(providers, std::move(accountName), std::move(window))
        , m_question(std::move(question))
    { }

protected:
    ObstacleDialog *makeDialog(const AccountNames &accountName, QWidget *window) override
    {
        auto *dialog = new ObstacleDialog(std::move(m_question), accountName, window);
        connect(dialog, &ObstacleDialog::answered, this, [this](const Answer &answer) { succeed(answer); });
        return dialog;
    }

private:
    Question m_question;
};

class ReviewJob final : public DialogJob<Done, PlanDialog>
{
public:
    ReviewJob(PlanReview &review, ProviderSet &providers, AccountNames accountName, QPointer<QWidget> window)
        : DialogJob(providers, std::move(accountName), std::move(window))
        , m_review(&review)
    { }

protected:
    PlanDialog *makeDialog(const AccountNames &accountName, QWidget *window) override
    {
        if (!m_review)
            return nullptr;
        auto *dialog = new PlanDialog(*m_review, accountName, window);
        connect(dialog, &QDialog::accepted, this, [this] { succeed({}); });
        return dialog;
    }

private:
    QPointer<PlanReview> m_review;
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
