// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/binpage.h"

#include "core/accounts/accountservice.h"
#include "core/catalog/catalog.h"
#include "core/domain/clock.h"
#include "ui/base/icons.h"
#include "ui/models/binmodel.h"
#include "ui/views/binlist.h"
#include "ui/views/binselection.h"
#include "ui/views/olderbar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>
#include <map>

namespace Unbin {

namespace {

using namespace std::chrono_literals;
constexpr std::chrono::milliseconds ScrollRest = 150ms; // what is scrolled past needs no look-up

QTimer &prepared(QTimer &timer, std::chrono::milliseconds delay)
{
    timer.setSingleShot(true);
    timer.setInterval(delay);
    return timer;
}

} // namespace

BinPage::BinPage(AccountService &accounts, Catalog &catalog, BinRefresher &refresher, Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_accounts(accounts)
    , m_refresher(refresher)
    , m_view(catalog)
    , m_model(new BinModel(m_view,
          {.accountLabel =
                  [&accounts](const AccountId &id) {
                      const auto account = accounts.account(id);
                      return account ? account->label : QString();
                  },
              .now =
                  [&clock] {
                      return clock.now();
                  }},
          this))
    , m_filter(new QLineEdit(this))
    , m_problems(new InfoBar(QStringLiteral("binProblems"), this))
    , m_stack(new QStackedWidget(this))
    , m_list(new BinList(*m_model, this))
    , m_empty(new EmptyState(this))
    , m_older(new OlderBar(this))
{
    setObjectName(QStringLiteral("binPage"));
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFilter());
    layout->addWidget(m_problems);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_older);

    m_offers = {.retry = [this] { refreshShown(); },
        .clearFilter =
            [this] {
                m_filter->clear();
                m_filter->setFocus();
            },
        .signIn = [this](const AccountId &account) { Q_EMIT signInWanted(account); },
        .unlock =
            [this](const AccountId &account) {
                Q_EMIT unlockWanted(account);
            }};
    connectSources();
    updateTexts();
}

BinPage::~BinPage()
{
    // The list looks into the model until it is gone, the model into the view: end them before the view ends.
    delete m_list;
    delete m_model;
}

QWidget *BinPage::makeFilter()
{
    m_filter->setObjectName(QStringLiteral("filterField"));
    m_filter->setPlaceholderText(tr("Filter by name or original location", "in the empty field"));
    m_filter->setAccessibleName(tr("Filter", "accessible name of the field above the list"));
    m_filter->setToolTip(tr("Shows the items whose name or original location has these words (Ctrl+F)", "tool tip"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        BinFilter filter = m_view.filter();
        filter.text = text;
        m_view.setFilter(filter);
        m_textsLater.start();
    });
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_filter);
    return row;
}

void BinPage::connectSources()
{
    connect(&prepared(m_textsLater, 0ms), &QTimer::timeout, this, &BinPage::updateTexts);
    connect(&prepared(m_visibleLater, ScrollRest), &QTimer::timeout, this, &BinPage::tellVisibleItems);
    m_minute.start(1min);
    connect(&m_minute, &QTimer::timeout, m_model, &BinModel::updateTimeLeft);

    const auto textsSoon = [this] {
        m_textsLater.start();
    };
    const auto visibleSoon = [this] {
        m_visibleLater.start();
    };
    connect(&m_view, &BinView::totalsChanged, this, [this] {
        updateTexts(); // at once: an empty list must not flash before its explanation
        Q_EMIT totalsChanged();
    });
    connect(&m_view, &BinView::settled, this, textsSoon);
    connect(&m_view, &BinView::settled, this, visibleSoon);
    connect(&m_refresher, &BinRefresher::stateChanged, this, textsSoon);
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, visibleSoon);
    connect(m_list, &BinList::selectionEdited, this, &BinPage::updateSelection);
    connect(m_problems, &InfoBar::closed, this, [this] { m_closedProblems = m_problems->text(); });

    const auto accountsChanged = [this, textsSoon] {
        QHash<AccountId, QString> labels;
        for (const Account &account : m_accounts.accounts())
            labels.insert(account.id, account.label);
        m_view.setAccountLabels(labels);
        m_model->updateAccountLabels();
        tellWatched();
        textsSoon();
    };
    connect(&m_accounts, &AccountService::accountAdded, this, accountsChanged);
    connect(&m_accounts, &AccountService::accountChanged, this, accountsChanged);
    connect(&m_accounts, &AccountService::accountRemoved, this, accountsChanged);
    accountsChanged();
}

