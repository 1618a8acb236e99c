// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/helpdialogs.h"

#include "ui/dialogs/dialogparts.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Unbin {

namespace {

QString keysText(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &sequence : keys)
        texts += sequence.toString(QKeySequence::NativeText);
    //: between two keys that do the same
    return texts.join(KeyboardHelpDialog::tr(" or "));
}

} // namespace

KeyboardHelpDialog::KeyboardHelpDialog(const std::vector<ShortcutLine> &lines, QWidget *parent)
    : QDialog(parent)
{
    prepareDialog(this, QStringLiteral("keyboardHelpDialog"), tr("Keyboard Shortcuts", "title of a dialog"));

    auto *table = new QTreeWidget(this);
    table->setObjectName(QStringLiteral("shortcuts"));
    //: accessible name of the list of shortcuts
    table->setAccessibleName(tr("Keyboard shortcuts"));
    //: headings of the list of shortcuts
    table->setHeaderLabels({tr("Action"), tr("Keys")});
    table->setRootIsDecorated(false);
    table->setAlternatingRowColors(true);
    table->setUniformRowHeights(true);
    for (const ShortcutLine &line : lines) {
        if (!line.keys.isEmpty())
            new QTreeWidgetItem(table, {line.action, keysText(line.keys)});
    }
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    table->header()->setStretchLastSection(false);
    table->setCurrentItem(table->topLevelItem(0));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(table);
    column->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 64, fontMetrics().height() * 26);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

AboutDialog::AboutDialog(const QString &version, QWidget *parent)
    : QDialog(parent)
{
    prepareDialog(this, QStringLiteral("aboutDialog"), tr("About Unbin", "title of a dialog"));

    auto *grid = new QGridLayout(this);
    grid->addWidget(makePicture(QStringLiteral("unbin"), 64, this), 0, 0, 3, 1, Qt::AlignTop);
    //: %1 is a version such as 0.1.0
    grid->addWidget(makeHeadline(tr("Unbin %1").arg(version), this), 0, 1);
    grid->addWidget(
        makeText(tr("Brings back what was deleted, from the bins of your cloud accounts and of this computer."), this),
        1, 1);
    grid->addWidget(makeNote(tr("Free software under the GNU General Public License, version 3 or later. "
                                "It comes without any warranty."),
                        this),
        2, 1);
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    grid->addWidget(buttons, 3, 0, 1, 2);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace Unbin
