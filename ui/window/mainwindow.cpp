// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "core/accounts/accountservice.h"
#include "core/catalog/binrefresher.h"
#include "core/providers/providerset.h"
#include "core/restore/restoreservice.h"
#include "ui/activity/activitypanel.h"
#include "ui/dialogs/helpdialogs.h"
#include "core/versions/versioncache.h"
#include "ui/models/draggeditems.h"
#include "ui/timeline/versionspage.h"
#include "ui/timeline/versiontimeline.h"
#include "ui/views/binlist.h"
#include "ui/views/binpage.h"
#include "ui/views/detailpane.h"
#include "ui/views/filespage.h"
#include "ui/views/folderview.h"
#include "ui/views/infobar.h"
#include "ui/views/placesview.h"
#include "ui/views/sidebar.h"
#include "ui/window/accountcommands.h"
#include "ui/window/activitywiring.h"
#include "ui/window/closeguard.h"
#include "ui/window/itemcommands.h"
#include "ui/window/sidebarfeed.h"
#include "ui/window/statusline.h"
#include "ui/window/versioncommands.h"
#include "ui/window/windowactions.h"
#include "ui/window/windowlayout.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QLabel>
#include <QMenu>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QStandardPaths>

namespace Unbin {

class MainWindow::Private
{
public:
    Private(const AppServices &given, MainWindow *window);

    void connectPlaces();
    void connectActions();
    void connectDrops();
    void connectStatus();
    void showBin(const std::optional<AccountId> &account);
    void showFolder(const AccountId &account, const ItemId &folder, const ItemId &item = {});
    void showOriginalFolder();
    void showVersions();
    void leaveVersions();
    void goBack();
    void connectVersions();
    void forget(const AccountId &account);
    void refresh();
    void updateSelection();
    void updateStatus();
    void showKeys();
    bool isBinShown() const { return layout.pages->currentWidget() == binPage; }
    bool isFolderShown() const { return layout.pages->currentWidget() == filesPage; }
    QString accountName(const AccountId &id) const;

    AppServices services;
    MainWindow *q;
    AccountNames names;
    WindowActions actions;
    SidebarModel sidebarModel;
    SidebarFeed feed;
    Sidebar *sidebar;
    BinPage *binPage;
    FilesPage *filesPage;
    VersionCache contents;
    VersionsPage *versionsPage;
    InfoBar *messages;
    DetailPane *details;
    ActivityPanel *activity;
    WindowLayout layout;
    ItemCommands items;
    VersionCommands versions;
    AccountCommands accounts;
    ActivityWiring activityWiring;
    CloseGuard closeGuard;
};

MainWindow::Private::Private(const AppServices &given, MainWindow *window)
    : services(given)
    , q(window)
    , names([this](const AccountId &id) { return accountName(id); })
    , actions(window)
    , sidebarModel(given.providers)
    , feed(given.accounts, given.providers, given.catalog, given.refresher, sidebarModel)
    , sidebar(new Sidebar(sidebarModel, window))
    , binPage(new BinPage(given.accounts, given.catalog, given.refresher, given.clock, window))
    , filesPage(new FilesPage(given.providers, names, window))
    , contents(given.contentsPath.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::CacheLocation)
                                            : given.contentsPath)
    , versionsPage(new VersionsPage(given.providers, given.restores, contents, window))
    , messages(new InfoBar(QStringLiteral("messages"), window))
    , details(new DetailPane(given.restores, given.clock, names, window))
    , activity(new ActivityPanel(window))
    , layout(window, actions, {sidebar, binPage, filesPage, versionsPage, messages, details, activity})
    , items(given, names, window)
    , versions(given, window)
    , accounts(given, window)
    , activityWiring(given.restores, *activity, items, actions.undo)
    , closeGuard(given.restores, window)
{ }

MainWindow::MainWindow(const AppServices &services, QWidget *parent)
    : QMainWindow(parent)
{
    setObjectName(QStringLiteral("mainWindow"));
    d = std::make_unique<Private>(services, this);
    d->connectPlaces();
    d->connectActions();
    d->connectDrops();
    d->connectStatus();
    d->connectVersions();
    d->layout.restore(services.settings);
    d->showBin(std::nullopt);
    d->updateSelection();
    d->binPage->focusList();
}

