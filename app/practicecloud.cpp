// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practicecloud.h"

#include "app/sandbox/practiceversions.h"

namespace Unbin {

namespace {

const QByteArray kBoxPrefix = QByteArrayLiteral("/box/2.0");
const QByteArray kGraphPrefix = QByteArrayLiteral("/graph");
const QByteArray kYandexPrefix = QByteArrayLiteral("/yandex/v1");
/** What a near server takes: long enough to see progress, short enough not to wait for. */
constexpr std::chrono::milliseconds kLatency{40};
/** What a big folder takes at Yandex Disk, once it has said that it will do it. */
constexpr std::chrono::seconds kBigFolder{8};

} // namespace

PracticeCloud::PracticeCloud()
    : m_drives(m_clock.now())
    , m_oneDriveData(m_clock.now())
    , m_yandexData(m_clock.now())
    , m_box(m_clock)
    , m_oneDrive(m_clock)
    , m_yandex(m_clock)
    , m_logins(m_clock, m_box, m_oneDrive, m_yandex)
    , m_host(m_clock)
    , m_server(m_host)
    , m_contentServer(m_host)
{
    m_box.addAccount(PracticeTokens::robinAtWork, m_drives.work());
    m_box.addAccount(PracticeTokens::robinAtHome, m_drives.home());
    addPracticeVersions(m_box.versions(m_drives.work()), m_drives.work(), m_clock.now());
    m_host.mount(kBoxPrefix, m_box);
    m_oneDrive.addAccount(
        PracticeOneDrive::token, m_oneDriveData.drive(), OneDriveDialect::Kind::Personal, &m_oneDriveData.past());
    m_oneDrive.beforeFirstRunEnds([this] { m_oneDriveData.deleteMore(m_clock.now()); });
    m_oneDrive.mount(m_host);
    m_logins.box().addPerson(m_drives.work());
    m_logins.box().addPerson(m_drives.home());
    m_logins.oneDrive().addPerson(m_oneDriveData.drive());
    m_logins.yandex().addPerson(m_yandexData.drive());
    m_logins.mount(m_host);
    m_yandex.addAccount(PracticeYandex::token, m_yandexData.drive());
    m_yandex.quirks().operationTakes = kBigFolder;
    m_host.mount(kYandexPrefix, m_yandex);
    m_host.setLatency(kLatency);
}

bool PracticeCloud::listen()
{
    if (!m_server.listen() || !m_contentServer.listen())
        return false;
    m_oneDrive.setAddresses({.graph = m_server.url(kGraphPrefix).toEncoded(),
        .sharePoint = m_server.url("/sharepoint").toEncoded(),
        .content = m_contentServer.url("/content").toEncoded()});
    return true;
}

QUrl PracticeCloud::yandexApi() const
{
    return m_server.url(kYandexPrefix);
}

QUrl PracticeCloud::oneDriveApi() const
{
    return m_server.url(kGraphPrefix + "/v1.0");
}

QUrl PracticeCloud::boxApi() const
{
    return m_server.url(kBoxPrefix);
}

} // namespace Unbin
