// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QDialog>
#include <QPointer>

#include <vector>

class QPushButton;
class QToolButton;
class QTreeWidget;

namespace Unbin {

class ElidedLabel;
class InlineMessage;
class JobBase;
class TrashedFolders;

/**
 * What a folder in the bin holds, level by level, to look at. Nothing can be changed here; one item at a time can be asked
 * back, with the warning that this may fail. Open it with open(); it deletes itself. The folders are read through the
 * provider, so the dialog must go when the provider goes.
 */
class TrashedFolderDialog : public QDialog
{
    Q_OBJECT
public:
    TrashedFolderDialog(TrashedFolders &folders, const TrashedItem &folder, QWidget *parent = nullptr);
    ~TrashedFolderDialog() override;

Q_SIGNALS:
    /** The dialog is closed. */
    void restoreWanted(const Unbin::TrashedItem &item);

private:
    void build();
    void enter(const TrashedItem &folder);
    void leave();
    void list();
    void add(std::vector<TrashedItem> &&items);
    void openRow(int row);
    void updateButtons();
    const TrashedItem *selected() const;

    TrashedFolders &m_folders;
    std::vector<TrashedItem> m_way; ///< the folders above and the one that is shown
    std::vector<TrashedItem> m_items; ///< by row
    QPointer<JobBase> m_listing;
    ElidedLabel *m_place = nullptr;
    QToolButton *m_up = nullptr;
    QTreeWidget *m_list = nullptr;
    InlineMessage *m_message = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_restore = nullptr;
};

} // namespace Unbin
