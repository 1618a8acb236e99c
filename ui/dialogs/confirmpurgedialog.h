// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"
#include "ui/dialogs/accountnames.h"

#include <QDialog>

#include <vector>

namespace Unbin {

/** What is about to be deleted for good. */
struct PurgeSummary {
    struct Share {
        QString accountName;
        qint64 items = 0;
        qint64 bytes = 0; ///< of those whose size is known
        bool hasUnknownSizes = false;
    };
    qint64 items = 0;
    qint64 bytes = 0; ///< of those whose size is known
    bool hasUnknownSizes = false;
    QString singleName; ///< raw; set when there is one item
    std::vector<Share> shares; ///< one per account, in order of appearance
};
PurgeSummary summarizePurge(const std::vector<AccountItem> &items, const AccountNames &accountName);

/** The sentences of the dialog, made from the summary alone. */
struct PurgeTexts {
    QString question; ///< "Delete 12 items for good?"
    QString explanation; ///< how much, and that it can't be undone
    QStringList shares; ///< a line per account
    QString confirm; ///< the destructive button: "Delete 12 Items"
};
PurgeTexts textsFor(const PurgeSummary &summary);

/**
 * Asks before the one thing that can't be undone. Cancel is the default. Ends with confirmed() once, or
 * rejected(). Open it with open(); it deletes itself.
 */
class ConfirmPurgeDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ConfirmPurgeDialog(const PurgeSummary &summary, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed();
};

} // namespace Unbin
