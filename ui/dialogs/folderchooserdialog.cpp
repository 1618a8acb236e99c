// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/folderchooserdialog.h"

#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/dialogs/foldertreedelegate.h"
#include "ui/dialogs/newfolderbar.h"
#include "ui/models/foldertreemodel.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace Unbin {

class FolderChooserDialog::Private
{
public:
    Private(FolderChooserDialog *dialog, std::unique_ptr<FolderTreeModel> folders, FolderWish folderWish);

    void build();
    QTreeView *makeTree();
    QDialogButtonBox *makeButtons();
    void listen();
    void showCurrent();
    void showStartFolder();
    QString refusalOf(const QModelIndex &index) const;
    void askForName();
    void createFolder(const QString &name);
    void accept();

    FolderChooserDialog *q;
    std::unique_ptr<FolderTreeModel> model;
    FolderWish wish;
    ItemId newFolderParent;
    bool isStartShown = false;
    ElidedLabel *path = nullptr;
    QTreeView *tree = nullptr;
    NewFolderBar *newFolderBar = nullptr;
    InlineMessage *refusal = nullptr;
    QPushButton *newFolder = nullptr;
    QPushButton *choose = nullptr;
};

FolderChooserDialog::Private::Private(
    FolderChooserDialog *dialog, std::unique_ptr<FolderTreeModel> folders, FolderWish folderWish)
    : q(dialog)
    , model(std::move(folders))
    , wish(std::move(folderWish))
{ }

void FolderChooserDialog::Private::build()
{
    auto *column = new QVBoxLayout(q);
    column->addWidget(makeHeadline(wish.title, q));
    path = new ElidedLabel({}, Qt::ElideLeft, q);
    path->setObjectName(QStringLiteral("chosenPath"));
    column->addWidget(path);
    tree = makeTree();
    column->addWidget(tree, 1);
    newFolderBar = new NewFolderBar(q);
    newFolderBar->setObjectName(QStringLiteral("newFolderBar"));
    column->addWidget(newFolderBar);
    refusal = new InlineMessage(QStringLiteral("info"), {}, q);
    refusal->setObjectName(QStringLiteral("refusal"));
    column->addWidget(refusal);
    column->addWidget(makeButtons());
    listen();
    tree->setCurrentIndex(model->rootIndex());
    tree->expand(model->rootIndex());
    isStartShown = wish.startFolder.isEmpty();
    showCurrent();
    tree->setFocus();
    q->resize(q->fontMetrics().averageCharWidth() * 72, q->fontMetrics().height() * 30);
}

QTreeView *FolderChooserDialog::Private::makeTree()
{
    auto *view = new QTreeView(q);
    view->setObjectName(QStringLiteral("folders"));
    //: accessible name of a tree; %1 is an account
    view->setAccessibleName(tr("Folders of %1").arg(wish.accountName));
    view->setModel(model.get());
    view->setItemDelegate(new FolderTreeDelegate(view));
    view->setHeaderHidden(true);
    view->setUniformRowHeights(true);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setTextElideMode(Qt::ElideMiddle);
    return view;
}

QDialogButtonBox *FolderChooserDialog::Private::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, q);
    choose = buttons->addButton(wish.actionText, QDialogButtonBox::AcceptRole);
    choose->setObjectName(QStringLiteral("chooseFolder"));
    choose->setDefault(true);
    //: button of the folder chooser
    newFolder = buttons->addButton(tr("&New Folder…"), QDialogButtonBox::ActionRole);
    newFolder->setObjectName(QStringLiteral("newFolder"));
    newFolder->setIcon(icon(QStringLiteral("new-folder")));
    newFolder->setAutoDefault(false);
    newFolder->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    connect(choose, &QPushButton::clicked, q, [this] { accept(); });
    connect(newFolder, &QPushButton::clicked, q, [this] { askForName(); });
    connect(buttons, &QDialogButtonBox::rejected, q, &QDialog::reject);
    return buttons;
}

