// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "core/domain/result.h"

#include <QDialog>
#include <QPointer>

#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QTreeWidget;

namespace Unbin {

class ElidedLabel;
class EmptyState;
class InlineMessage;
class JobBase;
struct ListSummary;
class TrashedFolders;

/**
 * What a folder in the bin holds, level by level, to look at. Nothing can be changed here. The whole folder can be asked
 * back, which is the sure way; or one item of it, with the warning that this may fail; never several. Open it with open();
 * it deletes itself. The folders are read through the provider, so the dialog must go when the provider goes.
 */
class TrashedFolderDialog : public QDialog
{
    Q_OBJECT
public:
    TrashedFolderDialog(TrashedFolders &folders, const TrashedItem &folder, QWidget *parent = nullptr);
    ~TrashedFolderDialog() override;

Q_SIGNALS:
    /** The folder that was given, or one item inside of it. The dialog is closed. */
    void restoreWanted(const Unbin::TrashedItem &item);

private:
    void build();
    QLayout *makePlaceRow();
    void makeList();
    QWidget *makeButtons();
    void enter(const TrashedItem &folder);
    void leave();
    void list(const ItemId &toSelect = {});
    void add(std::vector<TrashedItem> &&items);
    void listed(const Result<ListSummary> &end, const ItemId &toSelect);
    void showInPlaceOfList(const Result<ListSummary> &end);
    void askBack(const TrashedItem &item);
    void updateButtons();
    const TrashedItem *selected() const;

    TrashedFolders &m_folders;
    std::vector<TrashedItem> m_way; ///< the folders above and the one that is shown
    std::vector<TrashedItem> m_items; ///< as they came
    QPointer<JobBase> m_listing;
    ElidedLabel *m_place = nullptr;
    QToolButton *m_up = nullptr;
    QStackedWidget *m_pages = nullptr;
    QTreeWidget *m_list = nullptr;
    EmptyState *m_empty = nullptr;
    InlineMessage *m_message = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_restore = nullptr;
};

} // namespace Unbin
