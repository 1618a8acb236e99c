// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

class QIODevice;

namespace Unbin {

/** A picture as the preview program hands it over, and how it does so. */
struct Picture {
    QImage image; ///< ARGB32 premultiplied, at most as large as was asked for
    QSize fullSize; ///< of the original in pixels (pages: in points)
    int pages = 1;
};

/** What a picture may be at most, whoever says so. */
struct PictureLimits {
    static constexpr int kLongestSide = 8192;
    static constexpr qint64 kMostBytes = 160LL * 1024 * 1024; ///< of a handed-over picture
    static constexpr qint64 kMostPixels = 120'000'000; ///< of an original
};

/** Exit codes of the preview program. */
enum class RenderEnd { Done = 0, Unreadable = 3, TooLarge = 4, Locked = 5, NoDecoder = 6 };

/** For the preview program. */
bool writePicture(QIODevice &device, const Picture &picture);
/** The inverse; the writer has handled hostile content and is trusted with nothing: BadResponse unless all fits. */
Result<Picture> readPicture(const QByteArray &bytes);

} // namespace Unbin
