// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/connectaccountdialog.h"

#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>

namespace Unbin {

namespace {

struct ConnectWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::ConnectAccountDialog)
};

/** Tokens are visible ASCII (RFC 6750); anything else was copied along by mistake. */
bool looksLikeToken(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

} // namespace

QString connectErrorText(const Error &error)
{
    if (error.kind == Error::Kind::SignInNeeded || error.kind == Error::Kind::Forbidden)
        return ConnectWords::tr(
            "The service doesn't accept this token. It may have expired: get a new one and paste it here.");
    if (error.kind == Error::Kind::NameTaken)
        return ConnectWords::tr("This account is connected already.");
    if (error.kind == Error::Kind::Changed)
        return ConnectWords::tr("This token belongs to another account.");
    //: %1 is a sentence that says what went wrong, %2 one that says what to do
    return ConnectWords::tr("%1 %2", "error and advice").arg(errorText(error), errorAdvice(error)).trimmed();
}

class ConnectAccountDialog::Private
{
public:
    Private(ConnectAccountDialog *dialog, ConnectForm connectForm);

    void build();
    QWidget *makeServiceChoice();
    QWidget *makeTokenRow();
    QWidget *makeHelpRow();
    QDialogButtonBox *makeButtons();
    void showService();
    void submit();
    void setBusy(bool isBusy);
    QString token() const { return tokenEdit->text().trimmed(); }

    ConnectAccountDialog *q;
    ConnectForm form;
    ServiceChoice service;
    QComboBox *serviceBox = nullptr;
    QLineEdit *tokenEdit = nullptr;
    QPushButton *paste = nullptr;
    QLineEdit *address = nullptr;
    QWidget *help = nullptr;
    QProgressBar *busy = nullptr;
    InlineMessage *problem = nullptr;
    QPushButton *connectButton = nullptr;
};

ConnectAccountDialog::Private::Private(ConnectAccountDialog *dialog, ConnectForm connectForm)
    : q(dialog)
    , form(std::move(connectForm))
    , service(form.services.front())
{
    for (const ServiceChoice &choice : form.services) {
        if (form.again && choice.id == form.again->provider)
            service = choice;
    }
}

void ConnectAccountDialog::Private::build()
{
    auto *column = new QVBoxLayout(q);
    column->addWidget(makeHeadline(form.again
            //: headline of the dialog for an account whose token died; %1 is the account
            ? tr("Sign in to “%1” again").arg(nameInSentence(form.again->label))
            //: headline of the dialog for a new account
            : tr("Connect an account with an access token"),
        q));

    auto *rows = new QFormLayout;
    rows->setVerticalSpacing(10);
    //: label of a choice: Box and the like
    rows->addRow(tr("&Service:"), makeServiceChoice());
    //: label of a field
    auto *tokenLabel = new QLabel(tr("Access &token:"), q);
    QWidget *tokenRow = makeTokenRow();
    tokenLabel->setBuddy(tokenEdit);
    rows->addRow(tokenLabel, tokenRow);
    help = makeHelpRow();
    //: label of an address where the service hands out tokens
    rows->addRow(tr("Get one at:"), help);
    column->addLayout(rows);

    const QString note = form.areSecretsLasting
        ? tr("The token is kept in the system keychain and nowhere else.")
        : tr("This system has no keychain, so the token is kept for this session only. You will be asked for "
             "it again "
             "the next time Unbin starts.");
    auto *keychain
        = new InlineMessage(form.areSecretsLasting ? QStringLiteral("lock") : QStringLiteral("info"), note, q);
    keychain->setObjectName(QStringLiteral("keychainNote"));
    column->addWidget(keychain);
    problem = new InlineMessage(QStringLiteral("error"), {}, q);
    problem->setObjectName(QStringLiteral("connectProblem"));
    column->addWidget(problem);
    busy = new QProgressBar(q);
    busy->setRange(0, 0);
    busy->setTextVisible(false);
    //: accessible name of a bar that moves while a token is being checked
    busy->setAccessibleName(tr("Checking the token"));
    QSizePolicy policy = busy->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    busy->setSizePolicy(policy);
    busy->setMaximumHeight(busy->fontMetrics().height() / 2);
    busy->hide();
    column->addWidget(busy);
    column->addStretch(1);
    column->addWidget(makeButtons());
    showService();
    tokenEdit->setFocus();
}

