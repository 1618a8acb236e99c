// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtConcurrent>

using Unbin::Database;
using Unbin::Done;
using Unbin::Error;
using Unbin::Result;
using Unbin::Statement;

namespace {

const QByteArray first = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);";
const QByteArray second
    = "ALTER TABLE note ADD COLUMN size INTEGER NOT NULL DEFAULT 7; CREATE INDEX note_text ON note (text);";
const QByteArray third = "CREATE TABLE tag (note INTEGER NOT NULL REFERENCES note (id), name TEXT NOT NULL);";

constexpr auto durability = Database::Durability::Normal;

qint64 countNotes(Database &database)
{
    Statement statement = database.prepare("SELECT count(*) FROM note");
    const auto row = statement.step();
    return row && *row ? statement.integer(0) : -1;
}

Result<Done> addNote(Database &database, const QString &text)
{
    return database.prepare("INSERT INTO note (text) VALUES (?)").bind(1, text).run();
}

} // namespace

class tst_Database : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_folder.emplace().isValid()); }

    void fileAndFolderAreForTheOwnerOnly()
    {
        const QString path = m_folder->filePath(QStringLiteral("new/deeper/store.db"));
        auto opened = Database::open(path, {first}, durability);
        QVERIFY(opened.has_value());
        QVERIFY(addNote(*opened->database, QStringLiteral("a")).has_value());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(path) & others));
        QVERIFY(QFile::exists(path + QStringLiteral("-wal")));
        QVERIFY(!(QFile::permissions(path + QStringLiteral("-wal")) & others));
        QVERIFY(!(QFile::permissions(QFileInfo(path).path()) & (others | QFile::ExeGroup | QFile::ExeOther)));
    }

    void everyValueComesBackAsItWas()
    {
        auto opened = Database::openInMemory({"CREATE TABLE t (i INTEGER, s TEXT, b BLOB, n TEXT, e TEXT)"});
        QVERIFY(opened.has_value());
        Database &database = *opened->database;
        const qint64 integer = std::numeric_limits<qint64>::min();
        const QString text = QStringLiteral("Bericht \u00e4\u0416\U0001f600") + QChar(0) + QStringLiteral("after nul");
        const QByteArray blob("\0\xff\x80", 3);
        QVERIFY(database.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?)")
                    .bind(1, integer)
                    .bind(2, text)
                    .bind(3, blob)
                    .bindNull(4)
                    .bind(5, QString())
                    .run()
                    .has_value());
        QCOMPARE(database.lastInsertId(), 1);
        Statement read = database.prepare("SELECT i, s, b, n, e FROM t");
        QVERIFY(*read.step());
        QCOMPARE(read.integer(0), integer);
        QCOMPARE(read.text(1), text);
        QCOMPARE(read.blob(2), blob);
        QVERIFY(read.isNull(3));
        QVERIFY(!read.isNull(4));
        QCOMPARE(read.text(4), QString());
        QVERIFY(!*read.step());
    }

    void aStatementIsPreparedOnceAndRunOften()
    {
        auto opened = Database::openInMemory({first});
        Database &database = *opened->database;
        Statement insert = database.prepare("INSERT INTO note (text) VALUES (?)");
        for (int i = 0; i < 10; ++i)
            QVERIFY(insert.bind(1, QString::number(i)).run().has_value());
        QCOMPARE(countNotes(database), 10);
    }

    void wrongSqlAndWrongBindingsAreErrorsNotCrashes()
    {
        auto opened = Database::openInMemory({first});
        Statement broken = opened->database->prepare("SELECT nonsense FROM nowhere");
        const auto stepped = broken.bind(1, qint64(1)).bind(2, QString()).step();
        QVERIFY(!stepped.has_value());
        QCOMPARE(stepped.error().kind, Error::Kind::Storage);
        QVERIFY(stepped.error().detail.contains(QStringLiteral("nowhere")));
        Statement insert = opened->database->prepare("INSERT INTO note (text) VALUES (?)");
        QVERIFY(!insert.bind(2, QStringLiteral("no such place")).run().has_value());
        QVERIFY(insert.bind(1, QStringLiteral("fine")).run().has_value());
        QCOMPARE(countNotes(*opened->database), 1);
    }

    void everyOlderSchemaIsBroughtToTheNewest_data()
    {
        QTest::addColumn<int>("steps");
        QTest::newRow("from nothing") << 0;
        QTest::newRow("from version 1") << 1;
        QTest::newRow("from version 2") << 2;
        QTest::newRow("already newest") << 3;
    }
    void everyOlderSchemaIsBroughtToTheNewest()
    {
        QFETCH(int, steps);
        const Database::Migrations all{first, second, third};
        const QString path = m_folder->filePath(QStringLiteral("old.db"));
        {
            auto old = Database::open(path, {all.begin(), all.begin() + steps}, durability);
            QVERIFY(old.has_value());
            if (steps > 0)
                QVERIFY(addNote(*old->database, QStringLiteral("kept")).has_value());
        }
        auto opened = Database::open(path, all, durability);
        QVERIFY(opened.has_value());
        QVERIFY(opened->damagedFileMovedTo.isEmpty());
        QCOMPARE(countNotes(*opened->database), steps > 0 ? 1 : 0);
        Statement version = opened->database->prepare("PRAGMA user_version");
        QVERIFY(*version.step());
        QCOMPARE(version.integer(0), 3);
        Statement sizes = opened->database->prepare("SELECT size FROM note");
        if (steps > 0) {
            QVERIFY(*sizes.step());
            QCOMPARE(sizes.integer(0), 7);
        }
        QVERIFY(opened->database->execute("SELECT * FROM tag").has_value());
    }

    void aFailingMigrationLeavesTheOldSchema()
    {
        const QString path = m_folder->filePath(QStringLiteral("old.db"));
        QVERIFY(Database::open(path, {first}, durability).has_value());
        const auto failed = Database::open(path, {first, "CREATE TABLE half (x); CREATE TABLE note (y);"}, durability);
        QVERIFY(!failed.has_value());
        auto again = Database::open(path, {first}, durability);
        QVERIFY(again.has_value());
        QVERIFY(!again->database->execute("SELECT * FROM half").has_value());
    }

    void aFileFromANewerProgramIsRefusedAndLeftAlone()
    {
        const QString path = m_folder->filePath(QStringLiteral("new.db"));
        {
            auto opened = Database::open(path, {first, second}, durability);
            QVERIFY(addNote(*opened->database, QStringLiteral("precious")).has_value());
        }
        const auto refused = Database::open(path, {first}, durability);
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().kind, Error::Kind::Storage);
        QCOMPARE(refused.error().code, QStringLiteral("newer"));
        auto opened = Database::open(path, {first, second}, durability);
        QVERIFY(opened.has_value());
        QCOMPARE(countNotes(*opened->database), 1);
    }

    void aDamagedFileIsMovedAsideNeverDeleted_data()
    {
        QTest::addColumn<bool>("isText");
        QTest::newRow("no database at all") << true;
        QTest::newRow("broken inside") << false;
    }
    void aDamagedFileIsMovedAsideNeverDeleted()
    {
        QFETCH(bool, isText);
        const QString path = m_folder->filePath(QStringLiteral("store.db"));
        for (int round = 1; round <= 2; ++round) {
            const QByteArray damaged = isText
                ? QByteArray("this is no database, whatever its name says\n").repeated(100)
                : damagedDatabase();
            QFile::remove(path);
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(damaged), damaged.size());
            file.close();

            auto opened = Database::open(path, {first, second}, durability);
            QVERIFY2(opened.has_value(), qPrintable(opened ? QString() : opened.error().detail));
            const QString expected = path + (round == 1 ? QStringLiteral(".damaged") : QStringLiteral(".damaged-2"));
            QCOMPARE(opened->damagedFileMovedTo, expected);
            QFile aside(expected);
            QVERIFY(aside.open(QIODevice::ReadOnly));
            QCOMPARE(aside.readAll(), damaged);
            QCOMPARE(countNotes(*opened->database), 0);
            QVERIFY(addNote(*opened->database, QStringLiteral("new life")).has_value());
        }
    }

    void whatCannotBeOpenedIsAnErrorAndStays()
    {
        const QString path = m_folder->filePath(QStringLiteral("folder.db"));
        QVERIFY(QDir().mkpath(path));
        const auto opened = Database::open(path, {first}, durability);
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error().kind, Error::Kind::Storage);
        QVERIFY(QFileInfo(path).isDir());
    }

    void aFailedTransactionLeavesNothingBehind()
    {
        auto opened = Database::openInMemory({first});
        Database &database = *opened->database;
        const auto result = database.transaction([&]() -> Result<Done> {
            addNote(database, QStringLiteral("a"));
            return Unbin::failure(Error::Kind::Changed);
        });
        QCOMPARE(result.error().kind, Error::Kind::Changed);
        QCOMPARE(countNotes(database), 0);
        QVERIFY(database.transaction([&] { return addNote(database, QStringLiteral("b")); }).has_value());
        QCOMPARE(countNotes(database), 1);
    }

    void foreignKeysHold()
    {
        auto opened = Database::openInMemory({first, third});
        QVERIFY(!opened->database->execute("INSERT INTO tag VALUES (99, 'x')").has_value());
    }

    void twoConnectionsWaitForEachOther()
    {
        const QString path = m_folder->filePath(QStringLiteral("shared.db"));
        QVERIFY(Database::open(path, {first}, durability).has_value());
        const auto fill = [path] {
            auto opened = Database::open(path, {first}, durability);
            bool isFine = opened.has_value();
            for (int i = 0; isFine && i < 50; ++i)
                isFine = addNote(*opened->database, QString::number(i)).has_value();
            return isFine;
        };
        auto one = QtConcurrent::run(fill);
        auto two = QtConcurrent::run(fill);
        QVERIFY(one.result());
        QVERIFY(two.result());
        auto opened = Database::open(path, {first}, durability);
        QCOMPARE(countNotes(*opened->database), 100);
    }

    void whicheverAccessFailsNothingIsHalfDone()
    {
        int faults = 0;
        for (int n = 1;; ++n) {
            auto opened = Database::openInMemory({first});
            Database &database = *opened->database;
            database.failAccess(n);
            const auto result = database.transaction([&]() -> Result<Done> {
                for (const QString &text : {QStringLiteral("a"), QStringLiteral("b")}) {
                    if (auto added = addNote(database, text); !added)
                        return added;
                }
                return Done{};
            });
            database.failAccess(0);
            if (result) {
                QCOMPARE(countNotes(database), 2);
                break;
            }
            ++faults;
            QCOMPARE(result.error().code, QStringLiteral("injected"));
            QCOMPARE(countNotes(database), 0);
            QVERIFY(addNote(database, QStringLiteral("still usable")).has_value());
        }
        QCOMPARE(faults, 6); // begin, twice (prepare, step), commit
    }

private:
    /** A real database with its inner pages overwritten. */
    QByteArray damagedDatabase() const
    {
        const QString path = m_folder->filePath(QStringLiteral("victim.db"));
        {
            auto opened = Database::open(path, {first, second}, durability);
            for (int i = 0; i < 500; ++i)
                addNote(*opened->database, QString::number(i).repeated(20));
        }
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QByteArray bytes = file.readAll();
        file.remove();
        return bytes.replace(4096 + 1, bytes.size() - 4096 - 1, QByteArray(bytes.size() - 4096 - 1, '\x5a'));
    }

    std::optional<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_Database)
#include "tst_database.moc"
