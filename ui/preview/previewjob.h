// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/versions/versioncache.h"
#include "ui/preview/decodedtext.h"
#include "ui/preview/picture.h"

#include <variant>

namespace Unbin {

/** Facts where there is nothing to look at. */
struct ContentFacts {
    QByteArray sha256; ///< raw; empty if it could not be read
    QByteArray head; ///< the first bytes
    std::optional<Error> why; ///< a decoder refused it; none: it is nothing that can be shown
};

/** Read to its end, in pieces; LocalIo if it can't be. On a worker. */
Result<ContentFacts> contentFacts(const QString &path, const class WorkerContext &context);

/** A content made ready to be looked at. */
struct Preview {
    qint64 sizeBytes = 0;
    std::variant<ContentFacts, DecodedText, Picture> what;
    bool isPages = false; ///< Picture: a page of several
    int page = 0;
};

/**
 * Makes a content ready: told by its first bytes what it is, decoded off the main thread (text) or in a program of its own
 * (pictures, pages), within limits. Never fails for what the content is: then there are facts. page counts from 0.
 */
JobPtr<Preview> previewJob(CachedContentPtr content, int page = 0);

/** Largest content that is decoded as text; beyond, the beginning is shown. */
constexpr qsizetype kMostTextBytes = 4 * 1024 * 1024;
/** Largest content that is fetched to be looked at. */
constexpr qint64 kMostPreviewBytes = 200LL * 1024 * 1024;

} // namespace Unbin
