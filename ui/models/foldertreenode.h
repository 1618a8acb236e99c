// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/foldertreemodel.h"

#include <QPointer>

namespace Unbin {

/** One row of the tree. A folder that has no children to show yet has one status row (Loading, Problem)
 * instead. */
struct FolderTreeModel::Node {
    enum class Children { Unknown, Listing, Failed, Known };

    /** A folder. */
    Node(LiveItem folder, const QCollator &collator)
        : item(std::move(folder))
        , sortKey(collator.sortKey(item.name))
    { }
    /** A status row. */
    Node(RowKind statusKind, const QCollator &collator)
        : kind(statusKind)
        , sortKey(collator.sortKey({}))
    { }

    bool isBefore(const Node &other) const
    {
        const int order = sortKey.compare(other.sortKey);
        return order != 0 ? order < 0 : item.id < other.item.id;
    }
    /** Where a child belongs among the others, itself left out. */
    int rowFor(const Node &child) const
    {
        const auto place = std::lower_bound(children.begin(), children.end(), child,
            [](const auto &a, const Node &b) { return a->isBefore(b); });
        return int(place - children.begin());
    }
    void renumber(int from)
    {
        for (int i = from; i < int(children.size()); ++i)
            children[size_t(i)]->row = i;
    }
    void place(std::unique_ptr<Node> child, int at)
    {
        child->parent = this;
        children.insert(children.begin() + at, std::move(child));
        renumber(at);
    }
    std::unique_ptr<Node> take(int at)
    {
        auto child = std::move(children[size_t(at)]);
        children.erase(children.begin() + at);
        renumber(at);
        return child;
    }
    QString path() const
    {
        if (!parent)
            return QStringLiteral("/");
        const QString above = parent->path();
        return above.size() == 1 ? above + item.name : above + u'/' + item.name;
    }

    RowKind kind = RowKind::Folder;
    LiveItem item;
    QCollatorSortKey sortKey;
    Node *parent = nullptr;
    int row = 0;
    Children state = Children::Unknown;
    std::optional<Error> error; ///< why the newest listing failed
    std::vector<std::unique_ptr<Node>> children;
    std::vector<LiveItem> created; ///< made by us while the children were not known
    QPointer<JobBase> listing;
};

} // namespace Unbin
