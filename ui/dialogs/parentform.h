// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/obstaclechoices.h"

#include <QWidget>

class QRadioButton;

namespace Unbin {

class ElidedLabel;

/** One folder that is gone: what came from it, and a choice of what to do. The choices must outlive it. */
class ParentForm : public QWidget
{
    Q_OBJECT
public:
    explicit ParentForm(ObstacleChoices &choices, QWidget *parent = nullptr);

    void setFolder(const ChosenFolder &folder);

Q_SIGNALS:
    void folderWanted();
    void chosen();

private:
    QRadioButton *addChoice(const QString &objectName, ParentChoice::Verb verb);
    QWidget *makeFolderRow();
    void choose(ParentChoice::Verb verb);
    void showChoice();

    ObstacleChoices &m_choices;
    QRadioButton *m_recreate = nullptr;
    QRadioButton *m_restoreParent = nullptr;
    QRadioButton *m_otherFolder = nullptr;
    QRadioButton *m_skip = nullptr;
    ElidedLabel *m_folder = nullptr;
};

} // namespace Unbin
