// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/picturecompare.h"

#include "ui/preview/pagechooser.h"
#include "ui/preview/pictureview.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace Unbin {

class PictureCompare::Canvas final : public QWidget
{
public:
    Canvas(const PictureDiff &diff, QWidget *parent)
        : QWidget(parent)
        , m_diff(diff)
    {
        setMinimumSize(120, 80);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    }
    Mode mode = SideBySide;
    double edge = 0.5;
    std::function<void(double)> edgeMoved;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (m_diff.left.image.isNull() || m_diff.right.image.isNull())
            return paintBoth(painter);
        switch (mode) {
        case SideBySide:
            return paintBoth(painter);
        case Swipe:
            return paintSwipe(painter);
        case Difference:
            return paintPicture(painter, fittedInto(rect().adjusted(8, 8, -8, -8), sized(m_diff.difference)),
                m_diff.difference, palette());
        }
    }
    void mousePressEvent(QMouseEvent *event) override { mouseMoveEvent(event); }
    void mouseMoveEvent(QMouseEvent *event) override
    {
        if (mode == Swipe && event->buttons().testFlag(Qt::LeftButton) && edgeMoved)
            edgeMoved(std::clamp(event->position().x() / std::max(1, width()), 0.0, 1.0));
    }

private:
    QSize sized(const QImage &image) const { return image.size() / devicePixelRatioF(); }
    void paintBoth(QPainter &painter)
    {
        const double half = width() / 2.0;
        const QRectF left = QRectF(0, 0, half, height()).adjusted(8, 8, -4, -8);
        const QRectF right = QRectF(half, 0, half, height()).adjusted(4, 8, -8, -8);
        paintSide(painter, left, m_diff.left.image);
        paintSide(painter, right, m_diff.right.image);
    }
    void paintSide(QPainter &painter, const QRectF &room, const QImage &image)
    {
        if (!image.isNull())
            return paintPicture(painter, fittedInto(room, sized(image)), image, palette());
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(room, Qt::AlignCenter, tr("There is no such page", "in place of a page of a document"));
    }
    void paintSwipe(QPainter &painter)
    {
        const QSize largest = sized(m_diff.left.image).expandedTo(sized(m_diff.right.image));
        const QRectF target = fittedInto(rect().adjusted(8, 8, -8, -8), largest);
        const double x = edge * width();
        painter.setClipRect(QRectF(0, 0, x, height()));
        paintPicture(painter, target, m_diff.left.image, palette());
        painter.setClipRect(QRectF(x, 0, width() - x, height()));
        paintPicture(painter, target, m_diff.right.image, palette());
        painter.setClipping(false);
        painter.fillRect(QRectF(x - 1, 0, 2, height()), palette().color(QPalette::Highlight));
    }

    const PictureDiff &m_diff;
};

PictureCompare::PictureCompare(QWidget *parent)
    : QWidget(parent)
    , m_canvas(new Canvas(m_diff, this))
    , m_modes(new QButtonGroup(this))
    , m_edge(new QSlider(Qt::Horizontal, this))
    , m_note(new QLabel(this))
    , m_page(new PageChooser(QStringLiteral("comparedPage"), this))
    , m_nextDifference(new QToolButton(this))
{
    setObjectName(QStringLiteral("pictureCompare"));
    m_canvas->setAccessibleName(tr("Pictures A and B", "accessible name of a comparison"));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setObjectName(QStringLiteral("compareNote"));
    m_nextDifference->setObjectName(QStringLiteral("nextDifferentPage"));
    m_nextDifference->setText(tr("&Next Different Page", "button below two documents"));
    m_nextDifference->setToolTip(tr("Go to the next page on which the two differ", "tool tip"));
    m_nextDifference->setAutoRaise(true);
    m_nextDifference->setFocusPolicy(Qt::StrongFocus);
    m_nextDifference->hide();
    m_edge->setObjectName(QStringLiteral("swipeEdge"));
    m_edge->setAccessibleName(tr("Edge between A and B", "accessible name of a slider"));
    m_edge->setRange(0, 1000);
    m_edge->setValue(500);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(8, 2, 8, 2);
    line->addWidget(m_note);
    line->addWidget(m_edge, 1);
    line->addStretch(0);
    line->addWidget(m_page);
    line->addWidget(m_nextDifference);
    line->addSpacing(8);
    const auto add = [&](Mode mode, const char *name, const QString &text) {
        auto *button = new QToolButton(this);
        button->setObjectName(QLatin1String(name));
        button->setText(text);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        m_modes->addButton(button, mode);
        line->addWidget(button);
    };
    add(SideBySide, "sideBySide", tr("&Side by Side", "button: how two pictures are compared"));
    add(Swipe, "swipe", tr("S&wipe", "button: how two pictures are compared"));
    add(Difference, "difference", tr("&Difference", "button: how two pictures are compared"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_canvas, 1);
    layout->addLayout(line);
    connect(m_page, &PageChooser::pageChosen, this, &PictureCompare::pageWanted);
    connect(m_nextDifference, &QToolButton::clicked, this, &PictureCompare::nextDifferenceWanted);
    connect(m_modes, &QButtonGroup::idClicked, this, [this](int mode) { setMode(Mode(mode)); });
    connect(m_edge, &QSlider::valueChanged, this, [this](int value) {
        m_canvas->edge = value / 1000.0;
        m_canvas->update();
    });
    m_canvas->edgeMoved = [this](double edge) { m_edge->setValue(int(edge * 1000)); };
    setMode(SideBySide);
}

void PictureCompare::setDiff(PictureDiff diff)
{
    m_diff = std::move(diff);
    const bool hasDifference = !m_diff.difference.isNull();
    m_modes->button(Difference)->setEnabled(hasDifference);
    if (!hasDifference && m_mode == Difference)
        setMode(SideBySide);
    const int pages = m_diff.isPages ? std::max(m_diff.left.pages, m_diff.right.pages) : 1;
    m_page->setPage(m_diff.page, pages);
    m_nextDifference->setVisible(pages > 1);
    m_nextDifference->setEnabled(m_diff.page + 1 < pages);
    showNote();
    m_canvas->update();
}

void PictureCompare::setMode(Mode mode)
{
    m_mode = mode;
    m_modes->button(mode)->setChecked(true);
    m_canvas->mode = mode;
    m_edge->setVisible(mode == Swipe);
    m_canvas->update();
}

void PictureCompare::showBusy(const QString &text)
{
    m_note->setText(text);
}

void PictureCompare::showSearch(const QString &text)
{
    showNote();
    m_note->setText(m_note->text() + QStringLiteral(" · ") + text);
}

void PictureCompare::showNote()
{
    if (m_diff.left.image.isNull() || m_diff.right.image.isNull())
        m_note->setText(tr("Only one of them has this page", "below a comparison of documents"));
    else if (m_diff.difference.isNull())
        m_note->setText(tr("The sizes differ", "below a comparison of pictures"));
    else if (m_diff.isSame())
        m_note->setText(m_diff.isPages ? tr("This page looks the same", "below a comparison of documents")
                                       : tr("The pictures look the same", "below a comparison of pictures"));
    else
        m_note->setText(tr("%1 % of the pixels differ", "below a comparison of pictures")
                            .arg(QLocale().toString(m_diff.changedShare * 100, 'f', 1)));
}

} // namespace Unbin
