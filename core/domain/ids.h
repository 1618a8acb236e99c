// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMetaType>
#include <QString>

#include <functional>
#include <utility>

namespace Unbin {

/**
 * A string that identifies one kind of thing. Ids of different kinds are different types, so an account's id can
 * never be handed over where an item's is wanted.
 *
 * The text is opaque to everyone but the one who made it (for items: the provider). Compare it, store it, show it
 * nowhere.
 */
template<class Tag>
class StringId
{
public:
    StringId() = default;
    explicit StringId(QString value)
        : m_value(std::move(value))
    {
    }

    const QString &value() const { return m_value; }
    bool isEmpty() const { return m_value.isEmpty(); }

    friend bool operator==(const StringId &a, const StringId &b) { return a.m_value == b.m_value; }
    friend bool operator!=(const StringId &a, const StringId &b) { return a.m_value != b.m_value; }
    friend bool operator<(const StringId &a, const StringId &b) { return a.m_value < b.m_value; }
    friend size_t qHash(const StringId &id, size_t seed = 0) { return ::qHash(id.m_value, seed); }

private:
    QString m_value;
};

/** One signed-in drive: made by us when it is added, never reused. */
using AccountId = StringId<struct AccountIdTag>;
/** A provider. A key in stored data, never what decides what a service can do. */
using ProviderId = StringId<struct ProviderIdTag>;
/** One live or trashed item, unique within its account. The same item keeps its id when it is trashed and restored
    wherever the service keeps it; ItemKind may be part of the text. */
using ItemId = StringId<struct ItemIdTag>;
/** One stored version of a live file, unique within that file. */
using VersionId = StringId<struct VersionIdTag>;

} // namespace Unbin

template<class Tag>
struct std::hash<Unbin::StringId<Tag>> {
    size_t operator()(const Unbin::StringId<Tag> &id) const noexcept { return qHash(id); }
};

Q_DECLARE_METATYPE(Unbin::AccountId)
Q_DECLARE_METATYPE(Unbin::ItemId)
