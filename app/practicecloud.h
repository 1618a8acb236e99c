// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practicelogins.h"
#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/onedrive/onedrivedialect.h"
#include "app/sandbox/practicedata.h"
#include "app/sandbox/practiceonedrive.h"
#include "app/sandbox/practiceyandex.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxserver.h"
#include "app/sandbox/yandex/yandexdialect.h"
#include "core/domain/clock.h"

namespace Unbin {

/** The practice services behind their loopback door, with the practice drives in them. Main thread. */
class PracticeCloud
{
public:
    PracticeCloud();

    /** False if no loopback port is free. */
    bool listen();
    QUrl boxApi() const;
    QUrl oneDriveApi() const;
    QUrl yandexApi() const;

    PracticeData &drives() { return m_drives; }
    PracticeOneDrive &oneDriveData() { return m_oneDriveData; }
    PracticeYandex &yandexData() { return m_yandexData; }
    /** Where faults and latency are set. */
    SandboxHost &host() { return m_host; }
    /** Where tokens come and go. */
    BoxDialect &box() { return m_box; }
    OneDriveDialect &oneDrive() { return m_oneDrive; }
    /** The sign-in pages. */
    PracticeLogins &logins() { return m_logins; }
    /** Where people sign in, as whom. */
    void fillInLogins(Endpoints &endpoints) const { m_logins.fillIn(endpoints, m_server); }
    YandexDialect &yandex() { return m_yandex; }

private:
    SystemClock m_clock;
    PracticeData m_drives;
    PracticeOneDrive m_oneDriveData;
    PracticeYandex m_yandexData;
    BoxDialect m_box;
    OneDriveDialect m_oneDrive;
    YandexDialect m_yandex;
    PracticeLogins m_logins;
    SandboxHost m_host;
    SandboxServer m_server;
    SandboxServer m_contentServer; ///< where signed addresses lead: another origin, as with the real services
};

} // namespace Unbin
