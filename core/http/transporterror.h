// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <QNetworkReply>

namespace Unbin {

/** What is known about a request when its transport failed. */
struct TransportFailure {
    enum class Sent {
        No, ///< certainly nothing: its body was never touched, and Qt writes no head before the first of it
        Maybe, ///< an empty body can't tell
        Yes,
    };

    QNetworkReply::NetworkError error = QNetworkReply::UnknownNetworkError;
    bool isChange = false;
    Sent sent = Sent::Maybe;
    QString detail; ///< for the log; no secret
};

/**
 * The error of a request that got no whole reply. Pure.
 *
 * A change is Unreachable or TlsFailed only if it certainly did not reach the service: nothing was handed to
 * a socket, and the error is one of those that come up before sending. Everything else about a change is
 * OutcomeUnknown.
 */
Error transportError(const TransportFailure &failure);

/**
 * Whether error merely restates the status (404, 500 ...) of a reply that arrived whole. 307 and 308 count:
 * Qt wants to send a change's body again before it even looks at the redirect policy, can't, and reports
 * that, the head being read.
 */
bool isStatusError(QNetworkReply::NetworkError error, int status);

} // namespace Unbin
