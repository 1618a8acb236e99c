// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/droptarget.h"

#include "ui/models/draggeditems.h"
#include "ui/views/droptip.h"

#include <QDragEnterEvent>
#include <QWidget>

namespace Unbin {

namespace {

DropLoad loadOf(const DraggedItems &dragged)
{
    DropLoad load{.count = qint64(dragged.count()), .accounts = dragged.accounts()};
    const TrashedItem first = dragged.first().item;
    load.firstName = first.name;
    // Of many, those that can't be restored are told in the receipt; looking at each would make moving the
    // mouse slow.
    load.isRestorable = load.count > 1 || first.restorability == Restorability::InPlace
        || first.restorability == Restorability::ChosenFolderOnly;
    return load;
}

} // namespace

DropTarget::DropTarget(QWidget *viewport, FolderAt folderAt)
    : m_viewport(viewport)
    , m_folderAt(std::move(folderAt))
{ }

void DropTarget::enter(QDragEnterEvent *event)
{
    // Accepted wherever it enters: only then do moves follow, and with them the words that say why not.
    if (DraggedItems::of(event->mimeData()))
        event->accept();
    else
        event->ignore();
}

DropVerdict DropTarget::judge(const QDropEvent *event, std::optional<DropFolder> &folder) const
{
    const auto dragged = DraggedItems::of(event->mimeData());
    if (!dragged || !m_judge)
        return {};
    folder = m_folderAt(event->position().toPoint());
    return m_judge(loadOf(*dragged), folder);
}

void DropTarget::move(QDragMoveEvent *event)
{
    std::optional<DropFolder> folder;
    const DropVerdict verdict = judge(event, folder);
    if (verdict.tip.isEmpty())
        return event->ignore();
    DropTip::of(m_viewport)->showAt(m_viewport, event->position().toPoint(), verdict.tip, verdict.isAccepted);
    if (!verdict.isAccepted)
        return event->ignore();
    event->setDropAction(Qt::MoveAction);
    event->accept();
}

void DropTarget::leave()
{
    DropTip::of(m_viewport)->hide();
}

void DropTarget::drop(QDropEvent *event)
{
    leave();
    std::optional<DropFolder> folder;
    if (!judge(event, folder).isAccepted)
        return event->ignore();
    event->setDropAction(Qt::MoveAction);
    event->accept();
    m_dropped(*DraggedItems::of(event->mimeData()), *folder);
}

} // namespace Unbin
