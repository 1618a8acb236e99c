// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/binview.h"
#include "ui/views/binpagetexts.h"
#include "ui/views/selectionsummary.h"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QLineEdit;
class QSettings;
class QStackedWidget;

namespace Unbin {

class AccountService;
class BinList;
class BinModel;
class Catalog;
class Clock;
class OlderBar;

/** The bin of one account, or all of them: filter, list, and in the list's place what is to be said when it
 * is empty. */
class BinPage : public QWidget
{
    Q_OBJECT
public:
    /** All must outlive the page. */
    BinPage(
        AccountService &accounts, Catalog &catalog, BinRefresher &refresher, Clock &clock, QWidget *parent = nullptr);
    ~BinPage() override;

    /** nullopt: all bins. The filter's text stays. */
    void showBin(const std::optional<AccountId> &account);
    std::optional<AccountId> account() const { return m_view.filter().account; }

    BinList *list() const { return m_list; }
    BinModel *model() const { return m_model; }
    BinTotals totals() const { return m_view.totals(); }
    bool isFiltered() const { return !m_view.filter().text.isEmpty(); }
    const SelectionSummary &selection() const { return m_selection; }
    /** Builds the items: in proportion to their number. */
    std::vector<AccountItem> selectedItems() const;

    void focusFilter();
    void focusList();
    void restoreState(const QSettings &settings);
    void saveState(QSettings &settings);

Q_SIGNALS:
    void selectionEdited(); ///< selection() is another one, or what it sums up has changed
    void totalsChanged();
    void signInWanted(const Unbin::AccountId &account);
    void unlockWanted(const Unbin::AccountId &account);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeFilter();
    void connectSources();
    void refreshShown();
    void updateTexts();
    void updateSelection();
    void tellVisibleItems();
    void tellWatched();
    void updateOlderBar();
    BinPageFacts facts() const;

    AccountService &m_accounts;
    BinRefresher &m_refresher;
    BinView m_view;
    BinModel *m_model;
    QLineEdit *m_filter;
    InfoBar *m_problems;
    QString m_closedProblems; // the text the user closed; only another one is shown again
    QStackedWidget *m_stack;
    BinList *m_list;
    EmptyState *m_empty;
    OlderBar *m_older;
    BinPageOffers m_offers;
    SelectionSummary m_selection;
    QTimer m_textsLater;
    QTimer m_visibleLater;
    QTimer m_minute;
};

} // namespace Unbin
