// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>
#include <utility>

namespace Unbin {

using SandboxHeaders = QList<std::pair<QByteArray, QByteArray>>;

/** As forms and queries write it: + is a space, the rest percent-encoded. */
QByteArray formDecoded(QByteArray text);

/** The text before and after the first separator; without one, all of it and nothing. */
std::pair<QByteArray, QByteArray> splitAtFirst(const QByteArray &text, char separator);

/** One HTTP request as a practice service sees it, whichever door it came through. */
struct SandboxRequest {
    QByteArray method; ///< upper case
    QByteArray path; ///< below the service's prefix, begins with "/", still percent-encoded
    QByteArray query; ///< what stood after "?", still encoded
    SandboxHeaders headers;
    QByteArray body;

    /** First value of a header, names compared without case; empty if absent. */
    QByteArray header(QByteArrayView name) const;
    /** First value of a query item, decoded as forms are ("+" is a space); nullopt if absent. */
    std::optional<QString> queryItem(QByteArrayView name) const;
};

/** A practice service's answer, before a fault or a door had its way with it. */
struct SandboxResponse {
    int status = 200;
    SandboxHeaders headers; ///< without Content-Length: the door adds the framing
    QByteArray body;
    std::chrono::milliseconds takes{0}; ///< how long the service works on it before the first byte

    QByteArray header(QByteArrayView name) const;
};

/** One service of the practice cloud: a pure function over its drives. */
class SandboxService
{
public:
    virtual ~SandboxService() = default;

    virtual SandboxResponse handle(const SandboxRequest &request) = 0;
    /** An error in the service's own words, for statuses that faults and limits make (429, 500, 503, ...). */
    virtual SandboxResponse refusal(int status) const = 0;
};

} // namespace Unbin
