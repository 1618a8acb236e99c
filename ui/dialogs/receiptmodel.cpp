// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/receiptmodel.h"

#include "core/domain/names.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/receipttexts.h"

namespace Unbin {

ReceiptModel::ReceiptModel(const Receipt &receipt, AccountNames accountName, QObject *parent)
    : QAbstractTableModel(parent)
    , m_receipt(receipt)
    , m_accountName(std::move(accountName))
{
    setFilter(std::nullopt);
    m_hasSeveralAccounts = std::any_of(m_shown.begin(), m_shown.end(),
        [this](const ReceiptLine *line) { return line->item.account != m_shown.front()->item.account; });
}

void ReceiptModel::setFilter(std::optional<ReceiptLine::Outcome> outcome)
{
    beginResetModel();
    m_shown.clear();
    for (const auto *lines : {&m_receipt.lines, &m_receipt.alongside}) {
        for (const ReceiptLine &line : *lines) {
            if (!outcome || line.outcome == *outcome)
                m_shown.push_back(&line);
        }
    }
    endResetModel();
}

int ReceiptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int ReceiptModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReceiptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Outcome:
        return tr("Outcome", "column of a receipt");
    case Name:
        return tr("Name", "column of a receipt");
    case Account:
        return tr("Account", "column of a receipt");
    case Result:
        return tr("Where It Is, or Why Not", "column of a receipt");
    case Advice:
        return tr("What Helps", "column of a receipt");
    case ColumnCount:
        break;
    }
    return {};
}

QString ReceiptModel::text(const ReceiptLine &line, Column column) const
{
    switch (column) {
    case Outcome:
        return outcomeText(m_receipt.kind, line.outcome);
    case Name:
        return displayName(line.item.item.name);
    case Account:
        return m_accountName(line.item.account);
    case Result:
        return resultText(m_receipt.kind, line);
    case Advice:
        return lineAdvice(m_receipt.kind, line);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ReceiptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ReceiptLine &about = line(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(about, Column(index.column()));
    case Qt::ToolTipRole:
        return text(about, Column(index.column())).toHtmlEscaped();
    case Qt::DecorationRole:
        if (index.column() == Outcome)
            return icon(outcomeIconName(about.outcome));
        if (index.column() == Name)
            return icon(typeIconName(about.item.item.kind, about.item.item.name));
        return {};
    default:
        return {};
    }
}

} // namespace Unbin
