// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/connectaccountdialog.h"

#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/dialogs/signinwaiting.h"
#include "ui/dialogs/tokenform.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>

namespace Unbin {

class ConnectAccountDialog::Private
{
public:
    enum class Step { Browser, Token, Waiting };

    Private(ConnectAccountDialog *dialog, ConnectForm connectForm);

    void build();
    QComboBox *makeServiceChoice();
    void makePages();
    QDialogButtonBox *makeButtons();
    void connectPages();
    void chooseService(size_t index);
    void go(Step to);
    void submit();
    void beginSignIn(SignInWish::Way way);
    void submitToken();
    void setBusy(bool isBusy);
    void update();
    void fit();

    ConnectAccountDialog *q;
    ConnectForm form;
    ServiceChoice service;
    Step step = Step::Browser;
    Step before = Step::Browser; // Waiting goes back there
    bool isBusy = false; // a token is being checked
    QWidget *headline = nullptr;
    QWidget *choiceRow = nullptr;
    QComboBox *serviceBox = nullptr;
    QStackedWidget *pages = nullptr;
    SignInForm *signIn = nullptr;
    TokenForm *token = nullptr;
    SignInWaiting *waiting = nullptr;
    InlineMessage *keychain = nullptr;
    InlineMessage *problem = nullptr;
    QProgressBar *busy = nullptr;
    QPushButton *connectButton = nullptr;
    QPushButton *other = nullptr; // the other way, or back
};

ConnectAccountDialog::Private::Private(ConnectAccountDialog *dialog, ConnectForm connectForm)
    : q(dialog)
    , form(std::move(connectForm))
    , service(form.services.front())
{ }

void ConnectAccountDialog::Private::build()
{
    auto *column = new QVBoxLayout(q);
    column->setSpacing(10);
    headline = makeHeadline(form.again
            //: headline of the dialog for an account whose sign-in ended; %1 is the account
            ? tr("Sign in to “%1” again").arg(nameInSentence(form.again->label))
            //: headline of the dialog for a new account
            : tr("Connect an account"),
        q);
    column->addWidget(headline);
    choiceRow = new QWidget(q);
    auto *rows = new QFormLayout(choiceRow);
    rows->setContentsMargins({});
    //: label of a choice: Box and the like
    rows->addRow(tr("&Service:"), makeServiceChoice());
    column->addWidget(choiceRow);
    makePages();
    column->addWidget(pages);

    const QString note = form.areSecretsLasting
        ? tr("The sign-in is kept in the system keychain and nowhere else.")
        : tr("This system has no keychain, so the sign-in is kept for this session only. You will be asked for it again "
             "the next time Unbin starts.");
    keychain = new InlineMessage(form.areSecretsLasting ? QStringLiteral("lock") : QStringLiteral("info"), note, q);
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
    busy->setMaximumHeight(busy->fontMetrics().height() / 2);
    busy->hide();
    column->addWidget(busy);
    column->addStretch(1);
    column->addWidget(makeButtons());
    connectPages();

    size_t first = 0;
    for (size_t i = 0; i < form.services.size(); ++i) {
        if (form.again && form.services[i].id == form.again->provider)
            first = i;
    }
    serviceBox->setCurrentIndex(int(first));
    serviceBox->setEnabled(!form.again);
    chooseService(first);
}

QComboBox *ConnectAccountDialog::Private::makeServiceChoice()
{
    serviceBox = new QComboBox(q);
    serviceBox->setObjectName(QStringLiteral("service"));
    for (const ServiceChoice &choice : form.services)
        serviceBox->addItem(icon(choice.iconName), choice.name);
    connect(serviceBox, &QComboBox::activated, q, [this](int index) { chooseService(size_t(index)); });
    return serviceBox;
}

void ConnectAccountDialog::Private::makePages()
{
    pages = new QStackedWidget(q);
    signIn = new SignInForm(pages);
    token = new TokenForm(pages);
    waiting = new SignInWaiting(pages);
    for (QWidget *page : {static_cast<QWidget *>(signIn), static_cast<QWidget *>(token), static_cast<QWidget *>(waiting)})
        pages->addWidget(page);
}

QDialogButtonBox *ConnectAccountDialog::Private::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, q);
    connectButton = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    connectButton->setObjectName(QStringLiteral("connect"));
    connectButton->setDefault(true);
    other = buttons->addButton(QString(), QDialogButtonBox::ResetRole);
    other->setObjectName(QStringLiteral("otherWay"));
    other->setAutoDefault(false);
    connect(connectButton, &QPushButton::clicked, q, [this] { submit(); });
    connect(other, &QPushButton::clicked, q, [this] {
        problem->setText({});
        if (step == Step::Waiting) {
            go(before);
            Q_EMIT q->signInGivenUp();
        } else {
            go(step == Step::Browser ? Step::Token : Step::Browser);
        }
    });
    connect(buttons, &QDialogButtonBox::rejected, q, &QDialog::reject);
    return buttons;
}