void FolderChooserDialog::Private::listen()
{
    connect(tree->selectionModel(), &QItemSelectionModel::currentChanged, q, [this] {
        isStartShown = true; // who has moved on, by mouse or by keys, is not taken elsewhere by what loads late
        showCurrent();
    });
    connect(tree, &QTreeView::activated, q, [this](const QModelIndex &index) { model->retry(index); });
    connect(tree, &QTreeView::clicked, q, [this] { isStartShown = true; }); // also on the current one
    connect(newFolderBar, &NewFolderBar::nameEntered, q, [this](const QString &name) { createFolder(name); });
    connect(newFolderBar, &NewFolderBar::dismissed, q, [this] { tree->setFocus(); });
    connect(model.get(), &FolderTreeModel::loaded, q, [this] { showStartFolder(); });
    connect(model.get(), &FolderTreeModel::folderCreated, q, [this](const ItemId &folder) {
        newFolderBar->dismiss();
        tree->expand(model->indexOf(newFolderParent));
        tree->setCurrentIndex(model->indexOf(folder));
        tree->scrollTo(model->indexOf(folder));
    });
    connect(model.get(), &FolderTreeModel::createFolderFailed, q,
        [this](const ItemId &, const QString &, const Error &error) { newFolderBar->refuse(errorText(error)); });
}

QString FolderChooserDialog::Private::refusalOf(const QModelIndex &index) const
{
    const auto folder = model->folderAt(index);
    if (folder && !model->canAddChildren(index))
        return tr("Nothing can be put into this folder.");
    return folder && wish.refusal ? wish.refusal(*folder) : QString();
}

void FolderChooserDialog::Private::showCurrent()
{
    const QModelIndex current = tree->currentIndex();
    const auto folder = model->folderAt(current);
    const QString reason = refusalOf(current);
    const bool isTarget = folder && reason.isEmpty();
    //: the chosen folder: %1 is an account, %2 a path
    path->setFullText(folder ? tr("%1: %2").arg(wish.accountName, pathInSentence(folder->path)) : wish.accountName);
    refusal->setText(reason);
    choose->setEnabled(isTarget);
    newFolder->setEnabled(isTarget && model->canCreateFolders());
    newFolder->setToolTip(model->canCreateFolders() ? QString() : tr("This service can't make folders."));
    newFolderBar->hide();
}

void FolderChooserDialog::Private::showStartFolder()
{
    const QModelIndex start = model->indexOf(wish.startFolder);
    if (isStartShown || !start.isValid())
        return;
    isStartShown = true;
    tree->setCurrentIndex(start);
    tree->scrollTo(start);
}

void FolderChooserDialog::Private::askForName()
{
    const auto folder = model->folderAt(tree->currentIndex());
    if (!folder)
        return;
    newFolderParent = folder->folder;
    newFolderBar->ask(folder->path);
}

void FolderChooserDialog::Private::createFolder(const QString &name)
{
    if (model->hasChildNamed(model->indexOf(newFolderParent), name))
        newFolderBar->refuse(tr("A folder with this name is there already."));
    else
        model->createFolder(newFolderParent, name);
}

void FolderChooserDialog::Private::accept()
{
    const auto folder = model->folderAt(tree->currentIndex());
    if (!folder || !refusalOf(tree->currentIndex()).isEmpty())
        return;
    q->accept();
    Q_EMIT q->chosen(*folder);
}

FolderChooserDialog::FolderChooserDialog(std::unique_ptr<FolderTreeModel> model, FolderWish wish, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, std::move(model), std::move(wish)))
{
    //: title of a dialog
    prepareDialog(this, QStringLiteral("folderChooserDialog"), tr("Choose a Folder"));
    d->build();
}

FolderChooserDialog::~FolderChooserDialog() = default;

} // namespace Unbin
