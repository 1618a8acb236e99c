// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/versions/momentplan.h"
#include "ui/window/appservices.h"

#include <QObject>
#include <QPointer>

namespace Unbin {

class FilesPage;
class JobBase;
class MomentDialog;
struct Permission;

/** What can be done with the past of live files: whether at all, and many of them at once. */
class VersionCommands : public QObject
{
    Q_OBJECT
public:
    VersionCommands(const AppServices &services, QWidget *window);
    ~VersionCommands() override;

    /** Whether the selected file's versions can be shown, and why not: the one place that says so. */
    Permission mayShow(const AccountId &account, const std::vector<LiveItem> &selection) const;
    /** Whether files can go back to a moment together. Nothing selected: the folder that is shown. */
    Permission mayGoBack(const AccountId &account) const;

    /** Asks for a moment, shows the plan, runs it if the user agrees. path: the folder the items are in, for people. */
    void goBack(const AccountId &account, std::vector<LiveItem> items, const QString &path);

private:
    void plan(MomentDialog *dialog, const QDateTime &moment);

    AppServices m_services;
    QWidget *m_window;
    AccountId m_account;
    std::vector<LiveItem> m_items;
    QString m_path;
    MomentPlan m_plan;
    QPointer<MomentDialog> m_dialog;
    QPointer<JobBase> m_planning;
};

} // namespace Unbin
