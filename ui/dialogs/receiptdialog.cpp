// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/receiptdialog.h"

#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/dialogs/receiptmodel.h"
#include "ui/dialogs/receipttexts.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QTableView>
#include <QVBoxLayout>

namespace Unbin {

using Outcome = ReceiptLine::Outcome;

class ReceiptDialog::Private
{
public:
    Private(ReceiptDialog *dialog, Receipt jobReceipt, AccountNames names)
        : q(dialog)
        , receipt(std::move(jobReceipt))
        , accountName(std::move(names))
    { }

    void build();
    QLayout *makeFilterRow();
    void makeTable();
    void makeDetails();
    QDialogButtonBox *makeButtons();
    void showDetails();
    void askWhereToSave();

    ReceiptDialog *q;
    Receipt receipt;
    AccountNames accountName;
    ReceiptModel *model = nullptr;
    QTableView *table = nullptr;
    QPlainTextEdit *details = nullptr;
    InlineMessage *message = nullptr;
    QPushButton *putBack = nullptr;
};

void ReceiptDialog::Private::build()
{
    model = new ReceiptModel(receipt, accountName, q);
    auto *column = new QVBoxLayout(q);
    column->addWidget(makeHeadline(receiptHeadline(receipt), q));
    makeTable();
    column->addLayout(makeFilterRow());
    column->addWidget(table, 3);
    makeDetails();
    column->addWidget(details, 1);
    message = new InlineMessage(QStringLiteral("error"), {}, q);
    message->setObjectName(QStringLiteral("receiptMessage"));
    column->addWidget(message);
    column->addWidget(makeButtons());
    table->setFocus();
    q->setAccessibleName(receiptHeadline(receipt));
    q->resize(q->fontMetrics().averageCharWidth() * 150, q->fontMetrics().lineSpacing() * 34);
}

QLayout *ReceiptDialog::Private::makeFilterRow()
{
    auto *row = new QHBoxLayout;
    //: label of a choice: which lines of a receipt are shown
    auto *label = new QLabel(ReceiptDialog::tr("&Show:"), q);
    auto *filter = new QComboBox(q);
    filter->setObjectName(QStringLiteral("outcomeFilter"));
    label->setBuddy(filter);
    //: choices of a filter; %1 is a count, %2 in the second an outcome such as "Failed"
    filter->addItem(ReceiptDialog::tr("All (%1)").arg(q->locale().toString(qint64(receipt.lines.size()))));
    for (const Outcome outcome : {Outcome::Restored, Outcome::Skipped, Outcome::Failed}) {
        if (const qint64 count = receipt.count(outcome); count > 0) {
            filter->addItem(icon(outcomeIconName(outcome)),
                ReceiptDialog::tr("%1 (%2)", "an outcome and a count")
                    .arg(outcomeText(receipt.kind, outcome), q->locale().toString(count)),
                int(outcome));
        }
    }
    row->addWidget(label);
    row->addWidget(filter);
    row->addStretch(1);
    QObject::connect(filter, &QComboBox::currentIndexChanged, q, [this, filter](int index) {
        const QVariant outcome = filter->itemData(index);
        model->setFilter(outcome.isValid() ? std::optional(Outcome(outcome.toInt())) : std::nullopt);
        table->setCurrentIndex(model->index(0, ReceiptModel::Name));
    });
    return row;
}

void ReceiptDialog::Private::makeTable()
{
    table = new QTableView(q);
    table->setObjectName(QStringLiteral("receiptLines"));
    //: accessible name of a table
    table->setAccessibleName(ReceiptDialog::tr("Lines of the receipt"));
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideMiddle);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().lineSpacing() + 10);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setColumnHidden(ReceiptModel::Account, !model->hasSeveralAccounts());
    const int character = table->fontMetrics().averageCharWidth();
    table->setColumnWidth(ReceiptModel::Outcome, character * 20);
    table->setColumnWidth(ReceiptModel::Name, character * 36);
    table->setColumnWidth(ReceiptModel::Account, character * 18);
    table->setColumnWidth(ReceiptModel::Result, character * 50);
}

