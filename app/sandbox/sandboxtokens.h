// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Unbin {

class SandboxDrive;

/**
 * What a dialect's token endpoint tells the dialect: which access tokens open which drive. A dialect implements it beside
 * SandboxService, so that whoever signs in on the practice pages is let in by the practice API.
 */
class SandboxTokens
{
public:
    virtual ~SandboxTokens() = default;

    /** This token opens this drive from now on. The drive outlives the dialect. */
    virtual void admitToken(const QByteArray &token, SandboxDrive &drive) = 0;
    /** Its time is over: 401, told apart from an unknown token where the service does so. */
    virtual void expireToken(const QByteArray &token) = 0;
    /** Revoked: 401 as if it had never been issued. */
    virtual void forgetToken(const QByteArray &token) = 0;
};

} // namespace Unbin
