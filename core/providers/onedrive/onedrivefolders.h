// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/onedriveconnection.h"
#include "core/providers/onedrive/onedriveids.h"
#include "core/providers/provider.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <memory>

namespace Unbin::OneDrive {

/** What is still known of a folder that is not live. */
struct Remembered {
    QString name;
    Breadcrumbs path; ///< from the root to the folder itself; empty if unknown
    std::optional<TrashedItem> entry; ///< if it lies in the bin as an entry of its own
};
using Recall = std::function<JobPtr<Remembered>(const ItemId &folder)>;

/**
 * What is known about the live folders of one account. Main thread; the connection must outlive it.
 *
 * lookAt() shares one request between all who ask for a folder at once and remembers the answer for a minute; our own
 * changes of folders and every new listing of the bin empty that memory. findChild() lists the folder, since no documented
 * call finds a name in a folder known by id; the list is kept for ten seconds and our own changes are entered into it.
 */
class Folders
{
public:
    Folders(Connection &connection, Recall recall);

    JobPtr<FolderFacts> lookAt(const ItemId &folder);
    JobPtr<std::optional<LiveItem>> findChild(const ItemId &folder, const QString &name);
    /** Packages are listed as Other and shortcuts as Link: they have names, but are no folders. */
    JobPtr<ListSummary> list(const ItemId &folder, PageSink<LiveItem> sink);
    /** The id to name in a body: a wire id for root and paths, as Graph refuses aliases there. NotFound if there is none. */
    JobPtr<QString> wireIdOf(const ItemId &folder);

    /** By our doing: the item is at its parent now. */
    void noteArrived(const LiveItem &item);
    /** By our doing: the item is no longer where it says. */
    void noteLeft(const LiveItem &item);
    /** A change that concerned this folder failed in a way that shows that we knew something wrong. */
    void noteFailure(const Error &error, const ItemId &folder);
    void forgetAnswers();

private:
    friend class LookUpJob;
    using Children = QHash<QString, LiveItem>; ///< by clash key
    using ChildrenPtr = std::shared_ptr<Children>;

    JobPtr<ChildrenPtr> listChildren(const QString &folder);
    Children *knownChildren(const ItemId &folder);

    Connection &m_connection;
    Recall m_recall;
    QObject m_context; ///< of delayed calls; they die with us
    AskOnce<FolderFacts> m_facts;
    AskOnce<ChildrenPtr> m_children;
};

} // namespace Unbin::OneDrive
