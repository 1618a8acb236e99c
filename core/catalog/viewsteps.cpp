// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/viewsteps.h"

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

class StepPlanner
{
public:
    StepPlanner(const ShownRows &before, const ShownRows &after, const std::vector<quint8> &events)
        : m_before(before)
        , m_after(after)
        , m_events(events)
    { }

    std::vector<ViewStep> plan()
    {
        lookAtOld();
        lookAtNew();
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
    bool isStaying(RowNumber row) const
    {
        return !(m_events[row] & Reborn) && m_before.positionOf(row) != nowhere && m_after.positionOf(row) != nowhere;
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
            if (!isStaying(row)) {
                extend(m_coming, int(i));
                continue;
            }
            const qint64 old = m_before.positionOf(row);
            m_isOrderKept = m_isOrderKept && old > last;
            last = old;
            if (m_events[row] != NothingHappened)
                extend(m_changed, int(i));
        }
    }

    void remove()
    {
        if (m_going.size() > mostRanges) {
            std::vector<RowNumber> arranged = m_staying;
            std::vector<quint32> newPositions(m_before.shown.size());
            quint32 staying = 0;
            auto going = quint32(m_staying.size());
            for (size_t i = 0; i < m_before.shown.size(); ++i) {
                const RowNumber row = m_before.shown[i];
                const bool isGoing = !isStaying(row);
                if (isGoing)
                    arranged.push_back(row);
                newPositions[i] = isGoing ? going++ : staying++;
            }
            m_going = {{int(m_staying.size()), int(arranged.size()) - 1}};
            m_steps.push_back({.kind = ViewStep::Kind::Layout,
                .shown = std::move(arranged),
                .newPositions = std::move(newPositions)});
        }
        for (auto range = m_going.rbegin(); range != m_going.rend(); ++range)
            m_steps.push_back({.kind = ViewStep::Kind::Remove, .first = range->first, .last = range->last});
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
        std::vector<RowNumber> coming;
        for (const Range &range : m_coming)
            coming.insert(coming.end(), m_after.shown.begin() + range.first, m_after.shown.begin() + range.last + 1);
        std::vector<quint32> newPositions;
        newPositions.reserve(m_after.shown.size());
        for (const RowNumber row : m_staying)
            newPositions.push_back(m_after.positions[row]);
        for (const RowNumber row : coming)
            newPositions.push_back(m_after.positions[row]);
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
    std::vector<RowNumber> m_staying; // in their old order
    std::vector<Range> m_going; // old positions
    std::vector<Range> m_coming; // new positions
    std::vector<Range> m_changed; // new positions
    bool m_isOrderKept = true;
    std::vector<ViewStep> m_steps;
};

} // namespace

std::vector<ViewStep> planSteps(const ShownRows &before, const ShownRows &after, const std::vector<quint8> &events)
{
    return StepPlanner(before, after, events).plan();
}

} // namespace Unbin
