// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace Unbin {

/**
 * Why something could not be done. A value; carried by Result<T>.
 *
 * The kind is closed: who shows errors to people switches over it exhaustively, without a default. Provider wording
 * goes to detail, which is for logs and for "Details", never for deciding.
 */
struct Error {
    enum class Kind {
        Cancelled, ///< the user, or the end of the program, stopped it
        Unreachable, ///< no connection: host not found, refused, no network; nothing was sent or nothing changed
        TimedOut, ///< a request that changes nothing took too long
        OutcomeUnknown, ///< a changing request was sent and its reply was lost: look at the item before anything else
        TlsFailed, ///< the certificate was refused; detail names host and reason
        SignInNeeded, ///< the token is dead and could not be renewed
        Forbidden, ///< no right to do this
        NotFound, ///< the item is not there (any more)
        NameTaken, ///< something with this name stands at the place; conflictingItem may name it
        ParentMissing, ///< the folder to put it into does not exist or lies in the bin
        Busy, ///< the item or its folder tree is locked by another operation; may be tried again
        RateLimited, ///< the service asks to wait longer than we were willing to
        NoRoom, ///< the quota or the disk is full
        NameInvalid, ///< the service or file system refuses this name
        Changed, ///< the item is no longer what the user saw (etag, inode)
        ServiceFailed, ///< the service answered 5xx, repeatedly
        BadResponse, ///< the reply is not what its contract says
        TooLarge, ///< the reply exceeds our limit
        Unsupported, ///< this service or item can't do that
        Unsafe, ///< refused by us: a redirect, link, path or folder that could leak or overwrite something
        LocalIo, ///< a file or folder of this computer could not be read or written
        Storage, ///< our own database could not be read or written
        KeychainFailed, ///< the system keychain is absent, locked or refused
        Internal, ///< a mistake of ours
    };

    Kind kind = Kind::Internal;
    int httpStatus = 0; ///< 0 if no reply
    QString code; ///< the provider's error code or errno name; for logs and details
    QString requestId; ///< what the service's support asks for
    std::optional<std::chrono::milliseconds> retryAfter; ///< the service's wish, if it uttered one
    QString conflictingItem; ///< ItemId text of what stands in the way, where the service told; else empty
    QString detail; ///< raw text for the log and "Details"; no secret, may hold the service's language

    /** Trying the very same thing later, unasked, may help. */
    bool isRetryable() const;
    /** The user can choose something that makes it work: another name, another folder. */
    bool isAnswerable() const;
    /** Every other item of the same account would fail for the same reason, so the batch should hold. */
    bool stopsBatch() const;

    static Error of(Kind kind, QString detail = {}) { return Error{.kind = kind, .detail = std::move(detail)}; }
};

/** The kind's name as in this header, for logs, journal and tests. */
QLatin1String kindName(Error::Kind kind);
/** The inverse; nullopt for a text that is no kind. */
std::optional<Error::Kind> kindFromName(QStringView name);

QDebug operator<<(QDebug debug, const Error &error);

} // namespace Unbin
