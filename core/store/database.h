// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace Unbin {

class Database;

/**
 * A prepared statement; must not outlive its database. Prepare once and run often: bindings stay until bound
 * anew. If preparing or binding failed, step() and run() say so, hence a chain of calls needs one check at
 * its end.
 */
class Statement
{
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    /** Positions count from 1, as in SQLite. */
    Statement &bind(int position, qint64 value);
    Statement &bind(int position, const QString &value); ///< null string binds as empty text
    Statement &bind(int position, const QByteArray &value); ///< as blob
    Statement &bindNull(int position);

    /** True: a row is there; false: no more rows. */
    Result<bool> step();
    /** For statements without rows: steps once and resets, ready for the next bind. */
    Result<Done> run();
    void reset();

    /** Columns count from 0. */
    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const;
    bool isNull(int column) const;

private:
    friend class Database;
    Statement(Database &database, sqlite3_stmt *statement, std::optional<Error> broken);
    void noteBinding(int code);

    Database *m_database;
    sqlite3_stmt *m_statement; // null if it could not be prepared
    std::optional<Error> m_broken; // why there is no statement, or which binding failed
};

/**
 * A SQLite file: WAL, foreign keys, busy time-out, schema by user_version. One thread owns a connection and
 * is the only one to use it; open a second Database on the same file for a worker. Errors are Error::Storage
 * with SQLite's code.
 */
class Database
{
public:
    enum class Durability {
        Normal, ///< a power cut may lose the last transactions: caches
        Full, ///< a committed transaction is on the disk: the journal
    };
    /** Brings the schema from version i to i+1; the list's length is the newest version. Never edit one that
     * shipped. */
    using Migrations = std::vector<QByteArray>;

    struct Opened {
        std::unique_ptr<Database> database;
        /** Set if a damaged file was moved aside (never deleted) and a new one begun: its new path. */
        QString damagedFileMovedTo;
    };

    /**
     * Creates the file (0600) and its folder (0700) if absent, brings the schema to the newest version. A
     * file that is no database, or whose structure is damaged, is moved aside together with its log, and a
     * new one begun. Fails with Storage and changes nothing if the file comes from a newer version of the
     * program (code "newer"), or can't be read or written.
     */
    static Result<Opened> open(const QString &path, const Migrations &migrations, Durability durability);
    /** For tests and practice: gone with the object. */
    static Result<Opened> openInMemory(const Migrations &migrations);
    ~Database();

    Statement prepare(const char *sql);
    Statement prepare(const QByteArray &sql) { return prepare(sql.constData()); }
    Result<Done> execute(const char *sql);
    /** Everything or nothing: rolled back if work fails or the commit does. Not nested. */
    Result<Done> transaction(const std::function<Result<Done>()> &work);
    qint64 lastInsertId() const;

    /**
     * Fault injection for sweeps: the n-th access from now (1 is the next) fails with Storage (code
     * "injected") and does nothing; the ones after it work again. 0 switches it off. Preparing, stepping,
     * executing, beginning and committing are accesses; rolling back is none.
     */
    void failAccess(qint64 n) { m_failAfter = n; }

private:
    friend class Statement;
    struct Damaged {
        Error error;
        bool isDamaged; // the file itself is at fault, not the disk, a lock or a right
    };
    explicit Database(sqlite3 *connection);

    static tl::expected<std::unique_ptr<Database>, Damaged> tryOpen(
        const QString &path, const Migrations &migrations, Durability durability);
    std::optional<Damaged> setUp(const Migrations &migrations, const char *durability);
    Result<Done> migrate(const Migrations &migrations);
    Result<qint64> schemaVersion();
    Error error() const;
    Damaged damage(Error error) const;
    std::optional<Error> injectedFault();

    sqlite3 *m_connection;
    qint64 m_failAfter = 0;
};

} // namespace Unbin
