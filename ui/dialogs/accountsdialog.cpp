// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/accountsdialog.h"

#include "ui/base/badges.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/accountcardview.h"
#include "ui/dialogs/dialogparts.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Unbin {

namespace {

constexpr int kIdRole = Qt::UserRole;

} // namespace

class AccountsDialog::Private
{
public:
    explicit Private(AccountsDialog *dialog)
        : q(dialog)
    { }

    void build();
    QWidget *makeList();
    QToolButton *makeTool(const char *name, const QString &iconName, const QString &text);
    void connectAll();
    void fillList();
    void move(int by);
    void tellOrder();
    void update();
    const AccountCard *card(const AccountId &id) const;

    AccountsDialog *q;
    std::vector<AccountCard> cards;
    QListWidget *list = nullptr;
    QToolButton *up = nullptr;
    QToolButton *down = nullptr;
    QPushButton *add = nullptr;
    AccountCardView *view = nullptr;
    bool isFilling = false;
};

void AccountsDialog::Private::build()
{
    auto *column = new QVBoxLayout(q);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(makeList(), 2);
    view = new AccountCardView(q);
    row->addWidget(view, 3);
    column->addLayout(row, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, q);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, q, &QDialog::reject);
    column->addWidget(buttons);
    connectAll();
    q->resize(q->fontMetrics().averageCharWidth() * 108, q->fontMetrics().height() * 26);
}

QWidget *AccountsDialog::Private::makeList()
{
    auto *side = new QWidget(q);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins({});
    list = new QListWidget(side);
    list->setObjectName(QStringLiteral("accountList"));
    //: accessible name of a list
    list->setAccessibleName(tr("Accounts"));
    list->setDragDropMode(QAbstractItemView::InternalMove);
    list->setDefaultDropAction(Qt::MoveAction);
    list->setUniformItemSizes(true);
    list->setIconSize(QSize(24, 24));
    list->setTextElideMode(Qt::ElideRight);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(list, 1);
    auto *tools = new QHBoxLayout;
    //: buttons below the list of accounts
    add = new QPushButton(icon(QStringLiteral("add-account")), tr("&Add Account…"), side);
    add->setObjectName(QStringLiteral("addAccountButton"));
    add->setAutoDefault(false);
    up = makeTool("moveUp", QStringLiteral("up"), tr("Move Up"));
    up->setShortcut(Qt::ALT | Qt::Key_Up);
    down = makeTool("moveDown", QStringLiteral("down"), tr("Move Down"));
    down->setShortcut(Qt::ALT | Qt::Key_Down);
    tools->addWidget(add, 1);
    tools->addWidget(up);
    tools->addWidget(down);
    column->addLayout(tools);
    return side;
}

QToolButton *AccountsDialog::Private::makeTool(const char *name, const QString &iconName, const QString &text)
{
    auto *tool = new QToolButton(q);
    tool->setObjectName(QLatin1String(name));
    tool->setIcon(icon(iconName));
    tool->setToolTip(text);
    tool->setAccessibleName(text);
    tool->setFocusPolicy(Qt::StrongFocus);
    return tool;
}

void AccountsDialog::Private::connectAll()
{
    connect(list, &QListWidget::currentItemChanged, q, [this] {
        update();
        if (!isFilling)
            Q_EMIT q->currentChanged(q->current());
    });
    connect(list->model(), &QAbstractItemModel::rowsMoved, q, [this] {
        if (!isFilling)
            tellOrder();
    });
    connect(up, &QToolButton::clicked, q, [this] { move(-1); });
    connect(down, &QToolButton::clicked, q, [this] { move(1); });
    connect(add, &QPushButton::clicked, q, &AccountsDialog::addWanted);
    const auto pass = [this](auto signal) {
        return [this, signal] { Q_EMIT(q->*signal)(q->current()); };
    };
    connect(view, &AccountCardView::signInWanted, q, pass(&AccountsDialog::signInWanted));
    connect(view, &AccountCardView::unlockWanted, q, pass(&AccountsDialog::unlockWanted));
    connect(view, &AccountCardView::removeWanted, q, pass(&AccountsDialog::removeWanted));
    connect(view, &AccountCardView::renamed, q,
        [this](const AccountId &id, const QString &label) { Q_EMIT q->renamed(id, label); });
    connect(view, &AccountCardView::colourChosen, q,
        [this](int colour) { Q_EMIT q->colourChosen(q->current(), colour); });
}

