// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/verbbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include <numeric>

namespace Unbin {

namespace {

/** Counts rows by ranges: everything may be selected. */
int selectedCount(const QItemSelection &selection)
{
    return std::accumulate(selection.begin(), selection.end(), 0,
        [](int sum, const QItemSelectionRange &range) { return sum + range.height(); });
}

} // namespace

VerbBar::VerbBar(QTableView *table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
    , m_row(new QHBoxLayout(this))
    , m_scope(new QLabel(this))
{
    m_row->setContentsMargins({});
    m_row->addWidget(m_scope);
    m_row->addStretch(1);
    m_scope->setObjectName(QStringLiteral("scope"));
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VerbBar::showScope);
    showScope();
}

void VerbBar::addVerb(const QString &objectName, const QString &text, std::function<void(const std::vector<int> &)> act)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    m_row->insertWidget(m_row->count() - 1, button);
    connect(button, &QPushButton::clicked, this, [this, act = std::move(act)] { act(rows()); });
}

std::vector<int> VerbBar::rows() const
{
    std::vector<int> rows;
    const QItemSelection selection = m_table->selectionModel()->selection();
    if (selectedCount(selection) < 2) {
        rows.resize(size_t(m_table->model()->rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
        return rows;
    }
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void VerbBar::showScope()
{
    const int selected = selectedCount(m_table->selectionModel()->selection());
    //: before buttons that act on many rows at once
    m_scope->setText(
        selected < 2 ? tr("All %n:", nullptr, m_table->model()->rowCount()) : tr("%n selected:", nullptr, selected));
}

} // namespace Unbin
