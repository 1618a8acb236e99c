// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/pagechooser.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>

namespace Unbin {

PageChooser::PageChooser(const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_field(new QSpinBox(this))
    , m_count(new QLabel(this))
{
    auto *label = new QLabel(tr("&Page", "label of a field"), this);
    label->setBuddy(m_field);
    m_field->setObjectName(objectName);
    m_field->setKeyboardTracking(false); // a page that is still being typed is not the one that is meant
    m_field->setAccessibleName(tr("Page", "accessible name"));
    if (auto *edit = m_field->findChild<QLineEdit *>())
        edit->setAccessibleName(m_field->accessibleName());
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins({});
    line->addWidget(label);
    line->addWidget(m_field);
    line->addWidget(m_count);
    connect(m_field, &QSpinBox::valueChanged, this, [this](int page) { Q_EMIT pageChosen(page - 1); });
    setVisible(false);
}

void PageChooser::setPage(int page, int pages)
{
    const QSignalBlocker quiet(m_field);
    m_field->setRange(1, std::max(1, pages));
    m_field->setValue(page + 1);
    m_count->setText(tr("of %1", "behind a field with the number of a page; how many there are").arg(QLocale().toString(pages)));
    setVisible(pages > 1);
}

int PageChooser::page() const
{
    return m_field->value() - 1;
}

} // namespace Unbin
