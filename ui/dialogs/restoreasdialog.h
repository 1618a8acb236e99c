// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QDialog>

namespace Unbin {

/** Takes another name for an item to be restored under. Ends with named() once, or rejected(). Open it with open(); it
    deletes itself. */
class RestoreAsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit RestoreAsDialog(const TrashedItem &item, QWidget *parent = nullptr);

Q_SIGNALS:
    void named(const QString &name);
};

} // namespace Unbin
