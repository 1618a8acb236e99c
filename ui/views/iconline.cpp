// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/iconline.h"

#include "ui/base/iconlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>

namespace Unbin {

IconLine::IconLine(const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(this))
    , m_text(new QLabel(this))
{
    setObjectName(objectName);
    m_text->setObjectName(objectName + QStringLiteral("Text"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    hide();
}

void IconLine::show(const QString &iconName, const QString &text)
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    if (!iconName.isEmpty())
        m_icon->setIcon(iconName, size);
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

QString IconLine::text() const
{
    return m_text->text();
}

} // namespace Unbin
