// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/newfolderbar.h"

#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace Unbin {

namespace {

QToolButton *makeButton(const QString &iconName, const QString &text, const QString &objectName, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setToolTip(text);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

QString folderNameProblem(const QString &name)
{
    if (name.isEmpty())
        return NewFolderBar::tr("A folder needs a name.");
    if (name.contains(u'/'))
        return NewFolderBar::tr("A name can't hold a “/”.");
    if (name == u"." || name == u"..")
        return NewFolderBar::tr("“.” and “..” are no names.");
    return {};
}

NewFolderBar::NewFolderBar(QWidget *parent)
    : QWidget(parent)
    , m_label(new ElidedLabel({}, Qt::ElideLeft, this))
    , m_name(new QLineEdit(this))
    , m_create(makeButton(QStringLiteral("check"), tr("Create the folder"), QStringLiteral("createFolder"), this))
    , m_cancel(makeButton(QStringLiteral("cancel"), tr("Don't create a folder"), QStringLiteral("cancelFolder"), this))
    , m_problem(new InlineMessage(QStringLiteral("error"), {}, this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->addWidget(m_label, 0, 0, 1, 3);
    grid->addWidget(m_name, 1, 0);
    grid->addWidget(m_create, 1, 1);
    grid->addWidget(m_cancel, 1, 2);
    grid->addWidget(m_problem, 2, 0, 1, 3);
    m_name->setObjectName(QStringLiteral("newFolderName"));
    m_name->setAccessibleName(tr("Name of the new folder"));
    m_name->setMaxLength(255);
    m_name->installEventFilter(this);
    m_problem->setObjectName(QStringLiteral("newFolderProblem"));
    hide();

    connect(m_name, &QLineEdit::textChanged, this, [this] { m_problem->setText({}); });
    connect(m_create, &QToolButton::clicked, this, &NewFolderBar::submit);
    connect(m_cancel, &QToolButton::clicked, this, &NewFolderBar::dismiss);
}

void NewFolderBar::ask(const QString &parentPath)
{
    //: label of a field; %1 is the path of a folder
    m_label->setFullText(tr("New folder in %1").arg(pathInSentence(parentPath)));
    //: proposed name of a new folder
    m_name->setText(tr("New Folder"));
    m_name->selectAll();
    setBusy(false);
    show();
    m_name->setFocus();
}

void NewFolderBar::refuse(const QString &reason)
{
    setBusy(false);
    m_problem->setText(reason);
    m_name->setFocus();
}

void NewFolderBar::dismiss()
{
    hide();
    Q_EMIT dismissed();
}

bool NewFolderBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    // Left to themselves, Enter would press the dialog's default button and Escape would close it.
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        submit();
        return true;
    case Qt::Key_Escape:
        dismiss();
        return true;
    default:
        return false;
    }
}

void NewFolderBar::submit()
{
    const QString name = m_name->text().trimmed();
    if (const QString problem = folderNameProblem(name); !problem.isEmpty()) {
        refuse(problem);
        return;
    }
    setBusy(true);
    Q_EMIT nameEntered(name);
}

void NewFolderBar::setBusy(bool isBusy)
{
    m_name->setEnabled(!isBusy);
    m_create->setEnabled(!isBusy);
}

} // namespace Unbin
