// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog.h"
#include "core/catalog/catalogfile.h"
#include "core/catalog/catalogstore.h"
#include "tests/core/catalog/sampleitems.h"
#include "tests/support/manualclock.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using namespace Unbin;

namespace {

/** Everything that must survive, one line per item, sorted. */
QStringList content(const Catalog &catalog)
{
    QStringList lines;
    const CatalogRows &rows = catalog.rows();
    for (RowNumber row = 0; row < rows.capacity(); ++row) {
        if (rows.isVacant(row))
            continue;
        const AccountItem found = rows.accountItem(row);
        const TrashedItem &item = found.item;
        const auto instant = [](const QDateTime &at) {
            return QString::number(at.isValid() ? at.toMSecsSinceEpoch() : -1);
        };
        lines += QStringList{found.account.value(), item.id.value(), QString::number(int(item.kind)), item.name,
            item.originalParent.value(), item.originalPath, QString::number(item.sizeBytes), instant(item.deletedAt),
            instant(item.createdAt), instant(item.modifiedAt), instant(item.purgeAt),
            QString::number(item.isPurgeEstimated), item.deletedBy, item.owner,
            QString::number(int(item.hash.algorithm)), QString::fromLatin1(item.hash.bytes.toHex()), item.etag,
            QString::number(int(item.restorability)), QString::number(int(item.remark))}
                     .join(u'|');
    }
    lines.sort();
    return lines;
}

/** One run of the program. */
struct Session {
    explicit Session(const QString &path)
        : store(std::make_unique<CatalogStore>(path, catalog, clock))
        , failed(store.get(), &CatalogStore::failed)
        , moved(store.get(), &CatalogStore::damagedFileMoved)
    {
        QSignalSpy loaded(store.get(), &CatalogStore::loaded);
        store->load();
        isLoaded = loaded.wait();
    }

    ManualClock clock;
    Catalog catalog{clock};
    std::unique_ptr<CatalogStore> store;
    QSignalSpy failed;
    QSignalSpy moved;
    bool isLoaded = false;
};

} // namespace

