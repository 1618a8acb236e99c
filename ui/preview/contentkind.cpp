// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/contentkind.h"

#include <algorithm>

namespace Unbin {

namespace {

bool isWideText(const QByteArray &head)
{
    return head.startsWith("\xff\xfe") || head.startsWith("\xfe\xff");
}

bool isPlainText(const QByteArray &head)
{
    return std::none_of(head.begin(), head.end(), [](char c) {
        const auto byte = uchar(c);
        return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && byte != 0x1b;
    });
}

} // namespace

ContentKind contentKind(const QByteArray &head)
{
    using Family = ContentKind::Family;
    if (head.startsWith("%PDF-"))
        return {Family::Pages, {}};
    if (head.startsWith("\x89PNG\r\n\x1a\n"))
        return {Family::Picture, "png"};
    if (head.startsWith("\xff\xd8\xff"))
        return {Family::Picture, "jpeg"};
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a"))
        return {Family::Picture, "gif"};
    if (head.startsWith("BM") && head.size() > 14 && head.mid(6, 4) == QByteArray(4, '\0'))
        return {Family::Picture, "bmp"};
    if (isWideText(head) || isPlainText(head))
        return {Family::Text, {}};
    return {};
}

} // namespace Unbin
