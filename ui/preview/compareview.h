// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/comparejob.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace Unbin {

class DiffView;
class EmptyState;
class PictureCompare;
struct EmptyStateText;

/** Two contents, A on the left and B on the right. Knows no service; fetching is its owner's. */
class CompareView : public QWidget
{
    Q_OBJECT
public:
    explicit CompareView(QWidget *parent = nullptr);

    /** What stands above each side, plain. */
    void setTitles(const QString &left, const QString &right);
    void showContents(CachedContentPtr left, CachedContentPtr right);
    void showMessage(const EmptyStateText &text);
    DiffView *diffView() const { return m_text; }
    bool isShowingComparison() const;

private:
    void showComparison(const Comparison &comparison);

    QPointer<JobBase> m_comparing;
    QLabel *m_leftTitle;
    QLabel *m_rightTitle;
    QStackedWidget *m_stack;
    EmptyState *m_message;
    DiffView *m_text;
    PictureCompare *m_pictures;
};

} // namespace Unbin
