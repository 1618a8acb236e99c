// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QScrollArea>

namespace Unbin {

/** A picture, fitted to the room there is or pixel by pixel. Transparency shows as a chequered ground. */
class PictureView : public QScrollArea
{
    Q_OBJECT
public:
    explicit PictureView(QWidget *parent = nullptr);

    void setPicture(const QImage &image, const QString &description);
    void setFitted(bool isFitted);
    bool isFitted() const { return m_isFitted; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Canvas;
    void place();

    Canvas *m_canvas;
    bool m_isFitted = true;
};

/** Draws an image into a rectangle of a widget over a chequered ground; smooth when it is made smaller. */
void paintPicture(class QPainter &painter, const QRectF &target, const QImage &image, const class QPalette &palette);
/** The largest rectangle of the image's shape within the room, centred, not larger than the image itself. */
QRectF fittedInto(const QRectF &room, const QSize &image);

} // namespace Unbin
