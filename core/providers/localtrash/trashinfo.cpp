// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/trashinfo.h"

#include "core/providers/localtrash/localhours.h"
#include "core/providers/localtrash/localids.h"

#include <array>
#include <optional>
#include <string_view>

namespace Unbin::LocalTrash {

namespace {

QByteArrayView withoutLeadingBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    return text;
}

/** The value if the line is "key = value"; blanks at the end belong to the value: names may end with one. */
std::optional<QByteArrayView> valueOf(QByteArrayView line, QByteArrayView key)
{
    if (!line.startsWith(key))
        return std::nullopt;
    line = withoutLeadingBlanks(line.sliced(key.size()));
    if (!line.startsWith('='))
        return std::nullopt;
    return withoutLeadingBlanks(line.sliced(1));
}

/** RFC 2396 allows none of these raw. Not (!'* and the like: some encoders leave those. */
constexpr bool isNeverRaw(unsigned char byte)
{
    return byte <= 0x20 || byte >= 0x7f || std::string_view("\"<>\\^{|}").find(char(byte)) != std::string_view::npos;
}

constexpr auto neverRaw = [] {
    std::array<bool, 256> table{};
    for (size_t byte = 0; byte < table.size(); ++byte)
        table[byte] = isNeverRaw(static_cast<unsigned char>(byte));
    return table;
}();

bool isWrittenRaw(QByteArrayView value)
{
    return std::any_of(value.begin(), value.end(), [](char c) { return neverRaw[static_cast<unsigned char>(c)]; });
}

/** Reads exactly count digits at the front of text, or nothing. */
std::optional<int> takeDigits(QByteArrayView &text, qsizetype count)
{
    if (text.size() < count)
        return std::nullopt;
    int number = 0;
    for (qsizetype i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        number = number * 10 + (text[i] - '0');
    }
    text = text.sliced(count);
    return number;
}

void skip(QByteArrayView &text, char c)
{
    if (text.startsWith(c))
        text = text.sliced(1);
}

/** Minutes east of UTC for "Z", "+02:00" or "-0330" and nothing else; nullopt if malformed. */
std::optional<int> parseOffset(QByteArrayView text)
{
    if (text == "Z" || text == "z")
        return 0;
    const bool isWest = text.startsWith('-');
    if (!isWest && !text.startsWith('+'))
        return std::nullopt;
    text = text.sliced(1);
    const auto hours = takeDigits(text, 2);
    skip(text, ':');
    const auto minutes = text.isEmpty() ? std::optional<int>(0) : takeDigits(text, 2);
    if (!hours || !minutes || !text.isEmpty())
        return std::nullopt;
    return (*hours * 60 + *minutes) * (isWest ? -1 : 1);
}

/** Reads "YYYY-MM-DD" or "YYYYMMDD". */
QDate takeDate(QByteArrayView &text)
{
    const auto year = takeDigits(text, 4);
    skip(text, '-');
    const auto month = takeDigits(text, 2);
    skip(text, '-');
    const auto day = takeDigits(text, 2);
    return year && month && day ? QDate(*year, *month, *day) : QDate();
}

/** Reads "hh:mm:ss" or "hhmmss" with any fraction of a second. */
QTime takeTime(QByteArrayView &text)
{
    const auto hour = takeDigits(text, 2);
    skip(text, ':');
    const auto minute = takeDigits(text, 2);
    skip(text, ':');
    const auto second = takeDigits(text, 2);
    if (!hour || !minute || !second)
        return {};
    int milliseconds = 0;
    if (text.startsWith('.') || text.startsWith(',')) {
        text = text.sliced(1);
        for (int weight = 100; const auto digit = takeDigits(text, 1); weight /= 10)
            milliseconds += *digit * weight;
    }
    return QTime(*hour, *minute, *second, milliseconds);
}

} // namespace

QDateTime parseDeletionDate(QByteArrayView value, LocalHours &hours)
{
    QByteArrayView text = value.trimmed();
    const QDate date = takeDate(text);
    if (!date.isValid() || !(text.startsWith('T') || text.startsWith(' ')))
        return {};
    text = text.sliced(1);
    const QTime time = takeTime(text);
    if (!time.isValid())
        return {};
    if (text.isEmpty())
        return hours.instantOf(date, time);
    const auto offset = parseOffset(text);
    return offset ? QDateTime(date, time, Qt::UTC).addSecs(-60 * *offset) : QDateTime();
}

TrashInfo parseTrashInfo(const QByteArray &content, LocalHours &hours)
{
    TrashInfo info;
    if (content.isEmpty()) {
        info.state = TrashInfo::State::Empty;
        return info;
    }
    std::optional<QByteArrayView> path;
    std::optional<QByteArrayView> date;
    bool isFirstLine = true;
    for (qsizetype start = 0; start < content.size();) {
        const qsizetype newline = content.indexOf('\n', start);
        const qsizetype end = newline < 0 ? content.size() : newline;
        QByteArrayView line = QByteArrayView(content).sliced(start, end - start);
        start = end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        if (std::exchange(isFirstLine, false)) {
            if (line.trimmed() != "[Trash Info]")
                return info;
        } else if (const auto value = valueOf(line, "Path"); value && !path) {
            path = *value;
        } else if (const auto value = valueOf(line, "DeletionDate"); value && !date) {
            date = *value;
        }
    }
    if (date)
        info.deletedAt = parseDeletionDate(*date, hours);
    if (!path)
        return info;
    info.path = isWrittenRaw(*path) ? path->toByteArray() : percentDecoded(*path);
    if (!info.path.isEmpty() && !info.path.contains('\0'))
        info.state = TrashInfo::State::Read;
    return info;
}

QByteArray writeTrashInfo(const QByteArray &path, const QDateTime &deletedAt)
{
    return "[Trash Info]\nPath=" + percentEncoded(path)
        + "\nDeletionDate=" + deletedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-ddThh:mm:ss")).toLatin1() + '\n';
}

} // namespace Unbin::LocalTrash
