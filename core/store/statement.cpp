// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <sqlite3.h>

#include <utility>

namespace Unbin {

Statement::Statement(Database &database, sqlite3_stmt *statement, std::optional<Error> broken)
    : m_database(&database)
    , m_statement(statement)
    , m_broken(std::move(broken))
{ }

Statement::Statement(Statement &&other) noexcept
    : m_database(other.m_database)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_broken(std::move(other.m_broken))
{ }

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

void Statement::noteBinding(int code)
{
    if (code != SQLITE_OK && !m_broken)
        m_broken = m_database->error();
}

Statement &Statement::bind(int position, qint64 value)
{
    if (m_statement)
        noteBinding(sqlite3_bind_int64(m_statement, position, value));
    return *this;
}

Statement &Statement::bind(int position, const QString &value)
{
    if (m_statement) {
        const QByteArray utf8 = value.toUtf8();
        noteBinding(sqlite3_bind_text(
            m_statement, position, utf8.isEmpty() ? "" : utf8.constData(), int(utf8.size()), SQLITE_TRANSIENT));
    }
    return *this;
}

Statement &Statement::bind(int position, const QByteArray &value)
{
    if (m_statement) {
        noteBinding(sqlite3_bind_blob(
            m_statement, position, value.isEmpty() ? "" : value.constData(), int(value.size()), SQLITE_TRANSIENT));
    }
    return *this;
}

Statement &Statement::bindNull(int position)
{
    if (m_statement)
        noteBinding(sqlite3_bind_null(m_statement, position));
    return *this;
}

Result<bool> Statement::step()
{
    if (m_broken)
        return failure(*m_broken);
    if (auto fault = m_database->injectedFault())
        return failure(*fault);
    switch (sqlite3_step(m_statement)) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        return failure(m_database->error());
    }
}

Result<Done> Statement::run()
{
    const Result<bool> stepped = step();
    reset();
    if (!stepped)
        return failure(stepped.error());
    return Done{};
}

void Statement::reset()
{
    if (m_statement) {
        sqlite3_reset(m_statement);
        m_broken.reset();
    }
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString Statement::text(int column) const
{
    // The text must be asked for before its length: asking may convert it.
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_statement, column));
}

QByteArray Statement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return QByteArray(bytes, sqlite3_column_bytes(m_statement, column));
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

} // namespace Unbin
