// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/pictureview.h"

#include <QPainter>
#include <QPalette>
#include <QPixmapCache>

namespace Unbin {

namespace {

/** Averaged, not sampled, so that letters of a page stay letters; kept, since a window is painted often. */
QPixmap madeSmaller(const QImage &image, const QSize &size)
{
    const QString key = QStringLiteral("preview-%1-%2-%3").arg(image.cacheKey()).arg(size.width()).arg(size.height());
    QPixmap smaller;
    if (!QPixmapCache::find(key, &smaller)) {
        smaller = QPixmap::fromImage(image.scaled(size.expandedTo({1, 1}), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        QPixmapCache::insert(key, smaller);
    }
    return smaller;
}

} // namespace

QRectF fittedInto(const QRectF &room, const QSize &image)
{
    QSizeF size = image;
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room.size(), Qt::KeepAspectRatio);
    return {room.center() - QPointF(size.width() / 2, size.height() / 2), size};
}

void paintPicture(QPainter &painter, const QRectF &target, const QImage &image, const QPalette &palette)
{
    constexpr int kSquare = 8;
    painter.save();
    painter.setClipRect(target, Qt::IntersectClip);
    if (image.hasAlphaChannel()) {
        const QRect ground = target.toAlignedRect();
        painter.fillRect(ground, palette.color(QPalette::Base));
        QColor square = palette.color(QPalette::Text);
        square.setAlphaF(0.08F);
        for (int y = ground.top(); y < ground.bottom(); y += kSquare) {
            for (int x = ground.left() + (y / kSquare % 2 ? kSquare : 0); x < ground.right(); x += 2 * kSquare)
                painter.fillRect(x, y, kSquare, kSquare, square);
        }
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QSize shown = (target.size() * painter.device()->devicePixelRatioF()).toSize();
    if (shown.width() * 4 < image.width() * 3)
        painter.drawPixmap(target.toAlignedRect(), madeSmaller(image, shown));
    else
        painter.drawImage(target, image);
    painter.restore();
}

class PictureView::Canvas final : public QWidget
{
public:
    using QWidget::QWidget;
    QImage image;
    bool isFitted = true;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (!image.isNull())
            paintPicture(painter, fittedInto(rect(), shownSize()), image, palette());
    }

private:
    QSize shownSize() const { return image.size() / devicePixelRatioF(); }
};

PictureView::PictureView(QWidget *parent)
    : QScrollArea(parent)
    , m_canvas(new Canvas)
{
    setObjectName(QStringLiteral("pictureView"));
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignCenter);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Picture", "accessible name"));
    setWidget(m_canvas);
}

void PictureView::setPicture(const QImage &image, const QString &description)
{
    m_canvas->image = image;
    setAccessibleName(description);
    place();
    m_canvas->update();
}

void PictureView::setFitted(bool isFitted)
{
    m_isFitted = isFitted;
    place();
}

void PictureView::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    place();
}

void PictureView::place()
{
    const QSize natural = m_canvas->image.size() / devicePixelRatioF();
    m_canvas->resize(m_isFitted ? viewport()->size() : natural.expandedTo(viewport()->size()));
}

} // namespace Unbin
