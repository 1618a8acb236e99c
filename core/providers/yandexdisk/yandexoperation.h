// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/providers/yandexdisk/yandexconnection.h"

#include <QStringList>

namespace Unbin::Yandex {

/** How the service's work on a change ended, as far as it tells: it says neither why nor where. */
enum class WorkEnd {
    Done,
    Failed, ///< the service gave up; what it did until then is not told
    Unknown, ///< it knows no such operation (any more)
};

/** What finds the work again after a restart: the address as it was told, and the paths it keeps others away from. */
struct WorkHandle {
    QString href;
    QStringList touches;

    QString text() const;
    static std::optional<WorkHandle> from(const QString &text);
};

/**
 * Asks how an operation goes until it has ended: after half a second, then at growing distances, at most five seconds apart
 * (yandex-disk.md section 3). There is no limit in time, since thousands of files take many minutes; as long as the service says
 * that it works, so do we (Progress::Waiting::Service). Anything that may pass (no network, 5xx, silence) is waited for. Any
 * other trouble, a dead sign-in above all, is OutcomeUnknown: the work goes on without us.
 */
class FollowJob final : public Job<WorkEnd>
{
public:
    FollowJob(Connection &connection, const QUrl &address);

protected:
    void run() override { askAfter(pause()); }

private:
    std::chrono::milliseconds pause() const;
    void askAfter(std::chrono::milliseconds wait);
    void ask();
    void heard(const QString &status);
    void missed(const Error &error);
    void show(Progress::Waiting waiting);

    Connection &m_connection;
    QUrl m_address;
    int m_asked = 0;
};

} // namespace Unbin::Yandex
