// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/versioncommands.h"

#include "core/domain/clock.h"
#include "core/domain/names.h"
#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/providers/versions.h"
#include "core/restore/momentrequest.h"
#include "core/restore/restoreservice.h"
#include "core/versions/momentplanjob.h"
#include "ui/timeline/momentdialog.h"
#include "ui/window/actionpolicy.h"

namespace Unbin {

VersionCommands::VersionCommands(const AppServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
    connect(&m_services.providers, &ProviderSet::aboutToRemove, this, [this](const AccountId &account) {
        if (account != m_account)
            return;
        delete m_planning;
        delete m_dialog;
    });
}

VersionCommands::~VersionCommands()
{
    delete m_planning;
}

Permission VersionCommands::mayGoBack(const AccountId &account) const
{
    Provider *provider = m_services.providers.find(account);
    if (!provider)
        return {tr("The account can’t be reached now", "why an action is disabled")};
    if (!provider->capabilities().hasVersions || !provider->versions())
        return {tr("This account keeps no versions of files", "why an action is disabled")};
    if (!provider->versions()->abilities().canMakeCurrent)
        return {tr("This account can’t bring earlier contents back", "why an action is disabled")};
    return {};
}

Permission VersionCommands::mayShow(const AccountId &account, const std::vector<LiveItem> &selection) const
{
    if (selection.size() != 1 || selection.front().kind != ItemKind::File)
        return {tr("Select a single file in one of your folders", "why an action is disabled")};
    Provider *provider = m_services.providers.find(account);
    if (!provider)
        return {tr("The account can’t be reached now", "why an action is disabled")};
    if (!provider->capabilities().hasVersions || !provider->versions())
        return {tr("This account keeps no versions of files", "why an action is disabled")};
    return {};
}

void VersionCommands::goBack(const AccountId &account, std::vector<LiveItem> items, const QString &path)
{
    m_account = account;
    m_items = std::move(items);
    m_path = path;
    const QString what = m_items.size() == 1
        ? tr("“%1”", "a name in a sentence").arg(displayName(m_items.front().name))
        : tr("these %n item(s)", "files in a sentence", int(m_items.size()));
    m_dialog = new MomentDialog(what, m_services.clock.now().toLocalTime(), m_window);
    connect(m_dialog, &MomentDialog::momentChosen, this,
        [this, dialog = m_dialog.data()](const QDateTime &moment) { plan(dialog, moment); });
    connect(m_dialog, &MomentDialog::confirmed, this,
        [this] { m_services.restores.changeVersions(requestFor(m_plan)); });
    connect(m_dialog, &QObject::destroyed, this, [this] { delete m_planning; });
    m_dialog->open();
}

void VersionCommands::plan(MomentDialog *dialog, const QDateTime &moment)
{
    delete m_planning;
    Provider *provider = m_services.providers.find(m_account);
    if (!provider)
        return dialog->showError(Error::of(Error::Kind::SignInNeeded));
    auto job = std::make_unique<MomentPlanJob>(MomentRequest{m_account, m_items, m_path, moment}, *provider);
    m_planning = launch(JobPtr<MomentPlan>(std::move(job)), this,
        [this, dialog = QPointer(dialog)](Result<MomentPlan> plan) {
            m_planning.clear();
            if (!dialog)
                return;
            if (!plan)
                return dialog->showError(plan.error());
            m_plan = std::move(*plan);
            dialog->showPlan(m_plan);
        });
    connect(m_planning, &JobBase::progressChanged, dialog, &MomentDialog::showProgress);
}

} // namespace Unbin
