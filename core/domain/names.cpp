// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/names.h"

#include <QRegularExpression>
#include <QStringList>

namespace Unbin {

namespace {

bool isHidden(char32_t c)
{
    if (c < 0x20 || (c >= 0x7f && c < 0xa0))
        return true;
    if (c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0)
        return true; // Hangul fillers: letters by category, blank by look
    switch (QChar::category(c)) {
    case QChar::Other_Format: // bidi controls, zero-width joiners, soft hyphen, BOM, tags
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        // ZWJ and ZWNJ shape emoji and Indic or Persian words; alone they disguise nothing but an equal name.
        return c != 0x200c && c != 0x200d;
    default:
        return false;
    }
}

QChar visibleFor(char32_t c)
{
    if (c < 0x20)
        return QChar(char16_t(0x2400 + c)); // control pictures
    if (c == 0x7f)
        return QChar(char16_t(0x2421));
    return QChar(QChar::ReplacementCharacter);
}

/** Where the extension begins, dot included; name.size() if there is none. */
qsizetype extensionStart(const QString &name, bool isFolder)
{
    if (isFolder)
        return name.size();
    qsizetype dot = name.lastIndexOf(u'.');
    // "Mr. Smith's letter" has none.
    if (dot <= 0 || dot == name.size() - 1 || name.size() - dot > 16 || name.indexOf(u' ', dot) >= 0)
        return name.size();
    static const QStringList doubled = {QStringLiteral(".tar")};
    for (const QString &inner : doubled) {
        const QStringView before = QStringView(name).left(dot);
        if (before.size() > inner.size() && before.endsWith(inner, Qt::CaseInsensitive))
            return dot - inner.size();
    }
    return dot;
}

bool endsWithPair(const QString &text)
{
    const qsizetype size = text.size();
    return size > 1 && text.at(size - 1).isLowSurrogate() && text.at(size - 2).isHighSurrogate();
}

} // namespace

QString displayName(const QString &name)
{
    QString shown;
    shown.reserve(name.size());
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar unit = name.at(i);
        char32_t c = unit.unicode();
        if (unit.isHighSurrogate() && i + 1 < name.size() && name.at(i + 1).isLowSurrogate())
            c = QChar::surrogateToUcs4(unit, name.at(++i));
        if (isHidden(c))
            shown += visibleFor(c);
        else
            shown += QStringView(QChar::fromUcs4(c));
    }
    return shown;
}

bool hasHiddenCharacters(const QString &name)
{
    return displayName(name) != name;
}

QString clashKey(const QString &name, bool isCaseSensitive)
{
    return isCaseSensitive ? name : name.toCaseFolded();
}

QString freeName(const QString &name, bool isFolder, const std::function<bool(const QString &)> &isTaken, int maxLength,
    int maxBytes)
{
    const qsizetype split = extensionStart(name, isFolder);
    const QString extension = name.mid(split);
    QString stem = name.left(split);
    int number = 2;

    // Up to three digits: "Budget (2024)" names a year, and "Budget (2025)" would be a lie.
    static const QRegularExpression counted(
        QStringLiteral("\\A(.+) \\((\\d{1,3})\\)\\z"), QRegularExpression::DotMatchesEverythingOption);
    if (const auto match = counted.match(stem); match.hasMatch()) {
        stem = match.captured(1);
        number = match.captured(2).toInt() + 1;
    }
    for (;; ++number) {
        const QString ending = QStringLiteral(" (%1)").arg(number) + extension;
        QString candidate = stem + ending;
        while (!stem.isEmpty() && (candidate.size() > maxLength || candidate.toUtf8().size() > maxBytes)) {
            stem.chop(endsWithPair(stem) ? 2 : 1);
            candidate = stem + ending;
        }
        if (!isTaken(candidate))
            return candidate;
    }
}

} // namespace Unbin
