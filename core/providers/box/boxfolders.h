// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/providers/askonce.h"
#include "core/providers/box/boxconnection.h"
#include "core/providers/box/boxids.h"
#include "core/providers/box/boxitems.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>

namespace Unbin::Box {

/**
 * Names and parents of folders as they were last heard of, by folder id: from bin entries, from live paths.
 * It is never asked whether something is, only what it was called: once a folder is gone, Box no longer
 * tells.
 */
class FolderMemory
{
public:
    struct Note {
        QString name;
        QString parent; ///< folder id; empty if unknown
    };

    void remember(const QString &folder, const QString &name, const QString &parent = {});
    void rememberPath(const Breadcrumbs &path);
    Note recall(const QString &folder) const { return m_notes.value(folder); }

private:
    QHash<QString, Note> m_notes;
};

/**
 * What is known about the folders of one account. Main thread; the connection must outlive it.
 *
 * Freshness. lookAt() shares one request between all who ask for a folder at once and remembers the answer
 * for a minute, so that paths of a long bin are cheap. Any change of a folder by ourselves, and every new
 * listing of the bin, empties that memory. A change made elsewhere within that minute can be missed: then the
 * service refuses the restore, and the restore looks afresh (RestoreJob). findChild() lists the folder, since
 * Box can tell a name's owner only to those who may upload; the list is kept for ten seconds and our own
 * changes are entered into it.
 */
class Folders
{
public:
    explicit Folders(Connection &connection);

    JobPtr<FolderFacts> lookAt(const WireId &folder);
    /** Names are equal without regard to case, across all types (box.md section 6). NotFound if the folder is
     * not live. */
    JobPtr<std::optional<LiveItem>> findChild(const WireId &folder, const QString &name);

    /** An entry of the bin names its old folder; for folders also itself. */
    void noteEntry(const BinEntry &entry);
    /** By our doing: the item is at its parent now (restored, made, moved there). */
    void noteArrived(const LiveItem &item);
    /** By our doing: the item is no longer where it says. */
    void noteLeft(const LiveItem &item);
    /** A change that concerned this folder failed: where that shows that we knew something wrong, or where it may have
        happened all the same, what was told until now counts no more. */
    void noteFailure(const Error &error, const ItemId &folder);
    /** Answers told until now may be wrong. */
    void forgetAnswers();

private:
    using Children = QHash<QString, LiveItem>; ///< by clash key
    using ChildrenPtr = std::shared_ptr<Children>;

    JobPtr<ChildrenPtr> listChildren(const QString &folder);
    Children *knownChildren(const ItemId &folder);

    Connection &m_connection;
    FolderMemory m_memory;
    QObject m_context; ///< of delayed calls; they die with us
    AskOnce<FolderFacts> m_facts;
    AskOnce<ChildrenPtr> m_children;
};

} // namespace Unbin::Box
