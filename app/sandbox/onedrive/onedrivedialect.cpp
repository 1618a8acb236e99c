// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/onedrive/onedrivedialect.h"

#include "app/sandbox/onedrive/onedriveservices.h"
#include "app/sandbox/sandboxhost.h"

#include <QUrl>

#include <algorithm>

namespace Unbin {

using namespace OneDriveSandbox;

OneDriveDialect::OneDriveDialect(Clock &clock)
    : m_state{.clock = clock}
    , m_graph(std::make_unique<GraphService>(m_state))
    , m_sharePoint(std::make_unique<SharePointService>(m_state))
    , m_content(std::make_unique<ContentService>(m_state))
{ }

OneDriveDialect::~OneDriveDialect() = default;

void OneDriveDialect::addAccount(const QByteArray &token, SandboxDrive &drive, Kind kind, SandboxVersions *past)
{
    auto known = std::find_if(
        m_state.drives.begin(), m_state.drives.end(), [&](const Drive &d) { return &d.drive() == &drive; });
    if (known == m_state.drives.end())
        known = m_state.drives.emplace(known, drive, kind, past, m_state.quirks);
    m_state.graphTokens.insert(token, {&*known, false});
}

void OneDriveDialect::addSharePointToken(const QByteArray &token, SandboxDrive &drive)
{
    m_state.sharePointTokens.insert(token, {&of(drive), false});
}

void OneDriveDialect::admitToken(const QByteArray &token, SandboxDrive &drive)
{
    m_state.graphTokens.insert(token, {&of(drive), false});
}

void OneDriveDialect::forgetToken(const QByteArray &token)
{
    m_state.graphTokens.remove(token);
    m_state.sharePointTokens.remove(token);
}

void OneDriveDialect::expireToken(const QByteArray &token)
{
    for (auto *tokens : {&m_state.graphTokens, &m_state.sharePointTokens}) {
        if (tokens->contains(token))
            (*tokens)[token].isExpired = true;
    }
}

void OneDriveDialect::mount(SandboxHost &host)
{
    host.mount("/graph", *m_graph);
    host.mount("/sharepoint", *m_sharePoint);
    host.mount("/content", *m_content);
}

Drive &OneDriveDialect::of(const SandboxDrive &drive) const
{
    const auto known = std::find_if(
        m_state.drives.begin(), m_state.drives.end(), [&](const Drive &d) { return &d.drive() == &drive; });
    if (known == m_state.drives.end())
        qFatal("this drive was not added");
    return *known;
}

QByteArray OneDriveDialect::driveId(const SandboxDrive &drive) const
{
    return of(drive).id();
}

QByteArray OneDriveDialect::itemId(const SandboxDrive &drive, SandboxRef ref) const
{
    return of(drive).itemId(ref);
}

QByteArray OneDriveDialect::binGuid(const SandboxDrive &drive, SandboxRef ref) const
{
    return of(drive).binGuid(ref);
}

QByteArray OneDriveDialect::versionId(const SandboxDrive &drive, quint32 number) const
{
    return of(drive).versionId(number);
}

SandboxVersions &OneDriveDialect::past(const SandboxDrive &drive) const
{
    return of(drive).past();
}

QByteArray OneDriveDialect::siteUrl(const SandboxDrive &drive) const
{
    return m_state.addresses.sharePoint + of(drive).sitePath();
}

QByteArray OneDriveDialect::siteId(const SandboxDrive &drive) const
{
    return of(drive).siteId(m_state.sharePointHost());
}

void OneDriveDialect::setMigrated(const SandboxDrive &drive, bool isMigrated)
{
    of(drive).setMigrated(isMigrated);
    expireDeltaLinks();
}

} // namespace Unbin
