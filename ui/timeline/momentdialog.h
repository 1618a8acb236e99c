// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/progress.h"
#include "core/versions/momentplan.h"

#include <QAbstractTableModel>
#include <QDialog>

class QDateTimeEdit;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace Unbin {

/** The lines of a plan: what changes stands first. Constant time, as large as the plan. */
class MomentPlanModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Folder, Result, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setPlan(const MomentPlan &plan);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /** What a line means, for people. */
    static QString text(const MomentLine &line);

private:
    std::vector<MomentLine> m_lines;
};

/**
 * "As they were on…": asks for a moment, shows the plan that somebody makes for it, and asks whether to run it. Knows no
 * job and no service: whoever opens it answers momentChosen() with showProgress() and then showPlan() or showError().
 */
class MomentDialog : public QDialog
{
    Q_OBJECT
public:
    /** what: the files it is about, for people. now: local time; later moments can't be chosen. */
    MomentDialog(const QString &what, const QDateTime &now, QWidget *parent = nullptr);

    void showProgress(const Progress &progress);
    void showPlan(const MomentPlan &plan);
    void showError(const Error &error);

Q_SIGNALS:
    void momentChosen(const QDateTime &utc);
    void confirmed();

private:
    void look();

    QDateTimeEdit *m_moment;
    QPushButton *m_look;
    QPushButton *m_confirm;
    QLabel *m_summary;
    QProgressBar *m_progress;
    QTreeView *m_list;
    MomentPlanModel *m_model;
};

} // namespace Unbin
