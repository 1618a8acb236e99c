// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/decodedtext.h"

#include <QStringDecoder>

#include <uchardet/uchardet.h>

#include <memory>

namespace Unbin {

namespace {

constexpr qsizetype kLongestLine = 4000; // characters; a view takes seconds to lay out a longer one
constexpr qsizetype kGuessFrom = 256 * 1024;

QByteArray guessedName(const QByteArray &bytes)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    const bool isFed = uchardet_handle_data(detector.get(), bytes.constData(), size_t(std::min(bytes.size(), kGuessFrom))) == 0;
    uchardet_data_end(detector.get());
    return isFed ? QByteArray(uchardet_get_charset(detector.get())) : QByteArray();
}

struct Decoded {
    QString text;
    QString encoding;
    bool hasError = false;
};

/** A cut may fall into a character: its bytes are no error. */
Decoded decodeAs(QStringDecoder &decoder, const QByteArray &bytes)
{
    Decoded decoded;
    decoded.text = decoder.decode(bytes);
    decoded.encoding = QString::fromLatin1(decoder.name());
    decoded.hasError = decoder.hasError();
    return decoded;
}

Decoded decode(const QByteArray &bytes, bool &isGuessed)
{
    if (const auto marked = QStringConverter::encodingForData(bytes)) {
        QStringDecoder decoder(*marked);
        return decodeAs(decoder, bytes);
    }
    QStringDecoder utf8(QStringDecoder::Utf8);
    if (Decoded decoded = decodeAs(utf8, bytes); !decoded.hasError)
        return decoded;
    isGuessed = true;
    const QByteArray name = guessedName(bytes);
    QStringDecoder guessed(name.constData());
    if (!name.isEmpty() && guessed.isValid()) {
        Decoded decoded = decodeAs(guessed, bytes);
        decoded.encoding = QString::fromLatin1(name);
        if (!decoded.hasError)
            return decoded;
    }
    QStringDecoder latin(QStringDecoder::Latin1);
    return decodeAs(latin, bytes);
}

/** One line end for all, no control characters, no line without end. */
QString tidied(const QString &text, bool &hasBrokenLines)
{
    QString tidy;
    tidy.reserve(text.size());
    qsizetype length = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        QChar c = text[i];
        if (c == u'\r') {
            if (i + 1 < text.size() && text[i + 1] == u'\n')
                continue;
            c = u'\n';
        } else if (c == QChar(0x2028) || c == QChar(0x2029)) {
            c = u'\n';
        } else if (c.unicode() < 0x20 && c != u'\n' && c != u'\t') {
            c = QChar(0x2400 + c.unicode()); // its control picture
        }
        length = c == u'\n' ? 0 : length + 1;
        if (length > kLongestLine && !c.isLowSurrogate()) {
            tidy += u'\n';
            length = 1;
            hasBrokenLines = true;
        }
        tidy += c;
    }
    return tidy;
}

} // namespace

DecodedText decodeText(const QByteArray &bytes, qsizetype maxBytes)
{
    DecodedText result;
    result.isCut = bytes.size() > maxBytes;
    const Decoded decoded = decode(result.isCut ? bytes.left(maxBytes) : bytes, result.isGuessed);
    result.encoding = decoded.encoding;
    result.isGuessed = result.isGuessed || decoded.hasError;
    result.text = tidied(decoded.text, result.hasBrokenLines);
    return result;
}

} // namespace Unbin