void ReceiptDialog::Private::makeDetails()
{
    details = new QPlainTextEdit(q);
    details->setObjectName(QStringLiteral("lineDetails"));
    //: accessible name of a text
    details->setAccessibleName(ReceiptDialog::tr("Details of the selected line"));
    details->setReadOnly(true);
    details->setTabChangesFocus(true);
    details->hide();
    QObject::connect(table->selectionModel(), &QItemSelectionModel::currentChanged, q, [this] { showDetails(); });
    table->setCurrentIndex(model->index(0, ReceiptModel::Name));
}

QDialogButtonBox *ReceiptDialog::Private::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, q);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    const auto add = [&](const char *name, const char *iconName, const QString &text) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(QLatin1String(name));
        button->setIcon(icon(QLatin1String(iconName)));
        button->setAutoDefault(false);
        return button;
    };
    //: buttons of a receipt
    const qint64 failed = receipt.count(Outcome::Failed);
    const bool isAllHalfDone = failed > 0 && halfDoneCount(receipt) == failed;
    QPushButton *retry = isAllHalfDone ? add("retryFailed", "resume", ReceiptDialog::tr("&Go On"))
                                       : add("retryFailed", "retry", ReceiptDialog::tr("&Retry Failed"));
    //: button of a receipt: what left the bin but did not arrive goes into the bin again
    putBack = add("putBack", "bin", ReceiptDialog::tr("Put &Back"));
    putBack->setToolTip(ReceiptDialog::tr("Returns what is half way to the bin"));
    putBack->hide();
    QPushButton *save = add("saveReceipt", "save", ReceiptDialog::tr("&Save…"));
    QPushButton *more = add("showDetails", "info", ReceiptDialog::tr("&Details"));
    more->setCheckable(true);
    retry->setVisible(failed > 0);
    QObject::connect(more, &QPushButton::toggled, details, &QWidget::setVisible);
    QObject::connect(save, &QPushButton::clicked, q, [this] { askWhereToSave(); });
    QObject::connect(buttons, &QDialogButtonBox::rejected, q, &QDialog::reject);
    QObject::connect(retry, &QPushButton::clicked, q, [this] {
        q->accept();
        Q_EMIT q->retryRequested();
    });
    QObject::connect(putBack, &QPushButton::clicked, q, [this] {
        q->accept();
        Q_EMIT q->putBackRequested();
    });
    return buttons;
}

void ReceiptDialog::Private::showDetails()
{
    const QModelIndex current = table->currentIndex();
    if (!current.isValid()) {
        details->clear();
        return;
    }
    const ReceiptLine &line = model->line(current.row());
    details->setPlainText(lineDetails(receipt.kind, line, accountName(line.item.account)));
}

void ReceiptDialog::Private::askWhereToSave()
{
    //: title of a file dialog
    auto *chooser = new QFileDialog(q, ReceiptDialog::tr("Save Receipt"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(QStringLiteral("csv"));
    const QString csv = ReceiptDialog::tr("Comma-separated values (*.csv)");
    const QString json = ReceiptDialog::tr("JSON, for programs (*.json)");
    chooser->setNameFilters({csv, json});
    QObject::connect(chooser, &QFileDialog::filterSelected, chooser, [chooser, json](const QString &filter) {
        chooser->setDefaultSuffix(filter == json ? QStringLiteral("json") : QStringLiteral("csv"));
    });
    //: proposed name of a file
    chooser->selectFile(ReceiptDialog::tr("receipt") + QStringLiteral(".csv"));
    QObject::connect(chooser, &QFileDialog::fileSelected, q, &ReceiptDialog::saveTo);
    chooser->open();
}

ReceiptDialog::ReceiptDialog(Receipt receipt, AccountNames accountName, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, std::move(receipt), std::move(accountName)))
{
    prepareDialog(this, QStringLiteral("receiptDialog"), tr("Receipt", "title of a dialog"));
    d->build();
}

ReceiptDialog::~ReceiptDialog()
{
    // The table looks into the receipt until it is gone.
    delete d->table;
    delete d->model;
}

void ReceiptDialog::setCanPutBack(bool canPutBack)
{
    d->putBack->setVisible(canPutBack);
}

void ReceiptDialog::saveTo(const QString &path)
{
    QSaveFile file(path);
    const bool isJson = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
    const QByteArray text
        = isJson ? toJsonText(d->receipt, d->accountName) : toCsv(d->receipt, d->accountName);
    const bool isSaved = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    //: %1 is the system's reason
    d->message->setText(isSaved ? QString() : tr("The receipt could not be saved: %1").arg(file.errorString()));
}

} // namespace Unbin