void BinPage::showBin(const std::optional<AccountId> &account)
{
    BinFilter filter = m_view.filter();
    filter.account = account;
    m_view.setFilter(filter);
    m_closedProblems.clear();
    m_list->clearSelection();
    m_list->setSingleAccount(account.has_value());
    updateTexts();
    tellWatched();
}

std::vector<AccountItem> BinPage::selectedItems() const
{
    return m_model->itemsOf(m_list->selectionModel()->selection());
}

void BinPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void BinPage::focusList()
{
    if (m_stack->currentWidget() == m_list)
        m_list->setFocus();
    else
        m_empty->setFocus();
}

void BinPage::restoreState(const QSettings &settings)
{
    m_list->restoreColumns(settings);
}

void BinPage::saveState(QSettings &settings)
{
    m_list->saveColumns(settings);
}

void BinPage::refreshShown()
{
    for (const BinPageFacts::Bin &bin : facts().bins)
        m_refresher.refresh(bin.account);
}

BinPageFacts BinPage::facts() const
{
    BinPageFacts facts{.totals = m_view.totals(), .filterText = m_filter->text(), .isArranging = m_view.isArranging()};
    for (const Account &account : m_accounts.accounts()) {
        if (m_view.filter().account && *m_view.filter().account != account.id)
            continue;
        const auto state = m_accounts.status(account.id).state;
        facts.bins.push_back({.account = account.id,
            .name = account.label,
            .state = m_refresher.state(account.id),
            .needsSignIn = state == AccountStatus::State::SignInNeeded,
            .isKeychainLocked = state == AccountStatus::State::KeychainLocked});
    }
    return facts;
}

void BinPage::updateTexts()
{
    const BinPageFacts now = facts();
    if (const auto text = BinPageTexts::inPlaceOfList(now, m_offers)) {
        const bool hadFocus = m_list->hasFocus();
        m_empty->show(*text);
        m_stack->setCurrentWidget(m_empty);
        if (hadFocus)
            m_empty->setFocus();
    } else if (m_stack->currentWidget() != m_list) {
        const bool hadFocus
            = m_empty->hasFocus() || (m_empty->isAncestorOf(focusWidget()) && focusWidget()->hasFocus());
        m_stack->setCurrentWidget(m_list);
        if (hadFocus)
            m_list->setFocus();
    }
    const auto bar = BinPageTexts::aboveList(now, m_offers);
    if (!bar)
        m_problems->hide();
    else if (bar->text != m_closedProblems)
        m_problems->show(*bar);
    updateOlderBar();
}

/** Of the bin that is shown; among all bins, of the first that needs one. */
void BinPage::updateOlderBar()
{
    const bool isOneOfMany = !m_view.filter().account && m_accounts.accounts().size() > 1;
    for (const BinPageFacts::Bin &bin : facts().bins) {
        if (OlderDeletions *older = m_refresher.olderDeletions(bin.account)) {
            m_older->follow(older, isOneOfMany ? bin.name : QString());
            return;
        }
    }
    m_older->follow(nullptr, {});
}

/** Who has to ask for changes asks while its bin is on screen. */
void BinPage::tellWatched()
{
    for (const Account &account : m_accounts.accounts()) {
        const bool isShown = !m_view.filter().account || *m_view.filter().account == account.id;
        m_refresher.setWatched(account.id, isShown && isVisible());
    }
}

void BinPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tellWatched();
}

void BinPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    tellWatched();
}

void BinPage::updateSelection()
{
    m_selection = summaryOf(m_view, m_list->selectionModel()->selection());
    Q_EMIT selectionEdited();
}

void BinPage::tellVisibleItems()
{
    const int first = m_list->rowAt(0);
    if (first < 0)
        return;
    const int bottom = m_list->rowAt(m_list->viewport()->height() - 1);
    const int last = bottom < 0 ? m_view.count() - 1 : bottom;
    std::map<AccountId, std::vector<ItemId>> visible;
    for (int position = first; position <= last; ++position) {
        const AccountItem shown = m_view.itemAt(position);
        visible[shown.account].push_back(shown.item.id);
    }
    for (const auto &[account, items] : visible)
        m_refresher.setVisibleItems(account, items);
}

bool BinPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        if (m_filter->text().isEmpty())
            focusList();
        m_filter->clear();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        focusList();
        if (!m_list->currentIndex().isValid() && m_view.count() > 0)
            m_list->setCurrentIndex(m_model->index(0, 0));
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace Unbin
