// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

#include <sqlite3.h>

#include <array>

namespace Unbin {

Q_LOGGING_CATEGORY(lcStore, "unbin.store", QtWarningMsg)

namespace {

constexpr int busyTimeoutMs = 5000;
constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Result<Done> prepareFile(const QString &path)
{
    const QDir folder = QFileInfo(path).dir();
    if (!folder.exists()) {
        if (!QDir().mkpath(folder.path()))
            return failure(Error::Kind::Storage, QStringLiteral("can't create folder ") + folder.path());
        QFile::setPermissions(folder.path(), ownerOnly | QFileDevice::ExeOwner);
    }
    // SQLite gives its log the rights of the file; so the file gets them before SQLite sees it.
    QFile file(path);
    if (file.exists() ? file.setPermissions(ownerOnly) : file.open(QIODevice::ReadWrite, ownerOnly))
        return Done{};
    return failure(Error::Kind::Storage, path + QStringLiteral(": ") + file.errorString());
}

/** Renames the file and the log that belongs to it; the new path, or empty if that failed. */
QString moveAside(const QString &path)
{
    constexpr std::array companions{"-wal", "-shm"};
    QString target = path + QStringLiteral(".damaged");
    for (int n = 2; QFile::exists(target); ++n)
        target = path + QStringLiteral(".damaged-%1").arg(n);
    if (!QFile::rename(path, target))
        return {};
    for (const char *companion : companions) {
        const QLatin1String ending(companion);
        if (QFile::exists(path + ending) && !QFile::rename(path + ending, target + ending))
            QFile::remove(path + ending); // a foreign log would damage the new file as well
    }
    return target;
}

} // namespace

Database::Database(sqlite3 *connection)
    : m_connection(connection)
{ }

Database::~Database()
{
    const int code = sqlite3_close(m_connection);
    Q_ASSERT_X(code == SQLITE_OK, "Database", "a statement outlives its database");
    Q_UNUSED(code)
}

Error Database::error() const
{
    return Error{.kind = Error::Kind::Storage,
        .code = QString::number(sqlite3_extended_errcode(m_connection)),
        .detail = QString::fromUtf8(sqlite3_errmsg(m_connection))};
}

Database::Damaged Database::damage(Error error) const
{
    const int primary = error.code.toInt() & 0xff;
    return {std::move(error), primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB};
}

std::optional<Error> Database::injectedFault()
{
    if (m_failAfter == 0 || --m_failAfter > 0)
        return std::nullopt;
    return Error{.kind = Error::Kind::Storage, .code = QStringLiteral("injected")};
}

Result<Database::Opened> Database::open(const QString &path, const Migrations &migrations, Durability durability)
{
    Opened opened;
    if (auto ready = prepareFile(path); !ready)
        return failure(ready.error());
    auto database = tryOpen(path, migrations, durability);
    if (!database && database.error().isDamaged) {
        qCWarning(lcStore) << "damaged:" << path << database.error().error;
        opened.damagedFileMovedTo = moveAside(path);
        if (opened.damagedFileMovedTo.isEmpty())
            return failure(database.error().error);
        if (auto ready = prepareFile(path); !ready)
            return failure(ready.error());
        database = tryOpen(path, migrations, durability);
    }
    if (!database)
        return failure(database.error().error);
    opened.database = std::move(*database);
    return opened;
}

Result<Database::Opened> Database::openInMemory(const Migrations &migrations)
{
    auto database = tryOpen(QStringLiteral(":memory:"), migrations, Durability::Normal);
    if (!database)
        return failure(database.error().error);
    return Opened{.database = std::move(*database), .damagedFileMovedTo = {}};
}

tl::expected<std::unique_ptr<Database>, Database::Damaged> Database::tryOpen(
    const QString &path, const Migrations &migrations, Durability durability)
{
    sqlite3 *connection = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &connection,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    std::unique_ptr<Database> database(new Database(connection)); // make_unique can't reach the constructor
    if (code != SQLITE_OK)
        return tl::unexpected(database->damage(database->error()));
    sqlite3_busy_timeout(connection, busyTimeoutMs);
    const char *synchronous
        = durability == Durability::Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
    if (auto trouble = database->setUp(migrations, synchronous))
        return tl::unexpected(std::move(*trouble));
    return database;
}

std::optional<Database::Damaged> Database::setUp(const Migrations &migrations, const char *durability)
{
    // Older program, newer file: found out before anything is written.
    const auto version = schemaVersion();
    if (!version)
        return damage(version.error());
    if (*version > qint64(migrations.size())) {
        return Damaged{
            Error{.kind = Error::Kind::Storage,
                .code = QStringLiteral("newer"),
                .detail = QStringLiteral("schema version %1, known %2").arg(*version).arg(migrations.size())},
            false};
    }
    {
        Statement check = prepare("PRAGMA quick_check(1)");
        const auto row = check.step();
        if (!row)
            return damage(row.error());
        if (*row && check.text(0) != QLatin1String("ok")) {
            return Damaged{
                Error{.kind = Error::Kind::Storage, .code = QString::number(SQLITE_CORRUPT), .detail = check.text(0)},
                true};
        }
    }
    for (const char *pragma :
        {"PRAGMA journal_mode = WAL", durability, "PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF"}) {
        if (auto done = execute(pragma); !done)
            return damage(done.error());
    }
    if (auto done = migrate(migrations); !done)
        return damage(done.error());
    return std::nullopt;
}

Result<qint64> Database::schemaVersion()
{
    Statement statement = prepare("PRAGMA user_version");
    const auto row = statement.step();
    if (!row)
        return failure(row.error());
    return statement.integer(0);
}

Result<Done> Database::migrate(const Migrations &migrations)
{
    for (size_t from = 0; from < migrations.size(); ++from) {
        auto done = transaction([&]() -> Result<Done> {
            // Read inside the transaction: another connection may have been quicker.
            const auto version = schemaVersion();
            if (!version)
                return failure(version.error());
            if (*version > qint64(from))
                return Done{};
            if (auto migrated = execute(migrations[from].constData()); !migrated)
                return migrated;
            const QByteArray stamp = "PRAGMA user_version = " + QByteArray::number(qint64(from) + 1);
            return execute(stamp.constData());
        });
        if (!done)
            return done;
    }
    return Done{};
}

Statement Database::prepare(const char *sql)
{
    if (auto fault = injectedFault())
        return Statement(*this, nullptr, std::move(fault));
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_connection, sql, -1, 0, &statement, nullptr) != SQLITE_OK)
        return Statement(*this, nullptr, error());
    return Statement(*this, statement, std::nullopt);
}

Result<Done> Database::execute(const char *sql)
{
    if (auto fault = injectedFault())
        return failure(std::move(*fault));
    if (sqlite3_exec(m_connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(error());
    return Done{};
}

Result<Done> Database::transaction(const std::function<Result<Done>()> &work)
{
    // Immediate: a transaction that begins by reading could not wait for the lock when it starts to write.
    if (auto begun = execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    Result<Done> result = work();
    if (result)
        result = execute("COMMIT");
    if (!result)
        sqlite3_exec(m_connection, "ROLLBACK", nullptr, nullptr, nullptr);
    return result;
}

qint64 Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_connection);
}

} // namespace Unbin
