// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace Unbin {

class ElidedLabel;
class InlineMessage;

/** Why a folder can't be called so; empty if it can. */
QString folderNameProblem(const QString &name);

/**
 * A line in which a new folder is named, in place. Enter creates, Escape closes the line and nothing else.
 * Ends with nameEntered(), after which it is busy until refuse() or close(); or with closed().
 */
class NewFolderBar : public QWidget
{
    Q_OBJECT
public:
    explicit NewFolderBar(QWidget *parent = nullptr);

    void ask(const QString &parentPath);
    void refuse(const QString &reason);
    void dismiss();

Q_SIGNALS:
    void nameEntered(const QString &name);
    void dismissed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void submit();
    void setBusy(bool isBusy);

    ElidedLabel *m_label;
    QLineEdit *m_name;
    QToolButton *m_create;
    QToolButton *m_cancel;
    InlineMessage *m_problem;
};

} // namespace Unbin
