// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/yandex/yandexdialect.h"
#include "tests/support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace Unbin;
using namespace std::chrono_literals;
using Quirks = YandexQuirks;

namespace {

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

struct Answer {
    int status = 0;
    QByteArray body;
    QJsonObject json;

    QString code() const { return json[u"error"].toString(); }
    QJsonObject embedded() const { return json[u"_embedded"].toObject(); }
    QStringList names() const
    {
        QStringList all;
        for (const QJsonValue &item : embedded()[u"items"].toArray())
            all += item[u"name"].toString();
        return all;
    }
    /** Where its Link leads. */
    QString linkPath() const
    {
        const QByteArray query = QUrl(json[u"href"].toString()).query(QUrl::FullyEncoded).toLatin1();
        return QString::fromUtf8(QByteArray::fromPercentEncoding(query.mid(5)));
    }
};

} // namespace

/** The practice Yandex Disk, against section 11 of yandex-disk.md. */
class TestYandexDialect : public QObject
{
    Q_OBJECT

private:
    Answer ask(const QByteArray &method, const QByteArray &target, const QByteArray &authorization = "OAuth robin")
    {
        const auto [path, query] = splitAtFirst(target, '?');
        const SandboxResponse response = m_yandex->handle(
            {.method = method, .path = path, .query = query, .headers = {{"Authorization", authorization}}});
        return {response.status, response.body, QJsonDocument::fromJson(response.body).object()};
    }
    static QByteArray at(const QString &path) { return "path=" + QUrl::toPercentEncoding(path); }
    QByteArray entry(SandboxRef ref) const { return at(YandexDialect::trashPath(*m_drive, ref)); }
    SandboxRef file(const char *path)
    {
        const QString whole = text(path);
        const qsizetype slash = whole.lastIndexOf(u'/');
        return m_drive->addFile(
            m_drive->addFolders(whole.left(slash)), whole.mid(slash + 1), SandboxContent::of("x"), m_clock.now());
    }
    SandboxRef trashedFile(const char *path)
    {
        const SandboxRef ref = file(path);
        m_clock.advance(1s);
        m_drive->trash(ref, m_clock.now());
        return ref;
    }

    ManualClock m_clock;
    std::unique_ptr<SandboxDrive> m_drive;
    std::unique_ptr<YandexDialect> m_yandex;

private Q_SLOTS:
    void init()
    {
        m_drive = std::make_unique<SandboxDrive>(SandboxOwner{7, text("Robin Sample"), text("robin.sample")});
        m_drive->setCaseSensitive(true);
        m_yandex = std::make_unique<YandexDialect>(m_clock);
        m_yandex->addAccount("robin", *m_drive);
    }

    void onlyItsOwnSchemeOfAuthorizationCounts()
    {
        QCOMPARE(ask("GET", "/disk").status, 200);
        for (const char *authorization : {"Bearer robin", "OAuth nobody", "robin", ""}) {
            const Answer answer = ask("GET", "/disk", authorization);
            QCOMPARE(answer.status, 401);
            QCOMPARE(answer.code(), text("UnauthorizedError"));
        }
        m_yandex->expireToken("robin");
        QCOMPARE(ask("GET", "/disk").status, 401);
    }

