// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/receipt.h"

#include <QStringList>

namespace Unbin {

namespace {

QString outcomeText(Receipt::Kind kind, ReceiptLine::Outcome outcome)
{
    switch (outcome) {
    case ReceiptLine::Outcome::Restored:
        switch (kind) {
        case Receipt::Kind::Restore:
            return QStringLiteral("restored");
        case Receipt::Kind::Purge:
            return QStringLiteral("deleted");
        case Receipt::Kind::Undo:
        case Receipt::Kind::UndoVersions:
            return QStringLiteral("undone");
        case Receipt::Kind::Versions:
            return QStringLiteral("done");
        }
        break;
    case ReceiptLine::Outcome::Skipped:
        return QStringLiteral("skipped");
    case ReceiptLine::Outcome::Failed:
        return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
    return {};
}

QString reasonText(const ReceiptLine &line)
{
    if (line.error)
        return kindName(line.error->kind);
    switch (line.reason) {
    case ReceiptLine::Reason::None:
        return {};
    case ReceiptLine::Reason::UserSkipped:
        return QStringLiteral("skipped by the user");
    case ReceiptLine::Reason::AlreadyThere:
        return QStringLiteral("already there");
    case ReceiptLine::Reason::Cancelled:
        return QStringLiteral("cancelled");
    case ReceiptLine::Reason::GoneBefore:
        return QStringLiteral("no longer in the bin");
    case ReceiptLine::Reason::NoSuchVersion:
        return QStringLiteral("no version from then");
    case ReceiptLine::Reason::ChangedSince:
        return QStringLiteral("changed since it was restored");
    case ReceiptLine::Reason::NotEmpty:
        return QStringLiteral("not empty");
    }
    Q_UNREACHABLE();
    return {};
}

/** Spreadsheets run what begins like a formula, after a tab or line break too. */
bool looksLikeFormula(const QString &value)
{
    return !value.isEmpty() && QStringLiteral("=+-@\t\r\n").contains(value.front());
}

QString field(QString value)
{
    if (looksLikeFormula(value))
        value.prepend(u'\'');
    const bool mustQuote = std::any_of(
        value.begin(), value.end(), [](QChar c) { return c == u',' || c == u'"' || c == u'\r' || c == u'\n'; });
    if (!mustQuote)
        return value;
    return u'"' + value.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

void appendRecord(QByteArray &csv, QStringList values)
{
    for (QString &value : values)
        value = field(std::move(value));
    csv += values.join(u',').toUtf8() + "\r\n";
}

QStringList valuesOf(Receipt::Kind kind, const ReceiptLine &line, const QString &account)
{
    const TrashedItem &item = line.item.item;
    return {outcomeText(kind, line.outcome), reasonText(line), account, kindName(item.kind), item.name,
        item.originalPath, line.now ? line.now->name : QString(), line.now ? line.nowPath : QString(),
        item.sizeBytes >= 0 ? QString::number(item.sizeBytes) : QString(),
        item.deletedAt.isValid() ? item.deletedAt.toUTC().toString(Qt::ISODate) : QString(),
        line.replaced ? line.replaced->name : QString(), line.error ? line.error->detail : QString()};
}

} // namespace

QByteArray toCsv(const Receipt &receipt, const std::function<QString(const AccountId &)> &accountName)
{
    QByteArray csv = "\xEF\xBB\xBF";
    appendRecord(csv,
        {QStringLiteral("Outcome"), QStringLiteral("Reason"), QStringLiteral("Account"), QStringLiteral("Kind"),
            QStringLiteral("Name"), QStringLiteral("Original folder"), QStringLiteral("Name now"),
            QStringLiteral("Folder now"), QStringLiteral("Bytes"), QStringLiteral("Deleted (UTC)"),
            QStringLiteral("Replaced"), QStringLiteral("Details")});
    for (const ReceiptLine &line : receipt.lines)
        appendRecord(csv, valuesOf(receipt.kind, line, accountName(line.item.account)));
    return csv;
}

} // namespace Unbin
