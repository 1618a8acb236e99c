// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedriveids.h"

#include <QUrl>

#include <algorithm>

namespace Unbin::OneDrive {

namespace {

const QString kRoot = QStringLiteral("root");
const QString kPathPrefix = QStringLiteral("path:");
const QString kBinPrefix = QStringLiteral("bin:");
constexpr qsizetype kDriveIdDigits = 16;

bool isHexadecimal(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= u'0' && u <= u'9') || (u >= u'A' && u <= u'F') || (u >= u'a' && u <= u'f');
    });
}

QString upperAscii(QString text)
{
    for (QChar &c : text) {
        if (c >= QLatin1Char('a') && c <= QLatin1Char('z'))
            c = QChar(c.unicode() - 0x20);
    }
    return text;
}

} // namespace

QString foldedId(const QString &id)
{
    const qsizetype mark = id.indexOf(QLatin1Char('!'));
    const QStringView drive = QStringView(id).left(mark < 0 ? id.size() : mark);
    QString folded = upperAscii(id);
    // A business item's id may happen to be hexadecimal too, but it is longer.
    if (drive.size() < kDriveIdDigits && drive.size() >= kDriveIdDigits - 2 && isHexadecimal(drive))
        folded.prepend(QString(kDriveIdDigits - drive.size(), QLatin1Char('0')));
    return folded;
}

bool isSameId(const QString &a, const QString &b)
{
    return a == b || foldedId(a) == foldedId(b);
}

bool isPlausibleId(QStringView id)
{
    const auto isPlain = [](QChar c) {
        const char16_t u = c.unicode();
        return u > 0x20 && u < 0x7f && u != u'/' && u != u'\\' && u != u'?' && u != u'#' && u != u':';
    };
    return !id.isEmpty() && id.size() <= 512 && id != QLatin1String(".") && id != QLatin1String("..")
        && id != QLatin1String("root") && std::all_of(id.begin(), id.end(), isPlain);
}

QByteArray encodedSegment(const QString &text)
{
    return QUrl::toPercentEncoding(text, "!");
}

QByteArray encodedPath(const QString &path)
{
    QByteArray encoded;
    const auto segments = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString &segment : segments)
        encoded += (encoded.isEmpty() ? "" : "/") + encodedSegment(segment);
    return encoded;
}

ItemId rootItemId()
{
    return ItemId(kRoot);
}

ItemId pathItemId(const QString &path)
{
    return path == QLatin1String("/") ? rootItemId() : ItemId(kPathPrefix + path);
}

ItemId binItemId(const QString &guid)
{
    return ItemId(kBinPrefix + guid);
}

Target targetOf(const ItemId &id)
{
    const QString &text = id.value();
    if (text == kRoot)
        return {Target::Kind::Root, {}};
    if (text.startsWith(kPathPrefix + QLatin1Char('/')))
        return {Target::Kind::Path, text.mid(kPathPrefix.size())};
    if (text.startsWith(kBinPrefix)) {
        const QString guid = text.mid(kBinPrefix.size());
        return isPlausibleId(guid) && !guid.contains(QLatin1Char('\'')) ? Target{Target::Kind::BinEntry, guid} : Target{};
    }
    return isPlausibleId(text) ? Target{Target::Kind::Wire, text} : Target{};
}

} // namespace Unbin::OneDrive
