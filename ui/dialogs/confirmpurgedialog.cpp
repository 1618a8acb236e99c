// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/confirmpurgedialog.h"

#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHash>
#include <QPushButton>

namespace Unbin {

namespace {

struct PurgeWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::ConfirmPurgeDialog)
};

QString amountText(qint64 bytes, bool hasUnknownSizes)
{
    if (!hasUnknownSizes)
        return sizeText(bytes);
    if (bytes == 0)
        return PurgeWords::tr("size unknown", "how much will be deleted for good");
    return PurgeWords::tr("at least %1", "how much will be deleted for good, where some sizes are not known")
        .arg(sizeText(bytes));
}

} // namespace

PurgeSummary summarizePurge(const std::vector<AccountItem> &items, const AccountNames &accountName)
{
    PurgeSummary summary;
    QHash<AccountId, size_t> shareOf;
    for (const AccountItem &entry : items) {
        if (!shareOf.contains(entry.account)) {
            shareOf.insert(entry.account, summary.shares.size());
            summary.shares.push_back({.accountName = accountName(entry.account)});
        }
        PurgeSummary::Share &share = summary.shares[shareOf.value(entry.account)];
        const bool isUnknown = entry.item.sizeBytes < 0;
        const qint64 bytes = isUnknown ? 0 : entry.item.sizeBytes;
        share.items += 1;
        share.bytes += bytes;
        share.hasUnknownSizes |= isUnknown;
        summary.items += 1;
        summary.bytes += bytes;
        summary.hasUnknownSizes |= isUnknown;
    }
    if (items.size() == 1)
        summary.singleName = items.front().item.name;
    return summary;
}

PurgeTexts textsFor(const PurgeSummary &summary)
{
    PurgeTexts texts;
    const int count = int(summary.items);
    texts.question = summary.items == 1
        //: question of the dialog before deleting for good; %1 is a file name
        ? PurgeWords::tr("Delete “%1” for good?").arg(nameInSentence(summary.singleName))
        //: question of the dialog before deleting for good
        : PurgeWords::tr("Delete %n item(s) for good?", nullptr, count);
    //: the dialog before deleting for good
    texts.explanation = PurgeWords::tr("This can't be undone: what is deleted for good stays gone.");
    for (const PurgeSummary::Share &share : summary.shares) {
        //: a line of the dialog before deleting for good: %1 is an account, %2 a size
        texts.shares += PurgeWords::tr("%1: %n item(s), %2", nullptr, int(share.items))
                            .arg(nameInSentence(share.accountName), amountText(share.bytes, share.hasUnknownSizes));
    }
    if (summary.shares.size() > 1) {
        //: the last line of the dialog before deleting for good; %1 is a size
        texts.shares += PurgeWords::tr("Together: %n item(s), %1", nullptr, count)
                            .arg(amountText(summary.bytes, summary.hasUnknownSizes));
    }
    //: button of the dialog before deleting for good
    texts.confirm = PurgeWords::tr("Delete %n Item(s)", nullptr, count);
    return texts;
}

ConfirmPurgeDialog::ConfirmPurgeDialog(const PurgeSummary &summary, QWidget *parent)
    : QDialog(parent)
{
    prepareDialog(this, QStringLiteral("confirmPurgeDialog"), tr("Delete Permanently", "title of a dialog"));
    const PurgeTexts texts = textsFor(summary);

    auto *grid = new QGridLayout(this);
    grid->addWidget(makePicture(QStringLiteral("delete-forever"), 48, this), 0, 0, 3, 1, Qt::AlignTop);
    grid->addWidget(makeHeadline(texts.question, this), 0, 1);
    grid->addWidget(makeText(texts.explanation, this), 1, 1);
    QLabel *shares = makeText(texts.shares.join(u'\n'), this);
    shares->setObjectName(QStringLiteral("purgeShares"));
    grid->addWidget(shares, 2, 1);
    grid->setRowStretch(2, 1);
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *confirm = buttons->addButton(texts.confirm, QDialogButtonBox::DestructiveRole);
    confirm->setObjectName(QStringLiteral("confirmPurge"));
    confirm->setIcon(icon(QStringLiteral("delete-forever")));
    confirm->setAutoDefault(false);
    QPushButton *cancel = buttons->button(QDialogButtonBox::Cancel);
    cancel->setDefault(true);
    cancel->setFocus();
    grid->addWidget(buttons, 3, 0, 1, 2);
    setAccessibleName(texts.question);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(confirm, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT confirmed();
    });
}

} // namespace Unbin
