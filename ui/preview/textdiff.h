// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <atomic>
#include <utility>
#include <vector>

namespace Unbin {

/** Two texts side by side, line by line. */
struct TextDiff {
    enum class Kind : quint8 { Same, Changed, Removed, Added };

    /** Part of a line that differs. */
    struct Span {
        int start = 0;
        int length = 0;
        friend bool operator==(const Span &, const Span &) = default;
    };
    struct Row {
        Kind kind = Kind::Same;
        int left = -1; ///< line of the left text; -1: none beside the right one
        int right = -1;
        std::vector<Span> leftSpans; ///< Changed: what differs within the line
        std::vector<Span> rightSpans;
    };

    QStringList leftLines;
    QStringList rightLines;
    std::vector<Row> rows;
    std::vector<int> changes; ///< first row of each run of rows that are not Same
    bool isTooLarge = false; ///< more than anybody compares line by line: there are no rows
};

/** Computed by libgit2's engine, lines first, then words within changed lines. Pure, any thread; the texts use "\n". */
TextDiff diffTexts(const QString &left, const QString &right);

} // namespace Unbin