class tst_CatalogStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_folder.emplace().isValid()); }

    void theNextStartShowsWhatTheLastOneKnew()
    {
        QStringList before;
        {
            Session session(path());
            QVERIFY(session.isLoaded);
            session.catalog.addListed(box, sampleItems(0, 2500));
            TrashedItem full = sampleItem(QStringLiteral("full"), QStringLiteral("\u00c4\U0001f600.txt"));
            full.kind = ItemKind::Link;
            full.originalParent = {};
            full.originalPath = QStringLiteral("/Only/A path");
            full.createdAt = full.deletedAt.addDays(-3);
            full.isPurgeEstimated = true;
            full.owner = QStringLiteral("Bob");
            full.hash = {.algorithm = ContentHash::Algorithm::Sha1, .bytes = QByteArray("\0\xff", 2)};
            full.restorability = Restorability::NotNow;
            full.remark = Remark::DriveNotConnected;
            session.catalog.add(local, {full});
            session.catalog.setFolderPath(box, ItemId(QStringLiteral("folder_7")), QStringLiteral("/Work/7"));
            before = content(session.catalog);
        }
        Session session(path());
        QVERIFY(session.isLoaded);
        QCOMPARE(session.failed.count() + session.moved.count(), 0);
        QCOMPARE(content(session.catalog), before);
        QCOMPARE(before.size(), 2501);
    }

    void theNewestDeletedComeFirst()
    {
        {
            Session session(path());
            session.catalog.addListed(box, sampleItems(0, 5000));
        }
        ManualClock clock;
        Catalog catalog(clock);
        CatalogStore store(path(), catalog, clock);
        QSignalSpy changed(&catalog, &Catalog::changed);
        store.load();
        QVERIFY(changed.wait());
        std::vector<qint64> all;
        for (const TrashedItem &item : sampleItems(0, 5000))
            all.push_back(item.deletedAt.toMSecsSinceEpoch());
        std::sort(all.rbegin(), all.rend());
        QVERIFY(catalog.count() < 5000);
        for (const RowNumber row : changed[0][0].value<CatalogChange>().rows)
            QVERIFY(catalog.rows().deletedAt(row).toMSecsSinceEpoch() >= all[size_t(catalog.count()) - 1]);
        QSignalSpy loaded(&store, &CatalogStore::loaded);
        QVERIFY(loaded.wait());
        QCOMPARE(catalog.count(), 5000);
    }

    void whatLeftTheBinStaysAway()
    {
        {
            Session session(path());
            session.catalog.addListed(box, sampleItems(0, 20));
        }
        {
            Session session(path());
            session.catalog.remove(box, {sampleItems(3, 1)[0].id});
            // Takes the freed row, and one leaves its row and comes back in another.
            session.catalog.add(box, {sampleItem(QStringLiteral("new"))});
            session.catalog.remove(box, {sampleItems(5, 1)[0].id});
            session.catalog.add(box, {sampleItem(QStringLiteral("newer"))});
            session.catalog.add(box, sampleItems(5, 1));
        }
        Session session(path());
        QCOMPARE(session.catalog.count(), 21);
        QVERIFY(!session.catalog.find(box, sampleItems(3, 1)[0].id));
        QVERIFY(session.catalog.find(box, sampleItems(5, 1)[0].id));
        QVERIFY(session.catalog.find(box, ItemId(QStringLiteral("newer"))));
    }

    void aFolderPathOutlivesItsItemsAndTheProgram()
    {
        const ItemId folder(QStringLiteral("folder"));
        {
            Session session(path());
            session.catalog.add(box, {sampleItem(QStringLiteral("a"))});
            session.catalog.setFolderPath(box, folder, QStringLiteral("/Dead/Folder"));
        }
        {
            Session session(path());
            session.catalog.remove(box, {ItemId(QStringLiteral("a"))});
        }
        Session session(path());
        QCOMPARE(session.catalog.count(), 0);
        QCOMPARE(session.catalog.knownFolderPath(box, folder), QStringLiteral("/Dead/Folder"));
    }

    void aPathThatCameWithTheItemIsKept()
    {
        TrashedItem item = sampleItem(QStringLiteral("a"));
        item.originalPath = QStringLiteral("/Told");
        {
            Session session(path());
            session.catalog.add(local, {item});
        }
        Session session(path());
        QCOMPARE(session.catalog.rows().originalPath(*session.catalog.find(local, item.id)), QStringLiteral("/Told"));
    }

    void aRemovedAccountIsForgotten()
    {
        {
            Session session(path());
            session.catalog.add(box, sampleItems(0, 10));
            session.catalog.setFolderPath(box, ItemId(QStringLiteral("x")), QStringLiteral("/X"));
            session.catalog.add(local, {sampleItem(QStringLiteral("mine"))});
        }
        {
            Session session(path());
            session.catalog.removeAccount(box);
        }
        Session session(path());
        QCOMPARE(session.catalog.count(), 1);
        QCOMPARE(session.catalog.knownFolderPath(box, ItemId(QStringLiteral("x"))), QString());
    }

    void changesAreWrittenTogetherAfterASecond()
    {
        Session session(path());
        QSignalSpy saved(session.store.get(), &CatalogStore::saved);
        session.catalog.add(box, sampleItems(0, 10));
        session.clock.advance(0ms);
        session.catalog.add(box, sampleItems(10, 10));
        session.clock.advance(999ms);
        QCoreApplication::processEvents();
        QCOMPARE(saved.count(), 0);
        session.clock.advance(1ms);
        QVERIFY(saved.wait());
        Session reader(path());
        QCOMPARE(reader.catalog.count(), 20);
    }

    void whatIsListedBeforeTheFileIsOpenIsNotLost()
    {
        {
            ManualClock clock;
            Catalog catalog(clock);
            CatalogStore store(path(), catalog, clock);
            catalog.add(box, sampleItems(0, 10));
            clock.advance(2s);
            QSignalSpy loaded(&store, &CatalogStore::loaded);
            store.load();
            QVERIFY(loaded.wait());
        }
        Session session(path());
        QCOMPARE(session.catalog.count(), 10);
    }

    void aDamagedFileIsKeptAsideAndSaidToBe()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("not a database at all").repeated(300));
        file.close();
        {
            Session session(path());
            QVERIFY(session.isLoaded);
            QCOMPARE(session.moved.count(), 1);
            QVERIFY(QFile::exists(session.moved[0][0].toString()));
            session.catalog.add(box, sampleItems(0, 3));
        }
        Session session(path());
        QCOMPARE(session.moved.count(), 0);
        QCOMPARE(session.catalog.count(), 3);
    }

    void withoutAFileTheProgramGoesOn()
    {
        QVERIFY(QDir().mkpath(path()));
        Session session(path());
        QVERIFY(session.isLoaded);
        QCOMPARE(session.failed.count(), 1);
        QCOMPARE(session.failed[0][0].value<Error>().kind, Error::Kind::Storage);
        session.catalog.add(box, sampleItems(0, 3));
        session.clock.advance(2s);
        QCOMPARE(session.catalog.count(), 3);
    }

    void entriesThatMakeNoSenseAreLeftOut()
    {
        {
            Session session(path());
            session.catalog.add(box, sampleItems(0, 3));
        }
        {
            auto opened = CatalogFile::open(path());
            QVERIFY(opened.has_value());
            QVERIFY(opened->file->database().execute("UPDATE item SET kind = 99 WHERE id LIKE '%000'").has_value());
            QVERIFY(opened->file->database().execute("UPDATE item SET remark = -1 WHERE id LIKE '%001'").has_value());
        }
        Session session(path());
        QCOMPARE(session.catalog.count(), 1);
    }

    void whicheverAccessFailsTheFileIsAllOldOrAllNew()
    {
        ManualClock clock;
        Catalog catalog(clock);
        catalog.add(box, sampleItems(0, 5));
        const CatalogRows before = catalog.rows();
        QSignalSpy changed(&catalog, &Catalog::changed);
        catalog.announce();
        const CatalogChange first = changed.takeFirst()[0].value<CatalogChange>();
        catalog.remove(box, {sampleItems(1, 1)[0].id});
        catalog.add(box, {sampleItem(QStringLiteral("new"))});
        catalog.setFolderPath(box, ItemId(QStringLiteral("folder")), QStringLiteral("/F"));
        catalog.announce();
        const CatalogChange second = changed.takeFirst()[0].value<CatalogChange>();
        const auto idsOf = [](CatalogFile &file) {
            QStringList ids;
            const auto newest = file.newest(100);
            for (const AccountItem &item : newest.value())
                ids += item.item.id.value();
            return ids;
        };
        for (int n = 1;; ++n) {
            auto opened = Database::openInMemory(CatalogFile::migrations());
            CatalogFile file(std::move(opened->database));
            QVERIFY(file.write(CatalogRows(), before, first).has_value());
            file.database().failAccess(n);
            const auto done = file.write(before, catalog.rows(), second);
            file.database().failAccess(0);
            QCOMPARE(idsOf(file).contains(QStringLiteral("new")), done.has_value());
            QCOMPARE(idsOf(file).contains(sampleItems(1, 1)[0].id.value()), !done.has_value());
            QCOMPARE(file.paths()->size(), size_t(done.has_value() ? 1 : 0));
            if (done) {
                QVERIFY(n > 5);
                break;
            }
            QVERIFY(file.write(before, catalog.rows(), second).has_value());
        }
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("catalog.db")); }

    std::optional<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_CatalogStore)
#include "tst_catalogstore.moc"
