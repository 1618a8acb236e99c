// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/accountcards.h"

#include "ui/base/errortext.h"

#include <QCoreApplication>

namespace Unbin {

namespace {

struct CardWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::AccountsDialog)
};

QString signInAdvice(const std::optional<Error> &error)
{
    const QString code = error ? error->code : QString();
    if (code == QLatin1String("answer-lost"))
        return CardWords::tr("The connection was lost just when the service renewed the sign-in, so the new one never "
                             "arrived. Sign in again; nothing else is lost.");
    if (code == QLatin1String("invalid_grant"))
        return CardWords::tr("The service ended the sign-in: after a long time, a changed password, or because it was "
                             "withdrawn. Sign in again, and waiting work goes on.");
    if (code == QLatin1String("invalid_client"))
        return CardWords::tr("The service no longer accepts the application that was used. Sign in again with another one.");
    return CardWords::tr("Sign in again, and waiting work goes on.");
}

QString keychainAdvice(const std::optional<Error> &error)
{
    if (error && error->code == QLatin1String("absent"))
        return CardWords::tr("The sign-in is in a keychain that is not running now. Start it and Unbin again, or sign in for "
                             "this session.");
    return CardWords::tr("The sign-in is in the keychain, which is locked. Nothing is lost.");
}

} // namespace

AccountCard accountCard(const Account &account, const ProviderInfo *kind, const AccountStatus &status)
{
    AccountCard card{.account = account, .canBeRemoved = kind && kind->needsToken};
    card.serviceName = kind ? kind->name : account.provider.value();
    card.iconName = kind ? kind->iconName : QStringLiteral("account");
    if (status.facts) {
        card.personName = status.facts->displayName;
        card.totalBytes = status.facts->totalBytes;
        card.usedBytes = status.facts->usedBytes;
        card.binBytes = status.facts->binBytes;
    }
    switch (status.state) {
    case AccountStatus::State::Starting:
        card.state = CardWords::tr("Signing in…", "state of an account");
        return card;
    case AccountStatus::State::SignInNeeded:
        card.state = CardWords::tr("Signed out", "state of an account");
        card.advice = signInAdvice(status.error);
        card.isTroubled = true;
        card.needsSignIn = true;
        return card;
    case AccountStatus::State::KeychainLocked:
        card.state = CardWords::tr("Waiting for the keychain", "state of an account");
        card.advice = keychainAdvice(status.error);
        card.isTroubled = true;
        card.isLocked = true;
        return card;
    case AccountStatus::State::SignedIn:
        break;
    }
    if (!card.canBeRemoved)
        card.state = CardWords::tr("Always there", "state of the account for this computer's trash");
    else if (status.isForSessionOnly)
        card.state = CardWords::tr("Signed in for this session only", "state of an account");
    else
        card.state = CardWords::tr("Signed in", "state of an account");
    if (status.isForSessionOnly && card.canBeRemoved)
        card.advice = CardWords::tr("No keychain took the sign-in, so it ends with this session.");
    else if (status.error)
        card.advice = (errorText(*status.error) + u' ' + errorAdvice(*status.error)).trimmed();
    card.isTroubled = status.error.has_value();
    return card;
}

} // namespace Unbin
