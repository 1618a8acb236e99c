// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/yandexdisk/yandexoperation.h"

#include <functional>
#include <optional>

namespace Unbin::Yandex {

/** What came of a change that the service took. */
struct ChangeEnd {
    WorkEnd work = WorkEnd::Done;
    bool wasOperation = false; ///< done after the answer: where things are now has to be looked up
    std::optional<QString> path; ///< where the reply's Link leads, if it says
};

/**
 * One change, in its turn, with all that may lie between: a look beforehand, the request, a wait while the service is busy with
 * the same tree (423 says that nothing was done, so it is sent again, for ten minutes at most; then Busy), and the
 * operation that goes on after 202, told by accepted(). Sent once otherwise.
 */
class ChangeJob final : public Job<ChangeEnd>
{
public:
    struct Order {
        HttpRequest request;
        QStringList touches; ///< whole paths
        /** Asked in its turn, before each sending; its error ends the change unsent. May be empty. */
        std::function<JobPtr<Done>()> lookFirst = {};
    };
    ChangeJob(Connection &connection, Order order);

protected:
    void run() override;

private:
    void look();
    void send();
    void answered(const Result<HttpReply> &reply);
    void waitForTree(const Error &busy);
    void follow(const QJsonObject &link);
    void passOn(JobBase *child);

    Connection &m_connection;
    Order m_order;
    ChangeLine::TurnPtr m_turn;
    std::chrono::milliseconds m_waited{0};
};

/** Follows what a handle stands for. */
class FollowHandleJob final : public Job<Done>
{
public:
    FollowHandleJob(Connection &connection, const QString &handle);

protected:
    void run() override;

private:
    Connection &m_connection;
    QString m_handle;
    ChangeLine::TurnPtr m_turn;
};

} // namespace Unbin::Yandex
