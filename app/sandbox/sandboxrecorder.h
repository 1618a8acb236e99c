// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Unbin {

class SandboxHost;

/**
 * From now on writes every exchange of the host as one line of JSON, for the contract test (tests/contract):
 *
 *     {"service": "/box/2.0", "method": "GET", "path": "/users/me", "query": "", "headers": {...}, "body": "",
 *      "fault": false, "status": 200, "reply_headers": {...}, "reply_body": "..."}
 *
 * The Authorization header is left out: tokens belong in no file. Header names are in lower case. Appends to the file; false,
 * with a warning, if it can't be opened.
 */
bool recordExchanges(SandboxHost &host, const QString &fileName);

} // namespace Unbin
