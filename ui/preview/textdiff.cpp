// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/textdiff.h"

#include <git2.h>

#include <algorithm>

namespace Unbin {

namespace {

constexpr qsizetype kMostLines = 60'000;
constexpr qsizetype kMostCharacters = 8'000'000;
constexpr qsizetype kLongestCompared = 2000; // a longer line is marked as a whole

/** Lines begin to differ here: as the engine tells, counted from 0. */
struct Hunk {
    int left = 0;
    int leftCount = 0;
    int right = 0;
    int rightCount = 0;
};

/** The library wants to be begun once and is begun for the life of the program. */
void beginLibrary()
{
    static const int begun = git_libgit2_init();
    Q_UNUSED(begun)
}

int takeHunk(const git_diff_delta *, const git_diff_hunk *hunk, void *payload)
{
    const auto start = [](int line, int count) { return count == 0 ? line : line - 1; }; // 1 for the first, 0 before it
    static_cast<std::vector<Hunk> *>(payload)->push_back({.left = start(hunk->old_start, hunk->old_lines),
        .leftCount = hunk->old_lines,
        .right = start(hunk->new_start, hunk->new_lines),
        .rightCount = hunk->new_lines});
    return 0;
}

/** Both end in a line end, so that the last lines are compared like all others. */
std::vector<Hunk> hunksOf(const QByteArray &left, const QByteArray &right)
{
    beginLibrary();
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_FORCE_TEXT;
    options.context_lines = 0;
    options.interhunk_lines = 0;
    std::vector<Hunk> hunks;
    git_diff_buffers(left.constData(), size_t(left.size()), nullptr, right.constData(), size_t(right.size()), nullptr,
        &options, nullptr, nullptr, &takeHunk, nullptr, &hunks);
    return hunks;
}

QByteArray joined(const QStringList &lines)
{
    return lines.isEmpty() ? QByteArray() : lines.join(u'\n').toUtf8() + '\n';
}

/** Words, runs of spaces, and every other character by itself. */
std::vector<TextDiff::Span> tokensOf(const QString &line)
{
    std::vector<TextDiff::Span> tokens;
    const auto classOf = [](QChar c) { return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() ? 1 : c.isSpace() ? 2 : 0; };
    for (int i = 0; i < line.size(); ++i) {
        const int kind = classOf(line[i]);
        const bool isMore = kind != 0 && !tokens.empty() && classOf(line[i - 1]) == kind;
        if (isMore)
            ++tokens.back().length;
        else
            tokens.push_back({i, 1});
    }
    return tokens;
}

QByteArray oneTokenPerLine(const QString &line, const std::vector<TextDiff::Span> &tokens)
{
    QByteArray text;
    for (const TextDiff::Span &token : tokens)
        text += line.mid(token.start, token.length).toUtf8() + '\n';
    return text;
}

void addSpan(std::vector<TextDiff::Span> &spans, const std::vector<TextDiff::Span> &tokens, int first, int count)
{
    if (count <= 0 || first + count > int(tokens.size()))
        return;
    const int start = tokens[size_t(first)].start;
    const TextDiff::Span &last = tokens[size_t(first + count - 1)];
    const int end = last.start + last.length;
    if (!spans.empty() && spans.back().start + spans.back().length == start)
        spans.back().length = end - spans.back().start;
    else
        spans.push_back({start, end - start});
}

void markWithin(TextDiff::Row &row, const QString &left, const QString &right)
{
    if (left.size() > kLongestCompared || right.size() > kLongestCompared) {
        row.leftSpans = {{0, int(left.size())}};
        row.rightSpans = {{0, int(right.size())}};
        return;
    }
    const auto leftTokens = tokensOf(left);
    const auto rightTokens = tokensOf(right);
    for (const Hunk &hunk : hunksOf(oneTokenPerLine(left, leftTokens), oneTokenPerLine(right, rightTokens))) {
        addSpan(row.leftSpans, leftTokens, hunk.left, hunk.leftCount);
        addSpan(row.rightSpans, rightTokens, hunk.right, hunk.rightCount);
    }
}

} // namespace

TextDiff diffTexts(const QString &left, const QString &right)
{
    TextDiff diff;
    diff.leftLines = left.split(u'\n');
    diff.rightLines = right.split(u'\n');
    diff.isTooLarge = diff.leftLines.size() > kMostLines || diff.rightLines.size() > kMostLines
        || left.size() + right.size() > kMostCharacters;
    if (diff.isTooLarge)
        return diff;
    int l = 0;
    int r = 0;
    const auto sameUntil = [&](int leftEnd) {
        for (; l < leftEnd; ++l, ++r)
            diff.rows.push_back({.left = l, .right = r});
    };
    for (const Hunk &hunk : hunksOf(joined(diff.leftLines), joined(diff.rightLines))) {
        sameUntil(hunk.left);
        const int both = std::min(hunk.leftCount, hunk.rightCount);
        const int all = std::max(hunk.leftCount, hunk.rightCount);
        diff.changes.push_back(int(diff.rows.size()));
        for (int i = 0; i < all; ++i) {
            TextDiff::Row row{.kind = i < both ? TextDiff::Kind::Changed
                    : i < hunk.leftCount       ? TextDiff::Kind::Removed
                                               : TextDiff::Kind::Added,
                .left = i < hunk.leftCount ? l++ : -1,
                .right = i < hunk.rightCount ? r++ : -1};
            if (row.kind == TextDiff::Kind::Changed)
                markWithin(row, diff.leftLines[row.left], diff.rightLines[row.right]);
            diff.rows.push_back(std::move(row));
        }
    }
    sameUntil(int(diff.leftLines.size()));
    return diff;
}

} // namespace Unbin
