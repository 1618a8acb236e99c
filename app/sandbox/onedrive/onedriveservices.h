// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/onedrive/onedrivestate.h"

namespace Unbin::OneDriveSandbox {

/** Microsoft Graph, below ".../graph". */
class GraphService final : public SandboxService
{
public:
    explicit GraphService(State &state)
        : m_state(state)
    { }
    SandboxResponse handle(const SandboxRequest &request) override;
    SandboxResponse refusal(int status) const override;

private:
    SandboxResponse unauthorized(bool isExpired) const;

    State &m_state;
};

/** The SharePoint host of work accounts, below ".../sharepoint": the bin of a site (onedrive.md section 1.6). */
class SharePointService final : public SandboxService
{
public:
    explicit SharePointService(State &state)
        : m_state(state)
    { }
    SandboxResponse handle(const SandboxRequest &request) override;
    SandboxResponse refusal(int status) const override;

private:
    State &m_state;
};

/** What signed addresses lead to: gives content to whoever has the address, and nothing to whoever brings a token. */
class ContentService final : public SandboxService
{
public:
    explicit ContentService(State &state)
        : m_state(state)
    { }
    SandboxResponse handle(const SandboxRequest &request) override;
    SandboxResponse refusal(int status) const override;

private:
    SandboxResponse send(const SandboxContent &content, const QByteArray &range) const;

    State &m_state;
};

} // namespace Unbin::OneDriveSandbox
