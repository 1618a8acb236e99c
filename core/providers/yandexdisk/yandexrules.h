// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/servicerules.h"

namespace Unbin::Yandex {

/**
 * How Yandex Disk wants to be talked to (yandex-disk.md sections 0 and 9): the header says "OAuth", and the terms allow 40
 * requests a second, of which we use 25.
 */
ServiceRules rules(const QUrl &api);

/**
 * What is sent again, and what is not:
 * - 429: nothing of the account goes out until Retry-After, or our own guess, is over. Nobody asked for a silence beyond
 *   that, so 503 with Retry-After counts like it for requests that change nothing.
 * - 423 to a request that changes nothing, and pages of a gateway (404, 410) in its stead: again after a pause.
 * - 423 to a change is delivered: whoever wants it waits longer than a retry should (ChangeJob).
 * - 5xx to a request that changes nothing; to a change it is delivered, since it may have been made.
 * - 401 renews the token once. 507 is delivered.
 */
Judgement judge(const HttpRequest &request, const HttpReply &reply);

} // namespace Unbin::Yandex
