// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/windowworld.h"

#include "tests/support/jobwait.h"

#include <QTest>
#include <QTreeView>

namespace Unbin {

namespace {

const ProviderId cloudKind(QStringLiteral("cloud"));
const ProviderId hereKind(QStringLiteral("here"));

std::vector<ProviderInfo> kinds()
{
    const auto make = [](FakeProvider::Shape shape) {
        return [shape](const Account &, TokenSource *) {
            return std::make_unique<FakeProvider>(shape);
        };
    };
    return {{.id = hereKind,
                .name = QStringLiteral("Here"),
                .iconName = QStringLiteral("computer"),
                .needsToken = false,
                .make = make(FakeProvider::Shape::Local)},
        {.id = cloudKind,
            .name = QStringLiteral("Cloud"),
            .iconName = QStringLiteral("box"),
            .make = make(FakeProvider::Shape::Box)}};
}

/** A world that does not come about fails the test that wanted it, here and with its reason. */
template <class Condition>
void await(const char *what, Condition condition)
{
    if (!QTest::qWaitFor(condition, 20'000))
        qFatal("the test's world does not come about: %s", what);
}

QModelIndex findSpoken(const QAbstractItemModel &model, const QString &spoken, const QModelIndex &parent = {})
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data(Qt::AccessibleTextRole).toString().startsWith(spoken))
            return index;
        if (const QModelIndex below = findSpoken(model, spoken, index); below.isValid())
            return below;
    }
    return {};
}

} // namespace

WindowWorld::WindowWorld()
    : settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
    , database(std::move(Database::openInMemory(AccountService::migrations())->database))
    , journal(std::move(Journal::openInMemory()->journal))
    , accounts(std::make_unique<AccountService>(kinds(), *database, secrets, providers))
    , catalog(clock)
    , refresher(providers, catalog, clock)
    , restores(std::make_unique<RestoreService>(providers, *journal, clock))
{
    QObject::connect(restores.get(), &RestoreService::leftBin, &catalog, &Catalog::remove);
    QObject::connect(restores.get(), &RestoreService::enteredBin, &catalog, &Catalog::add);
    accounts->start();
    await("this computer's provider", [this] { return providers.accounts().size() == 1; });
}

WindowWorld::~WindowWorld()
{
    window.reset();
}

FakeProvider &WindowWorld::connect()
{
    const auto account = waitFor(accounts->connectWithToken(cloudKind, "token"));
    return *static_cast<FakeProvider *>(providers.find(account->id));
}

FakeProvider &WindowWorld::here()
{
    return *static_cast<FakeProvider *>(providers.find(hereId()));
}

AccountId WindowWorld::hereId() const
{
    return accounts->accounts().front().id;
}

AccountId WindowWorld::cloudId() const
{
    return accounts->accounts().back().id;
}

MainWindow &WindowWorld::show(QSize size)
{
    refresher.start();
    await("the first listing", [this] { return !refresher.isBusy(); });
    catalog.announce();
    window = std::make_unique<MainWindow>(
        AppServices{*accounts, providers, catalog, refresher, *restores, clock, settings});
    window->resize(size);
    window->show();
    window->activateWindow();
    await("an active window", [this] { return window->isActiveWindow(); });
    await("the list", [this] { return isSettled(); });
    return *window;
}

bool WindowWorld::isSettled() const
{
    return window->findChild<BinList *>()->model()->rowCount() == catalog.count();
}

QStringList WindowWorld::listedNames()
{
    QStringList names;
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        names += list()->model()->index(row, 0).data().toString();
    names.sort();
    return names;
}

QModelIndex WindowWorld::indexOf(const QString &name)
{
    for (int row = 0; row < list()->model()->rowCount(); ++row) {
        if (list()->model()->index(row, 0).data().toString() == name)
            return list()->model()->index(row, 0);
    }
    return {};
}

QPoint WindowWorld::centreOf(const QAbstractItemView *view, const QModelIndex &index)
{
    return view->visualRect(index).center();
}

void WindowWorld::click(const QString &name, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, modifiers, centreOf(list(), indexOf(name)));
}

void WindowWorld::selectNames(const QStringList &names)
{
    list()->clearSelection();
    for (const QString &name : names)
        click(name, Qt::ControlModifier);
    QCoreApplication::processEvents(); // the selection is summed up with the next turn of the loop
}

QModelIndex WindowWorld::place(const QString &spoken)
{
    return findSpoken(*findWidget<QTreeView>(window.get(), "places")->model(), spoken);
}

} // namespace Unbin