MainWindow::~MainWindow()
{
    // The views look into models and services of d until they are gone.
    delete takeCentralWidget();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    d->layout.fit(event->size().width());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!d->closeGuard.mayClose())
        return event->ignore();
    d->layout.save(d->services.settings);
    event->accept();
}

QString MainWindow::Private::accountName(const AccountId &id) const
{
    const auto account = services.accounts.account(id);
    return account ? account->label : MainWindow::tr("Removed account", "name of an account that is gone");
}

void MainWindow::Private::connectPlaces()
{
    QObject::connect(sidebar, &Sidebar::allBinsChosen, q, [this] { showBin(std::nullopt); });
    QObject::connect(sidebar, &Sidebar::binChosen, q, [this](const AccountId &account) { showBin(account); });
    QObject::connect(sidebar, &Sidebar::folderChosen, q,
        [this](const AccountId &account, const ItemId &folder) { showFolder(account, folder); });
    QObject::connect(sidebar, &Sidebar::addAccountWanted, &accounts, &AccountCommands::add);
    QObject::connect(sidebar, &Sidebar::signInWanted, &accounts, &AccountCommands::signInAgain);
    QObject::connect(sidebar, &Sidebar::menuWanted, q, [this](const AccountId &account, QPoint position) {
        auto *menu = new QMenu(q);
        menu->setObjectName(QStringLiteral("accountMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        accounts.fillMenu(menu, account);
        menu->popup(position);
    });
    QObject::connect(filesPage, &FilesPage::folderShown, sidebar, &Sidebar::markFolder);
    QObject::connect(
        &services.accounts, &AccountService::accountRemoved, q, [this](const AccountId &account) { forget(account); });
    QObject::connect(
        &services.restores, &RestoreService::folderChanged, q, [this](const AccountId &account, const ItemId &folder) {
            sidebarModel.reloadFolder(account, folder);
            if (filesPage->account() == account && filesPage->folder() == folder)
                filesPage->reload();
        });
}

void MainWindow::Private::connectActions()
{
    const auto onTrigger = [this](QAction *action, auto run) {
        QObject::connect(action, &QAction::triggered, q, run);
    };
    onTrigger(actions.restore, [this] { items.restore(binPage->selectedItems()); });
    onTrigger(actions.restoreTo, [this] { items.restoreTo(binPage->selectedItems()); });
    onTrigger(actions.restoreAs, [this] { items.restoreAs(binPage->selectedItems().front()); });
    onTrigger(actions.purge, [this] { items.purge(binPage->selectedItems()); });
    onTrigger(actions.showInFolder, [this] { showOriginalFolder(); });
    onTrigger(actions.copyPath, [this] { ItemCommands::copyPaths(binPage->selectedItems()); });
    onTrigger(actions.properties, [this] { items.showProperties(binPage->selectedItems().front()); });
    onTrigger(actions.lookInside, [this] { items.open(binPage->selectedItems().front()); });
    onTrigger(actions.selectAll, [this] { binPage->list()->selectAll(); });
    onTrigger(actions.find, [this] {
        if (isFolderShown())
            return filesPage->focusFilter();
        layout.pages->setCurrentWidget(binPage);
        binPage->focusFilter();
    });
    onTrigger(actions.refresh, [this] { refresh(); });
    onTrigger(actions.history, [this] { items.showHistory(); });
    onTrigger(actions.addAccount, [this] { accounts.add(); });
    onTrigger(actions.manageAccounts, [this] { accounts.manage(); });
    onTrigger(actions.quit, [this] { q->close(); });
    onTrigger(actions.keyboardHelp, [this] { showKeys(); });
    onTrigger(actions.about, [this] { (new AboutDialog(QCoreApplication::applicationVersion(), q))->open(); });
    QObject::connect(actions.showSidebar, &QAction::toggled, sidebar, &QWidget::setVisible);
    QObject::connect(actions.showDetails, &QAction::toggled, details, &QWidget::setVisible);
    for (QAction *action : actions.ofTheList())
        binPage->list()->addAction(action);

    QObject::connect(binPage->list(), &BinList::opened, q, [this] {
        const bool isFolder = actions.lookInside->isEnabled();
        (isFolder ? actions.lookInside : actions.properties)->trigger();
    });
    QObject::connect(binPage->list(), &BinList::menuWanted, q, [this](QPoint position) {
        auto *menu = new QMenu(q);
        menu->setObjectName(QStringLiteral("itemMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setToolTipsVisible(true);
        for (QAction *action : actions.ofTheSelection())
            action ? menu->addAction(action) : void(menu->addSeparator());
        menu->popup(position);
    });
    QObject::connect(binPage, &BinPage::signInWanted, &accounts, &AccountCommands::signInAgain);
    QObject::connect(binPage, &BinPage::unlockWanted, &accounts, &AccountCommands::unlock);
    QObject::connect(&accounts, &AccountCommands::troubled, q,
        [this](const QString &text) { messages->show({.weight = InfoBarText::Weight::Warning, .text = text}); });
}

void MainWindow::Private::connectDrops()
{
    const auto judge = [this](const DropLoad &load, const std::optional<DropFolder> &folder) {
        const Provider *provider = folder ? services.providers.find(folder->account) : nullptr;
        const auto capabilities = provider ? std::optional(provider->capabilities()) : std::nullopt;
        return DropPolicy::judge(load, folder, capabilities, folder ? names(folder->account) : QString());
    };
    const auto dropped = [this](const DraggedItems &dragged, const DropFolder &folder) {
        items.restoreInto(dragged.items(), folder);
    };
    for (DropTarget *target : {&sidebar->places()->dropTarget(), &filesPage->list()->dropTarget()}) {
        target->setJudge(judge);
        target->setDropped(dropped);
    }
}

void MainWindow::Private::connectStatus()
{
    if (!services.damagedFiles.isEmpty()) {
        messages->show({.weight = InfoBarText::Weight::Warning,
            .text = MainWindow::tr("%n file(s) of Unbin's own were damaged. They were moved aside, nothing was "
                                   "deleted, and new ones were begun.",
                "bar at the top of the window", int(services.damagedFiles.size())),
            .details = services.damagedFiles.join(u'\n')});
    }
    if (services.isPractice) {
        messages->show({.text = MainWindow::tr("This is the practice cloud: nothing in it is real, and nothing you do "
                                               "here touches your files.",
                            "bar above the list")});
    }
    QObject::connect(binPage, &BinPage::selectionEdited, q, [this] { updateSelection(); });
    QObject::connect(binPage, &BinPage::totalsChanged, q, [this] { updateStatus(); });
    QObject::connect(filesPage, &FilesPage::selectionEdited, q, [this] { updateSelection(); });
    QObject::connect(filesPage, &FilesPage::contentChanged, q, [this] { updateStatus(); });
    QObject::connect(layout.pages, &QStackedWidget::currentChanged, q, [this] { updateSelection(); });
    QObject::connect(&services.providers, &ProviderSet::added, q, [this] { updateSelection(); });
    QObject::connect(&services.accounts, &AccountService::accountChanged, q, [this] { updateSelection(); });
}

void MainWindow::Private::connectVersions()
{
    QObject::connect(actions.versions, &QAction::triggered, q, [this] { showVersions(); });
    QObject::connect(actions.goBack, &QAction::triggered, q, [this] { goBack(); });
    QObject::connect(filesPage, &FilesPage::fileOpened, actions.versions, &QAction::trigger);
    QObject::connect(versionsPage, &VersionsPage::backWanted, q, [this] { leaveVersions(); });
    QObject::connect(versionsPage, &VersionsPage::historyShown, q, [this] { updateStatus(); });
    filesPage->list()->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(filesPage->list(), &QWidget::customContextMenuRequested, q, [this](QPoint position) {
        auto *menu = new QMenu(q);
        menu->setObjectName(QStringLiteral("fileMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setToolTipsVisible(true);
        menu->addActions({actions.versions, actions.goBack});
        menu->popup(filesPage->list()->viewport()->mapToGlobal(position));
    });
}

void MainWindow::Private::showVersions()
{
    const auto item = filesPage->selectedItem();
    if (!isFolderShown() || !item || !versions.mayShow(filesPage->account(), {*item}).isGiven())
        return;
    versionsPage->showFile(filesPage->account(), *item, filesPage->pathOf(*item));
    layout.pages->setCurrentWidget(versionsPage);
    updateSelection();
}

void MainWindow::Private::leaveVersions()
{
    if (layout.pages->currentWidget() != versionsPage)
        return;
    layout.pages->setCurrentWidget(filesPage);
    filesPage->reload(); // its name or size may be another one
    filesPage->list()->setFocus();
}

void MainWindow::Private::goBack()
{
    std::vector<LiveItem> items = filesPage->selectedItems();
    QString path = filesPage->folderPath();
    if (items.empty()) {
        const auto folder = filesPage->folderItem();
        if (!folder)
            return;
        items.push_back(*folder);
        path = path.left(std::max<qsizetype>(1, path.lastIndexOf(u'/')));
    }
    versions.goBack(filesPage->account(), std::move(items), path);
}

void MainWindow::Private::showBin(const std::optional<AccountId> &account)
{
    binPage->showBin(account);
    layout.pages->setCurrentWidget(binPage);
    if (account)
        sidebar->markBin(*account);
    else
        sidebar->markAllBins();
    const QString place = account ? MainWindow::tr("%1 – Unbin", "window title; an account").arg(names(*account))
                                  : MainWindow::tr("Unbin", "window title");
    q->setWindowTitle(place);
    updateStatus();
}

void MainWindow::Private::showFolder(const AccountId &account, const ItemId &folder, const ItemId &item)
{
    if (filesPage->account() != account || filesPage->folder() != folder)
        filesPage->showFolder(account, folder, item);
    layout.pages->setCurrentWidget(filesPage);
    q->setWindowTitle(MainWindow::tr("%1 – Unbin", "window title; an account").arg(names(account)));
    updateStatus();
}

void MainWindow::Private::showOriginalFolder()
{
    const AccountItem item = binPage->selectedItems().front();
    showFolder(item.account, item.item.originalParent);
}

void MainWindow::Private::forget(const AccountId &account)
{
    if (versionsPage->account() == account)
        versionsPage->clear();
    const bool isShown = isBinShown() ? binPage->account() == account : filesPage->account() == account;
    if (isShown || binPage->account() == account)
        showBin(std::nullopt);
}

void MainWindow::Private::refresh()
{
    if (layout.pages->currentWidget() == versionsPage)
        versionsPage->reload();
    else if (!isBinShown())
        filesPage->reload();
    else if (const auto account = binPage->account())
        accounts.refresh(*account);
    else
        services.refresher.refreshAll();
}

void MainWindow::Private::updateSelection()
{
    const SelectionSummary selection = isBinShown() ? binPage->selection() : SelectionSummary();
    actions.setPermissions(ActionPolicy::judge(selection, [this](const AccountId &id) {
        const Provider *provider = services.providers.find(id);
        return provider ? std::optional(provider->capabilities()) : std::nullopt;
    }));
    WindowActions::permit(actions.lookInside, items.mayLookInside(selection.single));
    const bool isFolder = isFolderShown();
    const Permission elsewhere{MainWindow::tr("Select a file in one of your folders first", "why an action is disabled")};
    const std::vector<LiveItem> files = isFolder ? filesPage->selectedItems() : std::vector<LiveItem>();
    WindowActions::permit(actions.versions, isFolder ? versions.mayShow(filesPage->account(), files) : elsewhere);
    const bool hasTarget = isFolder && (!files.empty() || filesPage->folderItem());
    WindowActions::permit(actions.goBack, hasTarget ? versions.mayGoBack(filesPage->account()) : elsewhere);
    if (isBinShown())
        details->show(selection);
    else
        details->show(filesPage->selectedItem(), filesPage->account(), filesPage->folderPath());
    updateStatus();
}

void MainWindow::Private::updateStatus()
{
    const bool isBin = isBinShown();
    if (layout.pages->currentWidget() == versionsPage) {
        const int count = versionsPage->timeline()->history().size();
        layout.shown->setText(count > 0 ? MainWindow::tr("%n version(s)", "status bar", count) : QString());
        layout.selected->clear();
        return;
    }
    layout.shown->setText(isBin ? StatusLine::shown(binPage->totals(), binPage->isFiltered())
                                : StatusLine::folder(filesPage->itemCount(), filesPage->isLoading()));
    layout.selected->setText(isBin ? StatusLine::selected(binPage->selection()) : QString());
    layout.shown->setAccessibleName(layout.shown->text());
    layout.selected->setAccessibleName(layout.selected->text());
}

void MainWindow::Private::showKeys()
{
    std::vector<ShortcutLine> lines;
    for (const QAction *action : actions.all()) {
        if (!action->shortcuts().isEmpty())
            lines.push_back({action->iconText(), action->shortcuts()});
    }
    (new KeyboardHelpDialog(lines, q))->open();
}

} // namespace Unbin
