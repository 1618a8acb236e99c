// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/servicerules.h"

namespace Unbin::OneDrive {

/** How Graph and SharePoint want to be talked to (onedrive.md section 7, read 2026-08): at most four requests at once,
    silence for the whole account while Retry-After runs. base is what the token may be sent to. */
ServiceRules rules(const QUrl &base);

/**
 * What is sent again, and what is not:
 * - 429 and 509 (bandwidth), and 503 whose code says that it was throttled: nothing was begun, so even a change goes out
 *   again, after the pause that is asked for.
 * - 503 with Retry-After to a request that changes nothing: the same.
 * - 500, 502, 503, 504 to a request that changes nothing. A change answered so may still land later: delivered, never sent
 *   again. 501 and 507 stay what they are.
 * - 401: renewed once, then delivered.
 */
Judgement judge(const HttpRequest &request, const HttpReply &reply);

} // namespace Unbin::OneDrive
