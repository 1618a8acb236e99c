// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/binlist.h"

#include "ui/base/formats.h"
#include "ui/models/binmodel.h"
#include "ui/models/draggeditems.h"
#include "ui/views/rowdelegate.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDrag>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QSettings>
#include <QStyleOptionFocusRect>

#include <algorithm>

namespace Unbin {

namespace {

QString columnsKey()
{
    return QStringLiteral("bin/columns");
}

/** Widths at first, in average characters. */
int charactersOf(BinColumn column)
{
    switch (column) {
    case BinColumn::Name:
        return 30;
    case BinColumn::OriginalLocation:
        return 20;
    case BinColumn::Deleted:
    case BinColumn::DeletedBy:
        return 16;
    case BinColumn::Type:
        return 20;
    case BinColumn::TimeLeft:
        return 14;
    case BinColumn::Account:
        return 12;
    case BinColumn::Size:
        return 13;
    }
    Q_UNREACHABLE();
}

} // namespace

BinList::BinList(BinModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("binList"));
    setAccessibleName(tr("Deleted items", "accessible name of the list"));
    setModel(&model);
    setItemDelegate(new RowDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    fitRowHeight();

    QHeaderView *columns = horizontalHeader();
    columns->setObjectName(QStringLiteral("binColumns"));
    columns->setAccessibleName(tr("Columns", "accessible name of a list's header"));
    columns->setHighlightSections(false);
    columns->setSectionsMovable(true);
    columns->setStretchLastSection(true);
    columns->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    columns->setContextMenuPolicy(Qt::CustomContextMenu);
    columns->setMinimumSectionSize(fontMetrics().averageCharWidth() * 5);
    connect(columns, &QWidget::customContextMenuRequested, this, &BinList::showHeaderMenu);
    setDefaultColumns();
}

void BinList::setDefaultColumns()
{
    QHeaderView *columns = horizontalHeader();
    const int character = fontMetrics().averageCharWidth();
    for (int column = 0; column < binColumnCount; ++column) {
        columns->setSectionHidden(column, false);
        columns->moveSection(columns->visualIndex(column), column);
        columns->resizeSection(column, charactersOf(BinColumn(column)) * character);
    }
    // Locales differ too much in how long a date is for a number of characters; this is a long one in most.
    const QString longDate = instantText(QDateTime(QDate(2028, 9, 28), QTime(22, 58, 58), Qt::UTC));
    columns->resizeSection(int(BinColumn::Deleted), fontMetrics().horizontalAdvance(longDate) + 2 * character);
    const QDateTime purgeAt = QDateTime::currentDateTimeUtc(); // a long span, as it is told
    const QString longSpan = timeLeftText(purgeAt.addDays(30), true, purgeAt);
    columns->resizeSection(int(BinColumn::TimeLeft),
        std::max(columns->sectionSize(int(BinColumn::TimeLeft)), fontMetrics().horizontalAdvance(longSpan) + 2 * character));
    columns->setSectionHidden(int(BinColumn::DeletedBy), true); // most services don't tell
}

void BinList::restoreColumns(const QSettings &settings)
{
    QHeaderView *columns = horizontalHeader();
    const QByteArray stored = settings.value(columnsKey()).toByteArray();
    const bool isRestored = !stored.isEmpty() && columns->restoreState(stored) && columns->count() == binColumnCount;
    if (!isRestored) {
        const BinOrder order;
        columns->setSortIndicator(int(order.column), order.direction);
    }
    setSortingEnabled(true); // from here on the indicator's order is the model's
    columns->setSectionHidden(int(BinColumn::Name), false);
}

void BinList::saveColumns(QSettings &settings)
{
    setSingleAccount(false); // what is remembered is the list of all bins
    settings.setValue(columnsKey(), horizontalHeader()->saveState());
}

void BinList::setSingleAccount(bool isSingle)
{
    const int column = int(BinColumn::Account);
    if (isSingle == m_isSingleAccount)
        return;
    m_isSingleAccount = isSingle;
    if (isSingle)
        m_isAccountHidden = isColumnHidden(column);
    setColumnHidden(column, isSingle || m_isAccountHidden);
}

void BinList::showHeaderMenu(QPoint position)
{
    QHeaderView *columns = horizontalHeader();
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("columnsMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < binColumnCount; ++column) {
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!columns->isSectionHidden(column));
        action->setEnabled(BinColumn(column) != BinColumn::Name); // a row without its name says nothing
        connect(action, &QAction::toggled, columns,
            [columns, column](bool isShown) { columns->setSectionHidden(column, !isShown); });
    }
    menu->addSeparator();
    menu->addAction(tr("&Reset Columns", "menu of the list's header"), this, &BinList::setDefaultColumns);
    menu->popup(columns->mapToGlobal(position));
}

