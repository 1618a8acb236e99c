// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/oauth/sandboxoauth.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxserver.h"
#include "core/accounts/oauth/tokenclient.h"
#include "core/domain/clock.h"
#include "core/providers/box/boxsignin.h"
#include "core/providers/onedrive/onedrivesignin.h"
#include "core/providers/yandexdisk/yandexsignin.h"
#include "tests/support/manualclock.h"
#include "tests/support/scriptedbrowser.h"

#include <QNetworkAccessManager>

namespace Unbin {

inline const char *const kRobin = "robin@example.org";
inline const char *const kSascha = "sascha@example.org";
inline const OAuthApplication kApplication{QStringLiteral("unbin-test"), "s3cret-of-the-application"};

/** Which service's habits a practice sign-in has. */
enum class LoginStyle { Box, Microsoft, Yandex };

inline SandboxOAuthRules rulesOf(LoginStyle style)
{
    switch (style) {
    case LoginStyle::Box:
        return SandboxOAuthRules::box();
    case LoginStyle::Microsoft:
        return SandboxOAuthRules::microsoft();
    case LoginStyle::Yandex: {
        SandboxOAuthRules rules = SandboxOAuthRules::yandex();
        for (const quint16 port : kRedirectPorts)
            rules.registered += "http://127.0.0.1:" + QByteArray::number(port) + '/';
        return rules;
    }
    }
    Q_UNREACHABLE();
}

/**
 * A service with sign-in pages behind a loopback door, and a client for it. The API behind it is Box's dialect whatever the
 * style: these tests are about tokens. Codes and tokens age by the manual clock, the door's own time is the system's.
 */
struct PracticeLogin {
    explicit PracticeLogin(LoginStyle style)
        : oauth(clock, api, rulesOf(style))
    {
        oauth.addPerson(robin);
        oauth.addPerson(sascha);
        oauth.addApplication("unbin-test", style == LoginStyle::Microsoft ? QByteArray() : kApplication.secret);
        host.mount("/login", oauth);
        host.mount("/api", api);
        server.listen();
        browser.login = QString::fromLatin1(kRobin);
        const OAuthAddresses addresses{.authorize = server.url("/login/authorize"),
            .token = server.url("/login/token"),
            .revoke = style == LoginStyle::Microsoft ? QUrl() : server.url("/login/revoke")};
        switch (style) {
        case LoginStyle::Box:
            service = boxSignIn(addresses, 0);
            break;
        case LoginStyle::Microsoft:
            service = oneDriveSignIn(addresses, 0);
            break;
        case LoginStyle::Yandex:
            service = yandexSignIn(addresses, 0, QStringLiteral("0123456789abcdef"));
            break;
        }
    }

    ManualClock clock;
    SystemClock doorClock;
    SandboxDrive robin{{1, QStringLiteral("Robin"), QString::fromLatin1(kRobin)}, 200'000'000'000};
    SandboxDrive sascha{{2, QStringLiteral("Sascha"), QString::fromLatin1(kSascha)}, 300'000'000'000};
    BoxDialect api{clock};
    SandboxOAuth oauth;
    SandboxHost host{doorClock};
    SandboxServer server{host};
    OAuthService service;
    QNetworkAccessManager network;
    ScriptedBrowser browser;
};

} // namespace Unbin
