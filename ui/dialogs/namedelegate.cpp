// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/namedelegate.h"

#include <QLineEdit>
#include <QTimer>

namespace Unbin {

int stemLength(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    const bool isTar = dot > 4 && QStringView(name).left(dot).endsWith(u".tar", Qt::CaseInsensitive);
    return int(dot <= 0 ? name.size() : isTar ? dot - 4 : dot);
}

QWidget *NameDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(QStringLiteral("newName"));
    editor->setAccessibleName(tr("New name", "accessible name of a field in a table"));
    editor->setMaxLength(255);
    return editor;
}

void NameDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *edit = static_cast<QLineEdit *>(editor);
    const QString name = index.data(Qt::EditRole).toString();
    edit->setText(name);
    // The view selects everything right after this; so the last word comes from the event loop.
    QTimer::singleShot(0, edit, [edit, length = stemLength(name)] { edit->setSelection(0, length); });
}

} // namespace Unbin
