// SPDX-License-Identifier: GPL-3.0-or-later
// VersionsPage: where its parts are.
#include "ui/base/emptystate.h"
#include "ui/base/formats.h"
#include "ui/base/iconlabel.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/preview/compareview.h"
#include "ui/preview/previewpane.h"
#include "ui/timeline/versionactions.h"
#include "ui/timeline/versionspage.h"
#include "ui/timeline/versiontimeline.h"
#include "ui/views/iconline.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace Unbin {

void VersionsPage::build()
{
    m_state = new EmptyState(this);
    m_contents = new QStackedWidget(this);
    m_contents->addWidget(m_preview);
    m_contents->addWidget(m_compare);
    m_selectedFacts = new QLabel(this);
    m_selectedFacts->setObjectName(QStringLiteral("selectedVersion"));
    m_selectedFacts->setTextFormat(Qt::PlainText);
    m_selectedFacts->setAccessibleName(tr("Selected version", "accessible name"));
    m_selectedFacts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_selectedFacts->setWordWrap(true);
    QFont factsFont = m_selectedFacts->font();
    factsFont.setBold(true);
    m_selectedFacts->setFont(factsFont);
    m_selectedFacts->setFocusPolicy(Qt::StrongFocus);
    m_selectedFacts->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    m_forecast = new IconLine(QStringLiteral("versionForecast"), this);

    auto *upper = new QWidget(this);
    auto *upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, 0, 0, 0);
    upperLayout->setSpacing(0);
    upperLayout->addWidget(m_timeline, 1);
    upperLayout->addWidget(buildActions());

    auto *split = new QSplitter(Qt::Vertical, this);
    split->setObjectName(QStringLiteral("versionSplit"));
    split->addWidget(upper);
    split->addWidget(m_contents);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    auto *whole = new QWidget(this);
    auto *wholeLayout = new QVBoxLayout(whole);
    wholeLayout->setContentsMargins(0, 0, 0, 0);
    wholeLayout->setSpacing(0);
    wholeLayout->addWidget(split, 1);

    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_state);
    m_stack->addWidget(whole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(m_stack, 1);
}

QToolButton *VersionsPage::tool(const char *name, const QString &text, const QString &tip, bool isCheckable)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    button->setCheckable(isCheckable);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QWidget *VersionsPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *back = tool("leaveVersions", {}, tr("Back to the folder (Escape)", "tool tip"), false);
    back->setIcon(icon(QStringLiteral("up")));
    connect(back, &QToolButton::clicked, this, &VersionsPage::backWanted);
    auto *picture = new IconLabel(head);
    picture->setIcon(QStringLiteral("clock"), 22);
    m_title = new ElidedLabel({}, Qt::ElideMiddle, head);
    m_title->setObjectName(QStringLiteral("versionsTitle"));
    QFont strong = m_title->font();
    strong.setBold(true);
    strong.setPointSizeF(strong.pointSizeF() * 1.1);
    m_title->setFont(strong);
    m_summary = new ElidedLabel({}, Qt::ElideRight, head);
    m_summary->setObjectName(QStringLiteral("versionsSummary"));
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(6, 4, 8, 4);
    row->addWidget(back);
    row->addWidget(picture);
    row->addWidget(m_title, 1);
    row->addWidget(m_summary, 2);
    m_tools = buildTools();
    row->addWidget(m_tools);
    return head;
}

QWidget *VersionsPage::buildTools()
{
    auto *tools = new QWidget(this);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(8, 0, 0, 0);
    row->setSpacing(2);
    m_even = tool("evenSpacing", tr("&Even", "button: marks stand evenly spaced"),
        tr("Space the versions evenly instead of by time", "tool tip"), true);
    m_collapse = tool("collapseVersions", tr("&Group", "button: equal contents are one mark"),
        tr("Show saves of the same content as one mark", "tool tip"), true);
    m_collapse->setChecked(true);
    auto *out = tool("zoomOut", QStringLiteral("−"), tr("Show more time (−)", "tool tip"), false);
    auto *in = tool("zoomIn", QStringLiteral("+"), tr("Show less time (+)", "tool tip"), false);
    auto *all = tool("showAllVersions", tr("&All", "button: the whole past is shown"), tr("Show the whole past (0)", "tool tip"), false);
    for (QWidget *button : std::initializer_list<QWidget *>{m_even, m_collapse, out, in, all})
        row->addWidget(button);
    connect(m_even, &QToolButton::toggled, this, [this](bool isEven) {
        m_timeline->setSpacing(isEven ? TimelineGeometry::Spacing::Even : TimelineGeometry::Spacing::ByTime);
    });
    connect(m_collapse, &QToolButton::toggled, m_timeline, &VersionTimeline::setCollapsed);
    connect(out, &QToolButton::clicked, m_timeline, &VersionTimeline::zoomOut);
    connect(in, &QToolButton::clicked, m_timeline, &VersionTimeline::zoomIn);
    connect(all, &QToolButton::clicked, m_timeline, &VersionTimeline::showAll);
    return tools;
}

QWidget *VersionsPage::buildActions()
{
    auto *area = new QWidget(this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (QAction *action : {m_actions->makeCurrent, m_actions->saveHere, m_actions->saveBeside, m_actions->compare,
             m_actions->remove, m_actions->untrash}) {
        auto *button = new QToolButton(area);
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(action != m_actions->makeCurrent);
        button->setFocusPolicy(Qt::StrongFocus);
        buttons->addWidget(button);
        const auto follow = [button, action] { button->setVisible(action->isVisible()); };
        connect(action, &QAction::changed, button, follow);
    }
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(3);
    layout->addWidget(m_selectedFacts);
    layout->addWidget(m_forecast);
    layout->addLayout(buttons);
    return area;
}

} // namespace Unbin
