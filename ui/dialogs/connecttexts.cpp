// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/errortext.h"
#include "ui/dialogs/connectaccountdialog.h"

namespace Unbin {

namespace {

struct ConnectWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::ConnectAccountDialog)
};

/** What an OAuth code of a refusal means for the person in front of it. */
QString refusalText(const Error &error)
{
    if (error.code == QLatin1String("invalid_client") || error.code == QLatin1String("unauthorized_client"))
        return ConnectWords::tr("The service doesn't accept the application: check its client ID and secret.");
    if (error.code == QLatin1String("invalid_grant"))
        return ConnectWords::tr("The service no longer accepts the code, for codes are good for a short while only. Try "
                                "again.");
    if (error.code == QLatin1String("invalid_scope") || error.code == QLatin1String("consent_required"))
        return ConnectWords::tr("The service doesn't grant this application what it needs. An administrator may have to "
                                "allow it, or its settings lack a permission.");
    return {};
}

} // namespace

QString connectErrorText(const Error &error)
{
    if (error.kind == Error::Kind::Cancelled && error.code == QLatin1String("access_denied"))
        return ConnectWords::tr("You didn't allow Unbin in, so nothing was connected.");
    if (error.kind == Error::Kind::TimedOut)
        return ConnectWords::tr("Nobody came back from the browser in time. Try again whenever you like.");
    if (error.kind == Error::Kind::Busy && error.code == QLatin1String("port")) {
        //: %1 are port numbers
        return ConnectWords::tr("Another program uses what the browser would come back through (port %1). Close it, then "
                                "try again.")
            .arg(error.detail);
    }
    if (error.kind == Error::Kind::TlsFailed) {
        //: %1 is a host and why its certificate was refused
        return ConnectWords::tr("The connection is not secure, so nothing was sent. %1").arg(error.detail);
    }
    if (const QString text = refusalText(error); !text.isEmpty())
        return text;
    if (error.kind == Error::Kind::SignInNeeded || error.kind == Error::Kind::Forbidden) {
        return error.code.isEmpty()
            ? ConnectWords::tr(
                "The service doesn't accept this token. It may have expired: get a new one and paste it here.")
            //: %1 is the service's own word for it
            : ConnectWords::tr("The service refused the sign-in (%1).").arg(error.code);
    }
    if (error.kind == Error::Kind::NameTaken)
        return ConnectWords::tr("This account is connected already.");
    if (error.kind == Error::Kind::Changed)
        return ConnectWords::tr("This sign-in belongs to another account. Sign in to the one named above, or add the other "
                                "one as a new account.");
    //: %1 is a sentence that says what went wrong, %2 one that says what to do
    return ConnectWords::tr("%1 %2", "error and advice").arg(errorText(error), errorAdvice(error)).trimmed();
}

} // namespace Unbin
