// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/versiontimeline.h"

#include "core/domain/names.h"
#include "ui/base/formats.h"
#include "ui/timeline/accessibletimeline.h"
#include "ui/timeline/hovercard.h"
#include "ui/timeline/timelinepainter.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QInputDevice>
#include <QKeyEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QPinchGesture>

#include <algorithm>
#include <cmath>

namespace Unbin {

namespace {

constexpr double kZoomStep = 1.35;
constexpr int kPage = 10;

bool isFinger(const QMouseEvent &event)
{
    return event.device() && event.device()->type() == QInputDevice::DeviceType::TouchScreen;
}

} // namespace

VersionTimeline::VersionTimeline(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("versionTimeline"));
    setAccessibleName(tr("Versions, oldest first", "accessible name of the timeline"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    grabGesture(Qt::PinchGesture);
    installAccessibleTimeline();
}

VersionTimeline::~VersionTimeline() = default;

QSize VersionTimeline::sizeHint() const
{
    return {600, fontMetrics().height() * 12};
}

QSize VersionTimeline::minimumSizeHint() const
{
    return {160, fontMetrics().height() * 8};
}

void VersionTimeline::setHistory(History history)
{
    const auto idOf = [this](int version) { return version < 0 ? VersionId() : m_history.version(version).id; };
    const bool wasCurrent = m_selected >= 0 && m_selected == m_history.current();
    const VersionId selected = wasCurrent ? VersionId() : idOf(m_selected);
    const VersionId a = idOf(m_a);
    const VersionId b = idOf(m_b);
    const bool isOther = history.file().id != m_history.file().id;
    m_history = std::move(history);
    m_hovered = -1;
    m_selected = isOther ? -1 : m_history.find(selected);
    if (m_selected < 0)
        m_selected = m_history.current();
    m_a = isOther ? -1 : m_history.find(a);
    m_b = isOther ? -1 : m_history.find(b);
    m_authors.clear();
    for (const QString &author : m_history.authors())
        m_authors += author.isEmpty() ? tr("Somebody", "in the key to the colours: an author the service does not name") : displayName(author);
    rebuild();
    if (isOther)
        m_geometry.showAll();
    update();
    Q_EMIT historyShown();
    Q_EMIT selectionMoved(m_selected);
}

void VersionTimeline::rebuild()
{
    m_geometry.setMarks(timelineMarks(m_history, m_isCollapsed));
    m_markOfVersion.assign(size_t(m_history.size()), -1);
    for (int mark = 0; mark < m_geometry.size(); ++mark) {
        const TimelineMark &what = m_geometry.mark(mark);
        for (int version = what.newest; version < what.newest + what.count; ++version)
            m_markOfVersion[size_t(version)] = mark;
    }
    measure();
    if (m_selected >= 0)
        m_geometry.reveal(markOf(m_selected));
    updateAccessibleTimeline(this);
    update();
}

void VersionTimeline::measure()
{
    m_geometry.setSize(size(), fontMetrics().height());
}

int VersionTimeline::markOf(int version) const
{
    return version < 0 || version >= m_history.size() ? -1 : m_markOfVersion[size_t(version)];
}

QRect VersionTimeline::markRect(int mark) const
{
    return m_geometry.rect(mark).toAlignedRect();
}

void VersionTimeline::setCollapsed(bool isCollapsed)
{
    if (m_isCollapsed == isCollapsed)
        return;
    m_isCollapsed = isCollapsed;
    rebuild();
}

void VersionTimeline::setSpacing(TimelineGeometry::Spacing spacing)
{
    m_geometry.setSpacing(spacing);
    m_geometry.reveal(markOf(m_selected));
    update();
}

void VersionTimeline::select(int version)
{
    if (version == m_selected || version < 0 || version >= m_history.size())
        return;
    m_selected = version;
    m_geometry.reveal(markOf(version));
    update();
    announceSelection();
    Q_EMIT selectionMoved(version);
}

void VersionTimeline::setHandles(int a, int b)
{
    if (m_a == a && m_b == b)
        return;
    m_a = a;
    m_b = b;
    update();
    Q_EMIT handlesMoved(a, b);
}

void VersionTimeline::zoomIn()
{
    const int mark = markOf(m_selected);
    m_geometry.zoomAt(mark < 0 ? width() / 2.0 : m_geometry.x(mark), kZoomStep);
    update();
}

void VersionTimeline::zoomOut()
{
    const int mark = markOf(m_selected);
    m_geometry.zoomAt(mark < 0 ? width() / 2.0 : m_geometry.x(mark), 1 / kZoomStep);
    update();
}

void VersionTimeline::showAll()
{
    m_geometry.showAll();
    update();
}

QString VersionTimeline::describe(int index) const
{
    const Version &version = m_history.version(index);
    QStringList parts{instantText(version.modifiedAt)};
    if (!version.author.isEmpty())
        parts += displayName(version.author);
    parts += sizeText(version.sizeBytes);
    if (version.isCurrent)
        parts += tr("current", "a version, in a list of its facts");
    if (version.isTrashed())
        parts += tr("in the bin of versions", "a version, in a list of its facts");
    return parts.join(tr(", ", "between the facts of a version"));
}

QString VersionTimeline::describeMark(int mark) const
{
    const TimelineMark &what = m_geometry.mark(mark);
    const QString text = describe(what.newest);
    return what.count < 2 ? text
                          : tr("%1, %n save(s) of the same content", "a mark of the timeline; %1 are facts", what.count)
                                .arg(text);
}

void VersionTimeline::announceSelection()
{
    const int mark = markOf(m_selected);
    if (mark < 0 || !QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(mark);
    QAccessible::updateAccessibility(&event);
}

void VersionTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    TimelinePainter(m_geometry,
        {.palette = palette(),
            .font = font(),
            .selected = markOf(m_selected),
            .hovered = m_hovered,
            .handleA = markOf(m_a),
            .handleB = markOf(m_b),
            .hasFocus = hasFocus(),
            .authors = m_authors,
            .currentText = tr("Current", "flag of the current version on the timeline"),
            .trashText = tr("In the bin", "lane of trashed versions on the timeline")})
        .paint(painter, rect());
}

void VersionTimeline::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    measure();
}

void VersionTimeline::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

bool VersionTimeline::event(QEvent *event)
{
    return zoomByGesture(event) || QWidget::event(event);
}

bool VersionTimeline::zoomByGesture(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *native = static_cast<QNativeGestureEvent *>(event);
        if (native->gestureType() != Qt::ZoomNativeGesture)
            return false;
        m_geometry.zoomAt(native->position().x(), 1 + native->value());
    } else if (event->type() == QEvent::Gesture) {
        auto *gestures = static_cast<QGestureEvent *>(event);
        const auto *pinch = qobject_cast<QPinchGesture *>(gestures->gesture(Qt::PinchGesture));
        if (!pinch)
            return false;
        m_geometry.zoomAt(mapFromGlobal(pinch->centerPoint()).x(), pinch->scaleFactor());
        m_hasPinched = true;
        gestures->accept();
    } else {
        return false;
    }
    update();
    return true;
}

