// SPDX-License-Identifier: GPL-3.0-or-later
// How a planned batch begins: all of it is in the journal before anything is sent.
#include "core/restore/batchactivity.h"

#include "core/restore/spentmemory.h"

#include <algorithm>

namespace Unbin {

using Stage = PlannedItem::Stage;

namespace {

/** From so many items on, planning or reading them has taken what is worth giving back. */
constexpr int kManyItems = 2000;
/** How many of them are handed to the journal at a time. */
constexpr int kItemsAtOnce = 4000;

} // namespace

void BatchActivity::release()
{
    const bool hasWork = std::any_of(
        m_plan.items.begin(), m_plan.items.end(), [](const PlannedItem &item) { return item.stage != Stage::Done; });
    if (m_plan.resumed > 0) { // the journal has it
        m_isBeginning = true;
        QMetaObject::invokeMethod(
            this, [this] { released(Done{}); }, Qt::QueuedConnection);
        return;
    }
    if (!hasWork) {
        for (int index = 0; index < m_plan.size(); ++index)
            settle(index);
        finish();
        return;
    }
    BatchBegun begun{.batch = m_log.batch,
        .kind = kind(),
        .at = m_plan.receipt.startedAt,
        .items = itemsFrom(0),
        .asked = qint64(m_plan.receipt.lines.size()),
        .target = target(),
        .undoes = undoes(),
        .isPartial = m_plan.size() > kItemsAtOnce};
    m_isBeginning = true;
    if (begun.isPartial)
        writeThenRest(std::move(begun), kItemsAtOnce);
    else
        launch(m_log.journal.write(std::move(begun)), this, [this](Result<Done> written) { released(written); });
}

/** The next few thousand, as the journal keeps them. */
std::vector<JournaledItem> BatchActivity::itemsFrom(int first) const
{
    std::vector<JournaledItem> items;
    const int end = std::min(first + kItemsAtOnce, m_plan.size());
    items.reserve(size_t(end - first));
    for (int index = first; index < end; ++index) {
        const PlannedItem &planned = m_plan.items[size_t(index)];
        items.push_back({m_plan.item(index), {folderOf(index), planned.name}, taskOf(index)});
    }
    return items;
}

/** A great batch begins in parts; only the last word makes it one. */
void BatchActivity::writeThenRest(JournalEntry entry, int next)
{
    launch(m_log.journal.write(std::move(entry)), this, [this, next](Result<Done> written) {
        if (!written) {
            m_log.journal.note(BatchDropped{m_log.batch});
            released(written);
        } else if (next < m_plan.size()) {
            writeThenRest(ItemsPlanned{m_log.batch, next, itemsFrom(next)}, next + kItemsAtOnce);
        } else {
            launch(m_log.journal.write(BatchReleased{m_log.batch}), this, [this](Result<Done> last) {
                if (!last)
                    m_log.journal.note(BatchDropped{m_log.batch});
                released(last);
            });
        }
    });
}

void BatchActivity::released(const Result<Done> &written)
{
    m_isReleased = true;
    if (m_plan.size() > kManyItems)
        returnSpentMemory();
    m_plan.receipt.batch = m_log.batch;
    if (m_plan.resumed > 0)
        adoptNewcomers();
    else
        m_known = m_plan.size();
    if (m_isCancelled) { // meanwhile; the lines are counted already
        m_isBeginning = false;
        for (int index = 0; index < m_plan.size(); ++index)
            m_log.journal.note(ItemEnded{m_log.batch, index, m_plan.line(index)});
        checkIdle();
        return;
    }
    setState(State::Running);
    for (int index = 0; index < m_plan.size(); ++index) {
        const Stage stage = m_plan.items[size_t(index)].stage;
        if (stage == Stage::Done)
            settle(index);
        else if (!written)
            failItem(index, written.error());
        else if (stage == Stage::Ready)
            enqueue(index);
    }
    if (!written)
        m_error = written.error();
    m_isBeginning = false;
    begun();
    checkIdle();
}

/** Folders that joined the batch while it runs. */
void BatchActivity::adoptNewcomers()
{
    for (; m_isReleased && m_known < m_plan.size(); ++m_known) {
        const Place place{folderOf(m_known), m_plan.items[size_t(m_known)].name};
        m_log.journal.note(ItemJoined{m_log.batch, m_known, {m_plan.item(m_known), place, taskOf(m_known)}});
    }
}

} // namespace Unbin
