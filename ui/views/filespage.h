// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/provider.h"
#include "ui/views/droppolicy.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace Unbin {

class BreadcrumbBar;
class EmptyState;
class FolderView;
class InfoBar;
class LiveFolderModel;
class ProviderSet;

/**
 * One live folder: where restored things come back to, and a target to drop bin entries on. What is typed into its filter is
 * looked for in the names of this folder and of every other folder of the account that was read before.
 */
class FilesPage : public QWidget
{
    Q_OBJECT
public:
    using AccountName = std::function<QString(const AccountId &)>;

    FilesPage(ProviderSet &providers, AccountName accountName, QWidget *parent = nullptr);
    ~FilesPage() override;

    /** Reads the folder and shows it. Once it is read, the item of this id is selected, if one is given. */
    void showFolder(AccountId account, ItemId folder, ItemId itemToSelect = {});
    /** Reads the shown folder again; scroll position and selection stay where they can. */
    void reload();

    const AccountId &account() const { return m_account; }
    const ItemId &folder() const { return m_folder; }
    FolderView *list() const { return m_list; }
    int itemCount() const;
    /** Set when exactly one is selected. */
    std::optional<LiveItem> selectedItem() const;
    QString folderPath() const; ///< for people; empty while unknown
    std::vector<LiveItem> selectedItems() const;
    /** The folder an item is in, for people; it may be another one than is shown while a filter is set. */
    QString pathOf(const LiveItem &item) const;
    /** The shown folder itself, to be worked on as a whole; nullopt while it is not known, and for the root. */
    std::optional<LiveItem> folderItem() const;
    void focusFilter();
    bool isLoading() const { return !m_listing.isNull(); }

Q_SIGNALS:
    void folderShown(const Unbin::AccountId &account, const Unbin::ItemId &folder);
    void contentChanged(); ///< count or loading state
    void selectionEdited();
    void fileOpened(); ///< the selected file was activated

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void remember(const std::vector<LiveItem> &items);
    void showMatching();
    bool isFiltered() const;
    std::optional<DropFolder> folderAt(QPoint position) const;
    void openRow(const QModelIndex &index);
    void goUp();
    void lookAtPath();
    void startListing(PageSink<LiveItem> sink, std::function<void(const Result<ListSummary> &)> ended);
    void endListing(const Result<ListSummary> &result);
    void endReload(std::vector<LiveItem> items, const Result<ListSummary> &result);
    void select(const ItemId &item);
    void showContent();
    void showProblems(const ListSummary &summary);
    void showError(const Error &error);
    void stop();

    ProviderSet &m_providers;
    AccountName m_accountName;
    LiveFolderModel *m_model;
    BreadcrumbBar *m_breadcrumbs;
    QToolButton *m_up;
    InfoBar *m_problems;
    QStackedWidget *m_stack;
    FolderView *m_list;
    EmptyState *m_empty;
    QLineEdit *m_filter;

    AccountId m_account;
    std::vector<LiveItem> m_items; ///< of the shown folder
    QHash<ItemId, LiveItem> m_known; ///< files of all folders of this account that were read
    QHash<ItemId, QString> m_paths; ///< of those folders, for people
    ItemId m_folder;
    ItemId m_itemToSelect;
    std::optional<FolderFacts> m_facts;
    QPointer<JobBase> m_listing;
    QPointer<JobBase> m_look;
};

} // namespace Unbin