void VersionTimeline::walkTo(int mark)
{
    if (m_geometry.size() > 0)
        select(m_geometry.mark(std::clamp(mark, 0, m_geometry.size() - 1)).newest);
}

bool VersionTimeline::walk(QKeyEvent *event)
{
    const int at = markOf(m_selected);
    const bool isShifted = event->modifiers().testFlag(Qt::ShiftModifier);
    const double page = width() / 4.0;
    switch (event->key()) {
    case Qt::Key_Left:
        isShifted ? m_geometry.panBy(page) : walkTo(at - 1);
        break;
    case Qt::Key_Right:
        isShifted ? m_geometry.panBy(-page) : walkTo(at + 1);
        break;
    case Qt::Key_PageUp:
        walkTo(at - kPage);
        break;
    case Qt::Key_PageDown:
        walkTo(at + kPage);
        break;
    case Qt::Key_Home:
        walkTo(0);
        break;
    case Qt::Key_End:
        walkTo(m_geometry.size() - 1);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        break;
    case Qt::Key_Minus:
        zoomOut();
        break;
    case Qt::Key_0:
        showAll();
        break;
    default:
        return false;
    }
    update();
    return true;
}

void VersionTimeline::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!isPlain || m_selected < 0)
        return QWidget::keyPressEvent(event);
    if (walk(event))
        return;
    switch (event->key()) {
    case Qt::Key_Space:
        return Q_EMIT previewWanted(m_selected);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return Q_EMIT detailsWanted(m_selected);
    case Qt::Key_C:
        return Q_EMIT compareWanted();
    case Qt::Key_A:
        return setHandles(m_selected, m_b);
    case Qt::Key_B:
        return setHandles(m_a, m_selected);
    default:
        QWidget::keyPressEvent(event);
    }
}

void VersionTimeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_pressedAt = event->position();
    m_draggedTo = event->position().x();
    m_isDragging = false;
    m_hasPinched = false;
    if (!isFinger(*event)) // that may be about to zoom
        selectAt(event->position());
}

void VersionTimeline::selectAt(QPointF position)
{
    const int mark = m_geometry.markAt(position);
    if (mark >= 0)
        select(m_geometry.mark(mark).newest);
}

void VersionTimeline::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return hover(m_geometry.markAt(event->position()));
    constexpr double kStart = 4;
    m_isDragging = m_isDragging || std::abs(event->position().x() - m_pressedAt.x()) > kStart;
    if (!m_isDragging || !m_geometry.canPan())
        return;
    setCursor(Qt::ClosedHandCursor);
    hover(-1);
    m_geometry.panBy(event->position().x() - m_draggedTo);
    m_draggedTo = event->position().x();
    update();
}

void VersionTimeline::mouseReleaseEvent(QMouseEvent *event)
{
    unsetCursor();
    if (isFinger(*event) && !m_isDragging && !m_hasPinched)
        selectAt(event->position());
    m_isDragging = false;
    QWidget::mouseReleaseEvent(event);
}

void VersionTimeline::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int mark = m_geometry.markAt(event->position());
    if (event->button() == Qt::LeftButton && mark >= 0)
        Q_EMIT previewWanted(m_geometry.mark(mark).newest);
}

void VersionTimeline::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->pixelDelta().isNull() ? event->angleDelta() : event->pixelDelta() * 2;
    const bool isSideways = std::abs(turned.x()) > std::abs(turned.y());
    const bool isShifted = event->modifiers().testFlag(Qt::ShiftModifier);
    if (isSideways || isShifted)
        m_geometry.panBy(isSideways ? turned.x() : turned.y());
    else
        m_geometry.zoomAt(event->position().x(), std::pow(kZoomStep, turned.y() / 120.0));
    hover(m_geometry.markAt(event->position()));
    update();
    event->accept();
}

void VersionTimeline::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const int mark = m_geometry.markAt(event->pos());
        if (mark < 0)
            return;
        select(m_geometry.mark(mark).newest);
        Q_EMIT menuWanted(event->globalPos());
    } else if (m_selected >= 0) {
        Q_EMIT menuWanted(mapToGlobal(markRect(markOf(m_selected)).bottomLeft()));
    }
}

void VersionTimeline::leaveEvent(QEvent *event)
{
    hover(-1);
    QWidget::leaveEvent(event);
}

void VersionTimeline::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    announceSelection();
    update();
}

void VersionTimeline::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    hover(-1);
    update();
}

void VersionTimeline::hover(int mark)
{
    if (mark == m_hovered)
        return;
    m_hovered = mark;
    update();
    if (mark < 0) {
        if (m_card)
            m_card->hide();
        return;
    }
    const TimelineGeometry::Bar bar = m_geometry.barOf(mark);
    const TimelineMark &what = m_geometry.mark(mark);
    const Version &version = m_history.version(what.newest);
    std::vector<HoverCard::Line> lines;
    if (!version.author.isEmpty())
        lines.push_back({tr("By", "fact of a version: its author"), displayName(version.author)});
    lines.push_back({tr("Size", "fact of a version"), sizeText(version.sizeBytes)});
    if (!version.label.isEmpty())
        lines.push_back({tr("Number", "fact of a version"), version.label});
    if (!version.name.isEmpty() && version.name != m_history.file().name)
        lines.push_back({tr("Name then", "fact of a version"), nameInSentence(version.name)});
    if (version.isCurrent || what.isCurrent)
        lines.push_back({{}, tr("This is the current version", "fact of a version")});
    if (version.isTrashed())
        lines.push_back({{}, tr("Lies in the bin of versions", "fact of a version")});
    if (what.count > 1)
        lines.push_back({{}, tr("%n save(s) of the same content", "fact of a version", what.count)});
    if (bar.last > bar.first)
        lines.push_back({{}, tr("%n version(s) share this place: zoom in", "hover card", bar.versions)});
    if (!m_card)
        m_card = new HoverCard(this);
    const QRectF rect = m_geometry.rect(mark);
    m_card->show(instantText(version.modifiedAt), lines,
        QRect(mapToGlobal(rect.topLeft().toPoint()), rect.size().toSize()));
}

} // namespace Unbin
