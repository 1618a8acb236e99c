// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/jobs/job.h"
#include "core/providers/box/boxconnection.h"
#include "core/providers/box/boxids.h"

#include <QSet>

namespace Unbin::Box {

class FolderMemory;

/**
 * What became of a folder, with the longest path that is known. One call for a live folder, whose reply holds
 * its path. For one that is not live, a walk upwards, at most two calls a level: its entry in the bin names
 * the next parent, or the memory does, until a live folder tells the rest of the path. Crumbs of folders that
 * are not live have no id.
 *
 * 404 means in the bin (directly or inside of a trashed folder), deleted for good, or not for our eyes; the
 * second call, for the folder's own entry in the bin, tells the first from the others. 403 means NoAccess.
 */
class LookUpJob final : public Job<FolderFacts>
{
public:
    LookUpJob(Connection &connection, FolderMemory &memory, const QString &folder);

protected:
    void run() override { look(); }

private:
    bool isFirst() const { return m_tail.empty(); }
    void look();
    void lookInBin(bool isKnownTrashed);
    void foundLive(const QJsonObject &json);
    void foundTrashed(const QJsonObject &json);
    void foundNowhere(FolderFacts::State state);
    /** Notes a folder that is not live, and goes on with its parent, or ends. */
    void climb(const QString &name, const QString &parent);
    void conclude(Breadcrumbs livePath);

    static constexpr qsizetype kMostLevels = 64; ///< Box allows fewer

    Connection &m_connection;
    FolderMemory &m_memory;
    QString m_current;
    QSet<QString> m_visited; ///< replies are untrusted: parents may go round in a circle
    Breadcrumbs m_tail; ///< what is not live, from the top down
    FolderFacts m_facts;
};

/**
 * Where an entry of the bin is now: its own entry, then the live item. Lost replies are settled by it. What came out of
 * the bin and now lies inside of a folder that is in the bin is Gone: it is no entry, and not live.
 */
class LocateJob final : public Job<Whereabouts>
{
public:
    LocateJob(Connection &connection, const WireId &item);

protected:
    void run() override { lookInBin(); }

private:
    void lookInBin();
    void lookAmongLive();

    Connection &m_connection;
    WireId m_item;
    bool m_isSecondLook = false;
};

} // namespace Unbin::Box
