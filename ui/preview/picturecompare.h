// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/comparejob.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QSlider;
class QToolButton;

namespace Unbin {

class PageChooser;

/** Two pictures, or a page of two documents: side by side, one over the other with an edge to swipe, or their difference. */
class PictureCompare : public QWidget
{
    Q_OBJECT
public:
    enum Mode { SideBySide, Swipe, Difference };

    explicit PictureCompare(QWidget *parent = nullptr);

    void setDiff(PictureDiff diff);
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    const PictureDiff &diff() const { return m_diff; }
    /** In place of the note below: another page is on its way. Until the next setDiff(). */
    void showBusy(const QString &text);
    /** What a search for a page that differs came to, beside the note. */
    void showSearch(const QString &text);

Q_SIGNALS:
    void pageWanted(int page);
    void nextDifferenceWanted();

private:
    class Canvas;
    void showNote();

    PictureDiff m_diff;
    Mode m_mode = SideBySide;
    Canvas *m_canvas;
    QButtonGroup *m_modes;
    QSlider *m_edge;
    QLabel *m_note;
    PageChooser *m_page;
    QToolButton *m_nextDifference;
};

} // namespace Unbin
