// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/http/httpmessage.h"

#include <QJsonObject>

namespace Unbin::Yandex {

/**
 * The one place where the service's refusals become our closed kinds. For every reply that is not 2xx, whatever its body:
 * an error object, a page of a gateway, nothing (yandex-disk.md section 0). There is no published list of codes, so an
 * unknown one falls back on the status; `message` is the account's language and decides nothing.
 *
 * What is not obvious:
 * - 5xx on a change is OutcomeUnknown, and so is any refusal that came as a page: it is not the service's own word.
 * - 409 tells by its code whether the parent is missing, the name is taken, or the content is another.
 * - 400 on a call that carries a new name blames the name.
 * - 403 covers missing rights and an account over its quota alike; there is no code to tell them apart.
 */
Error errorFrom(const HttpRequest &request, const HttpReply &reply);

/** `error` of an error body; empty if there is none. */
QString errorCode(const HttpReply &reply);

/** The JSON object of a successful reply, or why there is none; OutcomeUnknown for a change that was accepted. */
Result<QJsonObject> readObject(const HttpRequest &request, const Result<HttpReply> &reply);

} // namespace Unbin::Yandex
