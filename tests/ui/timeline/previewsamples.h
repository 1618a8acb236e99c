// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/versions/versioncache.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>

namespace Unbin {

inline QByteArray encoded(const char *format, const QSize &size, QColor color = Qt::red)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, 100);
    return bytes;
}

inline QByteArray png(const QSize &size, QColor color = Qt::red)
{
    return encoded("PNG", size, color);
}

/** A document with one page for each of these words. */
inline QByteArray documentOf(const QByteArrayList &pages)
{
    QByteArray kids;
    QByteArray objects;
    int number = 4;
    for (const QByteArray &words : pages) {
        const QByteArray text = "BT /F1 24 Tf 72 200 Td (" + words + ") Tj ET";
        kids += QByteArray::number(number) + " 0 R ";
        objects += QByteArray::number(number) + " 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents "
            + QByteArray::number(number + 1) + " 0 R /Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n"
            + QByteArray::number(number + 1) + " 0 obj\n<< /Length " + QByteArray::number(text.size()) + " >>\nstream\n"
            + text + "\nendstream\nendobj\n";
        number += 2;
    }
    return "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [" + kids
        + "] /Count " + QByteArray::number(pages.size())
        + " >>\nendobj\n3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n" + objects
        + "trailer\n<< /Root 1 0 R /Size " + QByteArray::number(number) + " >>\n%%EOF\n";
}

/** Contents as if they had been fetched. */
class FetchedContents
{
public:
    CachedContentPtr add(const QByteArray &bytes)
    {
        const QString path = filePath(QString::number(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the test has no room");
        return std::make_shared<const CachedContent>(CachedContent{path, bytes.size()});
    }
    QString filePath(const QString &name) const { return m_directory.filePath(name); }

private:
    QTemporaryDir m_directory;
    int m_files = 0;
};

} // namespace Unbin
