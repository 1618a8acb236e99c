// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/sidebar.h"

#include "ui/base/icons.h"
#include "ui/views/placesdelegate.h"
#include "ui/views/placesview.h"
#include "ui/views/sidebarmodel.h"

#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include <chrono>

namespace Unbin {

namespace {

using namespace std::chrono_literals;
constexpr std::chrono::milliseconds SettleDelay = 250ms;

} // namespace

Sidebar::Sidebar(SidebarModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_places(new PlacesView(model, this))
    , m_addAccount(
          new QPushButton(icon(QStringLiteral("add-account")), tr("Add Account…", "button in the sidebar"), this))
{
    setObjectName(QStringLiteral("sidebar"));
    m_places->setItemDelegate(new PlacesDelegate(m_places));
    m_addAccount->setObjectName(QStringLiteral("addAccountButton"));
    m_addAccount->setToolTip(tr("Connect another account", "tool tip"));
    m_addAccount->setFlat(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_places);
    layout->addWidget(m_addAccount);

    m_settled.setSingleShot(true);
    m_settled.setInterval(SettleDelay);
    connect(&m_settled, &QTimer::timeout, this, [this] { choose(m_places->currentIndex()); });
    connect(m_addAccount, &QPushButton::clicked, this, &Sidebar::addAccountWanted);
    connect(m_places, &PlacesView::pressed, this, &Sidebar::press);
    connect(m_places->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_isMarking)
            m_settled.start();
    });
    connect(m_places, &QWidget::customContextMenuRequested, this, [this](QPoint position) {
        const QModelIndex index = m_places->indexAt(position);
        if (index.isValid() && m_model.kind(index) != SidebarModel::Kind::AllBins)
            Q_EMIT menuWanted(m_model.account(index), m_places->viewport()->mapToGlobal(position));
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &Sidebar::openAccounts);
    openAccounts({}, 0, model.rowCount() - 1);
    markAllBins();
}

void Sidebar::markAllBins()
{
    mark(m_model.allBins());
}

void Sidebar::markBin(const AccountId &account)
{
    mark(m_model.rowOf(account, SidebarModel::Kind::Bin));
}

void Sidebar::markFolder(const AccountId &account, const ItemId &folder)
{
    const QModelIndex exact = m_model.rowOfFolder(account, folder);
    mark(exact.isValid() ? exact : m_model.rowOf(account, SidebarModel::Kind::Files));
}

void Sidebar::mark(const QModelIndex &index)
{
    m_settled.stop();
    const QScopedValueRollback marking(m_isMarking, true);
    m_places->setCurrentIndex(index);
}

void Sidebar::choose(const QModelIndex &index)
{
    m_settled.stop();
    if (!index.isValid())
        return;
    switch (m_model.kind(index)) {
    case SidebarModel::Kind::AllBins:
        Q_EMIT allBinsChosen();
        break;
    case SidebarModel::Kind::Bin:
        Q_EMIT binChosen(m_model.account(index));
        break;
    case SidebarModel::Kind::Files:
    case SidebarModel::Kind::Folder:
        Q_EMIT folderChosen(m_model.account(index), m_model.folder(index)->folder);
        break;
    case SidebarModel::Kind::Account:
    case SidebarModel::Kind::SignIn:
    case SidebarModel::Kind::Notice:
        break; // to be pressed, not to be looked at
    }
}

void Sidebar::press(const QModelIndex &index)
{
    switch (m_model.kind(index)) {
    case SidebarModel::Kind::SignIn:
        Q_EMIT signInWanted(m_model.account(index));
        break;
    case SidebarModel::Kind::Account:
        mark(m_model.rowOf(m_model.account(index), SidebarModel::Kind::Bin));
        choose(m_places->currentIndex());
        break;
    case SidebarModel::Kind::Notice:
        if (const auto folder = m_model.folder(index.parent()))
            m_model.reloadFolder(folder->account, folder->folder);
        break;
    case SidebarModel::Kind::AllBins:
    case SidebarModel::Kind::Bin:
    case SidebarModel::Kind::Files:
    case SidebarModel::Kind::Folder:
        choose(index);
        break;
    }
}

/** Accounts stand open from the start; a folder opens when it is asked to. */
void Sidebar::openAccounts(const QModelIndex &parent, int first, int last)
{
    if (parent.isValid() && m_model.kind(parent) == SidebarModel::Kind::Account)
        m_places->expand(parent);
    for (int row = first; !parent.isValid() && row <= last; ++row)
        m_places->expand(m_model.index(row, 0));
}

} // namespace Unbin
