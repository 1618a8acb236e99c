// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/droppolicy.h"

#include <QPoint>

#include <functional>
#include <optional>

class QDragEnterEvent;
class QDragMoveEvent;
class QDropEvent;
class QWidget;

namespace Unbin {

class DraggedItems;

/** What a view with folders does while bin entries are held over it; the view forwards its drag events to
 * this. */
class DropTarget
{
public:
    using FolderAt = std::function<std::optional<DropFolder>(QPoint)>;
    using Judge = std::function<DropVerdict(const DropLoad &, const std::optional<DropFolder> &)>;
    using Dropped = std::function<void(const DraggedItems &, const DropFolder &)>;

    /** Positions are those of the viewport. */
    DropTarget(QWidget *viewport, FolderAt folderAt);

    void setJudge(Judge judge) { m_judge = std::move(judge); }
    void setDropped(Dropped dropped) { m_dropped = std::move(dropped); }

    void enter(QDragEnterEvent *event);
    /** Accepts or ignores the event and shows the tip. */
    void move(QDragMoveEvent *event);
    void leave();
    void drop(QDropEvent *event);

private:
    DropVerdict judge(const QDropEvent *event, std::optional<DropFolder> &folder) const;

    QWidget *m_viewport;
    FolderAt m_folderAt;
    Judge m_judge;
    Dropped m_dropped;
};

} // namespace Unbin
