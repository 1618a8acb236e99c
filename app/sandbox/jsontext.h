// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Unbin {

/**
 * Writes JSON as text, in the order of the calls. QJsonDocument can't write what a service really sends
 * (1.0e+18, keys in a given order), and a page of a thousand items has to be quick. Commas are added; nesting
 * is the caller's to close.
 */
class JsonText
{
public:
    JsonText &key(const char *name);
    JsonText &beginObject() { return open('{'); }
    JsonText &endObject() { return close('}'); }
    JsonText &beginArray() { return open('['); }
    JsonText &endArray() { return close(']'); }
    JsonText &text(QStringView value) { return text(value.toUtf8()); }
    JsonText &text(const QByteArray &utf8);
    JsonText &number(qint64 value);
    JsonText &boolean(bool value);
    JsonText &null();
    JsonText &raw(const QByteArray &json); ///< a value that is JSON already

    const QByteArray &bytes() const { return m_bytes; }

private:
    JsonText &open(char bracket);
    JsonText &close(char bracket);
    void separate();

    QByteArray m_bytes;
    bool m_needsComma = false;
};

} // namespace Unbin
