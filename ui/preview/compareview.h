// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/pagesearch.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace Unbin {

class DiffView;
class ElidedLabel;
class EmptyState;
class PictureCompare;
struct EmptyStateText;

/** Two contents side by side, the older one on the left. Documents open at the first page that differs. Knows no service;
    fetching is its owner's. */
class CompareView : public QWidget
{
    Q_OBJECT
public:
    explicit CompareView(QWidget *parent = nullptr);

    /** What stands above a side, plain: the letter that its mark has on the timeline, and the facts of the version. */
    struct Title {
        QString letter;
        QString facts;
    };
    void setTitles(const Title &left, const Title &right);
    void showContents(CachedContentPtr left, CachedContentPtr right);
    void showMessage(const EmptyStateText &text);
    DiffView *diffView() const { return m_text; }
    PictureCompare *pictures() const { return m_pictures; }
    bool isShowingComparison() const;

private:
    void compare(PagePair pages);
    void showComparison(const Comparison &comparison);
    void showPages(const PictureDiff &pages);
    void searchFrom(int page);
    void searched(const PageSearch &found);
    PagePair pagesShown() const;

    CachedContentPtr m_leftContent;
    CachedContentPtr m_rightContent;
    QPointer<JobBase> m_comparing;
    QPointer<JobBase> m_searching;
    bool m_isFresh = false; // nobody has chosen a page yet
    class Badge;
    Badge *m_leftBadge;
    Badge *m_rightBadge;
    ElidedLabel *m_leftTitle;
    ElidedLabel *m_rightTitle;
    QStackedWidget *m_stack;
    EmptyState *m_message;
    DiffView *m_text;
    PictureCompare *m_pictures;
};

} // namespace Unbin
