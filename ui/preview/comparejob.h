// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/versions/versioncache.h"
#include "ui/preview/previewjob.h"
#include "ui/preview/textdiff.h"

#include <optional>
#include <variant>

namespace Unbin {

/** Two pictures, and where they differ: brighter is more; null if their sizes differ. */
struct PictureDiff {
    Picture left;
    Picture right;
    QImage difference;
    double changedShare = 0; ///< of the pixels, 0 to 1
};

/** Two contents of which nothing can be shown side by side. */
struct FactsDiff {
    ContentFacts left;
    ContentFacts right;
    qint64 leftBytes = 0;
    qint64 rightBytes = 0;
    bool isSame = false;
};

struct Comparison {
    std::variant<FactsDiff, TextDiff, PictureDiff> what;
    std::optional<std::pair<DecodedText, DecodedText>> encodings; ///< TextDiff: without their texts
};

/** Compares two contents: texts line by line, pictures and first pages pixel by pixel, else by their facts. */
JobPtr<Comparison> compareJob(CachedContentPtr left, CachedContentPtr right);

} // namespace Unbin
