// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/http/httpclient.h"

#include <QIODevice>

#include <functional>
#include <memory>

namespace Unbin {

/** What to fetch, and how one knows that it is that. */
struct SignedDownload {
    /** The authorised Get at the service's API. Its headers go to the API only. */
    HttpRequest request;
    std::shared_ptr<QIODevice> into; ///< open for writing; written in order, told nothing at the end
    qint64 maxBytes = 0; ///< more is Error::TooLarge; counted while reading
    qint64 expectedBytes = -1; ///< for progress only: services are not always exact
    ContentHash hash; ///< compared at the end if known: BadResponse if it differs
    /** The provider's error map, for what the API refuses. What the store behind it refuses is mapped here. */
    std::function<Error(const HttpReply &)> refusal;
};

/**
 * A download that begins with an authorised Get and goes on at a signed address on another host (Box and OneDrive: 302
 * with Location; box.md section 7, onedrive.md section 3). The result is the number of bytes.
 *
 * - The content may come at once (200). 202 with Retry-After: not ready yet; asked again, shown as Waiting::Busy, and
 *   given up as Busy when the waits exceed ServiceRules::longestWait.
 * - A redirect is followed by a fresh request without token, cookies, Referer or any header of the first, also when it
 *   leads to the same host; over https only (http to this computer if the API itself is there), at most five in a row.
 *   Anything else is Unsafe.
 * - A signed address that is refused (expired) is asked for anew, once. It is written into no log and no error.
 * - Bytes go to `into` as they arrive, as they are stored; progress tells them. After an error what was written is not
 *   the content: begin again with a fresh device. A broken transfer is not resumed.
 *
 * Main thread. Cancelling closes the connection. The client must outlive the job, or it ends as Cancelled.
 */
JobPtr<qint64> signedDownload(HttpClient &client, SignedDownload what);

} // namespace Unbin
