// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/plandialog.h"

#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/dialogs/namedelegate.h"
#include "ui/dialogs/planmodel.h"
#include "ui/dialogs/verbbar.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace Unbin {

QString totalsText(Receipt::Kind kind, const ReviewTotals &totals)
{
    const bool isUndo = kind == Receipt::Kind::Undo;
    QStringList parts;
    parts += isUndo ? PlanDialog::tr("%n to undo", "part of a sum under a plan", int(totals.included))
                    : PlanDialog::tr("%n to restore", "part of a sum under a plan", int(totals.included));
    if (totals.left > 0)
        parts += isUndo ? PlanDialog::tr("%n left as it is", "part of a sum under a plan", int(totals.left))
                        : PlanDialog::tr("%n left in the bin", "part of a sum under a plan", int(totals.left));
    if (totals.impossible > 0)
        parts += PlanDialog::tr("%n impossible", "part of a sum under a plan", int(totals.impossible));
    if (totals.calls > 0)
        parts += PlanDialog::tr("about %n request(s)", "part of a sum under a plan", int(totals.calls));
    if (totals.calls > 0)
        parts += PlanDialog::tr("some %1", "part of a sum under a plan; %1 is a duration").arg(durationText(totals.time));
    return parts.join(QStringLiteral(" · "));
}

PlanDialog::PlanDialog(PlanReview &review, AccountNames accountName, QWidget *parent)
    : QDialog(parent)
    , m_review(&review)
{
    const bool isUndo = review.kind() == Receipt::Kind::Undo;
    prepareDialog(this, QStringLiteral("planDialog"),
        isUndo ? tr("Undo", "title of a dialog") : tr("Restore", "title of a dialog"));
    build(accountName);
    connect(&review, &PlanReview::changed, this, &PlanDialog::update);
    update();
}

void PlanDialog::build(const AccountNames &accountName)
{
    const bool isUndo = m_review->kind() == Receipt::Kind::Undo;
    const int count = m_review->rowCount();
    const QString headline = isUndo ? tr("This is what undoing %n item(s) would do", "headline of a dialog", count)
                                    : tr("This is what restoring %n item(s) would do", "headline of a dialog", count);
    auto *column = new QVBoxLayout(this);
    column->addWidget(makeHeadline(headline, this));
    column->addWidget(makeNote(isUndo ? tr("Nothing has been moved yet. What was changed since is left alone unless you "
                                           "tick it.",
                                   "note in a dialog")
                                      : tr("Nothing has been moved yet. Untick what shall stay in the bin; names and "
                                           "folders can be changed.",
                                          "note in a dialog"),
        this));
    makeTable(accountName);
    makeVerbs();
    auto *row = new QHBoxLayout;
    row->addWidget(m_verbs, 1);
    auto *notable = new QCheckBox(tr("Only what &stands out", "choice in a dialog: hides rows of a plan that simply go"), this);
    notable->setObjectName(QStringLiteral("onlyNotable"));
    connect(notable, &QCheckBox::toggled, m_model, &PlanModel::setOnlyNotable);
    row->addWidget(notable);
    column->addLayout(row);
    column->addWidget(m_table, 1);
    m_totals = makeText({}, this);
    m_totals->setObjectName(QStringLiteral("planTotals"));
    column->addWidget(m_totals);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_run = buttons->addButton(isUndo ? tr("&Undo", "button") : tr("&Restore", "button"), QDialogButtonBox::AcceptRole);
    m_run->setObjectName(QStringLiteral("runPlan"));
    m_run->setIcon(icon(isUndo ? QStringLiteral("undo") : QStringLiteral("restore")));
    m_run->setDefault(true);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setAccessibleName(headline);
    m_table->setFocus();
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().lineSpacing() * 34);
}

void PlanDialog::makeTable(const AccountNames &accountName)
{
    m_model = new PlanModel(*m_review, accountName, this);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("planRows"));
    //: accessible name of a table
    m_table->setAccessibleName(tr("Rows of the plan"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(PlanModel::NewName, new NameDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnHidden(PlanModel::Account, !m_model->hasSeveralAccounts());
    const int character = m_table->fontMetrics().averageCharWidth();
    m_table->setColumnWidth(PlanModel::Name, character * 36);
    m_table->setColumnWidth(PlanModel::Verdict, character * 40);
    m_table->setColumnWidth(PlanModel::Folder, character * 34);
    m_table->setColumnWidth(PlanModel::NewName, character * 32);
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, PlanModel::Name));
}

void PlanDialog::makeVerbs()
{
    const bool isUndo = m_review->kind() == Receipt::Kind::Undo;
    m_verbs = new VerbBar(m_table, this);
    const auto include = [this](bool isIncluded) {
        return [this, isIncluded](const std::vector<int> &rows) {
            if (m_review)
                m_review->setIncluded(m_model->reviewRows(rows), isIncluded);
        };
    };
    m_verbs->addVerb(QStringLiteral("includeRows"),
        isUndo ? tr("Undo", "verb for rows of a plan") : tr("Restore", "verb for rows of a plan"), include(true));
    m_verbs->addVerb(QStringLiteral("leaveRows"), tr("Leave", "verb for rows of a plan: as they are"), include(false));
    if (!isUndo)
        m_verbs->addVerb(QStringLiteral("moveRows"), tr("Other Folder…", "verb for rows of a plan"),
            [this](const std::vector<int> &rows) { wantFolder(rows); });
}

/** A folder belongs to one account: the rows of the first one's are meant. */
void PlanDialog::wantFolder(const std::vector<int> &rows)
{
    if (rows.empty() || !m_review)
        return;
    const AccountId account = m_model->row(rows.front()).item.account;
    std::vector<int> wanted;
    for (const int row : rows) {
        const ReviewRow about = m_model->row(row);
        if (about.item.account == account && about.canMove)
            wanted.push_back(row);
    }
    if (!wanted.empty())
        Q_EMIT folderWanted(m_model->reviewRows(wanted), account);
}

void PlanDialog::setFolder(const std::vector<int> &reviewRows, const ChosenFolder &folder)
{
    if (m_review)
        m_review->setFolder(reviewRows, folder);
}

void PlanDialog::update()
{
    if (!m_review)
        return;
    const ReviewTotals totals = m_review->totals();
    m_totals->setText(m_review->isBusy() ? tr("Looking at what stands where…", "under a plan while it is made anew")
                                         : totalsText(m_review->kind(), totals));
    m_run->setEnabled(!m_review->isBusy() && totals.included > 0);
}

} // namespace Unbin
