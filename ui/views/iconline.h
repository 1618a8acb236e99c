// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace Unbin {

class IconLabel;

/** A small icon and a sentence beside it, which wraps. */
class IconLine : public QWidget
{
    Q_OBJECT
public:
    explicit IconLine(const QString &objectName, QWidget *parent = nullptr);

    /** Hides itself if the text is empty. */
    void show(const QString &iconName, const QString &text);
    QString text() const;

private:
    IconLabel *m_icon;
    QLabel *m_text;
};

} // namespace Unbin
