// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/servicerules.h"

namespace Unbin::Box {

/**
 * How Box wants to be talked to (box.md section 9, from developer.box.com "Rate limits" and "Common errors",
 * read 2026-02): about 1000 calls a minute and user, so at most ten a second and four at once.
 */
ServiceRules rules(const QUrl &api);

/**
 * What is sent again, and what is not:
 * - 429, and 503 to a request that changes nothing: after Retry-After, and nothing else of the account goes
 * out until then.
 * - 409 `operation_blocked_temporary` (a locked tree) and `name_temporarily_reserved`: Box did nothing; again
 * after a pause, as often as ServiceRules::maxAttempts allows, then Busy.
 * - 5xx to a request that changes nothing. A change answered 5xx may still land later: delivered, never sent
 * again. 507 means a full quota: delivered.
 * - 202 with Retry-After to a Get: not ready yet.
 * - 401, and 403 whose body has no code: folder calls answer a dead token so. Renewed once, then delivered. A
 * 403 page of somebody in between (HTML) says nothing about the token: delivered.
 */
Judgement judge(const HttpRequest &request, const HttpReply &reply);

} // namespace Unbin::Box