void AccountsDialog::Private::fillList()
{
    isFilling = true;
    const AccountId chosen = q->current();
    if (list->count() != int(cards.size())) {
        list->clear();
        for (size_t i = 0; i < cards.size(); ++i)
            list->addItem(new QListWidgetItem(list));
    }
    for (size_t i = 0; i < cards.size(); ++i) {
        const AccountCard &shown = cards[i];
        QListWidgetItem *item = list->item(int(i));
        item->setData(kIdRole, shown.account.id.value());
        item->setIcon(badgedIcon(shown.iconName, shown.account.colour));
        const bool tellsState = shown.isTroubled || !shown.canBeRemoved;
        const QString below = tellsState    ? shown.state
            : shown.account.login.isEmpty() ? shown.serviceName
                                            : shown.account.login;
        item->setText(shown.account.label + u'\n' + below);
        item->setToolTip(QStringLiteral("%1 – %2").arg(shown.account.label, shown.serviceName).toHtmlEscaped());
        item->setData(Qt::AccessibleTextRole,
            //: spoken for an account in a list: its name, its service, its state, its colour
            tr("%1, %2, %3, %4").arg(shown.account.label, shown.serviceName, shown.state, badgeName(shown.account.colour)));
    }
    q->choose(chosen);
    if (!list->currentItem() && list->count() > 0)
        list->setCurrentRow(0);
    isFilling = false;
}

void AccountsDialog::Private::move(int by)
{
    const int row = list->currentRow();
    const int to = row + by;
    if (row < 0 || to < 0 || to >= list->count())
        return;
    isFilling = true;
    QListWidgetItem *item = list->takeItem(row);
    list->insertItem(to, item);
    list->setCurrentItem(item);
    isFilling = false;
    tellOrder();
}

void AccountsDialog::Private::tellOrder()
{
    std::vector<AccountId> order;
    for (int i = 0; i < list->count(); ++i)
        order.emplace_back(list->item(i)->data(kIdRole).toString());
    update();
    Q_EMIT q->reordered(order);
}

void AccountsDialog::Private::update()
{
    const int row = list->currentRow();
    up->setEnabled(row > 0);
    down->setEnabled(row >= 0 && row < list->count() - 1);
    if (const AccountCard *shown = card(q->current()))
        view->setCard(*shown);
}

const AccountCard *AccountsDialog::Private::card(const AccountId &id) const
{
    const auto found
        = std::find_if(cards.begin(), cards.end(), [&id](const AccountCard &card) { return card.account.id == id; });
    return found == cards.end() ? nullptr : &*found;
}

AccountsDialog::AccountsDialog(QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this))
{
    prepareDialog(this, QStringLiteral("accountsDialog"), tr("Accounts", "title of a dialog"));
    d->build();
}

AccountsDialog::~AccountsDialog() = default;

void AccountsDialog::setCards(std::vector<AccountCard> cards)
{
    d->cards = std::move(cards);
    d->fillList();
    d->update();
}

void AccountsDialog::choose(const AccountId &account)
{
    for (int i = 0; i < d->list->count(); ++i) {
        if (d->list->item(i)->data(kIdRole).toString() == account.value())
            d->list->setCurrentRow(i);
    }
}

AccountId AccountsDialog::current() const
{
    const QListWidgetItem *item = d->list->currentItem();
    return item ? AccountId(item->data(kIdRole).toString()) : AccountId();
}

} // namespace Unbin
