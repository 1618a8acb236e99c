// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/oneshotbody.h"

#include <algorithm>
#include <cstring>

namespace Unbin {

OneShotBody::OneShotBody(QByteArray content, QObject *parent)
    : QIODevice(parent)
    , m_content(std::move(content))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotBody::bytesAvailable() const
{
    return m_content.size() - m_position + QIODevice::bytesAvailable();
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    const qint64 size = std::min(maxSize, m_content.size() - m_position);
    if (size <= 0)
        return maxSize > 0 ? -1 : 0;
    std::memcpy(data, m_content.constData() + m_position, size_t(size));
    m_position += size;
    return size;
}

} // namespace Unbin
