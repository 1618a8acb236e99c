// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/receipt.h"
#include "ui/dialogs/accountnames.h"

#include <QDialog>

#include <memory>

namespace Unbin {

/**
 * A job's receipt: a line per item, what became of it, where it is now or why not, and what to do next. Can
 * be filtered by outcome and saved as CSV or JSON. Quick with 50,000 lines.
 *
 * Ends with retryRequested() or putBackRequested() once, or closes. Open it with open(); it deletes itself.
 */
class ReceiptDialog : public QDialog
{
    Q_OBJECT
public:
    ReceiptDialog(Receipt receipt, AccountNames accountName, QWidget *parent = nullptr);
    ~ReceiptDialog() override;

    /** Whether going back is offered for what is half way; not, to begin with. */
    void setCanPutBack(bool canPutBack);
    /** Writes it at once, all or nothing: JSON if the name ends so, else CSV. Tells the user if that fails. */
    void saveTo(const QString &path);

Q_SIGNALS:
    void retryRequested();
    void putBackRequested();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
