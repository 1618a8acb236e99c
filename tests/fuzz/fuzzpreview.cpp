// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/preview/drawing.h"
#include "tests/fuzz/fuzztargets.h"
#include "ui/preview/contentkind.h"
#include "ui/preview/decodedtext.h"
#include "ui/preview/picture.h"
#include "ui/preview/textdiff.h"

namespace Unbin::Fuzz {

/** What the window itself makes of a content; decoders of pictures and pages run in a program of their own. */
void preview(const QByteArray &bytes)
{
    (void)contentKind(bytes.left(8192));
    const DecodedText text = decodeText(bytes, 64 * 1024);
    qsizetype length = 0;
    for (const QChar c : text.text) {
        length = c == u'\n' ? 0 : length + 1;
        if (length > 4001)
            qFatal("a line that nobody can lay out");
    }
    const QString other = decodeText(bytes.mid(bytes.size() / 3), 64 * 1024).text;
    const TextDiff diff = diffTexts(text.text, other);
    qsizetype left = 0;
    qsizetype right = 0;
    for (const TextDiff::Row &row : diff.rows) {
        left += row.left >= 0;
        right += row.right >= 0;
        if (row.kind == TextDiff::Kind::Same && diff.leftLines[row.left] != diff.rightLines[row.right])
            qFatal("different lines are called the same");
    }
    if (!diff.isTooLarge && (left != diff.leftLines.size() || right != diff.rightLines.size()))
        qFatal("a line is lost");
    const QByteArray drawing = harmlessDrawing(bytes);
    for (const char *wayOut : {"<!DOCTYPE", "<!ENTITY", "<script>", "href=\"file"}) {
        if (drawing.contains(wayOut))
            qFatal("a drawing that leads out of itself");
    }
    if (const auto picture = readPicture(bytes); picture && picture->image.isNull())
        qFatal("a picture without a picture");
}

} // namespace Unbin::Fuzz
