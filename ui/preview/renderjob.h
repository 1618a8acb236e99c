// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "ui/preview/picture.h"

#include <QProcess>
#include <QTimer>

#include <memory>

namespace Unbin {

/** What to decode. */
struct RenderRequest {
    QString path; ///< of the content on this computer
    QByteArray format; ///< of a picture; empty: pages
    int page = 0; ///< from 0
    QSize largest{2400, 2400}; ///< it is scaled down to fit
};

/**
 * Decodes a picture or a page in a program of its own (unbin-preview, beside this one), which has little memory, little
 * time and no right to write: whatever a hostile content does to a decoder, it does it there. TooLarge, TimedOut,
 * BadResponse for what can't be decoded, Unsupported where no decoder
 * is installed, Forbidden for what is locked by a password, LocalIo if the program is missing.
 * Main thread; cancelling kills the program.
 */
class RenderJob final : public Job<Picture>
{
    Q_OBJECT
public:
    explicit RenderJob(RenderRequest request, std::chrono::milliseconds limit = std::chrono::seconds(20));
    ~RenderJob() override;

    /** Where the program is looked for; for tests. Empty: beside this one. */
    static void setProgram(const QString &path);

protected:
    void run() override;
    void release() override;

private:
    void read();
    void ended(int code, QProcess::ExitStatus status);

    RenderRequest m_request;
    std::chrono::milliseconds m_limit;
    std::unique_ptr<QProcess> m_process;
    QTimer m_timer;
    QByteArray m_bytes;
};

} // namespace Unbin
