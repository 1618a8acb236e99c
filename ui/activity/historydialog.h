// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/batchrecord.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableView;

namespace Unbin {

class HistoryModel;

/**
 * What was done in this and earlier runs, from the journal. Asks to bring one back into the activity panel, where it can
 * be looked at, tried again, undone. Open it with open(); it deletes itself.
 */
class HistoryDialog : public QDialog
{
    Q_OBJECT
public:
    explicit HistoryDialog(QWidget *parent = nullptr);

    void setHistory(std::vector<BatchSummary> history);
    /** It could not be read: why, for people. */
    void setTrouble(const QString &text);

Q_SIGNALS:
    void recalled(const Unbin::BatchSummary &batch);

private:
    void recallCurrent();

    HistoryModel *m_model;
    QTableView *m_table;
    QLabel *m_note;
    QPushButton *m_recall;
};

} // namespace Unbin
