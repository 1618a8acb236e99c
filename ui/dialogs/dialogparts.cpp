// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/dialogparts.h"

#include "ui/base/iconlabel.h"
#include "ui/base/icons.h"

#include <QAccessible>
#include <QDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>

namespace Unbin {

void prepareDialog(QDialog *dialog, const QString &objectName, const QString &title)
{
    dialog->setObjectName(objectName);
    dialog->setWindowTitle(title);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
}

QLabel *makeText(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(label->fontMetrics().averageCharWidth() * 48);
    return label;
}

QLabel *makeHeadline(const QString &text, QWidget *parent)
{
    QLabel *label = makeText(text, parent);
    QFont font = label->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.15);
    label->setFont(font);
    return label;
}

QLabel *makeNote(const QString &text, QWidget *parent)
{
    QLabel *label = makeText(text, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel *makePicture(const QString &iconName, int sizePx, QWidget *parent)
{
    auto *label = new IconLabel(parent);
    label->setIcon(iconName, sizePx);
    label->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    return label;
}

QLineEdit *makeValue(const QString &value, const QString &accessibleName, QWidget *parent)
{
    auto *edit = new QLineEdit(value, parent);
    edit->setReadOnly(true);
    edit->setFrame(false);
    edit->setCursorPosition(0);
    edit->setToolTip(value.toHtmlEscaped());
    edit->setAccessibleName(accessibleName);
    QPalette palette = edit->palette();
    palette.setColor(QPalette::Base, Qt::transparent);
    edit->setPalette(palette);
    return edit;
}

ElidedLabel::ElidedLabel(const QString &text, Qt::TextElideMode mode, QWidget *parent)
    : QLabel(parent)
    , m_mode(mode)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setFullText(text);
}

void ElidedLabel::setFullText(const QString &text)
{
    setText(text);
    setAccessibleName(text);
    updateToolTip();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect area = contentsRect();
    const auto side = QStyle::visualAlignment(layoutDirection(), alignment());
    style()->drawItemText(&painter, area, int(side) | Qt::TextSingleLine, palette(), isEnabled(),
        fontMetrics().elidedText(text(), m_mode, area.width()), foregroundRole());
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    updateToolTip();
}

void ElidedLabel::updateToolTip()
{
    const bool isCut = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    setToolTip(isCut ? text().toHtmlEscaped() : QString());
}

InlineMessage::InlineMessage(const QString &iconName, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_text(makeText({}, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
    row->addWidget(makePicture(iconName, size, this), 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    m_text->setMinimumWidth(0);
    setText(text);
}

void InlineMessage::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    if (isVisible()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

QString InlineMessage::text() const
{
    return m_text->text();
}

} // namespace Unbin
