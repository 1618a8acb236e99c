// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

class QDialog;
class QLineEdit;

namespace Unbin {

/** What all dialogs share: window-modal, deleting themselves when closed, named for tests. */
void prepareDialog(QDialog *dialog, const QString &objectName, const QString &title);

/** Plain text that wraps; what comes from a service can never become markup. */
QLabel *makeText(const QString &text, QWidget *parent);
/** The same, as the first and most important sentence of a dialog. */
QLabel *makeHeadline(const QString &text, QWidget *parent);
/** The same, in the palette's quieter colour. */
QLabel *makeNote(const QString &text, QWidget *parent);
/** A picture beside words; says nothing to a screen reader, for the words do. sizePx in logical pixels. */
QLabel *makePicture(const QString &iconName, int sizePx, QWidget *parent);
/** One value to read, select and copy: looks like text, scrolls when it is long, can be reached by keyboard.
 */
QLineEdit *makeValue(const QString &value, const QString &accessibleName, QWidget *parent);

/** One line that is shortened with an ellipsis where it does not fit; the tooltip then tells the whole. */
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    ElidedLabel(const QString &text, Qt::TextElideMode mode, QWidget *parent = nullptr);

    void setFullText(const QString &text);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateToolTip();

    Qt::TextElideMode m_mode;
};

/** A picture and a sentence in one row: an error or a note beside what it is about. Hidden while it has no
 * text. */
class InlineMessage : public QWidget
{
    Q_OBJECT
public:
    InlineMessage(const QString &iconName, const QString &text, QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const;

private:
    QLabel *m_text;
};

} // namespace Unbin
