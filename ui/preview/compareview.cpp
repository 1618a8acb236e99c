// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/compareview.h"

#include "ui/base/emptystate.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/preview/diffview.h"
#include "ui/preview/picturecompare.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace Unbin {

/** A letter in a disc, as the handles of the timeline are drawn. */
class CompareView::Badge final : public QWidget
{
public:
    explicit Badge(QWidget *parent)
        : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    void setLetter(const QString &letter)
    {
        m_letter = letter;
        update();
    }
    QSize sizeHint() const override { return QSize(1, 1) * (fontMetrics().height() + 2); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (m_letter.isEmpty())
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::Text));
        painter.drawEllipse(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(palette().color(QPalette::Base));
        QFont strong = font();
        strong.setBold(true);
        strong.setPointSizeF(strong.pointSizeF() * 0.9);
        painter.setFont(strong);
        painter.drawText(rect(), Qt::AlignCenter, m_letter);
    }

private:
    QString m_letter;
};

CompareView::CompareView(QWidget *parent)
    : QWidget(parent)
    , m_leftBadge(new Badge(this))
    , m_rightBadge(new Badge(this))
    , m_leftTitle(new ElidedLabel({}, Qt::ElideRight, this))
    , m_rightTitle(new ElidedLabel({}, Qt::ElideRight, this))
    , m_stack(new QStackedWidget(this))
    , m_message(new EmptyState(this))
    , m_text(new DiffView(this))
    , m_pictures(new PictureCompare(this))
{
    setObjectName(QStringLiteral("compareView"));
    auto *titles = new QHBoxLayout;
    titles->setContentsMargins(12, 4, 12, 4);
    titles->setSpacing(6);
    for (const auto &[badge, title] : {std::pair{m_leftBadge, m_leftTitle}, std::pair{m_rightBadge, m_rightTitle}}) {
        QFont strong = title->font();
        strong.setBold(true);
        title->setFont(strong);
        titles->addWidget(badge);
        titles->addWidget(title, 1);
    }
    m_leftTitle->setObjectName(QStringLiteral("leftTitle"));
    m_rightTitle->setObjectName(QStringLiteral("rightTitle"));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_message, m_text, m_pictures})
        m_stack->addWidget(widget);
    connect(m_pictures, &PictureCompare::pageWanted, this, [this](int page) {
        PagePair pages = pagesShown();
        pages.page = page;
        compare(pages);
    });
    connect(m_pictures, &PictureCompare::nextDifferenceWanted, this, [this] { searchFrom(m_pictures->diff().page + 1); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(titles);
    layout->addWidget(m_stack, 1);
}

void CompareView::setTitles(const Title &left, const Title &right)
{
    const auto spoken = [](const Title &title) {
        return tr("%1: %2", "spoken title of one side of a comparison: A or B, facts of a version").arg(title.letter, title.facts);
    };
    m_leftBadge->setLetter(left.letter);
    m_leftTitle->setFullText(left.facts);
    m_leftTitle->setAccessibleName(spoken(left));
    m_rightBadge->setLetter(right.letter);
    m_rightTitle->setFullText(right.facts);
    m_rightTitle->setAccessibleName(spoken(right));
}

void CompareView::showContents(CachedContentPtr left, CachedContentPtr right)
{
    m_leftContent = std::move(left);
    m_rightContent = std::move(right);
    m_isFresh = true;
    compare({});
}

void CompareView::compare(PagePair pages)
{
    delete m_searching;
    delete m_comparing;
    m_comparing = launch(
        compareJob(m_leftContent, m_rightContent, pages), this, [this](const Result<Comparison> &comparison) {
            m_comparing.clear();
            if (comparison)
                return showComparison(*comparison);
            showMessage({.iconName = QStringLiteral("error"),
                .title = tr("The versions can’t be compared", "in place of a comparison"),
                .explanation = errorText(comparison.error()),
                .details = errorDetails(comparison.error())});
        });
}

void CompareView::showMessage(const EmptyStateText &text)
{
    delete m_searching;
    delete m_comparing;
    m_leftContent.reset();
    m_rightContent.reset();
    m_message->show(text);
    m_stack->setCurrentWidget(m_message);
}

PagePair CompareView::pagesShown() const
{
    const PictureDiff &diff = m_pictures->diff();
    return {diff.page, diff.left.pages, diff.right.pages};
}

void CompareView::showPages(const PictureDiff &pages)
{
    m_pictures->setDiff(pages);
    m_stack->setCurrentWidget(m_pictures);
    if (std::exchange(m_isFresh, false) && pages.isPages && pages.isSame())
        searchFrom(1);
}

void CompareView::searchFrom(int page)
{
    delete m_searching;
    PagePair pages = pagesShown();
    pages.page = page;
    m_searching = launch(pageSearchJob(m_leftContent, m_rightContent, pages), this, [this](const Result<PageSearch> &found) {
        m_searching.clear();
        searched(found.value_or(PageSearch()));
    });
    connect(m_searching, &JobBase::progressChanged, this, [this](const Progress &progress) {
        m_pictures->showBusy(tr("Looking for a page that differs: page %1", "below a comparison of documents")
                                 .arg(QLocale().toString(progress.doneItems)));
    });
}

void CompareView::searched(const PageSearch &found)
{
    PagePair pages = pagesShown();
    if (found.page) {
        pages.page = *found.page;
        return compare(pages);
    }
    m_pictures->showSearch(found.isComplete
            ? tr("no later page differs", "below a comparison of documents")
            : tr("%n page(s) looked at, no difference seen yet", "below a comparison of documents", found.looked));
}

bool CompareView::isShowingComparison() const
{
    return !m_comparing && !m_searching && m_stack->currentWidget() != m_message;
}

void CompareView::showComparison(const Comparison &comparison)
{
    if (const auto *text = std::get_if<TextDiff>(&comparison.what)) {
        m_stack->setCurrentWidget(m_text); // its size decides what is in sight
        m_text->setDiff(*text);
        return;
    }
    if (const auto *pictures = std::get_if<PictureDiff>(&comparison.what)) {
        return showPages(*pictures);
    }
    const auto &facts = std::get<FactsDiff>(comparison.what);
    const QString sizes = tr("A has %1, B has %2.", "in place of a comparison; sizes")
                              .arg(exactSizeText(facts.leftBytes), exactSizeText(facts.rightBytes));
    showMessage({.iconName = QStringLiteral("file"),
        .title = facts.isSame ? tr("The contents are the same", "in place of a comparison")
                              : tr("The contents differ, and can’t be shown side by side", "in place of a comparison"),
        .explanation = sizes,
        .details = QStringLiteral("A: SHA-256 %1\nB: SHA-256 %2")
                       .arg(QString::fromLatin1(facts.left.sha256.toHex()),
                           QString::fromLatin1(facts.right.sha256.toHex()))});
}

} // namespace Unbin
