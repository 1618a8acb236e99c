// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxhost.h"

#include <QFile>

namespace Unbin {

/**
 * Writes every exchange of a host as one line of JSON, for the contract test (tests/contract):
 *
 *     {"service": "/box/2.0", "method": "GET", "path": "/users/me", "query": "", "headers": {...}, "body":
 * "", "fault": false, "status": 200, "reply_headers": {...}, "reply_body": "..."}
 *
 * The Authorization header is left out: tokens belong in no file. Header names are in lower case.
 */
class SandboxRecorder
{
public:
    /** Appends to the file. Must outlive the host's last exchange. */
    SandboxRecorder(SandboxHost &host, const QString &fileName);

    bool isWorking() const { return m_file.isOpen(); }
    /** The file named by UNBIN_SANDBOX_RECORD, or empty. */
    static QString askedFileName();

private:
    void write(const QByteArray &prefix, const SandboxRequest &request, const SandboxDelivery &delivery);

    QFile m_file;
};

} // namespace Unbin
