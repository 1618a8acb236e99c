// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/iconlabel.h"

#include "ui/base/icons.h"

#include <QEvent>

namespace Unbin {

void IconLabel::setIcon(const QString &name, int size, QIcon::Mode mode)
{
    m_name = name;
    m_size = size;
    m_mode = mode;
    draw();
}

bool IconLabel::event(QEvent *event)
{
    // A label that moves to a screen of another scale is sent a screen change inside of its window only.
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ScreenChangeInternal)
        draw();
    return QLabel::event(event);
}

void IconLabel::draw()
{
    if (!m_name.isEmpty())
        setPixmap(icon(m_name).pixmap(QSize(m_size, m_size), devicePixelRatioF(), m_mode));
}

} // namespace Unbin
