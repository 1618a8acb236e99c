// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalogrows.h"

#include <vector>

namespace Unbin {

/** One change of a list, such as a Qt model announces it. */
struct ViewStep {
    enum class Kind {
        Remove, ///< positions first..last go
        TakeRows, ///< from here on positions stand for the new rows; nothing to announce
        Insert, ///< the rows in `shown` come to positions first..last
        Layout, ///< the same rows in another order: `shown`; newPositions[old position] = new position
        Change, ///< positions first..last have other content
    };
    Kind kind;
    int first = 0;
    int last = -1;
    std::vector<RowNumber> shown = {};
    std::vector<quint32> newPositions = {};
};

/** What happened to a row between two arrangements; bits. */
enum RowEvent : quint8 {
    NothingHappened = 0,
    ContentChanged = 1,
    PathChanged = 2, ///< only its folder's path
    Reborn = 4, ///< its number stands for another item now
};

/** Position of a row that is not shown. */
constexpr quint32 nowhere = ~quint32(0);

/** A list and its inverse. Rows beyond the end of positions are not shown. */
struct ShownRows {
    const std::vector<RowNumber> &shown;
    const std::vector<quint32> &positions; ///< by row number

    quint32 positionOf(RowNumber row) const { return row < positions.size() ? positions[row] : nowhere; }
};

/** What is known about the difference of two lists. */
struct ListChange {
    const std::vector<quint8> &events; ///< by row number, as far as rows are shown in either list; empty: none
    /** Without events: rows in an order that both lists keep, all of theirs among them. Saves looking each of
     * them up. */
    const std::vector<RowNumber> *commonOrder = nullptr;
};

/**
 * The steps that lead from one list to the other. At most a few ranges go and come one by one. If they are
 * scattered, or the order changed as well, one change of layout brings what goes to the end, where it is cut
 * off; what comes is appended, and one more change of layout brings everything into place: linear in any
 * case, and never a reset.
 */
std::vector<ViewStep> planSteps(const ShownRows &before, const ShownRows &after, const ListChange &change);

} // namespace Unbin
