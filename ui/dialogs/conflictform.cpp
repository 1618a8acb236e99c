// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/conflictform.h"

#include "core/domain/names.h"
#include "ui/base/formats.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/dialogs/namedelegate.h"
#include "ui/dialogs/obstacletexts.h"

#include <QFormLayout>
#include <QFrame>
#include <QGridLayout>
#include <QLineEdit>

namespace Unbin {

namespace {

QWidget *makeCard(const QString &objectName, const QString &title, const QString &iconName, const QString &name,
    const SideFacts &facts, QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setObjectName(objectName);
    card->setFrameShape(QFrame::StyledPanel);
    card->setAutoFillBackground(true);
    card->setBackgroundRole(QPalette::Base);
    card->setAccessibleName(title);
    card->setAccessibleDescription(QStringList{name, facts.type, facts.size, facts.time}.join(QStringLiteral(", ")));

    auto *grid = new QGridLayout(card);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(12);
    auto *heading = new ElidedLabel(title, Qt::ElideRight, card);
    heading->setForegroundRole(QPalette::PlaceholderText);
    grid->addWidget(heading, 0, 0, 1, 2);
    grid->addWidget(makePicture(iconName, 40, card), 1, 0, 4, 1, Qt::AlignTop);
    auto *nameLabel = new ElidedLabel(name, Qt::ElideMiddle, card);
    QFont font = nameLabel->font();
    font.setBold(true);
    nameLabel->setFont(font);
    grid->addWidget(nameLabel, 1, 1);
    int row = 2;
    for (const QString &fact : {facts.type, facts.size, facts.time})
        grid->addWidget(new ElidedLabel(fact, Qt::ElideRight, card), row++, 1);
    grid->setColumnStretch(1, 1);
    card->setMinimumWidth(card->fontMetrics().averageCharWidth() * 38);
    return card;
}

} // namespace

ConflictForm::ConflictForm(ObstacleChoices &choices, QWidget *parent)
    : QWidget(parent)
    , m_choices(choices)
    , m_name(new QLineEdit(choices.name(0), this))
    , m_problem(new InlineMessage(QStringLiteral("error"), {}, this))
{
    const NameConflict &conflict = choices.conflict(0);
    const TrashedItem &item = conflict.item.item;
    const LiveItem standing = conflict.inTheWay.value_or(LiveItem{.kind = item.kind, .name = conflict.wantedName});

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    //: headings of two cards
    grid->addWidget(makeCard(QStringLiteral("restoredCard"), tr("To restore"), typeIconName(item.kind, item.name),
                        displayName(conflict.wantedName), factsOfRestored(conflict), this),
        0, 0);
    grid->addWidget(
        makeCard(QStringLiteral("standingCard"), tr("Already there"), typeIconName(standing.kind, standing.name),
            displayName(standing.name), factsOfStanding(conflict), this),
        0, 1);
    grid->addWidget(makeText(comparisonSentence(conflict), this), 1, 0, 1, 2);
    auto *form = new QFormLayout;
    //: label of a field: the name under which both are kept
    form->addRow(tr("Keep both, restore &as:"), m_name);
    grid->addLayout(form, 2, 0, 1, 2);
    grid->addWidget(m_problem, 3, 0, 1, 2);
    grid->setVerticalSpacing(10);

    m_name->setObjectName(QStringLiteral("newName"));
    m_name->setMaxLength(255);
    m_name->setEnabled(choices.canChoose(0, ConflictChoice::Verb::KeepBoth));
    m_problem->setObjectName(QStringLiteral("nameProblem"));
    if (!m_name->isEnabled())
        m_name->setToolTip(refusalText(ConflictChoice::Verb::KeepBoth));
    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &name) {
        m_choices.setName(0, name);
        showProblem();
        Q_EMIT nameChanged();
    });
}

void ConflictForm::editName()
{
    m_name->setFocus();
    m_name->setSelection(0, stemLength(m_name->text()));
}

void ConflictForm::showProblem()
{
    m_problem->setText(nameProblemText(m_choices.nameProblem(0)));
}

} // namespace Unbin
