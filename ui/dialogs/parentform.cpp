// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/parentform.h"

#include "core/domain/names.h"
#include "ui/base/errortext.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/dialogs/obstacletexts.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace Unbin {

using ParentVerb = ParentChoice::Verb;

ParentForm::ParentForm(ObstacleChoices &choices, QWidget *parent)
    : QWidget(parent)
    , m_choices(choices)
{
    const MissingParent &missing = choices.missingParent(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    const QString remark = remarkText(missing.remark);
    const QString origin
        = tr("%n item(s) came from there: %1", "about a folder that is gone; %1 names them", int(missing.items.size()))
              .arg(missingItemsText(missing));
    column->addWidget(makeText(missing.isOriginUnknown && !remark.isEmpty() ? remark : origin, this));
    column->addSpacing(4);
    m_recreate = addChoice(QStringLiteral("recreate"), ParentVerb::Recreate);
    m_restoreParent = addChoice(QStringLiteral("restoreParent"), ParentVerb::RestoreParent);
    column->addWidget(makeFolderRow());
    m_skip = addChoice(QStringLiteral("skip"), ParentVerb::Skip);
    // What the bin knows nothing of need not be offered at all.
    m_restoreParent->setVisible(choices.canChoose(0, ParentVerb::RestoreParent));
    m_recreate->setVisible(!missing.isOriginUnknown);
    showChoice();
}

QRadioButton *ParentForm::addChoice(const QString &objectName, ParentVerb verb)
{
    auto *radio = new QRadioButton(parentVerbSentence(m_choices.missingParent(0), verb), this);
    radio->setObjectName(objectName);
    radio->setEnabled(m_choices.canChoose(0, verb));
    if (!radio->isEnabled())
        radio->setToolTip(refusalText(verb));
    connect(radio, &QRadioButton::clicked, this, [this, verb] { choose(verb); });
    if (verb != ParentVerb::OtherFolder)
        layout()->addWidget(radio);
    return radio;
}

QWidget *ParentForm::makeFolderRow()
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins({});
    m_otherFolder = addChoice(QStringLiteral("otherFolder"), ParentVerb::OtherFolder);
    row->addWidget(m_otherFolder);
    m_folder = new ElidedLabel({}, Qt::ElideLeft, holder);
    m_folder->setObjectName(QStringLiteral("otherFolderPath"));
    row->addWidget(m_folder, 1);
    //: button that opens the folder chooser
    auto *browse = new QPushButton(icon(QStringLiteral("folder-open")), tr("&Choose…"), holder);
    browse->setObjectName(QStringLiteral("chooseFolder"));
    browse->setAutoDefault(false);
    row->addWidget(browse);
    connect(browse, &QPushButton::clicked, this, &ParentForm::folderWanted);
    return holder;
}

void ParentForm::choose(ParentVerb verb)
{
    const bool lacksFolder = verb == ParentVerb::OtherFolder && m_choices.parentChoice(0).folder.isEmpty();
    m_choices.choose(0, verb);
    showChoice(); // back to the former choice until there is a folder
    if (lacksFolder)
        Q_EMIT folderWanted();
    Q_EMIT chosen();
}

void ParentForm::setFolder(const ChosenFolder &folder)
{
    m_choices.setFolder(0, folder);
    m_folder->setFullText(displayName(folder.path));
    showChoice();
    Q_EMIT chosen();
}

void ParentForm::showChoice()
{
    // All four are siblings in words but not in the widget tree, so exclusiveness is ours.
    const ParentVerb verb = m_choices.parentChoice(0).verb;
    const std::pair<QRadioButton *, ParentVerb> radios[] = {{m_recreate, ParentVerb::Recreate},
        {m_restoreParent, ParentVerb::RestoreParent}, {m_otherFolder, ParentVerb::OtherFolder}, {m_skip, ParentVerb::Skip}};
    for (const auto &[radio, ofVerb] : radios) {
        radio->setAutoExclusive(false);
        radio->setChecked(ofVerb == verb);
    }
}

} // namespace Unbin
