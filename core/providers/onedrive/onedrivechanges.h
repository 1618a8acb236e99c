// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/place.h"
#include "core/providers/onedrive/onedriveservices.h"

namespace Unbin::OneDrive {

/** Moves and renames a live item in one PATCH, guarded by its etag. Both kinds of drives. */
class MoveJob final : public Job<LiveItem>
{
public:
    MoveJob(Services services, LiveItem item, Place place);

protected:
    void run() override;

private:
    void send(const QString &parentWire);
    void refused(const Error &error);

    Services m_services;
    LiveItem m_item;
    Place m_place;
    DriveFacts m_drive;
};

/** One level; never in place of anything. */
class CreateFolderJob final : public Job<LiveItem>
{
public:
    CreateFolderJob(Services services, Place place);

protected:
    void run() override;

private:
    Services m_services;
    Place m_place;
};

/** DELETE, guarded by the etag, on a personal drive: the entry keeps the item's id, so it is known without a look. */
class TrashJob final : public Job<TrashedItem>
{
public:
    TrashJob(Services services, LiveItem item);

protected:
    void run() override;

private:
    void note();
    void conclude();

    Services m_services;
    LiveItem m_item;
    TrashedItem m_entry;
};

} // namespace Unbin::OneDrive
