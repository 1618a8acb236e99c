// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/error.h"

#include <QDebug>

#include <array>
#include <utility>

namespace Unbin {

namespace {

using Kind = Error::Kind;

constexpr std::array kNames = {
    std::pair{Kind::Cancelled, "Cancelled"},
    std::pair{Kind::Unreachable, "Unreachable"},
    std::pair{Kind::TimedOut, "TimedOut"},
    std::pair{Kind::OutcomeUnknown, "OutcomeUnknown"},
    std::pair{Kind::TlsFailed, "TlsFailed"},
    std::pair{Kind::SignInNeeded, "SignInNeeded"},
    std::pair{Kind::Forbidden, "Forbidden"},
    std::pair{Kind::NotFound, "NotFound"},
    std::pair{Kind::NameTaken, "NameTaken"},
    std::pair{Kind::ParentMissing, "ParentMissing"},
    std::pair{Kind::Busy, "Busy"},
    std::pair{Kind::RateLimited, "RateLimited"},
    std::pair{Kind::NoRoom, "NoRoom"},
    std::pair{Kind::NameInvalid, "NameInvalid"},
    std::pair{Kind::Changed, "Changed"},
    std::pair{Kind::ServiceFailed, "ServiceFailed"},
    std::pair{Kind::BadResponse, "BadResponse"},
    std::pair{Kind::TooLarge, "TooLarge"},
    std::pair{Kind::Unsupported, "Unsupported"},
    std::pair{Kind::Unsafe, "Unsafe"},
    std::pair{Kind::LocalIo, "LocalIo"},
    std::pair{Kind::Storage, "Storage"},
    std::pair{Kind::KeychainFailed, "KeychainFailed"},
    std::pair{Kind::Internal, "Internal"},
};

struct Traits {
    bool retryable;
    bool answerable;
    bool stopsBatch;
};

Traits traitsOf(Kind kind)
{
    switch (kind) {
    case Kind::Unreachable:
        return {true, false, true};
    case Kind::TimedOut:
    case Kind::Busy:
    case Kind::ServiceFailed:
        return {true, false, false};
    case Kind::RateLimited:
        return {true, false, true};
    case Kind::SignInNeeded:
    case Kind::TlsFailed:
    case Kind::Storage:
        return {false, false, true};
    case Kind::NameTaken:
    case Kind::ParentMissing:
    case Kind::NameInvalid:
        return {false, true, false};
    case Kind::Cancelled:
    case Kind::OutcomeUnknown:
    case Kind::Forbidden:
    case Kind::NotFound:
    case Kind::NoRoom:
    case Kind::Changed:
    case Kind::BadResponse:
    case Kind::TooLarge:
    case Kind::Unsupported:
    case Kind::Unsafe:
    case Kind::LocalIo:
    case Kind::KeychainFailed:
    case Kind::Internal:
        return {false, false, false};
    }
    Q_UNREACHABLE();
    return {false, false, false};
}

} // namespace

bool Error::isRetryable() const { return traitsOf(kind).retryable; }
bool Error::isAnswerable() const { return traitsOf(kind).answerable; }
bool Error::stopsBatch() const { return traitsOf(kind).stopsBatch; }

QLatin1String kindName(Error::Kind kind)
{
    for (const auto &[value, name] : kNames) {
        if (value == kind)
            return QLatin1String(name);
    }
    return {};
}

std::optional<Error::Kind> kindFromName(QStringView name)
{
    for (const auto &[value, text] : kNames) {
        if (name == QLatin1String(text))
            return value;
    }
    return std::nullopt;
}

QDebug operator<<(QDebug debug, const Error &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << kindName(error.kind);
    if (error.httpStatus != 0)
        debug << " http=" << error.httpStatus;
    if (!error.code.isEmpty())
        debug << " code=" << error.code;
    if (!error.requestId.isEmpty())
        debug << " request=" << error.requestId;
    if (!error.detail.isEmpty())
        debug << " (" << error.detail << ')';
    return debug;
}

} // namespace Unbin
