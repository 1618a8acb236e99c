// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/workbin.h"
#include "core/providers/provider.h"

namespace Unbin::OneDrive {

/**
 * Restores one entry to the place it came from: SharePoint's call takes neither name nor folder. It says neither what it did,
 * so the place is looked at before and after: before, since something that stands there must not be taken for the item
 * afterwards; after, because that is where the item and its id are found.
 */
class WorkRestoreJob final : public Job<LiveItem>
{
public:
    WorkRestoreJob(Services services, WorkBin &bin, TrashedItem item);

protected:
    void run() override;

private:
    ItemId place() const;
    void lookBefore();
    void send(const QString &guid);
    void refused(const Error &error);
    void explain(const Error &error, bool isInBin);
    void lookAfter(int tries);
    void tryOtherId(const Error &error);
    void done(LiveItem live);

    Services m_services;
    WorkBin &m_bin;
    TrashedItem m_item;
    DriveFacts m_drive;
    QString m_guid; ///< sent last
    bool m_wasPlaceFree = false;
};

/** In the bin by the list, or live at its place. What lives under a wire id is asked for by that. */
class WorkLocateJob final : public Job<Whereabouts>
{
public:
    WorkLocateJob(Services services, WorkBin &bin, TrashedItem item);

protected:
    void run() override;

private:
    void lookById();
    void lookInBin();
    void lookAtPlace();

    Services m_services;
    WorkBin &m_bin;
    TrashedItem m_item;
    DriveFacts m_drive;
};

/** DELETE, then the search for the entry that it became: the newest of that name from that folder. */
class WorkTrashJob final : public Job<TrashedItem>
{
public:
    WorkTrashJob(Services services, WorkBin &bin, LiveItem item);

protected:
    void run() override;

private:
    void remove(const DriveFacts &drive);
    void lookForEntry(int tries);

    Services m_services;
    WorkBin &m_bin;
    LiveItem m_item;
    QString m_path; ///< of its folder
    QDateTime m_began;
};

/** Looks the entry up first: deleting for good must hit nothing else, and SharePoint's answer tells nothing. */
class WorkPurgeJob final : public Job<Done>
{
public:
    WorkPurgeJob(Services services, WorkBin &bin, TrashedItem item);

protected:
    void run() override;

private:
    Services m_services;
    WorkBin &m_bin;
    TrashedItem m_item;
};

} // namespace Unbin::OneDrive
