// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTableView>

class QSettings;

namespace Unbin {

class BinModel;

/**
 * The list of a bin. A table view rather than a tree: rows that arrive cost it nothing, however many there
 * are. Columns can be sorted, moved, resized, hidden from the header's menu, and stay so. Selecting, dragging
 * and type-ahead work on ranges and raw rows, so a million of them are no different. */
class BinList : public QTableView
{
    Q_OBJECT
public:
    explicit BinList(BinModel &model, QWidget *parent = nullptr);

    /** Also makes the stored order the model's. */
    void restoreColumns(const QSettings &settings);
    void saveColumns(QSettings &settings);

    /** The bin of one account needs no column that says whose it is; whether the others show it stays as it
     * was. */
    void setSingleAccount(bool isSingle);

    /** Jumps to the next item whose name begins with what was typed lately. */
    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void selectionEdited(); ///< the selection is another one
    void opened(); ///< double click, or Return
    void menuWanted(QPoint position); ///< global

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void startDrag(Qt::DropActions supportedActions) override;
    void changeEvent(QEvent *event) override;

private:
    void setDefaultColumns();
    void fitRowHeight();
    void showHeaderMenu(QPoint position);
    QPixmap dragPicture(qsizetype count) const;

    BinModel &m_model;
    bool m_isSingleAccount = false;
    bool m_isAccountHidden = false; // by the user, in the lists of several accounts
    QString m_typed; // folded
    QElapsedTimer m_typedAt;
};

} // namespace Unbin
