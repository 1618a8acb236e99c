// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/compareview.h"

#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/preview/diffview.h"
#include "ui/preview/picturecompare.h"
#include "ui/views/emptystate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace Unbin {

CompareView::CompareView(QWidget *parent)
    : QWidget(parent)
    , m_leftTitle(new QLabel(this))
    , m_rightTitle(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_message(new EmptyState(this))
    , m_text(new DiffView(this))
    , m_pictures(new PictureCompare(this))
{
    setObjectName(QStringLiteral("compareView"));
    auto *titles = new QHBoxLayout;
    titles->setContentsMargins(12, 4, 12, 4);
    for (QLabel *title : {m_leftTitle, m_rightTitle}) {
        title->setTextFormat(Qt::PlainText);
        QFont strong = title->font();
        strong.setBold(true);
        title->setFont(strong);
        titles->addWidget(title, 1);
    }
    for (QWidget *widget : std::initializer_list<QWidget *>{m_message, m_text, m_pictures})
        m_stack->addWidget(widget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(titles);
    layout->addWidget(m_stack, 1);
}

void CompareView::setTitles(const QString &left, const QString &right)
{
    m_leftTitle->setText(left);
    m_rightTitle->setText(right);
}

void CompareView::showContents(CachedContentPtr left, CachedContentPtr right)
{
    delete m_comparing;
    m_comparing = launch(
        compareJob(std::move(left), std::move(right)), this, [this](const Result<Comparison> &comparison) {
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
    delete m_comparing;
    m_message->show(text);
    m_stack->setCurrentWidget(m_message);
}

bool CompareView::isShowingComparison() const
{
    return !m_comparing && m_stack->currentWidget() != m_message;
}

void CompareView::showComparison(const Comparison &comparison)
{
    if (const auto *text = std::get_if<TextDiff>(&comparison.what)) {
        m_text->setDiff(*text);
        m_stack->setCurrentWidget(m_text);
        return;
    }
    if (const auto *pictures = std::get_if<PictureDiff>(&comparison.what)) {
        m_pictures->setDiff(*pictures);
        m_stack->setCurrentWidget(m_pictures);
        return;
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
