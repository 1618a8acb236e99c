// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/comparejob.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QSlider;

namespace Unbin {

/** Two pictures: side by side, one over the other with an edge to swipe, or their difference. */
class PictureCompare : public QWidget
{
    Q_OBJECT
public:
    enum Mode { SideBySide, Swipe, Difference };

    explicit PictureCompare(QWidget *parent = nullptr);

    void setDiff(PictureDiff diff);
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }

private:
    class Canvas;
    void showNote();

    PictureDiff m_diff;
    Mode m_mode = SideBySide;
    Canvas *m_canvas;
    QButtonGroup *m_modes;
    QSlider *m_edge;
    QLabel *m_note;
};

} // namespace Unbin