QWidget *ConnectAccountDialog::Private::makeServiceChoice()
{
    serviceBox = new QComboBox(q);
    serviceBox->setObjectName(QStringLiteral("service"));
    for (const ServiceChoice &choice : form.services)
        serviceBox->addItem(icon(choice.iconName), choice.name);
    const auto chosen = std::find_if(form.services.begin(), form.services.end(),
        [this](const ServiceChoice &choice) { return choice.id == service.id; });
    serviceBox->setCurrentIndex(int(chosen - form.services.begin()));
    serviceBox->setEnabled(!form.again);
    connect(serviceBox, &QComboBox::currentIndexChanged, q, [this](int index) {
        service = form.services[size_t(index)];
        showService();
    });
    return serviceBox;
}

QWidget *ConnectAccountDialog::Private::makeTokenRow()
{
    auto *row = new QWidget(q);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    tokenEdit = new QLineEdit(row);
    tokenEdit->setObjectName(QStringLiteral("token"));
    tokenEdit->setAccessibleName(tr("Access token", "accessible name of a field"));
    tokenEdit->setEchoMode(QLineEdit::Password);
    tokenEdit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    tokenEdit->setMinimumWidth(tokenEdit->fontMetrics().averageCharWidth() * 40);
    layout->addWidget(tokenEdit, 1);
    //: button that fills the token field from the clipboard
    paste = new QPushButton(icon(QStringLiteral("paste")), tr("&Paste"), row);
    paste->setObjectName(QStringLiteral("paste"));
    paste->setAutoDefault(false);
    layout->addWidget(paste);
    connect(paste, &QPushButton::clicked, q, [this] {
        tokenEdit->setText(QGuiApplication::clipboard()->text().trimmed());
        tokenEdit->setFocus();
    });
    connect(tokenEdit, &QLineEdit::textChanged, q, [this] {
        problem->setText({});
        connectButton->setEnabled(!token().isEmpty());
    });
    return row;
}

QWidget *ConnectAccountDialog::Private::makeHelpRow()
{
    auto *row = new QWidget(q);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    //: accessible name of an address
    address = makeValue({}, tr("Address where the service hands out tokens"), row);
    address->setObjectName(QStringLiteral("tokenHelpAddress"));
    layout->addWidget(address, 1);
    //: button that opens an address in the browser
    auto *open = new QPushButton(icon(QStringLiteral("open")), tr("&Open"), row);
    open->setObjectName(QStringLiteral("openTokenHelp"));
    open->setAutoDefault(false);
    layout->addWidget(open);
    connect(open, &QPushButton::clicked, q, [this] { QDesktopServices::openUrl(QUrl(address->text())); });
    return row;
}

QDialogButtonBox *ConnectAccountDialog::Private::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, q);
    connectButton = buttons->addButton(
        //: buttons of the dialog that takes an access token
        form.again ? tr("Sign In") : tr("Connect"), QDialogButtonBox::AcceptRole);
    connectButton->setObjectName(QStringLiteral("connect"));
    connectButton->setDefault(true);
    connectButton->setEnabled(false);
    connect(connectButton, &QPushButton::clicked, q, [this] { submit(); });
    connect(buttons, &QDialogButtonBox::rejected, q, &QDialog::reject);
    return buttons;
}

void ConnectAccountDialog::Private::showService()
{
    address->setText(service.tokenHelpAddress);
    address->setCursorPosition(0);
    address->setToolTip(service.tokenHelpAddress.toHtmlEscaped());
    help->setEnabled(!service.tokenHelpAddress.isEmpty());
}

void ConnectAccountDialog::Private::submit()
{
    if (!looksLikeToken(token())) {
        problem->setText(tr("This doesn't look like a token: it holds spaces or letters that no token has."));
        tokenEdit->selectAll();
        tokenEdit->setFocus();
        return;
    }
    setBusy(true);
    Q_EMIT q->tokenEntered(service.id, token().toLatin1());
}

void ConnectAccountDialog::Private::setBusy(bool isBusy)
{
    busy->setVisible(isBusy);
    tokenEdit->setEnabled(!isBusy);
    paste->setEnabled(!isBusy);
    serviceBox->setEnabled(!isBusy && !form.again);
    connectButton->setEnabled(!isBusy && !token().isEmpty());
}

ConnectAccountDialog::ConnectAccountDialog(ConnectForm form, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, std::move(form)))
{
    prepareDialog(this, QStringLiteral("connectAccountDialog"),
        //: titles of a dialog
        d->form.again ? tr("Sign In Again") : tr("Connect Account"));
    d->build();
    connect(this, &QDialog::finished, this, [this] { d->tokenEdit->clear(); });
}

ConnectAccountDialog::~ConnectAccountDialog() = default;

void ConnectAccountDialog::refuse(const Error &error)
{
    d->setBusy(false);
    d->problem->setText(connectErrorText(error));
    d->tokenEdit->selectAll();
    d->tokenEdit->setFocus();
}

} // namespace Unbin