void BinList::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRowHeight();
}

void BinList::fitRowHeight()
{
    const int icons = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(qMax(icons, fontMetrics().height()) + fontMetrics().height() / 2);
}

void BinList::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectionEdited();
}

void BinList::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && event->modifiers() == Qt::NoModifier && selectionModel()->hasSelection())
        Q_EMIT opened();
    else
        QTableView::keyPressEvent(event);
}

void BinList::mouseDoubleClickEvent(QMouseEvent *event)
{
    QTableView::mouseDoubleClickEvent(event);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier
        && indexAt(event->position().toPoint()).isValid())
        Q_EMIT opened();
}

void BinList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    if (!isByKey && !indexAt(event->pos()).isValid())
        clearSelection();
    const QPoint row = visualRect(currentIndex()).bottomLeft();
    Q_EMIT menuWanted(
        isByKey ? viewport()->mapToGlobal(QPoint(0, qBound(0, row.y(), viewport()->height()))) : event->globalPos());
}

void BinList::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    const QModelIndex current = currentIndex();
    if (!hasFocus() || !current.isValid())
        return;
    const int row = current.row();
    QStyleOptionFocusRect focus;
    focus.initFrom(this);
    focus.rect = QRect(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
    focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
    focus.backgroundColor
        = palette().color(selectionModel()->isRowSelected(row) ? QPalette::Highlight : QPalette::Base);
    QPainter painter(viewport());
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
}

void BinList::startDrag(Qt::DropActions supportedActions)
{
    const QItemSelection selection = selectionModel()->selection();
    if (selection.isEmpty())
        return;
    QMimeData *data = m_model.mimeDataOf(selection);
    const auto dragged = DraggedItems::of(data);
    auto *drag = new QDrag(this);
    drag->setMimeData(data);
    drag->setPixmap(dragPicture(dragged ? qsizetype(dragged->count()) : 0));
    // It returns when the button is let go; nothing below depends on what happened meanwhile.
    drag->exec(supportedActions, Qt::MoveAction); // house: Qt has no other way to drag
}

/** One icon and a number: rows of a long selection would cover what they are held over. */
QPixmap BinList::dragPicture(qsizetype count) const
{
    const QModelIndex first = m_model.index(currentIndex().row(), int(BinColumn::Name));
    const int size = style()->pixelMetric(QStyle::PM_LargeIconSize, nullptr, this);
    const qreal ratio = devicePixelRatioF();
    QPixmap picture(QSize(size * 2, size) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    first.data(Qt::DecorationRole).value<QIcon>().paint(&painter, QRect(0, 0, size, size));
    if (count > 1) {
        const QString text = locale().toString(count);
        const QRect badge(size * 2 / 3, size / 2, fontMetrics().horizontalAdvance(text) + size / 3, size / 2);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().highlight());
        painter.drawRoundedRect(badge, badge.height() / 2.0, badge.height() / 2.0);
        painter.setPen(palette().color(QPalette::HighlightedText));
        painter.drawText(badge, Qt::AlignCenter, text);
    }
    return picture;
}

void BinList::keyboardSearch(const QString &search)
{
    const bool isContinued = m_typedAt.isValid() && m_typedAt.elapsed() < QApplication::keyboardInputInterval();
    m_typedAt.start();
    const QString folded = search.toCaseFolded();
    // The same letter again and again walks through the names that begin with it.
    const bool isWalking = isContinued && m_typed == folded;
    if (!isContinued)
        m_typed.clear();
    if (!isWalking)
        m_typed += folded;

    const BinView &view = m_model.view();
    const int count = view.count();
    const QByteArray wanted = m_typed.toUtf8();
    const std::string_view start(wanted.constData(), size_t(wanted.size()));
    const int current = qMax(0, currentIndex().row());
    const int first = m_typed.size() == 1 && currentIndex().isValid() ? current + 1 : current;
    for (int step = 0; step < count; ++step) {
        const int position = (first + step) % count;
        if (view.rows().foldedName(view.rowAt(position)).substr(0, start.size()) == start)
            return setCurrentIndex(m_model.index(position, int(BinColumn::Name)));
    }
}

} // namespace Unbin
