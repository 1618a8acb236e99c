// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace Unbin {

/** This computer by name or address: "localhost", 127.0.0.0/8, ::1. */
bool isLoopback(const QUrl &url);

/** https with a host and without user name; http only to this computer. */
bool isSafeToContact(const QUrl &url);

/** Same scheme, host (without case) and port, an absent port being the scheme's own. */
bool isSameOrigin(const QUrl &a, const QUrl &b);

} // namespace Unbin
