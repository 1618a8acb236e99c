// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/viewsteps.h"

#include <algorithm>

namespace Unbin {

namespace {

/** More ranges than this cost views more than one change of layout. */
constexpr size_t mostRanges = 32;

struct Range {
    int first;
    int last;
};

void extend(std::vector<Range> &ranges, int position)
{
    if (!ranges.empty() && ranges.back().last == position - 1)
        ranges.back().last = position;
    else
        ranges.push_back({position, position});
}

std::vector<quint32> positionsIn(const std::vector<Range> &ranges)
{
    std::vector<quint32> positions;
    for (const Range &range : ranges) {
        for (int position = range.first; position <= range.last; ++position)
            positions.push_back(quint32(position));
    }
    return positions;
}

/** Those below count that are in no range. */
std::vector<quint32> positionsOutside(const std::vector<Range> &ranges, size_t count)
{
    std::vector<quint32> positions;
    positions.reserve(count);
    quint32 next = 0;
    for (const Range &range : ranges) {
        for (; next < quint32(range.first); ++next)
            positions.push_back(next);
        next = quint32(range.last) + 1;
    }
    for (; next < count; ++next)
        positions.push_back(next);
    return positions;
}

class StepPlanner
{
public:
    StepPlanner(const ShownRows &before, const ShownRows &after, const ListChange &change)
        : m_before(before)
        , m_after(after)
        , m_events(change.events)
        , m_commonOrder(change.commonOrder)
    { }

    std::vector<ViewStep> plan()
    {
        if (m_commonOrder) {
            walkAlongBoth();
        } else {
            lookAtOld();
            lookAtNew();
        }
        remove();
        m_steps.push_back({.kind = ViewStep::Kind::TakeRows});
        if (m_isOrderKept && m_coming.size() <= mostRanges)
            insertInPlace();
        else
            appendAndArrange();
        tellChanges();
        return std::move(m_steps);
    }

private:
    quint8 eventOf(RowNumber row) const { return m_events.empty() ? quint8(NothingHappened) : m_events[row]; }
    /** Of a row in the old list. */
    bool isStaying(RowNumber row) const { return m_after.positionOf(row) != nowhere && !(eventOf(row) & Reborn); }

    void walkAlongBoth()
    {
        m_staying.reserve(std::min(m_before.shown.size(), m_after.shown.size()));
        size_t old = 0;
        size_t now = 0;
        for (const RowNumber row : *m_commonOrder) {
            const bool wasShown = old < m_before.shown.size() && m_before.shown[old] == row;
            const bool isShown = now < m_after.shown.size() && m_after.shown[now] == row;
            if (wasShown && isShown)
                m_staying.push_back(row);
            else if (wasShown)
                extend(m_going, int(old));
            else if (isShown)
                extend(m_coming, int(now));
            old += wasShown;
            now += isShown;
        }
    }

    void lookAtOld()
    {
        m_staying.reserve(m_before.shown.size());
        for (size_t i = 0; i < m_before.shown.size(); ++i) {
            if (isStaying(m_before.shown[i]))
                m_staying.push_back(m_before.shown[i]);
            else
                extend(m_going, int(i));
        }
    }

    void lookAtNew()
    {
        qint64 last = -1; // old position of the staying row before this one
        for (size_t i = 0; i < m_after.shown.size(); ++i) {
            const RowNumber row = m_after.shown[i];
            const quint8 event = eventOf(row);
            const quint32 old = event & Reborn ? nowhere : m_before.positionOf(row);
            if (old == nowhere) {
                extend(m_coming, int(i));
                continue;
            }
            m_isOrderKept = m_isOrderKept && old > last;
            last = old;
            if (event != NothingHappened)
                extend(m_changed, int(i));
        }
    }

    void remove()
    {
        if (m_going.size() > mostRanges)
            bringGoingToTheEnd();
        for (auto range = m_going.rbegin(); range != m_going.rend(); ++range)
            m_steps.push_back({.kind = ViewStep::Kind::Remove, .first = range->first, .last = range->last});
    }

    void bringGoingToTheEnd()
    {
        std::vector<RowNumber> arranged = m_staying;
        arranged.reserve(m_before.shown.size());
        std::vector<quint32> newPositions(m_before.shown.size());
        quint32 next = 0;
        for (const quint32 position : positionsOutside(m_going, m_before.shown.size()))
            newPositions[position] = next++;
        for (const quint32 position : positionsIn(m_going)) {
            newPositions[position] = next++;
            arranged.push_back(m_before.shown[position]);
        }
        m_going = {{int(m_staying.size()), int(arranged.size()) - 1}};
        m_steps.push_back(
            {.kind = ViewStep::Kind::Layout, .shown = std::move(arranged), .newPositions = std::move(newPositions)});
    }

    void insertInPlace()
    {
        for (const Range &range : m_coming) {
            m_steps.push_back({.kind = ViewStep::Kind::Insert,
                .first = range.first,
                .last = range.last,
                .shown = {m_after.shown.begin() + range.first, m_after.shown.begin() + range.last + 1}});
        }
    }

    void appendAndArrange()
    {
        std::vector<quint32> newPositions;
        if (m_isOrderKept) {
            newPositions = positionsOutside(m_coming, m_after.shown.size());
        } else {
            newPositions.reserve(m_after.shown.size());
            for (const RowNumber row : m_staying)
                newPositions.push_back(m_after.positions[row]);
        }
        std::vector<RowNumber> coming;
        coming.reserve(m_after.shown.size() - m_staying.size());
        for (const quint32 position : positionsIn(m_coming)) {
            newPositions.push_back(position);
            coming.push_back(m_after.shown[position]);
        }
        if (!coming.empty()) {
            m_steps.push_back({.kind = ViewStep::Kind::Insert,
                .first = int(m_staying.size()),
                .last = int(m_after.shown.size()) - 1,
                .shown = std::move(coming)});
        }
        m_steps.push_back(
            {.kind = ViewStep::Kind::Layout, .shown = m_after.shown, .newPositions = std::move(newPositions)});
    }

    void tellChanges()
    {
        if (m_changed.size() > mostRanges)
            m_changed = {{m_changed.front().first, m_changed.back().last}};
        for (const Range &range : m_changed)
            m_steps.push_back({.kind = ViewStep::Kind::Change, .first = range.first, .last = range.last});
    }

    const ShownRows m_before;
    const ShownRows m_after;
    const std::vector<quint8> &m_events;
    const std::vector<RowNumber> *m_commonOrder;
    std::vector<RowNumber> m_staying; // in their old order
    std::vector<Range> m_going; // old positions
    std::vector<Range> m_coming; // new positions
    std::vector<Range> m_changed; // new positions
    bool m_isOrderKept = true;
    std::vector<ViewStep> m_steps;
};

} // namespace

std::vector<ViewStep> planSteps(const ShownRows &before, const ShownRows &after, const ListChange &change)
{
    return StepPlanner(before, after, change).plan();
}

} // namespace Unbin
