// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/accountcardview.h"

#include "ui/base/badges.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QButtonGroup>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace Unbin {

namespace {

struct CardWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::AccountCardView)
};

constexpr int kBarSteps = 1000;

} // namespace

QString spaceText(const AccountCard &card)
{
    const QString used = sizeText(card.usedBytes);
    const QString bin = sizeText(card.binBytes);
    if (card.usedBytes < 0)
        //: room in an account; %1 is a size
        return card.binBytes < 0 ? CardWords::tr("Not known") : CardWords::tr("%1 in the bin").arg(bin);
    if (card.totalBytes > 0 && card.binBytes >= 0)
        //: room in an account; sizes: used, in all, in the bin
        return CardWords::tr("%1 of %2 used, %3 in the bin").arg(used, sizeText(card.totalBytes), bin);
    if (card.totalBytes > 0)
        //: room in an account; sizes: used, in all
        return CardWords::tr("%1 of %2 used").arg(used, sizeText(card.totalBytes));
    if (card.binBytes >= 0)
        //: room in an account; sizes: used, in the bin
        return CardWords::tr("%1 used, %2 in the bin").arg(used, bin);
    //: room in an account; %1 is a size
    return CardWords::tr("%1 used").arg(used);
}

AccountCardView::AccountCardView(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_service(makeValue({}, tr("Service", "accessible name of a value"), this))
    , m_person(makeValue({}, tr("Name at the service", "accessible name of a value"), this))
    , m_login(makeValue({}, tr("Signed in as", "accessible name of a value"), this))
    , m_bar(new QProgressBar(this))
    , m_space(makeText({}, this))
    , m_state(makeText({}, this))
    , m_advice(new InlineMessage(QStringLiteral("warning"), {}, this))
{
    m_name->setObjectName(QStringLiteral("accountName"));
    m_name->setMaxLength(80);
    m_login->setObjectName(QStringLiteral("accountLogin"));
    m_state->setObjectName(QStringLiteral("accountState"));
    m_space->setObjectName(QStringLiteral("accountSpace"));
    m_advice->setObjectName(QStringLiteral("accountAdvice"));
    m_bar->setRange(0, kBarSteps);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(m_bar->fontMetrics().height() / 2);
    //: accessible name of a bar
    m_bar->setAccessibleName(tr("Room used"));
    for (QLabel *label : {m_space, m_state})
        label->setMinimumWidth(0);

    auto *rows = new QFormLayout(this);
    rows->setContentsMargins({});
    rows->setVerticalSpacing(10);
    //: labels on the page of an account
    rows->addRow(tr("&Name:"), m_name);
    rows->addRow(tr("Colour:"), makeColours());
    rows->addRow(tr("Service:"), m_service);
    rows->addRow(tr("Signed in as:"), m_login);
    rows->addRow(tr("Called there:"), m_person);
    auto *space = new QVBoxLayout;
    space->addWidget(m_bar);
    space->addWidget(m_space);
    rows->addRow(tr("Room:"), space);
    rows->addRow(tr("State:"), m_state);
    rows->addRow(m_advice);
    rows->addRow(makeActions());
    connect(m_name, &QLineEdit::editingFinished, this, [this] { tellName(); });
}

QWidget *AccountCardView::makeColours()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    auto *group = new QButtonGroup(row);
    for (int colour = 0; colour <= Account::kColours; ++colour) {
        auto *button = new QToolButton(row);
        button->setObjectName(QStringLiteral("colour%1").arg(colour));
        button->setIcon(badgeIcon(colour));
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setToolTip(badgeName(colour));
        button->setAccessibleName(badgeName(colour));
        button->setFocusPolicy(Qt::StrongFocus);
        group->addButton(button, colour);
        layout->addWidget(button);
        m_colours.push_back(button);
    }
    layout->addStretch(1);
    connect(group, &QButtonGroup::idClicked, this, &AccountCardView::colourChosen);
    return row;
}

QWidget *AccountCardView::makeActions()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 6, 0, 0);
    const auto add = [row, layout](const char *name, const QString &iconName, const QString &text) {
        auto *button = new QPushButton(icon(iconName), text, row);
        button->setObjectName(QLatin1String(name));
        button->setAutoDefault(false);
        layout->addWidget(button);
        return button;
    };
    //: buttons on the page of an account
    m_signIn = add("signInAgain", QStringLiteral("sign-in"), tr("&Sign In Again…"));
    m_unlock = add("unlockKeychain", QStringLiteral("lock"), tr("&Unlock the Keychain…"));
    m_remove = add("removeAccount", QStringLiteral("clear"), tr("Re&move…"));
    layout->addStretch(1);
    connect(m_signIn, &QPushButton::clicked, this, &AccountCardView::signInWanted);
    connect(m_unlock, &QPushButton::clicked, this, &AccountCardView::unlockWanted);
    connect(m_remove, &QPushButton::clicked, this, &AccountCardView::removeWanted);
    return row;
}

void AccountCardView::setCard(const AccountCard &card)
{
    const bool isAnother = card.account.id != m_card.account.id;
    if (isAnother)
        tellName(); // what was typed belongs to the one before
    const bool isTyping = m_name->isModified() && !isAnother;
    m_card = card;
    if (!isTyping) {
        m_name->setText(card.account.label);
        m_name->setModified(false);
    }
    for (int colour = 0; colour < int(m_colours.size()); ++colour)
        m_colours[size_t(colour)]->setChecked(colour == card.account.colour);
    m_service->setText(card.serviceName);
    const auto fill = [](QLineEdit *edit, const QString &text) {
        edit->setText(text.isEmpty() ? QStringLiteral("–") : text);
        edit->setCursorPosition(0);
    };
    fill(m_login, card.account.login);
    fill(m_person, card.personName);
    showSpace(card);
    m_state->setText(card.state);
    m_advice->setText(card.advice);
    m_signIn->setVisible(card.canBeRemoved);
    m_unlock->setVisible(card.isLocked);
    m_remove->setVisible(card.canBeRemoved);
}

void AccountCardView::showSpace(const AccountCard &card)
{
    const bool isMeasurable = card.totalBytes > 0 && card.usedBytes >= 0;
    m_bar->setVisible(isMeasurable);
    if (isMeasurable)
        m_bar->setValue(int(double(std::min(card.usedBytes, card.totalBytes)) / double(card.totalBytes) * kBarSteps));
    m_space->setText(spaceText(card));
}

void AccountCardView::tellName()
{
    const QString label = m_name->text().trimmed();
    if (m_name->isModified() && !label.isEmpty() && label != m_card.account.label)
        Q_EMIT renamed(m_card.account.id, label);
    else if (label.isEmpty())
        m_name->setText(m_card.account.label);
    m_name->setModified(false);
}

} // namespace Unbin
