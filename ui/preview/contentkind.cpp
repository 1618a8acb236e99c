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

/** After a byte order mark, declaration, comments and document type, all of them short in what programs write. */
bool isDrawing(const QByteArray &head)
{
    QByteArray text = head.startsWith("\xef\xbb\xbf") ? head.mid(3) : head;
    for (;;) {
        text = text.trimmed();
        if (text.startsWith("<svg"))
            return text.size() > 4 && !QByteArrayLiteral("abcdefghijklmnopqrstuvwxyz-").contains(text[4]);
        const bool isDeclaration = text.startsWith("<?");
        const bool isComment = text.startsWith("<!--");
        if (!isDeclaration && !isComment && !text.startsWith("<!DOCTYPE svg"))
            return false;
        const QByteArray close = isDeclaration ? "?>" : isComment ? "-->" : text.left(text.indexOf('>')).contains('[') ? "]>" : ">";
        const qsizetype end = text.indexOf(close, 2);
        if (end < 0)
            return false;
        text = text.mid(end + close.size());
    }
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
    if (head.startsWith("RIFF") && head.mid(8, 4) == "WEBP")
        return {Family::Picture, "webp"};
    if (head.startsWith(QByteArray("II*\0", 4)) || head.startsWith(QByteArray("MM\0*", 4)))
        return {Family::Picture, "tiff"};
    if (isDrawing(head) && isPlainText(head))
        return {Family::Picture, "svg"};
    if (isWideText(head) || isPlainText(head))
        return {Family::Text, {}};
    return {};
}

} // namespace Unbin
