// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QLabel>

namespace Unbin {

/** One of our icons as a picture of its own, drawn anew when the colours or the scale change. No words: who shows it
    gives it an accessible name, or says the same beside it. */
class IconLabel : public QLabel
{
    Q_OBJECT
public:
    using QLabel::QLabel;

    /** The size is that of one side, in device-independent pixels. */
    void setIcon(const QString &name, int size, QIcon::Mode mode = QIcon::Normal);

protected:
    bool event(QEvent *event) override;

private:
    void draw();

    QString m_name;
    int m_size = 0;
    QIcon::Mode m_mode = QIcon::Normal;
};

} // namespace Unbin
