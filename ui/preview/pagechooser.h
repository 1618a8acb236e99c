// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QSpinBox;

namespace Unbin {

/** Which page of a document is looked at. Hidden while there is nothing to choose from. Pages count from 0 here, from 1
    on screen. */
class PageChooser : public QWidget
{
    Q_OBJECT
public:
    /** objectName: of the field. */
    explicit PageChooser(const QString &objectName, QWidget *parent = nullptr);

    /** Says nothing of it to others. */
    void setPage(int page, int pages);
    int page() const;

Q_SIGNALS:
    void pageChosen(int page);

private:
    QSpinBox *m_field;
    QLabel *m_count;
};

} // namespace Unbin
