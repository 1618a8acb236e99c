// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/store/database.h"

#include <memory>
#include <optional>
#include <vector>

namespace Unbin {

/** A folder path of an account, as stored. */
struct StoredPath {
    AccountId account;
    FolderPath path;
};

/**
 * The catalog's SQLite file: items and folder paths. Synchronous; used on one thread. What it reads is checked like any
 * foreign input: an entry that makes no sense is left out.
 */
class CatalogFile
{
public:
    struct Opened {
        std::unique_ptr<CatalogFile> file;
        QString damagedFileMovedTo; ///< as in Database
    };
    static const Database::Migrations &migrations();
    static Result<Opened> open(const QString &path);
    explicit CatalogFile(std::unique_ptr<Database> database);

    /** The items deleted last, quick whatever the size of the file. */
    Result<std::vector<AccountItem>> newest(int limit);
    /** The next items in no particular order, the newest among them; empty when all have been read. */
    Result<std::vector<AccountItem>> next(int limit);
    Result<std::vector<StoredPath>> paths();

    /** Makes the file hold what `after` holds, given that it holds what `before` held and the change tells every
        difference. All or nothing. */
    Result<Done> write(const CatalogRows &before, const CatalogRows &after, const CatalogChange &change);

    Database &database() { return *m_database; }

private:
    Result<Done> forget(const AccountId &account);
    Result<Done> writeRows(const CatalogRows &before, const CatalogRows &after, const CatalogChange &change);
    Result<Done> writePaths(const CatalogRows &after, const CatalogChange &change);

    std::unique_ptr<Database> m_database;
    std::optional<Statement> m_reading; // between two calls of next()
    bool m_isReadToEnd = false;
};

} // namespace Unbin
