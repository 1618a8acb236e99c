// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/tokenform.h"

#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

#include <algorithm>

namespace Unbin {

TokenForm::TokenForm(QWidget *parent)
    : QWidget(parent)
    , m_token(new QLineEdit(this))
    , m_help(new QWidget(this))
{
    m_token->setObjectName(QStringLiteral("token"));
    m_token->setAccessibleName(tr("Access token", "accessible name of a field"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_token->setMinimumWidth(m_token->fontMetrics().averageCharWidth() * 40);
    //: button that fills the token field from the clipboard
    m_paste = new QPushButton(icon(QStringLiteral("paste")), tr("&Paste"), this);
    m_paste->setObjectName(QStringLiteral("paste"));
    m_paste->setAutoDefault(false);
    auto *tokenRow = new QHBoxLayout;
    tokenRow->addWidget(m_token, 1);
    tokenRow->addWidget(m_paste);

    //: accessible name of an address
    m_address = makeValue({}, tr("Address where the service hands out tokens"), m_help);
    m_address->setObjectName(QStringLiteral("tokenHelpAddress"));
    //: button that opens an address in the browser
    auto *open = new QPushButton(icon(QStringLiteral("open")), tr("&Open"), m_help);
    open->setObjectName(QStringLiteral("openTokenHelp"));
    open->setAutoDefault(false);
    auto *helpRow = new QHBoxLayout(m_help);
    helpRow->setContentsMargins({});
    helpRow->addWidget(m_address, 1);
    helpRow->addWidget(open);

    auto *rows = new QFormLayout(this);
    rows->setContentsMargins({});
    rows->setVerticalSpacing(10);
    //: label of a field
    auto *label = new QLabel(tr("Access &token:"), this);
    label->setBuddy(m_token);
    rows->addRow(label, tokenRow);
    //: label of an address where the service hands out tokens
    rows->addRow(tr("Get one at:"), m_help);
    setFocusProxy(m_token);

    connect(m_paste, &QPushButton::clicked, this, [this] {
        m_token->setText(QGuiApplication::clipboard()->text().trimmed());
        m_token->setFocus();
    });
    connect(open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl(m_address->text())); });
    connect(m_token, &QLineEdit::textChanged, this, &TokenForm::edited);
}

void TokenForm::setHelpAddress(const QString &address)
{
    m_address->setText(address);
    m_address->setCursorPosition(0);
    m_address->setToolTip(address.toHtmlEscaped());
    m_help->setEnabled(!address.isEmpty());
}

QString TokenForm::token() const
{
    return m_token->text().trimmed();
}

bool TokenForm::looksLikeToken() const
{
    const QString text = token();
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

void TokenForm::forget()
{
    m_token->clear();
}

void TokenForm::startOver()
{
    m_token->selectAll();
    m_token->setFocus();
}

void TokenForm::setBusy(bool isBusy)
{
    m_token->setEnabled(!isBusy);
    m_paste->setEnabled(!isBusy);
}

} // namespace Unbin
