// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/signinform.h"

#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QDesktopServices>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace Unbin {

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent)
    , m_asks(makeText({}, this))
    , m_permissions(makeText({}, this))
    , m_own(new QToolButton(this))
    , m_fields(new QWidget(this))
{
    m_permissions->setObjectName(QStringLiteral("permissions"));
    //: accessible name of a list of permissions
    m_permissions->setAccessibleName(tr("What is asked for"));
    m_permissions->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_permissions->setIndent(fontMetrics().averageCharWidth() * 2);
    m_own->setObjectName(QStringLiteral("ownApplication"));
    //: button that shows or hides the fields for an OAuth application of the user's own
    m_own->setText(tr("&Your own application"));
    m_own->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_own->setArrowType(Qt::RightArrow);
    m_own->setCheckable(true);
    m_own->setAutoRaise(true);
    buildApplication();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_asks);
    column->addWidget(m_permissions);
    column->addWidget(m_own, 0, Qt::AlignLeading);
    column->addWidget(m_fields);
    column->addStretch(1);
    connect(m_own, &QToolButton::toggled, this, [this](bool isOn) { showApplication(isOn); });
    m_fields->hide();
}

void SignInForm::buildApplication()
{
    m_help = makeNote({}, m_fields);
    m_help->setObjectName(QStringLiteral("applicationHelp"));
    //: accessible name of a text
    m_help->setAccessibleName(tr("How to make an application of your own"));
    m_help->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_id = new QLineEdit(m_fields);
    m_id->setObjectName(QStringLiteral("clientId"));
    m_id->setAccessibleName(tr("Client ID", "accessible name of a field"));
    m_secret = new QLineEdit(m_fields);
    m_secret->setObjectName(QStringLiteral("clientSecret"));
    m_secret->setAccessibleName(tr("Client secret", "accessible name of a field"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    //: accessible name of an address
    m_address = makeValue({}, tr("Address where the service registers applications"), m_fields);
    m_address->setObjectName(QStringLiteral("applicationAddress"));
    //: button that opens an address in the browser
    auto *open = new QPushButton(icon(QStringLiteral("open")), tr("&Open"), m_fields);
    open->setObjectName(QStringLiteral("openApplicationHelp"));
    open->setAutoDefault(false);
    auto *addressRow = new QHBoxLayout;
    addressRow->addWidget(m_address, 1);
    addressRow->addWidget(open);

    auto *rows = new QFormLayout(m_fields);
    rows->setContentsMargins(fontMetrics().averageCharWidth() * 2, 0, 0, 0);
    rows->setVerticalSpacing(8);
    rows->addRow(m_help);
    //: label of an address
    rows->addRow(tr("Make one at:"), addressRow);
    //: label of a field
    auto *idLabel = new QLabel(tr("Client &ID:"), m_fields);
    idLabel->setBuddy(m_id);
    rows->addRow(idLabel, m_id);
    //: label of a field
    m_secretLabel = new QLabel(tr("Client s&ecret:"), m_fields);
    m_secretLabel->setBuddy(m_secret);
    rows->addRow(m_secretLabel, m_secret);

    connect(open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl(m_address->text())); });
    for (QLineEdit *edit : {m_id, m_secret}) {
        connect(edit, &QLineEdit::textEdited, this, [this] { m_isTyped = true; });
        connect(edit, &QLineEdit::textChanged, this, &SignInForm::edited);
    }
}

void SignInForm::setChoice(const QString &serviceName, const SignInChoice &choice)
{
    m_choice = choice;
    m_isTyped = false;
    //: before a list of permissions; %1 is a service such as Box
    m_asks->setText(tr("%1 will ask you to let Unbin:").arg(serviceName));
    QStringList lines;
    for (const QString &permission : choice.permissions)
        lines += QStringLiteral("• ") + permission;
    m_permissions->setText(lines.join(u'\n'));
    m_permissions->setAccessibleDescription(lines.join(u'\n'));
    m_help->setText(choice.applicationHelp);
    m_address->setText(choice.applicationAddress);
    m_address->setCursorPosition(0);
    const bool takesSecret = choice.secret != OAuthService::Secret::None;
    m_secretLabel->setVisible(takesSecret);
    m_secret->setVisible(takesSecret);
    m_secret->setPlaceholderText(choice.secret == OAuthService::Secret::Optional
            ? tr("If the application has one", "hint in an empty field")
            : QString());
    m_id->setText(choice.application.id);
    m_secret->setText(QString::fromUtf8(choice.application.secret));
    m_own->setChecked(choice.application.id.isEmpty());
    showApplication(m_own->isChecked());
}

void SignInForm::setApplication(const OAuthApplication &application)
{
    if (m_isTyped || application.id.isEmpty())
        return;
    m_id->setText(application.id);
    m_secret->setText(QString::fromUtf8(application.secret));
    if (isComplete())
        m_own->setChecked(false);
}

OAuthApplication SignInForm::application() const
{
    return {m_id->text().trimmed(), m_secret->text().trimmed().toUtf8()};
}

bool SignInForm::isComplete() const
{
    const OAuthApplication now = application();
    return !now.id.isEmpty() && (m_choice.secret != OAuthService::Secret::Needed || !now.secret.isEmpty());
}

void SignInForm::forget()
{
    m_secret->clear();
}

void SignInForm::showApplication(bool isShown)
{
    m_own->setArrowType(isShown ? Qt::DownArrow
            : isRightToLeft()   ? Qt::LeftArrow
                                : Qt::RightArrow);
    m_fields->setVisible(isShown);
    Q_EMIT sizeChanged();
}

} // namespace Unbin
