// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/review.h"
#include "ui/dialogs/accountnames.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QPushButton;
class QTableView;

namespace Unbin {

class PlanModel;
class VerbBar;

/**
 * A plan before it runs: a row per item with what happens to it, where it goes and under which name; rows can be left out,
 * renamed, sent elsewhere, and what follows shows at once. Quick with 50,000 rows.
 *
 * Ends with accepted() (run it as it stands) or rejected(). The default button runs it, for it was asked for; nothing
 * has moved yet. Open it with open(); it deletes itself.
 */
class PlanDialog : public QDialog
{
    Q_OBJECT
public:
    /** The review may die first; the dialog is then of no use and should be closed. */
    PlanDialog(PlanReview &review, AccountNames accountName, QWidget *parent = nullptr);

    /** The folder chosen for rows of the review. */
    void setFolder(const std::vector<int> &reviewRows, const ChosenFolder &folder);

Q_SIGNALS:
    /** All rows are of the account. */
    void folderWanted(const std::vector<int> &reviewRows, const Unbin::AccountId &account);

private:
    void build(const AccountNames &accountName);
    void makeTable(const AccountNames &accountName);
    void makeVerbs();
    void wantFolder(const std::vector<int> &rows);
    void update();

    QPointer<PlanReview> m_review;
    PlanModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    VerbBar *m_verbs = nullptr;
    QLabel *m_totals = nullptr;
    QPushButton *m_run = nullptr;
};

/** "4,980 are restored, 12 stay in the bin, 8 can't be restored. About 5,100 requests, some 9 min." */
QString totalsText(Receipt::Kind kind, const ReviewTotals &totals);

} // namespace Unbin
