// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/journalschema.h"
#include "core/restore/receipt.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Unbin {

namespace {

QString checkName(ReceiptLine::Check check)
{
    switch (check) {
    case ReceiptLine::Check::None:
        return {};
    case ReceiptLine::Check::Confirmed:
        return QStringLiteral("confirmed");
    case ReceiptLine::Check::Differs:
        return QStringLiteral("differs");
    case ReceiptLine::Check::Unseen:
        return QStringLiteral("unseen");
    }
    Q_UNREACHABLE();
    return {};
}

void put(QJsonObject &json, const char *name, const QString &value)
{
    if (!value.isEmpty())
        json.insert(QLatin1String(name), value);
}

void put(QJsonObject &json, const char *name, const QDateTime &value)
{
    if (value.isValid())
        json.insert(QLatin1String(name), value.toUTC().toString(Qt::ISODateWithMs));
}

QJsonObject lineJson(const ReceiptLine &line, const QString &account)
{
    const TrashedItem &item = line.item.item;
    QJsonObject json{{QStringLiteral("outcome"), QString(spelled(line.outcome))}};
    put(json, "reason", QString(spelled(line.reason)));
    put(json, "check", checkName(line.check));
    put(json, "account", account);
    put(json, "kind", QString(kindName(item.kind)));
    put(json, "entry", item.id.value());
    put(json, "name", item.name);
    put(json, "originalFolder", item.originalPath);
    if (item.sizeBytes >= 0)
        json.insert(QStringLiteral("bytes"), item.sizeBytes);
    put(json, "deletedAt", item.deletedAt);
    if (line.now) {
        QJsonObject now{{QStringLiteral("id"), line.now->id.value()}, {QStringLiteral("name"), line.now->name}};
        put(now, "folder", line.nowPath);
        json.insert(QStringLiteral("now"), now);
    }
    if (line.replaced) {
        QJsonObject replaced{{QStringLiteral("name"), line.replaced->name}};
        put(replaced, "entry", line.replacedEntry ? line.replacedEntry->id.value() : QString());
        json.insert(QStringLiteral("replaced"), replaced);
    }
    if (line.error) {
        QJsonObject error{{QStringLiteral("kind"), QString(kindName(line.error->kind))}};
        put(error, "code", line.error->code);
        put(error, "requestId", line.error->requestId);
        put(error, "detail", line.error->detail);
        json.insert(QStringLiteral("error"), error);
    }
    return json;
}

} // namespace

QByteArray toJsonText(const Receipt &receipt, const std::function<QString(const AccountId &)> &accountName)
{
    QJsonArray lines;
    for (const ReceiptLine &line : receipt.lines)
        lines.append(lineJson(line, accountName(line.item.account)));
    QJsonArray alongside;
    for (const ReceiptLine &line : receipt.alongside)
        alongside.append(lineJson(line, accountName(line.item.account)));
    QJsonObject json{{QStringLiteral("kind"), QString(spelled(receipt.kind))},
        {QStringLiteral("planned"), qint64(receipt.lines.size())},
        {QStringLiteral("restored"), receipt.count(ReceiptLine::Outcome::Restored)},
        {QStringLiteral("skipped"), receipt.count(ReceiptLine::Outcome::Skipped)},
        {QStringLiteral("failed"), receipt.count(ReceiptLine::Outcome::Failed)},
        {QStringLiteral("lines"), lines}};
    if (!alongside.isEmpty())
        json.insert(QStringLiteral("alongside"), alongside);
    put(json, "startedAt", receipt.startedAt);
    put(json, "finishedAt", receipt.finishedAt);
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

} // namespace Unbin
