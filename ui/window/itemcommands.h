// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "ui/dialogs/accountnames.h"
#include "ui/dialogs/dialogdecider.h"
#include "ui/views/droppolicy.h"
#include "ui/window/actionpolicy.h"
#include "ui/window/appservices.h"

#include <QObject>

#include <vector>

class QWidget;

namespace Unbin {

class Activity;

/**
 * What can be done with entries of bins. Asks with dialogs over the window where something must be chosen, then hands
 * the wish to the RestoreService; what became of it shows in the activity panel. */
class ItemCommands : public QObject
{
    Q_OBJECT
public:
    ItemCommands(const AppServices &services, AccountNames accountName, QWidget *window);

    void restore(std::vector<AccountItem> items);
    void restoreInto(std::vector<AccountItem> items, const DropFolder &folder);
    /** Lets the user choose a folder first. The items are of one account. */
    void restoreTo(std::vector<AccountItem> items);
    /** Lets the user choose a name first. */
    void restoreAs(const AccountItem &item);
    /** Asks first: this can't be undone. */
    void purge(std::vector<AccountItem> items);
    void showProperties(const AccountItem &item);
    /** What a folder of the bin holds, where the service lets one look; else its properties. */
    void open(const AccountItem &item);
    /** Whether the service lets one look into it, and if not, why. */
    Permission mayLookInside(const std::optional<AccountItem> &item) const;
    /** One path per line, the item's name included. */
    static void copyPaths(const std::vector<AccountItem> &items);

    void undo(Activity *finished);
    void retryFailed(Activity *finished);
    void goOn(Activity *interrupted);
    void showReceipt(Activity *finished);
    /** Past jobs; one that is chosen comes back into the activity panel. */
    void showHistory();

private:
    AppServices m_services;
    AccountNames m_accountName;
    QWidget *m_window;
    DialogDecider m_decider;
};

} // namespace Unbin
