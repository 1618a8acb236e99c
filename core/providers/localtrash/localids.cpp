// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/localids.h"

#include <QStringDecoder>

#include <algorithm>

namespace Unbin::LocalTrash {

namespace {

constexpr qsizetype kMaxNameBytes = 255;

bool isUnreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
        || c == '_' || c == '~' || c == '/';
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/** Length of the well-formed UTF-8 sequence at the front, 0 if there is none. */
qsizetype sequenceLength(QByteArrayView bytes)
{
    const auto byteAt = [&](qsizetype i) {
        return static_cast<unsigned char>(bytes[i]);
    };
    const unsigned lead = byteAt(0);
    if (lead < 0x80)
        return 1;
    const qsizetype length = lead >= 0xc2 && lead < 0xe0 ? 2
        : lead >= 0xe0 && lead < 0xf0                    ? 3
        : lead >= 0xf0 && lead < 0xf5                    ? 4
                                                         : 0;
    if (length == 0 || bytes.size() < length)
        return 0;
    for (qsizetype i = 1; i < length; ++i) {
        if ((byteAt(i) & 0xc0) != 0x80)
            return 0;
    }
    const unsigned second = byteAt(1);
    const bool isMalformed = (lead == 0xe0 && second < 0xa0) || (lead == 0xed && second >= 0xa0) // surrogates
        || (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second >= 0x90);
    return isMalformed ? 0 : length;
}

bool isEscapedByte(QChar c)
{
    return c.unicode() >= 0xdc80 && c.unicode() <= 0xdcff;
}

QString withoutOddBytes(QString name)
{
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (isEscapedByte(name.at(i)) && (i == 0 || !name.at(i - 1).isHighSurrogate()))
            name[i] = QChar::ReplacementCharacter;
    }
    return name;
}

} // namespace

// Both are called for every entry of a listing: they write straight into memory that is large enough.

namespace {

/** Writes at most three characters a byte. Returns where it stopped. */
template <typename Char>
Char *writePercentEncoded(QByteArrayView bytes, Char *out)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : bytes) {
        if (isUnreserved(c)) {
            *out++ = Char(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            *out++ = Char('%');
            *out++ = Char(digits[byte >> 4]);
            *out++ = Char(digits[byte & 0xf]);
        }
    }
    return out;
}

bool isAscii(QByteArrayView bytes)
{
    return std::none_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

} // namespace

QByteArray percentEncoded(const QByteArray &bytes)
{
    QByteArray text(3 * bytes.size(), Qt::Uninitialized);
    const char *const end = writePercentEncoded(bytes, text.data());
    text.truncate(end - text.constData());
    return text;
}

QByteArray percentDecoded(QByteArrayView text)
{
    QByteArray bytes(text.size(), Qt::Uninitialized);
    char *out = bytes.data();
    for (const char *in = text.begin(), *const end = text.end(); in != end; ++in) {
        if (*in == '%' && end - in > 2 && hexValue(in[1]) >= 0 && hexValue(in[2]) >= 0) {
            *out++ = char(hexValue(in[1]) * 16 + hexValue(in[2]));
            in += 2;
        } else {
            *out++ = *in;
        }
    }
    bytes.truncate(out - bytes.constData());
    return bytes;
}

/** QString::fromUtf8() drops a byte order mark at the front; in a name it is a character like any other. */
static QString wholeText(QByteArrayView utf8)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decode(utf8);
}

QString decodeName(QByteArrayView bytes)
{
    if (isAscii(bytes))
        return QString::fromLatin1(bytes);
    if (bytes.isValidUtf8())
        return wholeText(bytes);
    QString name;
    QByteArrayView rest = bytes;
    while (!rest.isEmpty()) {
        const qsizetype length = sequenceLength(rest);
        if (length > 0)
            name += wholeText(rest.first(length));
        else
            name += QChar(char16_t(0xdc00 + static_cast<unsigned char>(rest[0])));
        rest = rest.sliced(qMax<qsizetype>(length, 1));
    }
    return name;
}

QByteArray encodeName(const QString &name)
{
    QByteArray bytes;
    qsizetype start = 0;
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name.at(i).isHighSurrogate() && i + 1 < name.size() && name.at(i + 1).isLowSurrogate()) {
            ++i;
        } else if (isEscapedByte(name.at(i))) {
            bytes += QStringView(name).mid(start, i - start).toUtf8();
            bytes += char(name.at(i).unicode() - 0xdc00);
            start = i + 1;
        }
    }
    return bytes + QStringView(name).mid(start).toUtf8();
}

QByteArray encodeName(const QString &name, const QByteArray &ownName)
{
    const QString own = decodeName(ownName);
    return name == own || name == withoutOddBytes(own) ? ownName : encodeName(name);
}

bool isPlainName(QByteArrayView name)
{
    return !name.isEmpty() && name.size() <= kMaxNameBytes && name != "." && name != ".." && !name.contains('/')
        && !name.contains('\0');
}

ItemId entryId(const EntryKey &key)
{
    return ItemId(QLatin1String("trash:") + QLatin1String(percentEncoded(key.trashPath)) + QLatin1Char(':')
        + QLatin1String(percentEncoded(key.name)));
}

ItemId entryId(const QString &idPrefix, QByteArrayView name)
{
    QString id(idPrefix.size() + 3 * name.size(), Qt::Uninitialized);
    QChar *const behindPrefix = std::copy(idPrefix.begin(), idPrefix.end(), id.data());
    const char16_t *const begin = reinterpret_cast<char16_t *>(behindPrefix);
    id.truncate(idPrefix.size() + (writePercentEncoded(name, reinterpret_cast<char16_t *>(behindPrefix)) - begin));
    return ItemId(id);
}

std::optional<EntryKey> entryKey(const ItemId &id)
{
    const QList<QByteArray> parts = id.value().toLatin1().split(':');
    if (parts.size() != 3 || parts[0] != "trash")
        return std::nullopt;
    EntryKey key{percentDecoded(parts[1]), percentDecoded(parts[2])};
    if (!key.trashPath.startsWith('/') || !isPlainName(key.name))
        return std::nullopt;
    return key;
}

ItemId liveIdOf(const QByteArray &absolutePath)
{
    return ItemId(QLatin1String("path:") + QLatin1String(percentEncoded(absolutePath)));
}

QByteArray livePathOf(const ItemId &id)
{
    const QByteArray text = id.value().toLatin1();
    if (!text.startsWith("path:/"))
        return {};
    const QByteArray path = percentDecoded(text.mid(5));
    return path.contains('\0') ? QByteArray() : path;
}

QByteArray joined(const QByteArray &folder, const QByteArray &name)
{
    return folder.endsWith('/') ? folder + name : folder + '/' + name;
}

QByteArray parentOf(const QByteArray &path)
{
    return parentPart(path).toByteArray();
}

QByteArray nameOf(const QByteArray &path)
{
    return namePart(path).toByteArray();
}

QByteArrayView parentPart(QByteArrayView path)
{
    const qsizetype slash = path.lastIndexOf('/');
    return slash <= 0 ? QByteArrayView("/") : path.first(slash);
}

QByteArrayView namePart(QByteArrayView path)
{
    return path.sliced(path.lastIndexOf('/') + 1);
}

bool isAtOrBelow(const QByteArray &path, const QByteArray &folder)
{
    return path == folder || folder == "/" || (path.startsWith(folder) && path.at(folder.size()) == '/');
}

} // namespace Unbin::LocalTrash
