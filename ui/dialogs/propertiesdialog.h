// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/itemfacts.h"

#include <QDialog>

namespace Unbin {

/** What the dialog shows. */
struct ItemProperties {
    QString name; ///< raw
    QString iconName;
    std::vector<Fact> facts;
    QString remark; ///< what the user should know about it; may be empty
};
ItemProperties propertiesOf(const AccountItem &item, const QString &accountName, const QDateTime &now);
ItemProperties propertiesOf(const LiveItem &item, const QString &path, const QString &accountName);

/** All facts about one item, to read and to copy. Ends with nothing. Open it with open(); it deletes itself.
 */
class PropertiesDialog : public QDialog
{
    Q_OBJECT
public:
    explicit PropertiesDialog(const ItemProperties &properties, QWidget *parent = nullptr);
};

} // namespace Unbin
