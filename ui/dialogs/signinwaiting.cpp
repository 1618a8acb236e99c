// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/signinwaiting.h"

#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace Unbin {

SignInWaiting::SignInWaiting(QWidget *parent)
    : QWidget(parent)
    , m_headline(makeHeadline({}, this))
    , m_text(makeText({}, this))
    , m_codeRow(new QWidget(this))
    , m_code(new QLineEdit(this))
    , m_note(new InlineMessage(QStringLiteral("info"), {}, this))
    , m_busy(new QProgressBar(this))
{
    m_text->setObjectName(QStringLiteral("signInText"));
    m_code->setObjectName(QStringLiteral("signInCode"));
    //: accessible name of a field
    m_code->setAccessibleName(tr("Code from the page in the browser"));
    m_code->setPlaceholderText(tr("Code from the page", "hint in an empty field"));
    //: button that hands over a code copied from a web page
    m_takeCode = new QPushButton(tr("Co&ntinue"), this);
    m_takeCode->setObjectName(QStringLiteral("takeCode"));
    m_takeCode->setEnabled(false);
    auto *codeLayout = new QHBoxLayout(m_codeRow);
    codeLayout->setContentsMargins({});
    codeLayout->addWidget(m_code, 1);
    codeLayout->addWidget(m_takeCode);
    m_note->setObjectName(QStringLiteral("signInNote"));
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setMaximumHeight(m_busy->fontMetrics().height() / 2);
    //: accessible name of a bar that moves while the user is in the browser
    m_busy->setAccessibleName(tr("Waiting for the browser"));

    const auto makeButton = [this](const char *name, const QString &iconName, const QString &text) {
        auto *button = new QPushButton(icon(iconName), text, this);
        button->setObjectName(QLatin1String(name));
        button->setAutoDefault(false);
        return button;
    };
    //: buttons beside a page that should have opened in the browser
    m_open = makeButton("openAgain", QStringLiteral("open"), tr("&Open Again"));
    m_copy = makeButton("copyLink", QStringLiteral("copy"), tr("Copy &Link"));
    //: button for services that show a code to copy instead of coming back by themselves
    m_codeWay = makeButton("codeWay", QStringLiteral("paste"), tr("The Page Shows a Co&de…"));
    auto *links = new QHBoxLayout;
    links->addWidget(m_open);
    links->addWidget(m_copy);
    links->addWidget(m_codeWay);
    links->addStretch(1);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(m_headline);
    column->addWidget(m_text);
    column->addWidget(m_codeRow);
    column->addWidget(m_note);
    column->addLayout(links);
    column->addWidget(m_busy);
    column->addStretch(1);

    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openWanted(m_address); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_address.toString(QUrl::FullyEncoded));
        m_note->setText(tr("The link is copied. Paste it into any browser on this computer."));
    });
    connect(m_codeWay, &QPushButton::clicked, this, &SignInWaiting::codeWayWanted);
    connect(m_code, &QLineEdit::textChanged, this,
        [this](const QString &text) { m_takeCode->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_code, &QLineEdit::returnPressed, m_takeCode, &QPushButton::click);
    connect(m_takeCode, &QPushButton::clicked, this, [this] { Q_EMIT codeEntered(m_code->text()); });
}

void SignInWaiting::prepare(const QString &serviceName, bool canShowCode)
{
    m_service = serviceName;
    m_canShowCode = canShowCode;
    m_headline->setText(tr("Continue in your browser", "headline of a dialog"));
    m_text->setText({});
    m_note->setText({});
    m_code->clear();
    m_codeRow->hide();
    for (QPushButton *button : {m_open, m_copy, m_codeWay})
        button->hide();
    m_busy->show();
}

void SignInWaiting::showPage(const QUrl &address, bool wantsCode, bool isOpened, const QString &unusualRedirect)
{
    m_address = address;
    if (wantsCode) {
        //: %1 is a service such as Box
        m_text->setText(tr("A page of %1 has been opened. Sign in there, allow access, and copy the code that it shows "
                           "into this field.")
                            .arg(m_service));
    } else {
        //: %1 is a service such as Box
        m_text->setText(tr("A page of %1 has been opened. Sign in there and allow access; Unbin notices by itself, "
                           "within five minutes.")
                            .arg(m_service));
    }
    m_text->setAccessibleName(m_text->text());
    if (!isOpened)
        m_note->setText(tr("No browser could be opened. Copy the link and paste it into one on this computer."));
    else if (!unusualRedirect.isEmpty())
        //: %1 is an address on this computer
        m_note->setText(tr("The usual port is taken by another program, so %1 is used. If the page says that this address "
                           "is not registered, close the other program and try again.")
                            .arg(unusualRedirect));
    m_codeRow->setVisible(wantsCode);
    m_busy->setVisible(!wantsCode);
    m_open->show();
    m_copy->show();
    m_codeWay->setVisible(m_canShowCode && !wantsCode);
    if (wantsCode)
        m_code->setFocus();
    else
        m_copy->setFocus();
}

void SignInWaiting::showFinishing()
{
    m_headline->setText(tr("Finishing the sign-in…", "headline of a dialog"));
    m_text->setText({});
    m_note->setText({});
    m_codeRow->hide();
    for (QPushButton *button : {m_open, m_copy, m_codeWay})
        button->hide();
    m_busy->show();
}

void SignInWaiting::refuseCode()
{
    m_note->setText(tr("This doesn't look like a code: copy exactly what the page shows."));
    m_code->selectAll();
    m_code->setFocus();
}

void SignInWaiting::forget()
{
    m_code->clear();
    m_address.clear();
}

} // namespace Unbin
