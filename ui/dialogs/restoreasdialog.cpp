// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/restoreasdialog.h"

#include "core/domain/names.h"
#include "ui/dialogs/dialogparts.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Unbin {

RestoreAsDialog::RestoreAsDialog(const TrashedItem &item, QWidget *parent)
    : QDialog(parent)
{
    prepareDialog(this, QStringLiteral("restoreAsDialog"), tr("Restore As", "title of a dialog"));

    auto *name = new QLineEdit(item.name, this);
    name->setObjectName(QStringLiteral("newName"));
    const auto dot = item.kind == ItemKind::Folder ? -1 : item.name.lastIndexOf(QLatin1Char('.'));
    name->setSelection(0, int(dot > 0 ? dot : item.name.size())); // the ending mostly stays
    auto *form = new QFormLayout(this);
    form->addRow(makeHeadline(tr("Restore “%1” under another name", "dialog").arg(displayName(item.name)), this));
    form->addRow(tr("&New name:", "label of a field"), name);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *restore = buttons->addButton(tr("&Restore", "button of a dialog"), QDialogButtonBox::AcceptRole);
    restore->setObjectName(QStringLiteral("confirmRestoreAs"));
    restore->setDefault(true);
    form->addRow(buttons);

    connect(name, &QLineEdit::textChanged, this, [restore](const QString &text) {
        restore->setEnabled(!text.trimmed().isEmpty() && !text.contains(QLatin1Char('/')));
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, name] {
        const QString chosen = name->text();
        accept();
        Q_EMIT named(chosen);
    });
}

} // namespace Unbin
