// SPDX-License-Identifier: GPL-3.0-or-later
// What a restore does before it begins to move things, and after it has: the plan is shown, the work is looked at again.
#include "core/restore/decider.h"
#include "core/restore/restoreactivity.h"
#include "core/restore/restorereview.h"

#include <algorithm>

namespace Unbin {

/** Beyond what one can oversee, the plan itself is the confirmation. */
bool RestoreActivity::mustShow() const
{
    return !m_isReviewed && int(m_plan.receipt.lines.size()) >= m_workshop.reviewFrom;
}

void RestoreActivity::show()
{
    m_review = std::make_unique<RestoreReview>(*this);
    setState(State::Asking);
    m_question = launch(m_decider.review(*m_review), this, [this](Result<Done> agreed) {
        m_question = nullptr;
        m_review.reset();
        m_isReviewed = true;
        if (isEnding())
            return;
        if (!agreed) {
            cancel();
            return;
        }
        setState(State::Planning);
        advance();
    });
}

/** The user changed what was wished for these while the plan is shown. */
void RestoreActivity::planEdited(std::vector<int> items)
{
    m_toPlan.insert(m_toPlan.end(), items.begin(), items.end());
    if (!m_planner && !m_toPlan.empty())
        planOpenItems();
}

/** While the plan is shown, nobody is asked: what loses nothing is planned, for all to see and to change. */
void RestoreActivity::answerByDefault()
{
    if (hasQuestions()) {
        const Negotiation negotiation = negotiationAbout(m_plan, m_memory, m_workshop.providers, false);
        const auto again = applyAnswer(negotiation, defaultAnswer(negotiation.question), m_plan, m_memory);
        m_toPlan.insert(m_toPlan.end(), again.begin(), again.end());
    }
    if (!m_toPlan.empty())
        planOpenItems();
}

/** Looks again at what it did, folder by folder. One item alone was told by its reply. */
void RestoreActivity::verify()
{
    if (std::exchange(m_isVerified, true) || m_plan.receipt.lines.size() < 2) {
        finish();
        return;
    }
    for (int index = 0; index < int(m_plan.receipt.lines.size()); ++index) {
        const ReceiptLine &line = m_plan.line(index);
        const bool isOld = m_plan.resumed > 0 && line.check != ReceiptLine::Check::None;
        if (line.outcome == ReceiptLine::Outcome::Restored && line.now && !isOld)
            m_toVerify.push_back(index);
    }
    std::stable_sort(m_toVerify.begin(), m_toVerify.end(), [this](int a, int b) {
        const ReceiptLine &one = m_plan.line(a);
        const ReceiptLine &other = m_plan.line(b);
        return one.item.account == other.item.account ? one.now->parent < other.now->parent
                                                      : one.item.account < other.item.account;
    });
    setState(State::Verifying);
    verifySome();
}

/** So many at a time that memory stays flat; whole folders, so that each is listed once. */
void RestoreActivity::verifySome()
{
    constexpr size_t kPortion = 1000;
    std::vector<int> lines;
    std::vector<ExpectedItem> expected;
    while (!m_toVerify.empty()) {
        const ReceiptLine &line = m_plan.line(m_toVerify.back());
        if (lines.size() >= kPortion && expected.back().item.parent != line.now->parent)
            break;
        lines.push_back(m_toVerify.back());
        expected.push_back({line.item.account, *line.now});
        m_toVerify.pop_back();
    }
    if (lines.empty()) {
        finish();
        return;
    }
    auto recheck = std::make_unique<RecheckJob>(std::move(expected), m_workshop.providers);
    m_verifier = launch(JobPtr<std::vector<Recheck>>(std::move(recheck)), this,
        [this, lines = std::move(lines)](Result<std::vector<Recheck>> found) {
            m_verifier = nullptr;
            if (isEnding())
                return;
            if (found)
                verified(lines, *found);
            verifySome();
        });
}

void RestoreActivity::verified(const std::vector<int> &lines, const std::vector<Recheck> &found)
{
    using Check = ReceiptLine::Check;
    for (size_t i = 0; i < lines.size() && i < found.size(); ++i) {
        ReceiptLine &line = m_plan.line(lines[i]);
        const Recheck &check = found[i];
        line.check = Check::Differs;
        switch (check.state) {
        case Recheck::State::Same:
            line.check = Check::Confirmed;
            continue;
        case Recheck::State::Unseen:
            line.check = Check::Unseen;
            continue;
        case Recheck::State::Changed:
        case Recheck::State::Moved:
            if (check.live->parent != line.now->parent)
                line.nowPath.clear();
            line.now = check.live;
            line.isRenamed = line.now->name != line.item.item.name;
            break;
        case Recheck::State::InBin:
        case Recheck::State::Gone:
            line.now.reset();
            line.nowPath.clear();
            line.outcome = ReceiptLine::Outcome::Failed;
            line.error = Error::of(Error::Kind::Changed, QStringLiteral("restored, but not there any more"));
            break;
        }
        log().journal.note(ItemEnded{log().batch, lines[i], line});
    }
}

} // namespace Unbin
