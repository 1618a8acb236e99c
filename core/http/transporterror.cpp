// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/transporterror.h"

namespace Unbin {

namespace {

using Net = QNetworkReply::NetworkError;

/** Errors of finding and reaching the other side. An unlisted one counts as "may have been sent". */
bool comesBeforeSending(Net error)
{
    switch (error) {
    case Net::ConnectionRefusedError:
    case Net::HostNotFoundError:
    case Net::SslHandshakeFailedError:
    case Net::TimeoutError:
    case Net::OperationCanceledError: // our deadline, while still connecting
    case Net::TemporaryNetworkFailureError:
    case Net::NetworkSessionFailedError:
    case Net::BackgroundRequestNotAllowedError:
    case Net::UnknownNetworkError: // network or host unreachable
    case Net::ProxyConnectionRefusedError:
    case Net::ProxyConnectionClosedError:
    case Net::ProxyNotFoundError:
    case Net::ProxyTimeoutError:
    case Net::ProxyAuthenticationRequiredError:
    case Net::UnknownProxyError:
        return true;
    default: // an enumeration of Qt's, which may grow
        return false;
    }
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
    if (failure.isChange) {
        if (failure.maybeSent || !comesBeforeSending(failure.error))
            kind = Error::Kind::OutcomeUnknown;
        else if (kind == Error::Kind::TimedOut)
            kind = Error::Kind::Unreachable;
    }
    return Error::of(kind, failure.detail);
}

bool isStatusError(Net error, int status)
{
    if (error == Net::NoError)
        return status > 0;
    const bool isAboutContent = error >= Net::ContentAccessDenied && error != Net::ContentReSendError;
    return status >= 400 && isAboutContent && error != Net::ProtocolFailure
        && error != Net::ProtocolUnknownError;
}

} // namespace Unbin
