// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/itemfacts.h"

#include "core/domain/names.h"
#include "ui/base/formats.h"

#include <QCoreApplication>

namespace Unbin {

namespace {

struct FactWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::ItemFacts)
};

class FactList
{
public:
    void add(const QString &label, const QString &value)
    {
        if (!value.isEmpty())
            m_facts.push_back({label, displayName(value)});
    }
    void addInstant(const QString &label, const QDateTime &utc)
    {
        if (utc.isValid())
            add(label, exactInstantText(utc));
    }
    std::vector<Fact> take() { return std::move(m_facts); }

private:
    std::vector<Fact> m_facts;
};

QString fullSizeText(qint64 bytes)
{
    if (bytes < 1000)
        return bytes < 0 ? QString() : exactSizeText(bytes);
    //: a size: %1 is rounded, %2 counts every byte
    return FactWords::tr("%1 (%2)").arg(sizeText(bytes), exactSizeText(bytes));
}

QString hashText(const ContentHash &hash)
{
    if (!hash.isKnown())
        return {};
    switch (hash.algorithm) {
    case ContentHash::Algorithm::None:
        return {};
    case ContentHash::Algorithm::Sha1:
        return QStringLiteral("SHA-1 ") + QString::fromLatin1(hash.bytes.toHex());
    case ContentHash::Algorithm::Sha256:
        return QStringLiteral("SHA-256 ") + QString::fromLatin1(hash.bytes.toHex());
    case ContentHash::Algorithm::Md5:
        return QStringLiteral("MD5 ") + QString::fromLatin1(hash.bytes.toHex());
    case ContentHash::Algorithm::QuickXor:
        return QStringLiteral("QuickXor ") + QString::fromLatin1(hash.bytes.toBase64());
    }
    Q_UNREACHABLE();
}

QString purgeText(const TrashedItem &item, const QDateTime &now)
{
    if (!item.purgeAt.isValid())
        return {};
    //: when an item is deleted for good: %1 is a date, %2 the time left
    return FactWords::tr("%1 (%2)", "purge date")
        .arg(instantText(item.purgeAt), timeLeftText(item.purgeAt, item.isPurgeEstimated, now));
}

} // namespace

std::vector<Fact> factsOf(const TrashedItem &item, const QString &accountName, const QDateTime &now)
{
    FactList facts;
    facts.add(FactWords::tr("Name", "fact about an item"), item.name);
    facts.add(FactWords::tr("Type", "fact about an item"), typeText(item.kind, item.name));
    facts.add(FactWords::tr("Size", "fact about an item"), fullSizeText(item.sizeBytes));
    facts.add(FactWords::tr("Original location", "fact about an item"), item.originalPath);
    facts.add(FactWords::tr("Account", "fact about an item"), accountName);
    facts.addInstant(FactWords::tr("Deleted", "fact about an item"), item.deletedAt);
    facts.add(FactWords::tr("Deleted by", "fact about an item"), item.deletedBy);
    facts.add(FactWords::tr("Deleted for good", "fact about an item"), purgeText(item, now));
    facts.addInstant(FactWords::tr("Modified", "fact about an item"), item.modifiedAt);
    facts.addInstant(FactWords::tr("Created", "fact about an item"), item.createdAt);
    facts.add(FactWords::tr("Owner", "fact about an item"), item.owner);
    facts.add(FactWords::tr("Checksum", "fact about an item"), hashText(item.hash));
    return facts.take();
}

QString nameCaution(const QString &name)
{
    return hasHiddenCharacters(name)
        ? FactWords::tr("The name holds characters that can't be seen; they are shown as symbols here.")
        : QString();
}

std::vector<Fact> factsOf(const LiveItem &item, const QString &path, const QString &accountName)
{
    FactList facts;
    facts.add(FactWords::tr("Name", "fact about an item"), item.name);
    facts.add(FactWords::tr("Type", "fact about an item"), typeText(item.kind, item.name));
    facts.add(FactWords::tr("Size", "fact about an item"), fullSizeText(item.sizeBytes));
    facts.add(FactWords::tr("Location", "fact about an item"), path);
    facts.add(FactWords::tr("Account", "fact about an item"), accountName);
    facts.addInstant(FactWords::tr("Modified", "fact about an item"), item.modifiedAt);
    facts.add(FactWords::tr("Checksum", "fact about an item"), hashText(item.hash));
    return facts.take();
}

} // namespace Unbin
