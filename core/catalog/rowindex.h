// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalogrows.h"

#include <array>
#include <optional>
#include <string_view>
#include <unordered_set>

namespace Unbin {

/**
 * Finds a row by account and item id. Holds row numbers only; the ids are read from the rows, which must
 * outlive it and hold the row while it is in here. In shards, so that growing never takes noticeable time at
 * once.
 */
class RowIndex
{
public:
    explicit RowIndex(const CatalogRows &rows)
        : m_rows(rows)
    {
        m_shards.fill(Shard(0, Hash{&rows}, Equal{&rows}));
    }

    std::optional<RowNumber> find(quint16 account, std::string_view id) const
    {
        const Key key{account, id};
        const Shard &shard = m_shards[shardOf(key)];
        const auto found = shard.find(key);
        return found == shard.end() ? std::nullopt : std::optional(*found);
    }
    void insert(RowNumber row) { m_shards[shardOf(keyOf(m_rows, row))].insert(row); }
    void remove(RowNumber row) { m_shards[shardOf(keyOf(m_rows, row))].erase(row); }

private:
    struct Key {
        quint16 account;
        std::string_view id;
        friend bool operator==(const Key &, const Key &) = default;
    };
    static Key keyOf(const CatalogRows &rows, RowNumber row) { return {rows.fixed(row).account, rows.idText(row)}; }
    static size_t hashOf(const Key &key)
    {
        return std::hash<std::string_view>()(key.id) ^ (key.account * 0x9e3779b97f4a7c15);
    }
    static size_t shardOf(const Key &key) { return hashOf(key) >> 56; }

    struct Hash {
        using is_transparent = void;
        const CatalogRows *rows;
        // Not noexcept on purpose: so the standard library keeps the hash, and growing does not read the
        // rows.
        size_t operator()(const Key &key) const { return hashOf(key); }
        size_t operator()(RowNumber row) const { return hashOf(keyOf(*rows, row)); }
    };
    struct Equal {
        using is_transparent = void;
        const CatalogRows *rows;
        bool operator()(RowNumber a, RowNumber b) const { return a == b; }
        bool operator()(const Key &key, RowNumber row) const { return key == keyOf(*rows, row); }
        bool operator()(RowNumber row, const Key &key) const { return key == keyOf(*rows, row); }
    };
    using Shard = std::unordered_set<RowNumber, Hash, Equal>;

    const CatalogRows &m_rows;
    std::array<Shard, 256> m_shards{}; // by the top byte of the hash
};

} // namespace Unbin
