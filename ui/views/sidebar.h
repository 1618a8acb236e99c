// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace Unbin {

class PlacesView;
class SidebarModel;

/** The places to go to, and "Add Account" below them. Says what the user wants; others do it. */
class Sidebar : public QWidget
{
    Q_OBJECT
public:
    explicit Sidebar(SidebarModel &model, QWidget *parent = nullptr);

    PlacesView *places() const { return m_places; }

    /** Mark what is shown now, without announcing it as chosen. A folder the tree was not opened to: the
     * account's files. */
    void markAllBins();
    void markBin(const AccountId &account);
    void markFolder(const AccountId &account, const ItemId &folder);

Q_SIGNALS:
    void allBinsChosen();
    void binChosen(const Unbin::AccountId &account);
    void folderChosen(const Unbin::AccountId &account, const Unbin::ItemId &folder);
    void signInWanted(const Unbin::AccountId &account);
    void addAccountWanted();
    /** The context menu for an account's rows is wanted there (global position). */
    void menuWanted(const Unbin::AccountId &account, QPoint position);

private:
    void mark(const QModelIndex &index);
    void choose(const QModelIndex &index);
    void press(const QModelIndex &index);
    void openAccounts(const QModelIndex &parent, int first, int last);

    SidebarModel &m_model;
    PlacesView *m_places;
    QPushButton *m_addAccount;
    QTimer m_settled; // walking by with the arrow keys lists no folder
    bool m_isMarking = false;
};

} // namespace Unbin
