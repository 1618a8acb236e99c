// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/request.h"

#include <QDialog>

#include <functional>
#include <memory>

namespace Unbin {

class FolderTreeModel;

/** What a folder is wanted for. */
struct FolderWish {
    QString title; ///< "Restore 3 items to…"
    QString accountName; ///< whose folders these are
    QString actionText; ///< of the button; "Restore Here"
    /** Selected at first if it can be reached; the root otherwise. */
    ItemId startFolder;
    /** Why this folder can't be the target; empty if it can. May be null. */
    std::function<QString(const ChosenFolder &folder)> refusal;
};

/**
 * Lets the user choose one folder of one account, or make a new one. Ends with chosen() once, or with
 * rejected(). Open it with open(); it deletes itself, and the model with it.
 */
class FolderChooserDialog : public QDialog
{
    Q_OBJECT
public:
    FolderChooserDialog(std::unique_ptr<FolderTreeModel> model, FolderWish wish, QWidget *parent = nullptr);
    ~FolderChooserDialog() override;

Q_SIGNALS:
    void chosen(const Unbin::ChosenFolder &folder);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
