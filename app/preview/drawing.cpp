// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/preview/drawing.h"

#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace Unbin {

namespace {

constexpr int kDeepest = 256;

bool staysInside(QStringView reference)
{
    const QStringView target = reference.trimmed();
    return target.startsWith(u'#') || target.startsWith(u"data:image/", Qt::CaseInsensitive);
}

/** "url(#a)" is fine, "url(file:///...)" and "@import" are not. */
bool isHarmlessStyle(QStringView style)
{
    if (style.contains(u"@import", Qt::CaseInsensitive) || style.contains(u'\\'))
        return false;
    for (qsizetype at = style.indexOf(u"url(", 0, Qt::CaseInsensitive); at >= 0;
         at = style.indexOf(u"url(", at + 4, Qt::CaseInsensitive)) {
        QStringView target = style.mid(at + 4).trimmed();
        if (target.startsWith(u'"') || target.startsWith(u'\''))
            target = target.mid(1);
        if (!target.startsWith(u'#'))
            return false;
    }
    return true;
}

QStringView withoutPrefix(QStringView name)
{
    return name.mid(name.indexOf(u':') + 1);
}

bool isHarmless(QStringView name, QStringView value)
{
    const bool isReference
        = name.compare(u"href", Qt::CaseInsensitive) == 0 || name.compare(u"src", Qt::CaseInsensitive) == 0;
    const bool isHandler = name.startsWith(u"on", Qt::CaseInsensitive);
    return !isHandler && (isReference ? staysInside(value) : isHarmlessStyle(value));
}

bool isLeftOut(QStringView element)
{
    return element.compare(u"script", Qt::CaseInsensitive) == 0 || element.compare(u"foreignObject", Qt::CaseInsensitive) == 0;
}

} // namespace

QByteArray harmlessDrawing(const QByteArray &svg)
{
    QXmlStreamReader reader(svg);
    reader.setNamespaceProcessing(false); // prefixes stay what they are: Qt's renderer goes by them
    QByteArray result;
    QXmlStreamWriter writer(&result);
    int depth = 0;
    bool isStyle = false;
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            if (isLeftOut(withoutPrefix(reader.qualifiedName()))) {
                reader.skipCurrentElement();
                break;
            }
            if (++depth > kDeepest)
                return {};
            isStyle = withoutPrefix(reader.qualifiedName()).compare(u"style", Qt::CaseInsensitive) == 0;
            writer.writeStartElement(reader.qualifiedName().toString());
            for (const QXmlStreamAttribute &attribute : reader.attributes()) {
                if (isHarmless(withoutPrefix(attribute.qualifiedName()), attribute.value()))
                    writer.writeAttribute(attribute.qualifiedName().toString(), attribute.value().toString());
            }
            break;
        case QXmlStreamReader::EndElement:
            --depth;
            isStyle = false;
            writer.writeEndElement();
            break;
        case QXmlStreamReader::Characters:
            if (!isStyle || isHarmlessStyle(reader.text()))
                writer.writeCharacters(reader.text().toString());
            break;
        case QXmlStreamReader::EntityReference: // of a document type that is left out
            return {};
        default:
            break;
        }
    }
    return reader.hasError() ? QByteArray() : result;
}

} // namespace Unbin
