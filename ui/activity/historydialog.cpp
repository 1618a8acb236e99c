// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/historydialog.h"

#include "ui/activity/historymodel.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace Unbin {

HistoryDialog::HistoryDialog(QWidget *parent)
    : QDialog(parent)
    , m_model(new HistoryModel(this))
    , m_table(new QTableView(this))
{
    prepareDialog(this, QStringLiteral("historyDialog"), tr("History", "title of a dialog"));
    auto *column = new QVBoxLayout(this);
    column->addWidget(makeHeadline(tr("What was done, newest first", "headline of a dialog"), this));
    m_note = makeNote(tr("Reading…", "note in a dialog while the history is read"), this);
    m_note->setObjectName(QStringLiteral("historyNote"));
    column->addWidget(m_note);
    m_table->setObjectName(QStringLiteral("historyRows"));
    //: accessible name of a table
    m_table->setAccessibleName(tr("Past jobs"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int character = m_table->fontMetrics().averageCharWidth();
    m_table->setColumnWidth(HistoryModel::What, character * 46);
    m_table->setColumnWidth(HistoryModel::Result, character * 40);
    column->addWidget(m_table, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_recall = buttons->addButton(
        tr("Show in &Activity", "button: receipt and undo of a past job are found there"), QDialogButtonBox::ActionRole);
    m_recall->setObjectName(QStringLiteral("recall"));
    m_recall->setIcon(icon(QStringLiteral("receipt")));
    m_recall->setDefault(true);
    m_recall->setEnabled(false);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_recall, &QPushButton::clicked, this, &HistoryDialog::recallCurrent);
    connect(m_table, &QTableView::activated, this, &HistoryDialog::recallCurrent);
    resize(fontMetrics().averageCharWidth() * 115, fontMetrics().lineSpacing() * 24);
}

void HistoryDialog::setHistory(std::vector<BatchSummary> history)
{
    m_model->setHistory(std::move(history));
    const bool isEmpty = m_model->rowCount() == 0;
    m_note->setText(isEmpty ? tr("Nothing was done yet.", "note in a dialog")
                            : tr("Receipt, retry and undo of a past job are found in the activity panel.",
                                "note in a dialog"));
    m_recall->setEnabled(!isEmpty);
    if (!isEmpty)
        m_table->setCurrentIndex(m_model->index(0, HistoryModel::What));
    m_table->setFocus();
}

void HistoryDialog::setTrouble(const QString &text)
{
    m_note->setText(text);
}

void HistoryDialog::recallCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const BatchSummary batch = m_model->batch(current.row());
    accept();
    Q_EMIT recalled(batch);
}

} // namespace Unbin