    void errorsSpeakRussianAndEnglish()
    {
        const Answer answer = ask("GET", "/disk/resources?" + at(text("disk:/none")));
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.code(), text("DiskNotFoundError"));
        QCOMPARE(answer.json[u"description"].toString(), text("Resource not found."));
        QVERIFY(answer.json[u"message"].toString().startsWith(QString::fromUtf16(u"Не")));
    }

    void theBinIsListedByTwentyUnlessAskedOtherwise()
    {
        for (int i = 0; i < 30; ++i)
            trashedFile(qPrintable(QStringLiteral("/a/%1").arg(i)));
        QCOMPARE(ask("GET", "/disk/trash/resources").names().size(), 20);
        QCOMPARE(ask("GET", "/disk/trash/resources?limit=1000").embedded()[u"total"].toInt(), 30);
        QCOMPARE(ask("GET", "/disk/trash/resources?sort=-deleted&limit=1").names(), QStringList{text("29")});
        QCOMPARE(ask("GET", "/disk/trash/resources?sort=deleted&limit=1&offset=2").names(), QStringList{text("2")});
        QCOMPARE(ask("GET", "/disk/trash/resources?sort=name").status, 400);
        QCOMPARE(ask("GET", "/disk/trash/resources?limit=x").status, 400);
        QVERIFY(m_yandex->breaches().isEmpty());
    }

    void anEntryHasAPathOfItsOwnAndWhereItWas()
    {
        const SandboxRef first = trashedFile("/docs/a.txt");
        const SandboxRef second = trashedFile("/docs/a.txt");
        QVERIFY(YandexDialect::trashPath(*m_drive, first) != YandexDialect::trashPath(*m_drive, second));
        const QJsonObject json = ask("GET", "/disk/trash/resources?" + entry(first)).json;
        QCOMPARE(json[u"origin_path"].toString(), text("disk:/docs/a.txt"));
        QVERIFY(json[u"path"].toString().contains(QRegularExpression(text("^trash:/a.txt_[0-9a-f]{40}$"))));
        QVERIFY(json[u"resource_id"].toString().contains(QRegularExpression(text("^7:[0-9a-f]{64}$"))));
        QVERIFY(!json.contains(u"_embedded"));
        m_drive->purge(*m_drive->find(text("/docs"))); // what it was called is kept
        QCOMPARE(ask("GET", "/disk/trash/resources?" + entry(first)).json[u"origin_path"].toString(),
            text("disk:/docs/a.txt"));
    }

    void fieldsLeaveOutWhatIsNotNamed()
    {
        trashedFile("/docs/a.txt");
        const Answer answer = ask("GET", "/disk/trash/resources?fields=type,_embedded.total,_embedded.items.name");
        QCOMPARE(answer.body, QByteArray(R"({"_embedded":{"items":[{"name":"a.txt"}],"total":1},"type":"dir"})"));
        file("/b");
        QCOMPARE(ask("POST", "/disk/resources/move?from=disk%3A%2Fb&path=disk%3A%2Fc&fields=method").body,
            QByteArray(R"({"method":"GET"})"));
    }

    void restoreWantsTheHashedPathAndMakesParentsAgain()
    {
        const SandboxRef ref = trashedFile("/docs/deep/a.txt");
        m_drive->purge(*m_drive->find(text("/docs")));
        QCOMPARE(ask("PUT", "/disk/trash/resources/restore").status, 400);
        QCOMPARE(ask("PUT", "/disk/trash/resources/restore?path=trash%3A%2Fa.txt").code(), text("DiskNotFoundError"));
        const Answer answer = ask("PUT", "/disk/trash/resources/restore?" + entry(ref));
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.linkPath(), text("disk:/docs/deep/a.txt"));
        QVERIFY(m_drive->find(text("/docs/deep/a.txt")));
    }

    void aTakenNameIsSilentlyNumberedOrRefused_data()
    {
        QTest::addColumn<int>("conflict");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("at the end") << int(Quirks::RestoreConflict::NumberAtEnd) << text("disk:/docs/a.txt (1)");
        QTest::newRow("before the ending")
            << int(Quirks::RestoreConflict::NumberBeforeEnding) << text("disk:/docs/a (1).txt");
        QTest::newRow("exists") << int(Quirks::RestoreConflict::ConflictExists)
                                << text("DiskResourceAlreadyExistsError");
        QTest::newRow("directory") << int(Quirks::RestoreConflict::ConflictDirectory)
                                   << text("DiskPathPointsToExistentDirectoryError");
    }
    void aTakenNameIsSilentlyNumberedOrRefused()
    {
        QFETCH(int, conflict);
        QFETCH(QString, outcome);
        m_yandex->quirks().restoreConflict = Quirks::RestoreConflict(conflict);
        const SandboxRef ref = trashedFile("/docs/a.txt");
        file("/docs/a.txt");
        const Answer answer = ask("PUT", "/disk/trash/resources/restore?" + entry(ref));
        QCOMPARE(answer.status == 201 ? answer.linkPath() : answer.code(), outcome);
    }

    void aFullFolderIsAnOperation()
    {
        file("/docs/a.txt");
        const SandboxRef docs = *m_drive->find(text("/docs"));
        m_drive->trash(docs, m_clock.now());
        m_yandex->quirks().operationTakes = 10s;
        m_yandex->quirks().pollsUntilDone = 1;
        const Answer answer = ask("PUT", "/disk/trash/resources/restore?" + entry(docs));
        QCOMPARE(answer.status, 202);
        const QByteArray target = QUrl(answer.json[u"href"].toString()).path().mid(3).toLatin1();
        QVERIFY(target.startsWith("/disk/operations/"));
        QCOMPARE(ask("GET", target).body, QByteArray(R"({"status":"in-progress"})"));
        QVERIFY(!m_drive->isLive(docs));
        QCOMPARE(ask("POST", "/disk/resources/move?from=disk%3A%2Fdocs&path=disk%3A%2Fx").status, 404); // not there yet
        m_clock.advance(11s);
        QCOMPARE(ask("GET", target).body, QByteArray(R"({"status":"success"})"));
        QVERIFY(m_drive->isLive(docs));
        QCOMPARE(ask("GET", "/disk/operations?id=" + target.mid(17)).body, QByteArray(R"({"status":"success"})"));
        QCOMPARE(ask("GET", "/disk/operations/0123").code(), text("DiskOperationNotFoundError"));
    }

    void aTreeInAnOperationIsLockedAboveAndBelow()
    {
        file("/docs/inner/a.txt");
        file("/other/b.txt");
        m_yandex->quirks().operationTakes = 10s;
        const QByteArray move = "/disk/resources/move?from=disk%3A%2Fdocs%2Finner&path=disk%3A%2Fdocs%2Fmoved";
        QCOMPARE(ask("POST", move).status, 202);
        for (const char *path : {"disk:/docs", "disk:/docs/inner", "disk:/docs/inner/a.txt"}) {
            const Answer answer = ask("DELETE", "/disk/resources?" + at(text(path)));
            QCOMPARE(answer.status, 423);
            QCOMPARE(answer.code(), text("DiskResourceLockedError"));
        }
        QCOMPARE(ask("DELETE", "/disk/resources?" + at(text("disk:/other/b.txt"))).status, 204);
        QCOMPARE(m_yandex->breaches().size(), 3);
    }

    void foldersAreMadeOneLevelAtATime()
    {
        file("/docs/a.txt");
        QCOMPARE(ask("PUT", "/disk/resources?" + at(text("disk:/docs"))).code(),
            text("DiskPathPointsToExistentDirectoryError"));
        QCOMPARE(
            ask("PUT", "/disk/resources?" + at(text("disk:/"))).code(), text("DiskPathPointsToExistentDirectoryError"));
        QCOMPARE(ask("PUT", "/disk/resources?" + at(text("disk:/x/y"))).code(), text("DiskPathDoesntExistsError"));
        QCOMPARE(ask("PUT", "/disk/resources?" + at(text("disk:/docs/a.txt"))).code(),
            text("DiskResourceAlreadyExistsError"));
        QCOMPARE(ask("PUT", "/disk/resources").status, 400);
        const QString odd = QString::fromUtf16(u"disk:/docs/ё * ? < > | \\ \" '");
        QCOMPARE(ask("PUT", "/disk/resources?" + at(odd)).status, 201);
        QVERIFY(m_drive->find(odd.mid(5)));
    }

    void moveRefusesWhatItDoesNotKnow()
    {
        file("/docs/a.txt");
        file("/docs/b.txt");
        const auto move = [this](const char *from, const char *to) {
            return ask("POST", "/disk/resources/move?from=" + QUrl::toPercentEncoding(text(from)) + '&' + at(text(to)));
        };
        QCOMPARE(move("disk:/docs/a.txt", "disk:/docs/b.txt").code(), text("DiskResourceAlreadyExistsError"));
        QCOMPARE(move("disk:/docs/a.txt", "disk:/none/b.txt").code(), text("DiskPathDoesntExistsError"));
        QCOMPARE(move("disk:/docs/c.txt", "disk:/docs/d.txt").code(), text("DiskNotFoundError"));
        QCOMPARE(move("disk:/docs/a.txt", "disk:/docs/c d.txt").linkPath(), text("disk:/docs/c d.txt"));
    }

    void deletingGoesToTheBinAndHeedsTheContent()
    {
        file("/docs/a.txt");
        QCOMPARE(ask("DELETE", "/disk/resources?" + at(text("disk:/docs/a.txt")) + "&md5=00").code(),
            text("MD5DifferError"));
        QCOMPARE(ask("DELETE", "/disk/resources?" + at(text("disk:/docs")) + "&md5=00").status, 400);
        QCOMPARE(ask("DELETE", "/disk/resources?" + at(text("disk:/"))).status, 409);
        QCOMPARE(ask("DELETE", "/disk/resources?" + at(text("disk:/docs/a.txt"))).status, 204);
        QVERIFY(m_drive->findTrashed(text("a.txt")));
    }

    void onlyAMissingPathEmptiesTheBinAndThatIsNoted_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("empty") << QByteArray("?path=");
        QTest::newRow("slash") << QByteArray("?path=%2F");
        QTest::newRow("root") << QByteArray("?path=trash%3A%2F");
    }
    void onlyAMissingPathEmptiesTheBinAndThatIsNoted()
    {
        QFETCH(QByteArray, query);
        const SandboxRef first = trashedFile("/a.txt");
        trashedFile("/b.txt");
        QCOMPARE(ask("DELETE", "/disk/trash/resources?" + entry(first)).status, 204);
        QCOMPARE(m_drive->trashedCount(), 1);
        QVERIFY(m_yandex->breaches().isEmpty());
        QCOMPARE(ask("DELETE", "/disk/trash/resources" + query).status, 204);
        QCOMPARE(m_drive->trashedCount(), 0);
        QCOMPARE(m_yandex->emptiedBins(), 1);
        QVERIFY(!m_yandex->breaches().isEmpty());
    }

    void carelessHabitsAreNoted_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("no scheme") << QByteArray("GET") << QByteArray("/disk/resources?path=%2Fa.txt");
        QTest::newRow("bare plus") << QByteArray("GET") << QByteArray("/disk/resources?path=disk%3A%2Fa+b");
        QTest::newRow("overwrite") << QByteArray(
            "POST") << QByteArray("/disk/resources/move?from=disk%3A%2Fa.txt&path=disk%3A%2Fb&overwrite=true");
        QTest::newRow("permanently") << QByteArray("DELETE")
                                     << QByteArray("/disk/resources?path=disk%3A%2Fa.txt&permanently=true");
        QTest::newRow("name with a slash")
            << QByteArray("PUT") << QByteArray("/disk/trash/resources/restore?path=trash%3A%2Fx_1&name=a%2Fb");
    }
    void carelessHabitsAreNoted()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        file("/a.txt");
        ask(method, target);
        QCOMPARE(m_yandex->breaches().size(), 1);
    }

    void aTrashedFolderIsLookedIntoByItsPath()
    {
        file("/docs/inner/a.txt");
        const SandboxRef docs = *m_drive->find(text("/docs"));
        m_drive->trash(docs, m_clock.now());
        const QString root = YandexDialect::trashPath(*m_drive, docs);
        const Answer inner = ask("GET", "/disk/trash/resources?limit=1000&" + at(root + text("/inner")));
        QCOMPARE(inner.names(), QStringList{text("a.txt")});
        QCOMPARE(inner.embedded()[u"items"][0][u"path"].toString(), root + text("/inner/a.txt"));
        QCOMPARE(ask("PUT", "/disk/trash/resources/restore?" + at(root + text("/inner/a.txt"))).status, 404);
        m_yandex->quirks().childRestore = Quirks::ChildRestore::Works;
        QCOMPARE(ask("PUT", "/disk/trash/resources/restore?" + at(root + text("/inner/a.txt"))).linkPath(),
            text("disk:/docs/inner/a.txt"));
    }

    void shapesVaryAsTheSwitchesSay()
    {
        trashedFile("/a.txt");
        Quirks &quirks = m_yandex->quirks();
        quirks.reversesKeys = true;
        quirks.tellsOtherOffset = true;
        quirks.hasUnknownKeys = true;
        const Answer answer = ask("GET", "/disk/trash/resources");
        QVERIFY(answer.body.startsWith("{\"type\":"));
        const QJsonObject item = answer.embedded()[u"items"][0].toObject();
        QVERIFY(item[u"deleted"].toString().endsWith(text("+04:00")));
        QVERIFY(item.contains(u"zzz_new"));
        quirks.omitsOptional = quirks.omitsResourceIds = true;
        const QJsonObject sparse = ask("GET", "/disk/trash/resources").embedded()[u"items"][0].toObject();
        QVERIFY(!sparse.contains(u"md5") && !sparse.contains(u"resource_id") && sparse.contains(u"origin_path"));
        quirks.refusesInHtml = true;
        QVERIFY(m_yandex->refusal(502).body.startsWith("<html>"));
    }
};

QTEST_GUILESS_MAIN(TestYandexDialect)
#include "tst_yandexdialect.moc"
