// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace Unbin {

/** Where one service is and as whom we speak to it. Addresses that a service does not have are empty. */
struct ServiceEndpoints {
    QUrl api;
    QUrl authorize;
    QUrl token;
    QUrl revoke;
    QString clientId;
    QString clientSecret;
    quint16 redirectPort = 0; ///< 0: any free one
};

/** The addresses of every service, the public ones unless a file says otherwise (DESIGN section 6). */
struct Endpoints {
    ServiceEndpoints box;
    ServiceEndpoints onedrive;
    ServiceEndpoints yandex;

    /** The services' public addresses, and the applications this was built with. */
    static Endpoints standard();
    /**
     * The standard ones, overridden by a JSON object {"box": {"api": …}, …}. Keys that are not there keep
     * their value, keys that nobody knows are passed over. Refused, with an Unsafe or BadResponse error that
     * names the place: text that is no such object, a value of another type, an address that is not https
     * (http: only to this computer), or that carries user, query or fragment.
     */
    static Result<Endpoints> parse(const QByteArray &json);
    /** Reads a file of at most 64 KiB. LocalIo if it can't be read. */
    static Result<Endpoints> read(const QString &path);
};

} // namespace Unbin
