// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountservice.h"
#include "core/accounts/memorysecretstore.h"
#include "core/catalog/binrefresher.h"
#include "core/catalog/binview.h"
#include "core/catalog/catalog.h"
#include "core/providers/providerset.h"
#include "core/restore/journal.h"
#include "core/restore/restoreservice.h"
#include "tests/support/fakeprovider.h"
#include "tests/support/guisupport.h"
#include "tests/support/hurriedclock.h"
#include "ui/views/binlist.h"
#include "ui/window/mainwindow.h"

#include <QSettings>
#include <QTemporaryDir>

namespace Unbin {

/**
 * The real window over the real services over drives in memory: this computer ("Here"), and a cloud account ("Fake")
 * once connect() was called. Fill the drives, then show().
 */
class WindowWorld
{
public:
    WindowWorld();
    ~WindowWorld();

    /** Signs in to the cloud account. */
    FakeProvider &connect();
    FakeProvider &here();
    AccountId hereId() const;
    AccountId cloudId() const;

    /** Lists all bins, then shows the window; returns when what was listed is on screen. */
    MainWindow &show(QSize size = {1100, 700});
    /** Everything in the catalog is in the list. */
    bool isSettled() const;

    BinList *list() { return findWidget<BinList>(window.get(), "binList"); }
    QStringList listedNames();
    /** Selects these rows as a click with Ctrl would. */
    void selectNames(const QStringList &names);
    QAction *action(const char *objectName) { return window->findChild<QAction *>(QLatin1String(objectName)); }
    /** Centre of a row of a view, in its viewport. */
    static QPoint centreOf(const QAbstractItemView *view, const QModelIndex &index);
    /** Presses and lets go inside the viewport, at the row of this name. */
    void click(const QString &name, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QModelIndex indexOf(const QString &name);
    /** Row of the sidebar with this text spoken. */
    QModelIndex place(const QString &spoken);

    QTemporaryDir folder;
    HurriedClock clock;
    QSettings settings;
    MemorySecretStore secrets;
    std::unique_ptr<Database> database;
    std::unique_ptr<Journal> journal;
    ProviderSet providers;
    std::unique_ptr<AccountService> accounts;
    Catalog catalog;
    BinRefresher refresher;
    std::unique_ptr<RestoreService> restores;
    std::unique_ptr<MainWindow> window;
};

} // namespace Unbin
