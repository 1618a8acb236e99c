// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/accountdialogs.h"

#include "ui/base/formats.h"
#include "ui/dialogs/dialogparts.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Unbin {

RemoveAccountDialog::RemoveAccountDialog(
    const Account &account, const QString &serviceName, bool canRevoke, QWidget *parent)
    : QDialog(parent)
{
    prepareDialog(this, QStringLiteral("removeAccountDialog"), tr("Remove Account", "title of a dialog"));

    auto *grid = new QGridLayout(this);
    grid->addWidget(makePicture(QStringLiteral("account"), 48, this), 0, 0, 3, 1, Qt::AlignTop);
    //: question of a dialog; %1 is an account
    QLabel *question = makeHeadline(tr("Remove “%1” from Unbin?").arg(nameInSentence(account.label)), this);
    grid->addWidget(question, 0, 1);
    grid->addWidget(makeText(tr("Unbin forgets its sign-in and what it knows about this bin."), this), 1, 1);
    //: %1 is a service such as Box
    QLabel *stays = makeText(tr("Nothing changes at %1: all files, and everything in the bin, stay as they are. "
                                "You can connect the account again at any time.")
                                 .arg(serviceName),
        this);
    grid->addWidget(stays, 2, 1);
    //: check box; %1 is a service such as Box
    auto *revoke = new QCheckBox(tr("&Also end the sign-in at %1").arg(serviceName), this);
    revoke->setObjectName(QStringLiteral("alsoRevoke"));
    revoke->setChecked(canRevoke);
    revoke->setVisible(canRevoke);
    revoke->setToolTip(tr("What was issued to Unbin stops working there, wherever it may be.", "tip of a check box"));
    grid->addWidget(revoke, 3, 1);
    grid->setRowStretch(2, 1);
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    //: button of a dialog
    QPushButton *remove = buttons->addButton(tr("Remove Account"), QDialogButtonBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("confirmRemove"));
    remove->setAutoDefault(false);
    QPushButton *cancel = buttons->button(QDialogButtonBox::Cancel);
    cancel->setDefault(true);
    cancel->setFocus();
    grid->addWidget(buttons, 4, 0, 1, 2);
    setAccessibleName(question->text());

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(remove, &QPushButton::clicked, this, [this, revoke, canRevoke] {
        accept();
        Q_EMIT confirmed(canRevoke && revoke->isChecked());
    });
}

RenameAccountDialog::RenameAccountDialog(const Account &account, QWidget *parent)
    : QDialog(parent)
{
    prepareDialog(this, QStringLiteral("renameAccountDialog"), tr("Rename Account", "title of a dialog"));

    auto *name = new QLineEdit(account.label, this);
    name->setObjectName(QStringLiteral("accountLabel"));
    name->setMaxLength(80);
    name->selectAll();
    auto *form = new QFormLayout(this);
    //: label of a field: what the user calls the account
    form->addRow(tr("&Name:"), name);
    form->addRow(makeNote(tr("Only Unbin uses this name; the service is not told."), this));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    //: button of a dialog
    QPushButton *rename = buttons->addButton(tr("Rename"), QDialogButtonBox::AcceptRole);
    rename->setObjectName(QStringLiteral("confirmRename"));
    rename->setDefault(true);
    form->addRow(buttons);

    connect(name, &QLineEdit::textChanged, this,
        [rename](const QString &text) { rename->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, name, old = account.label] {
        const QString label = name->text().trimmed();
        accept();
        if (label != old)
            Q_EMIT renamed(label);
    });
}

} // namespace Unbin
