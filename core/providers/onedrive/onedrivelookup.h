// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/onedrivefolders.h"

namespace Unbin::OneDrive {

/**
 * What became of a folder. For a live one, a walk up to the root, one call a level (a reply names the next folder by id;
 * its path has names only), cut short by what is known already. Where a level can't be looked at, the rest are names
 * without ids. For a folder that is not live, memory tells what it was called.
 *
 * Deleted ones are seen on personal drives only; elsewhere a folder in the bin answers 404 like one that is gone, and
 * memory knows it as an entry of the bin or does not.
 */
class LookUpJob final : public Job<FolderFacts>
{
public:
    LookUpJob(Connection &connection, Folders &folders, ItemId folder);

protected:
    void run() override;

private:
    void look(const Target &target);
    void found(const Entry &entry);
    void climb(const Entry &entry);
    void concludeByNames(const QString &parentPath);
    void conclude(Breadcrumbs above);
    void recall(FolderFacts::State state);

    static constexpr qsizetype kMostLevels = 400;

    Connection &m_connection;
    Folders &m_folders;
    ItemId m_folder;
    DriveFacts m_drive;
    FolderFacts m_facts;
    Breadcrumbs m_tail; ///< what has been climbed, from the top down
    QString m_lastParentPath;
    QSet<QString> m_visited; ///< folded ids: replies are untrusted
};

} // namespace Unbin::OneDrive
