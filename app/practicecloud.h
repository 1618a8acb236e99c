// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/practicedata.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxserver.h"
#include "core/domain/clock.h"

namespace Unbin {

/** The practice services behind their loopback door, with the practice drives in them. Main thread. */
class PracticeCloud
{
public:
    PracticeCloud();

    /** False if no loopback port is free. */
    bool listen() { return m_server.listen(); }
    QUrl boxApi() const;

    PracticeData &drives() { return m_drives; }
    /** Where faults and latency are set. */
    SandboxHost &host() { return m_host; }
    /** Where tokens come and go. */
    BoxDialect &box() { return m_box; }

private:
    SystemClock m_clock;
    PracticeData m_drives;
    BoxDialect m_box;
    SandboxHost m_host;
    SandboxServer m_server;
};

} // namespace Unbin
