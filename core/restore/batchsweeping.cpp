// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of a batch when all its items are done: folders that were only passed through, items half way.
#include "core/restore/batchactivity.h"

#include "core/restore/undoactivity.h"

#include <algorithm>

namespace Unbin {

bool BatchActivity::canPutBack() const
{
    return m_receipt && !m_isUndone && !m_isPutBack && UndoActivity::canPutBack(*m_receipt, m_workshop.providers);
}

void BatchActivity::setPutBack(bool isPutBack)
{
    m_isPutBack = isPutBack;
    Q_EMIT changed();
}

void BatchActivity::notePassed(PassedFolder folder)
{
    const bool isKnown
        = std::any_of(m_passed.begin(), m_passed.end(), [&folder](const PassedFolder &known) {
              return known.account == folder.account && known.way.folder == folder.way.folder
                  && known.way.levels >= folder.way.levels;
          });
    if (!isKnown)
        m_passed.push_back(std::move(folder));
}

/** Nobody is on the way any more. Dropped half way, it may begin again: it looks before it does anything. */
void BatchActivity::sweep()
{
    if (m_state == State::Finished)
        return;
    if (!m_isReleased || (m_passed.empty() && m_swept.empty())) {
        complete();
        return;
    }
    const auto tell = [this](const SweptFolder &folder) {
        News &news = m_news[folder.account];
        news.entered.push_back(folder.entry);
        news.folders.push_back(folder.entry.originalParent);
    };
    m_sweeper = launch(JobPtr<Done>(std::make_unique<SweepJob>(m_passed, m_swept, m_workshop.providers, m_log, tell)),
        this, [this](const Result<Done> &) { complete(); });
}

} // namespace Unbin
