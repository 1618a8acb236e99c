// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/oauth/oauthservice.h"

#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace Unbin {

class InlineMessage;

/** What a service's browser sign-in asks for and needs, as SignInOffer tells it. */
struct SignInChoice {
    QStringList permissions;
    OAuthApplication application; ///< to begin with; without id the user must bring one
    OAuthService::Secret secret = OAuthService::Secret::None;
    QString applicationAddress;
    QString applicationHelp;
    bool canShowCode = false; ///< the service may show a code to be pasted
};

/**
 * Before the browser opens: what Unbin will be allowed to do, and, where the build has none or the user wants so, the
 * application to sign in with.
 */
class SignInForm : public QWidget
{
    Q_OBJECT
public:
    explicit SignInForm(QWidget *parent = nullptr);

    void setChoice(const QString &serviceName, const SignInChoice &choice);
    /** From the keychain, a moment later; does not take the place of what was typed meanwhile. */
    void setApplication(const OAuthApplication &application);
    /** As typed, or as given. */
    OAuthApplication application() const;
    /** Everything that the service needs is there. */
    bool isComplete() const;
    void forget();

Q_SIGNALS:
    void edited();
    void sizeChanged(); ///< shows more or less than before

private:
    void buildApplication();
    void showApplication(bool isShown);

    SignInChoice m_choice;
    QLabel *m_asks;
    QLabel *m_permissions;
    QToolButton *m_own;
    QWidget *m_fields;
    QLineEdit *m_id;
    QLabel *m_secretLabel;
    QLineEdit *m_secret;
    QLabel *m_help;
    QLineEdit *m_address;
    bool m_isTyped = false;
};

} // namespace Unbin
