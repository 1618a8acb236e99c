// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/accessibletimeline.h"

#include "ui/timeline/versiontimeline.h"

#include <QAccessibleWidget>
#include <QHash>

namespace Unbin {

namespace {

VersionTimeline *timelineOf(QObject *object)
{
    return qobject_cast<VersionTimeline *>(object);
}

/** One mark. Lives until the marks change. */
class AccessibleMark final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    AccessibleMark(VersionTimeline *timeline, int mark)
        : m_timeline(timeline)
        , m_mark(mark)
    { }

    bool isValid() const override { return m_timeline && m_mark < m_timeline->geometryOfMarks().size(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_timeline ? m_timeline->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_timeline); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? m_timeline->describeMark(m_mark) : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect local = m_timeline->markRect(m_mark);
        return {m_timeline->mapToGlobal(local.topLeft()), local.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const bool isSelected = m_timeline->markOf(m_timeline->selected()) == m_mark;
        state.selected = isSelected;
        state.focused = isSelected && m_timeline->hasFocus();
        state.offscreen = !m_timeline->rect().intersects(m_timeline->markRect(m_mark));
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &action) override
    {
        if (action == pressAction() && isValid()) // selects; nothing is done to a version
            m_timeline->select(m_timeline->geometryOfMarks().mark(m_mark).newest);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QPointer<VersionTimeline> m_timeline;
    int m_mark;
};

class AccessibleTimeline final : public QAccessibleWidget
{
public:
    explicit AccessibleTimeline(VersionTimeline *timeline)
        : QAccessibleWidget(timeline, QAccessible::List)
        , m_timeline(timeline)
    { }
    ~AccessibleTimeline() override { forgetMarks(); }

    void forgetMarks()
    {
        for (const QAccessible::Id id : std::as_const(m_marks))
            QAccessible::deleteAccessibleInterface(id);
        m_marks.clear();
    }

    int childCount() const override { return m_timeline ? m_timeline->geometryOfMarks().size() : 0; }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto known = m_marks.constFind(index);
        if (known != m_marks.cend())
            return QAccessible::accessibleInterface(*known);
        auto *mark = new AccessibleMark(m_timeline, index);
        m_marks.insert(index, QAccessible::registerAccessibleInterface(mark));
        return mark;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return m_timeline ? child(m_timeline->geometryOfMarks().markAt(m_timeline->mapFromGlobal(QPoint(x, y))))
                          : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (auto it = m_marks.cbegin(); it != m_marks.cend(); ++it) {
            if (QAccessible::accessibleInterface(*it) == child)
                return it.key();
        }
        return -1;
    }
    QAccessibleInterface *focusChild() const override
    {
        return m_timeline && m_timeline->hasFocus() ? child(m_timeline->markOf(m_timeline->selected())) : nullptr;
    }

private:
    QPointer<VersionTimeline> m_timeline;
    mutable QHash<int, QAccessible::Id> m_marks;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    VersionTimeline *timeline = timelineOf(object);
    return timeline ? new AccessibleTimeline(timeline) : nullptr;
}

} // namespace

void installAccessibleTimeline()
{
    QAccessible::removeFactory(makeInterface);
    QAccessible::installFactory(makeInterface);
}

void updateAccessibleTimeline(VersionTimeline *timeline)
{
    if (!QAccessible::isActive())
        return;
    auto *accessible = dynamic_cast<AccessibleTimeline *>(QAccessible::queryAccessibleInterface(timeline));
    if (!accessible)
        return;
    accessible->forgetMarks();
    QAccessibleEvent event(timeline, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

} // namespace Unbin
