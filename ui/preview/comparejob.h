// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/versions/versioncache.h"
#include "ui/preview/previewjob.h"
#include "ui/preview/textdiff.h"

#include <optional>
#include <variant>

namespace Unbin {

/** Two pictures, or one page of two documents, and where they differ: brighter is more; null if their sizes differ. */
struct PictureDiff {
    Picture left;
    Picture right;
    QImage difference;
    double changedShare = 0; ///< of the pixels, 0 to 1
    bool isPages = false; ///< left.pages and right.pages count; who has fewer than that has no image
    int page = 0; ///< from 0

    bool isSame() const { return !difference.isNull() && changedShare == 0; }
};

/** Which page of two documents, and how many each has, as far as that is known. */
struct PagePair {
    int page = 0; ///< from 0
    int left = 0; ///< 0: not known
    int right = 0;
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

/** Compares two contents: texts line by line, pictures and pages pixel by pixel, else by their facts. */
JobPtr<Comparison> compareJob(CachedContentPtr left, CachedContentPtr right, PagePair pages = {});

/** Pure. */
PictureDiff comparePictures(Picture left, Picture right);

} // namespace Unbin
