// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/question.h"
#include "core/restore/request.h"
#include "ui/dialogs/accountnames.h"

#include <QDialog>

#include <memory>

namespace Unbin {

/**
 * Puts a question to the user: names that are taken, folders that are gone. A single obstacle gets the small
 * form, a batch one grid with a row each and verbs on top for all. Every row begins with the answer that
 * loses nothing.
 *
 * Ends with answered() once, or with rejected(): the user gave up. Open it with open(); it deletes itself.
 */
class ObstacleDialog : public QDialog
{
    Q_OBJECT
public:
    /** The question must not be empty. */
    ObstacleDialog(Question question, AccountNames accountName, QWidget *parent = nullptr);
    ~ObstacleDialog() override;

    /** The folder chosen after folderWanted(). */
    void setFolder(const std::vector<int> &missingParents, const ChosenFolder &folder);

Q_SIGNALS:
    void answered(const Unbin::Answer &answer);
    /** "Another folder" was chosen for these rows of Question::missingParents, all of one account: show a
       folder chooser over this dialog, then call setFolder(), or nothing if the user thought better of it. */
    void folderWanted(const std::vector<int> &missingParents, const Unbin::AccountId &account);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
