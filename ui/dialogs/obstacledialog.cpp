// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/obstacledialog.h"

#include "ui/base/icons.h"
#include "ui/dialogs/conflictform.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/dialogs/obstaclechoices.h"
#include "ui/dialogs/obstaclegrid.h"
#include "ui/dialogs/obstacletexts.h"
#include "ui/dialogs/parentform.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace Unbin {

class ObstacleDialog::Private
{
public:
    Private(ObstacleDialog *dialog, Question question)
        : q(dialog)
        , choices(std::move(question))
    { }

    void build(const AccountNames &accountName);
    void buildConflict();
    void buildParent();
    void buildGrid(const AccountNames &accountName);
    QPushButton *addVerb(const QString &objectName, ConflictChoice::Verb verb);
    void addReplaceNote();
    void addRestoreButton();
    void showVerb();
    void decide(ConflictChoice::Verb verb);
    void finish();
    void wantFolder(const std::vector<int> &rows);

    ObstacleDialog *q;
    ObstacleChoices choices;
    QVBoxLayout *column = nullptr;
    QDialogButtonBox *buttons = nullptr;
    ConflictForm *conflictForm = nullptr;
    ParentForm *parentForm = nullptr;
    ObstacleGrid *grid = nullptr;
    QPushButton *restore = nullptr;
};

void ObstacleDialog::Private::build(const AccountNames &accountName)
{
    const Question &question = choices.question();
    column = new QVBoxLayout(q);
    column->setSpacing(10);
    column->addWidget(makeHeadline(obstacleHeadline(question), q));
    q->setAccessibleName(obstacleHeadline(question));
    buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, q);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    QObject::connect(buttons, &QDialogButtonBox::rejected, q, &QDialog::reject);
    if (choices.count() > 1)
        buildGrid(accountName);
    else if (choices.conflictCount() == 1)
        buildConflict();
    else
        buildParent();
    column->addWidget(buttons);
}

void ObstacleDialog::Private::buildConflict()
{
    conflictForm = new ConflictForm(choices, q);
    column->addWidget(conflictForm);
    addReplaceNote();
    column->addStretch(1);

    addVerb(QStringLiteral("skip"), ConflictChoice::Verb::Skip);
    addVerb(QStringLiteral("replace"), ConflictChoice::Verb::Replace);
    QPushButton *keep = addVerb(QStringLiteral("keepBoth"), ConflictChoice::Verb::KeepBoth);
    const bool canKeep = choices.canChoose(0, ConflictChoice::Verb::KeepBoth);
    QPushButton *safest = canKeep ? keep : q->findChild<QPushButton *>(QStringLiteral("skip"));
    safest->setDefault(true);
    safest->setFocus();
    QObject::connect(conflictForm, &ConflictForm::nameChanged, q,
        [this, keep] { keep->setEnabled(choices.nameProblem(0) == NameProblem::None); });
}

void ObstacleDialog::Private::buildParent()
{
    parentForm = new ParentForm(choices, q);
    column->addWidget(parentForm);
    column->addStretch(1);
    addRestoreButton();
    QObject::connect(parentForm, &ParentForm::folderWanted, q, [this] { wantFolder({0}); });
    QObject::connect(parentForm, &ParentForm::chosen, q, [this] { showVerb(); });
}

void ObstacleDialog::Private::buildGrid(const AccountNames &accountName)
{
    column->addWidget(makeText(obstacleIntroduction(choices.question()), q));
    grid = new ObstacleGrid(choices, accountName, q);
    column->addWidget(grid, 1);
    if (choices.conflictCount() > 0)
        addReplaceNote();
    addRestoreButton();
    QObject::connect(grid, &ObstacleGrid::folderWanted, q, [this](const std::vector<int> &rows) { wantFolder(rows); });
    const QFontMetrics metrics = q->fontMetrics();
    q->resize(metrics.averageCharWidth() * 190, metrics.lineSpacing() * 42);
}

QPushButton *ObstacleDialog::Private::addVerb(const QString &objectName, ConflictChoice::Verb verb)
{
    QPushButton *button = buttons->addButton(verbText(verb), QDialogButtonBox::ActionRole);
    button->setObjectName(objectName);
    button->setAutoDefault(verb == ConflictChoice::Verb::KeepBoth);
    button->setEnabled(choices.canChoose(0, verb));
    if (!button->isEnabled())
        button->setToolTip(refusalText(verb));
    QObject::connect(button, &QPushButton::clicked, q, [this, verb] { decide(verb); });
    return button;
}

void ObstacleDialog::Private::addReplaceNote()
{
    column->addWidget(
        makeNote(ObstacleDialog::tr("Replace puts what is there into the bin first. It can be undone."), q));
}

void ObstacleDialog::Private::addRestoreButton()
{
    restore = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    restore->setObjectName(QStringLiteral("restore"));
    showVerb();
    restore->setDefault(true);
    restore->setFocus();
    QObject::connect(restore, &QPushButton::clicked, q, [this] { finish(); });
}

void ObstacleDialog::Private::showVerb()
{
    // With nothing to restore but one skipped folder, "Restore" would be a lie.
    const bool isSkip = parentForm && choices.parentChoice(0).verb == ParentChoice::Verb::Skip;
    restore->setText(isSkip ? verbText(ParentChoice::Verb::Skip)
                            : ObstacleDialog::tr("Restore", "button that goes on with the choices"));
    restore->setIcon(icon(isSkip ? QStringLiteral("skip") : QStringLiteral("restore")));
}

void ObstacleDialog::Private::decide(ConflictChoice::Verb verb)
{
    choices.choose(0, verb);
    finish();
}

void ObstacleDialog::Private::finish()
{
    if (const auto row = choices.firstProblem()) {
        if (grid)
            grid->editName(*row);
        else
            conflictForm->editName();
        return;
    }
    q->accept();
    Q_EMIT q->answered(choices.answer());
}

void ObstacleDialog::Private::wantFolder(const std::vector<int> &rows)
{
    Q_EMIT q->folderWanted(rows, choices.missingParent(rows.front()).account);
}

ObstacleDialog::ObstacleDialog(Question question, AccountNames accountName, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, std::move(question)))
{
    prepareDialog(this, QStringLiteral("obstacleDialog"), obstacleTitle(d->choices.question()));
    d->build(accountName);
}

ObstacleDialog::~ObstacleDialog()
{
    // The tables look into the choices until they are gone.
    delete d->grid;
    delete d->conflictForm;
    delete d->parentForm;
}

void ObstacleDialog::setFolder(const std::vector<int> &missingParents, const ChosenFolder &folder)
{
    if (d->grid)
        d->grid->setFolder(missingParents, folder);
    else
        d->parentForm->setFolder(folder);
}

} // namespace Unbin
