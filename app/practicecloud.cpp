// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practicecloud.h"

namespace Unbin {

namespace {

const QByteArray kBoxPrefix = QByteArrayLiteral("/box/2.0");
/** What a near server takes: long enough to see progress, short enough not to wait for. */
constexpr std::chrono::milliseconds kLatency{40};

} // namespace

PracticeCloud::PracticeCloud()
    : m_drives(m_clock.now())
    , m_box(m_clock)
    , m_host(m_clock)
    , m_server(m_host)
{
    m_box.addAccount(PracticeTokens::robinAtWork, m_drives.work());
    m_box.addAccount(PracticeTokens::robinAtHome, m_drives.home());
    m_host.mount(kBoxPrefix, m_box);
    m_host.setLatency(kLatency);
}

QUrl PracticeCloud::boxApi() const
{
    return m_server.url(kBoxPrefix);
}

} // namespace Unbin
