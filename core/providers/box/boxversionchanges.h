// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/version.h"
#include "core/jobs/job.h"
#include "core/providers/box/boxids.h"

namespace Unbin::Box {

class Connection;
class Folders;
struct VersionedFile;

/** All that Box tells of a file's past: pages, then the file, then when its current content was saved. */
class HistoryJob final : public Job<VersionHistory>
{
public:
    HistoryJob(Connection &connection, const WireId &file);

protected:
    void run() override;

private:
    void askFor(int offset);
    void lookAtFile();
    void lookAtCurrent(const VersionedFile &file);

    Connection &m_connection;
    WireId m_file;
    std::vector<Version> m_past;
    bool m_isComplete = true;
};

/** Look, promote, look: see BoxVersions. */
class PromoteJob final : public Job<LiveItem>
{
public:
    PromoteJob(Connection &connection, Folders &folders, LiveItem file, const WireId &wire, QString version);

protected:
    void run() override;

private:
    void promote();
    void lookAfter(const Version &promoted);

    Connection &m_connection;
    Folders &m_folders;
    LiveItem m_file;
    WireId m_wire;
    QString m_version;
};

} // namespace Unbin::Box
