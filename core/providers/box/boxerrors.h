// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/http/httpmessage.h"

#include <QJsonObject>

namespace Unbin::Box {

/**
 * The one place where Box's refusals become our closed kinds. For every reply that is not 2xx, whatever its
 * body: a ClientError, one with a text as status, with any of the five shapes of context_info, HTML from a
 * gateway, nothing. (box.md section 1; the codes there come from developer.box.com "Common errors", read
 * 2026-02.)
 *
 * What is not obvious:
 * - 5xx on a change is OutcomeUnknown: Box goes on with writes that it answered 503 ("Common errors", 503).
 * - `code` decides before the status; codes are free text (the spec's enum lacks most), unknown ones fall to
 * the status.
 * - 3xx is Unsafe: no call of ours is documented to redirect, and we follow nothing.
 */
Error errorFrom(const HttpRequest &request, const HttpReply &reply);

/** `code` of an error body; empty if there is none. */
QString errorCode(const HttpReply &reply);

/**
 * The JSON object of a successful reply, or why there is none. A change that Box accepted with a body we
 * can't read is OutcomeUnknown, not BadResponse: it has probably been done. So is 202, which promises an end
 * but does not tell it.
 */
Result<QJsonObject> readObject(const HttpRequest &request, const Result<HttpReply> &reply);

/** The same for a call whose success has no body (204). */
Result<Done> readDone(const HttpRequest &request, const Result<HttpReply> &reply);

} // namespace Unbin::Box
