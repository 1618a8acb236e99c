// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/jobbase.h"
#include "ui/views/sidebarmodel.h"

#include <QPointer>

namespace Unbin {

/** One row of the sidebar. Private to SidebarModel. */
struct SidebarModel::Node {
    enum class Children { Fixed, Unread, Reading, Read, Failed };

    Kind kind = Kind::Notice;
    Node *parent = nullptr;
    SidebarAccount account; ///< of its account in full for Kind::Account; only the id for all others
    LiveItem folder; ///< Files, Folder
    QString path; ///< Files, Folder: for people
    QString text; ///< Notice
    qint64 count = -1; ///< bins
    Children state = Children::Fixed;
    QPointer<JobBase> listing;
    std::vector<std::unique_ptr<Node>> children;

    ~Node() { delete listing; }

    int row() const
    {
        if (!parent)
            return 0;
        const auto isThis = [this](const std::unique_ptr<Node> &child) {
            return child.get() == this;
        };
        return int(std::find_if(parent->children.begin(), parent->children.end(), isThis) - parent->children.begin());
    }
    Node *child(Kind wanted) const
    {
        const auto isWanted = [wanted](const std::unique_ptr<Node> &child) {
            return child->kind == wanted;
        };
        const auto found = std::find_if(children.begin(), children.end(), isWanted);
        return found == children.end() ? nullptr : found->get();
    }
    Node *find(const ItemId &wanted)
    {
        if ((kind == Kind::Files || kind == Kind::Folder) && folder.id == wanted)
            return this;
        for (const std::unique_ptr<Node> &child : children) {
            if (Node *found = child->find(wanted))
                return found;
        }
        return nullptr;
    }
};

} // namespace Unbin
