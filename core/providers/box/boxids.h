// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"
#include "core/domain/item.h"

#include <QString>

#include <optional>

namespace Unbin::Box {

/**
 * What Box calls an item: its type and its id, which is unique within the type only. Our ItemId is "type:id",
 * so an id alone says which address to ask.
 */
struct WireId {
    QString type; ///< "file", "folder", "web_link", or a word that came later than this program
    QString id; ///< decimal digits in practice

    /** Other for a type we don't know. */
    ItemKind kind() const;
    /** "files/123"; empty for a type we don't know, which nothing can be asked about. */
    QString path() const;
    ItemId itemId() const;
};

/**
 * The wire's words, if they are plausible: both are ASCII letters, digits, "_" and "-", at most 64 of them.
 * An id goes into addresses, so nothing that could change a path ("../", "?", "%2F") is taken from a reply.
 */
std::optional<WireId> wireId(const QString &type, const QString &id);
/** The inverse of WireId::itemId(); nullopt for a text that this provider did not make. */
std::optional<WireId> wireId(const ItemId &item);

ItemId folderItemId(const QString &id);

} // namespace Unbin::Box
