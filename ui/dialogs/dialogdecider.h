// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/decider.h"
#include "ui/dialogs/accountnames.h"

#include <QPointer>
#include <QWidget>

namespace Unbin {

class ProviderSet;

/**
 * Answers questions by asking the user with an ObstacleDialog over the window. A question whose job is
 * dropped or stopped takes its dialog with it. Remembers nothing.
 */
class DialogDecider final : public Decider
{
public:
    /** The providers fill the folder chooser for "another folder". All must outlive the decider; if the
       window dies, questions end as Cancelled. */
    DialogDecider(ProviderSet &providers, AccountNames accountName, QWidget *window);

    JobPtr<Answer> ask(Question question) override;
    JobPtr<Done> review(PlanReview &review) override;

private:
    ProviderSet &m_providers;
    AccountNames m_accountName;
    QPointer<QWidget> m_window;
};

} // namespace Unbin
