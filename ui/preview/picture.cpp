// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/picture.h"

#include <QDataStream>
#include <QIODevice>

#include <cstring>

namespace Unbin {

namespace {

constexpr quint32 kMagic = 0x554e5031; // "UNP1"

struct Head {
    quint32 magic = kMagic;
    qint32 width = 0;
    qint32 height = 0;
    qint32 fullWidth = 0;
    qint32 fullHeight = 0;
    qint32 pages = 1;
};
constexpr qsizetype kPictureHeadBytes = 6 * 4;
constexpr qint32 kLargestTold = 10'000'000;

} // namespace

bool writePicture(QIODevice &device, const Picture &picture)
{
    const QImage image = picture.image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QDataStream stream(&device);
    stream << kMagic << qint32(image.width()) << qint32(image.height()) << qint32(picture.fullSize.width())
           << qint32(picture.fullSize.height()) << qint32(picture.pages);
    for (int y = 0; y < image.height(); ++y) {
        const int bytes = image.width() * 4;
        if (stream.writeRawData(reinterpret_cast<const char *>(image.constScanLine(y)), bytes) != bytes)
            return false;
    }
    return stream.status() == QDataStream::Ok;
}

Result<Picture> readPicture(const QByteArray &bytes)
{
    const auto broken = [] { return failure(Error::Kind::BadResponse, QStringLiteral("not a picture of ours")); };
    QDataStream stream(bytes);
    Head head;
    stream >> head.magic >> head.width >> head.height >> head.fullWidth >> head.fullHeight >> head.pages;
    const bool isPlausible = stream.status() == QDataStream::Ok && head.magic == kMagic && head.width > 0
        && head.height > 0 && head.width <= PictureLimits::kLongestSide && head.height <= PictureLimits::kLongestSide
        && head.fullWidth >= 0 && head.fullHeight >= 0 && head.fullWidth <= kLargestTold && head.fullHeight <= kLargestTold
        && head.pages > 0 && head.pages < 1'000'000;
    if (!isPlausible || bytes.size() != kPictureHeadBytes + qsizetype(head.width) * head.height * 4)
        return broken();
    Picture picture{
        .image = QImage(head.width, head.height, QImage::Format_ARGB32_Premultiplied),
        .fullSize = {head.fullWidth, head.fullHeight},
        .pages = head.pages};
    if (picture.image.isNull())
        return broken();
    const qsizetype row = qsizetype(head.width) * 4;
    for (int y = 0; y < head.height; ++y)
        std::memcpy(picture.image.scanLine(y), bytes.constData() + kPictureHeadBytes + y * row, size_t(row));
    return picture;
}

} // namespace Unbin
