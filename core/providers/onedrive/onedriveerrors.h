// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/http/httpmessage.h"

#include <QJsonObject>
#include <QStringList>

namespace Unbin::OneDrive {

/**
 * The one place where refusals of Graph and of SharePoint become our closed kinds (onedrive.md sections 1.6, 2, 7, read
 * 2026-08). For every reply that is not 2xx, whatever its body: Graph's error with any depth of `innerError` or
 * `innererror`, SharePoint's `odata.error` with a message that is text or object, HTML, nothing.
 *
 * The status decides first, the most specific code that we know second, a message never. 5xx on a change is
 * OutcomeUnknown, except where the code says that nothing was begun (throttled, no room, not supported).
 */
Error errorFrom(const HttpRequest &request, const HttpReply &reply);

/** All codes of an error body, the most specific first. */
QStringList errorCodes(const HttpReply &reply);

/** The JSON object of a successful reply, or why there is none. A change that was accepted with a body that can't be read
    is OutcomeUnknown: it has probably been done. */
Result<QJsonObject> readObject(const HttpRequest &request, const Result<HttpReply> &reply);
/** The same for a call whose success has nothing to tell. */
Result<Done> readDone(const HttpRequest &request, const Result<HttpReply> &reply);

/** A refusal that means "not here": the call does not exist for this drive, whatever it is asked (400, 403, 404, 405, 501 to
    a probe). */
bool isNotHere(const Error &error);

Error withKind(Error error, Error::Kind kind);

} // namespace Unbin::OneDrive