void ConnectAccountDialog::Private::connectPages()
{
    connect(token, &TokenForm::edited, q, [this] {
        problem->setText({});
        update();
    });
    connect(signIn, &SignInForm::edited, q, [this] { update(); });
    connect(signIn, &SignInForm::sizeChanged, q, [this] { fit(); });
    connect(waiting, &SignInWaiting::openWanted, q, &ConnectAccountDialog::openWanted);
    connect(waiting, &SignInWaiting::codeEntered, q, &ConnectAccountDialog::codeEntered);
    connect(waiting, &SignInWaiting::codeWayWanted, q, [this] {
        Q_EMIT q->signInGivenUp();
        beginSignIn(SignInWish::Way::PastedCode);
    });
}

void ConnectAccountDialog::Private::chooseService(size_t index)
{
    service = form.services[index];
    problem->setText({});
    token->setHelpAddress(service.tokenHelpAddress);
    if (service.signIn)
        signIn->setChoice(service.name, *service.signIn);
    go(service.signIn ? Step::Browser : Step::Token);
    Q_EMIT q->serviceChosen(service.id);
}

void ConnectAccountDialog::Private::go(Step to)
{
    step = to;
    const bool isWaiting = step == Step::Waiting;
    headline->setVisible(!isWaiting); // the page has its own
    choiceRow->setVisible(!isWaiting);
    keychain->setVisible(!isWaiting);
    connectButton->setVisible(!isWaiting);
    other->setVisible(isWaiting || service.signIn.has_value());
    switch (step) {
    case Step::Browser:
        pages->setCurrentWidget(signIn);
        //: buttons of the dialog that connects an account
        connectButton->setText(tr("Sign In with &Browser"));
        other->setText(tr("Use an Access &Token"));
        connectButton->setFocus();
        break;
    case Step::Token:
        pages->setCurrentWidget(token);
        connectButton->setText(form.again ? tr("Sign In") : tr("Connect"));
        other->setText(tr("Sign In with &Browser"));
        token->setFocus();
        break;
    case Step::Waiting:
        pages->setCurrentWidget(waiting);
        other->setText(tr("&Back"));
        break;
    }
    update();
    fit();
}

/** Pages that are not shown take no room. */
void ConnectAccountDialog::Private::fit()
{
    for (int i = 0; i < pages->count(); ++i) {
        const auto policy = i == pages->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        pages->widget(i)->setSizePolicy(QSizePolicy::Preferred, policy);
    }
    pages->updateGeometry();
    if (q->isVisible())
        QMetaObject::invokeMethod(
            q, [this] { q->resize(q->width(), q->sizeHint().height()); }, Qt::QueuedConnection);
}

void ConnectAccountDialog::Private::update()
{
    serviceBox->setEnabled(!isBusy && !form.again);
    other->setEnabled(!isBusy);
    connectButton->setEnabled(
        !isBusy && (step == Step::Browser ? signIn->isComplete() : !token->token().isEmpty()));
}

void ConnectAccountDialog::Private::submit()
{
    problem->setText({});
    if (step == Step::Browser)
        beginSignIn(SignInWish::Way::Return);
    else
        submitToken();
}

void ConnectAccountDialog::Private::beginSignIn(SignInWish::Way way)
{
    before = Step::Browser;
    waiting->prepare(service.name, service.signIn->canShowCode);
    go(Step::Waiting);
    Q_EMIT q->signInWanted(service.id, {.application = signIn->application(), .way = way});
}

void ConnectAccountDialog::Private::submitToken()
{
    if (!token->looksLikeToken()) {
        problem->setText(tr("This doesn't look like a token: it holds spaces or letters that no token has."));
        token->startOver();
        return;
    }
    setBusy(true);
    Q_EMIT q->tokenEntered(service.id, token->token().toLatin1());
}

void ConnectAccountDialog::Private::setBusy(bool busyNow)
{
    isBusy = busyNow;
    busy->setVisible(isBusy);
    token->setBusy(isBusy);
    update();
}

ConnectAccountDialog::ConnectAccountDialog(ConnectForm form, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, std::move(form)))
{
    prepareDialog(this, QStringLiteral("connectAccountDialog"),
        //: titles of a dialog
        d->form.again ? tr("Sign In Again") : tr("Connect Account"));
    d->build();
    connect(this, &QDialog::finished, this, [this] {
        if (d->step == Private::Step::Waiting)
            Q_EMIT signInGivenUp();
        d->token->forget();
        d->signIn->forget();
        d->waiting->forget();
    });
}

ConnectAccountDialog::~ConnectAccountDialog() = default;

const ProviderId &ConnectAccountDialog::service() const
{
    return d->service.id;
}

void ConnectAccountDialog::setApplication(const ProviderId &service, const OAuthApplication &application)
{
    if (service == d->service.id)
        d->signIn->setApplication(application);
}

void ConnectAccountDialog::showPage(const SignInPage &page, bool isOpened)
{
    d->waiting->showPage(page.address, page.way == SignInWish::Way::PastedCode, isOpened, page.unusualRedirect);
    d->fit();
}

void ConnectAccountDialog::showFinishing()
{
    d->waiting->showFinishing();
    d->other->setEnabled(true);
    raise();
    activateWindow(); // the user comes from the browser
}

void ConnectAccountDialog::refuseCode()
{
    d->waiting->refuseCode();
}

void ConnectAccountDialog::refuse(const Error &error)
{
    d->setBusy(false);
    if (d->step == Private::Step::Waiting)
        d->go(d->before);
    d->problem->setText(connectErrorText(error));
    d->fit();
    if (d->step == Private::Step::Token)
        d->token->startOver();
}

} // namespace Unbin
