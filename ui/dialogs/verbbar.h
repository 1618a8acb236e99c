// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QTableView;

namespace Unbin {

/** Verbs for many rows of a table at once: for the selected ones if there are at least two, for all
   otherwise, as its label says. */
class VerbBar : public QWidget
{
    Q_OBJECT
public:
    explicit VerbBar(QTableView *table, QWidget *parent = nullptr);

    void addVerb(const QString &objectName, const QString &text, std::function<void(const std::vector<int> &rows)> act);
    /** The rows that the verbs act on. */
    std::vector<int> rows() const;

private:
    void showScope();

    QTableView *m_table;
    QHBoxLayout *m_row;
    QLabel *m_scope;
};

} // namespace Unbin
