// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/obstaclechoices.h"

#include <QWidget>

class QLineEdit;

namespace Unbin {

class InlineMessage;

/** One taken name: both sides as cards, and the name under which both can be kept. The choices must outlive
 * it. */
class ConflictForm : public QWidget
{
    Q_OBJECT
public:
    explicit ConflictForm(ObstacleChoices &choices, QWidget *parent = nullptr);

    void editName();

Q_SIGNALS:
    void nameChanged();

private:
    void showProblem();

    ObstacleChoices &m_choices;
    QLineEdit *m_name;
    InlineMessage *m_problem;
};

} // namespace Unbin
