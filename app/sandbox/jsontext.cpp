// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/jsontext.h"

#include <algorithm>

namespace Unbin {

void JsonText::separate()
{
    if (m_needsComma)
        m_bytes += ',';
    m_needsComma = true;
}

JsonText &JsonText::key(const char *name)
{
    separate();
    m_bytes += '"';
    m_bytes += name;
    m_bytes += "\":";
    m_needsComma = false;
    return *this;
}

JsonText &JsonText::open(char bracket)
{
    separate();
    m_bytes += bracket;
    m_needsComma = false;
    return *this;
}

JsonText &JsonText::close(char bracket)
{
    m_bytes += bracket;
    m_needsComma = true;
    return *this;
}

JsonText &JsonText::text(const QByteArray &utf8)
{
    const auto needsEscape = [](char c) {
        return c == '"' || c == '\\' || uchar(c) < 0x20;
    };
    separate();
    m_bytes += '"';
    if (std::none_of(utf8.begin(), utf8.end(), needsEscape)) {
        m_bytes += utf8;
    } else {
        for (const char c : utf8) {
            if (!needsEscape(c))
                m_bytes += c;
            else if (uchar(c) < 0x20)
                m_bytes += "\\u00" + QByteArray::number(uchar(c), 16).rightJustified(2, '0');
            else
                (m_bytes += '\\') += c;
        }
    }
    m_bytes += '"';
    return *this;
}

JsonText &JsonText::number(qint64 value)
{
    return raw(QByteArray::number(value));
}

JsonText &JsonText::boolean(bool value)
{
    return raw(value ? "true" : "false");
}

JsonText &JsonText::null()
{
    return raw("null");
}

JsonText &JsonText::raw(const QByteArray &json)
{
    separate();
    m_bytes += json;
    return *this;
}

} // namespace Unbin
