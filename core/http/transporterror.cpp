// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/transporterror.h"

namespace Unbin {

namespace {

using Net = QNetworkReply::NetworkError;

/** Errors of connecting that an open connection never ends with. A time-out or "network error" is not among
 * them. */
bool comesFromConnecting(Net error)
{
    switch (error) {
    case Net::ConnectionRefusedError:
    case Net::HostNotFoundError:
    case Net::SslHandshakeFailedError:
    case Net::ProxyConnectionRefusedError:
    case Net::ProxyNotFoundError:
    case Net::ProxyAuthenticationRequiredError:
        return true;
    default: // an enumeration of Qt's, which may grow
        return false;
    }
}

bool isCertainlyNotSent(const TransportFailure &failure)
{
    switch (failure.sent) {
    case TransportFailure::Sent::No:
        return failure.error != Net::ContentReSendError;
    case TransportFailure::Sent::Maybe:
        return comesFromConnecting(failure.error);
    case TransportFailure::Sent::Yes:
        return false;
    }
    Q_UNREACHABLE();
    return false;
}

Error::Kind kindOf(Net error)
{
    switch (error) {
    case Net::SslHandshakeFailedError:
        return Error::Kind::TlsFailed;
    case Net::TimeoutError:
    case Net::OperationCanceledError:
        return Error::Kind::TimedOut;
    case Net::ProtocolFailure:
    case Net::ProtocolUnknownError:
    case Net::UnknownContentError: // can't be decompressed
        return Error::Kind::BadResponse;
    default:
        return Error::Kind::Unreachable;
    }
}

} // namespace

Error transportError(const TransportFailure &failure)
{
    Error::Kind kind = kindOf(failure.error);
    if (failure.isChange && !isCertainlyNotSent(failure))
        kind = Error::Kind::OutcomeUnknown;
    else if (failure.isChange && kind == Error::Kind::TimedOut)
        kind = Error::Kind::Unreachable; // TimedOut is for requests that change nothing
    return Error::of(kind, failure.detail);
}

bool isStatusError(Net error, int status)
{
    if (error == Net::NoError)
        return status > 0;
    if (error == Net::ContentReSendError)
        return status == 307 || status == 308;
    const bool isAboutContent = error >= Net::ContentAccessDenied;
    return status >= 400 && isAboutContent && error != Net::ProtocolFailure && error != Net::ProtocolUnknownError;
}

} // namespace Unbin
