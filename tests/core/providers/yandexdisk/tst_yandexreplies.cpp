// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/jsonreader.h"
#include "core/providers/yandexdisk/yandexerrors.h"
#include "core/providers/yandexdisk/yandexitems.h"
#include "core/providers/yandexdisk/yandexoperation.h"
#include "core/providers/yandexdisk/yandexpaths.h"
#include "core/providers/yandexdisk/yandexrequests.h"
#include "core/providers/yandexdisk/yandexrules.h"

#include <QJsonDocument>
#include <QTest>

using namespace Unbin;
using Kind = Error::Kind;
using Method = HttpRequest::Method;

namespace {

const QUrl kApi(QStringLiteral("https://cloud-api.yandex.net/v1"));

QJsonObject json(const char *text)
{
    return parseJsonObject(text).value_or(QJsonObject());
}

} // namespace

/** Paths, requests and replies of Yandex Disk, without a network. */
class TestYandexReplies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsAreTakenOnlyIfTheyCanBeOne_data()
    {
        QTest::addColumn<QString>("told");
        QTest::addColumn<QString>("live");
        QTest::addColumn<QString>("trashed");
        QTest::newRow("live") << "disk:/a/b"
                              << "disk:/a/b"
                              << "";
        QTest::newRow("without scheme") << "/a/b"
                                        << "disk:/a/b"
                                        << "";
        QTest::newRow("root") << "disk:/"
                              << "disk:/"
                              << "";
        QTest::newRow("slash at the end") << "disk:/a/"
                                          << "disk:/a"
                                          << "";
        QTest::newRow("colon in a name") << "disk:/a:b/c"
                                         << "disk:/a:b/c"
                                         << "";
        QTest::newRow("entry") << "trash:/a_1"
                               << ""
                               << "trash:/a_1";
        QTest::newRow("inside an entry") << "trash:/a_1/x"
                                         << ""
                                         << "trash:/a_1/x";
        QTest::newRow("the bin") << "trash:/"
                                 << ""
                                 << "";
        QTest::newRow("the bin, bare") << "trash:"
                                       << ""
                                       << "";
        QTest::newRow("the bin, twice") << "trash://"
                                        << ""
                                        << "";
        QTest::newRow("up") << "disk:/a/../b"
                            << ""
                            << "";
        QTest::newRow("up in the bin") << "trash:/.."
                                       << ""
                                       << "";
        QTest::newRow("here in the bin") << "trash:/."
                                         << ""
                                         << "";
        QTest::newRow("empty segment") << "disk:/a//b"
                                       << ""
                                       << "";
        QTest::newRow("nothing") << ""
                                 << ""
                                 << "";
        QTest::newRow("another scheme") << "app:/a"
                                        << ""
                                        << "";
    }

    void pathsAreTakenOnlyIfTheyCanBeOne()
    {
        QFETCH(QString, told);
        QFETCH(QString, live);
        QFETCH(QString, trashed);
        QCOMPARE(Yandex::livePath(told).value_or(QString()), live);
        QCOMPARE(Yandex::trashPath(told).value_or(QString()), trashed);
    }

    void pathsAreCutAtSlashesOnly()
    {
        QCOMPARE(Yandex::parentOf(QStringLiteral("disk:/a/b")), QStringLiteral("disk:/a"));
        QCOMPARE(Yandex::parentOf(QStringLiteral("disk:/a")), QStringLiteral("disk:/"));
        QCOMPARE(Yandex::parentOf(QStringLiteral("disk:/")), QStringLiteral("disk:/"));
        QCOMPARE(Yandex::nameOf(QStringLiteral("disk:/a/b\\c:d")), QStringLiteral("b\\c:d"));
        QCOMPARE(Yandex::joined(QStringLiteral("disk:/"), QStringLiteral("a")), QStringLiteral("disk:/a"));
        QVERIFY(Yandex::isWithin(QStringLiteral("disk:/a/b"), QStringLiteral("disk:/a")));
        QVERIFY(Yandex::isWithin(QStringLiteral("disk:/a"), QStringLiteral("disk:/")));
        QVERIFY(!Yandex::isWithin(QStringLiteral("disk:/ab"), QStringLiteral("disk:/a")));
    }

    void everyCharacterOfAPathIsEncoded()
    {
        const QString path = QStringLiteral("disk:/a b/c+d&e=f?g#h%20i:\u0451.txt");
        const QByteArray sent = Yandex::getLive(kApi, path).url.toEncoded();
        QVERIFY2(sent.contains("?path=disk%3A%2Fa%20b%2Fc%2Bd%26e%3Df%3Fg%23h%2520i%3A%D1%91.txt&"), sent);
        QVERIFY(sent.startsWith("https://cloud-api.yandex.net/v1/disk/resources?"));
    }

    void aRestoreCarriesNeitherAPathNorOverwrite()
    {
        const HttpRequest request
            = Yandex::restoreTrashed(kApi, QStringLiteral("trash:/a_1"), QStringLiteral("b+c.txt"));
        QCOMPARE(request.method, Method::Put);
        QCOMPARE(request.url.toEncoded(),
            QByteArray(
                "https://cloud-api.yandex.net/v1/disk/trash/resources/restore?path=trash%3A%2Fa_1&name=b%2Bc.txt"));
        QVERIFY(request.body.isEmpty());
    }

    /** Without a path this call empties the bin. */
    void nothingButAnEntryCanBePurged_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path : {"", "/", "trash:", "trash:/", "trash://", "trash:/ /..", "trash:/.", "trash:/..",
                 "/a_1", "a_1", "disk:/a", "trash:/a/../", " trash:/", "trash:/a//"})
            QTest::newRow(path) << QString::fromLatin1(path);
    }

    void nothingButAnEntryCanBePurged()
    {
        QFETCH(QString, path);
        QVERIFY(!Yandex::purgeTrashed(kApi, path));
    }

    void anEntryCanBePurged()
    {
        const auto request = Yandex::purgeTrashed(kApi, QStringLiteral("trash:/a_1"));
        QVERIFY(request);
        QCOMPARE(request->url.toEncoded(),
            QByteArray("https://cloud-api.yandex.net/v1/disk/trash/resources?path=trash%3A%2Fa_1"));
    }

    void operationsAreAskedForWhereWeAreSignedIn_data()
    {
        QTest::addColumn<QString>("href");
        QTest::addColumn<QString>("address");
        const QString ours = QStringLiteral("https://cloud-api.yandex.net/v1/disk/operations");
        QTest::newRow("path") << ours + QLatin1String("/0af") << ours + QLatin1String("/0af");
        QTest::newRow("query") << ours + QLatin1String("?id=0af") << ours + QLatin1String("?id=0af");
        QTest::newRow("http") << "http://cloud-api.yandex.net/v1/disk/operations/0af" << ours + QLatin1String("/0af");
        QTest::newRow("http, query") << "http://cloud-api.yandex.net/v1/disk/operations?id=0af"
                                     << ours + QLatin1String("?id=0af");
        QTest::newRow("other host") << "https://cloud-api.yandex.com/v1/disk/operations/0af"
                                    << ours + QLatin1String("/0af");
        QTest::newRow("somebody else") << "https://evil.example/v1/disk/operations/0af" << ours + QLatin1String("/0af");
        QTest::newRow("user in it") << "https://a:b@evil.example/v1/disk/operations/0af"
                                    << ours + QLatin1String("/0af");
        QTest::newRow("relative") << "/v1/disk/operations/0af" << ours + QLatin1String("/0af");
        QTest::newRow("no id") << ours << "";
        QTest::newRow("no id but a slash") << ours + QLatin1String("/") << "";
        QTest::newRow("elsewhere") << ours + QLatin1String("/../resources") << "";
        QTest::newRow("deeper") << ours + QLatin1String("/0af/x") << "";
        QTest::newRow("a resource") << "https://cloud-api.yandex.net/v1/disk/resources?path=x"
                                    << "";
        QTest::newRow("nothing") << ""
                                 << "";
    }

    void operationsAreAskedForWhereWeAreSignedIn()
    {
        QFETCH(QString, href);
        QFETCH(QString, address);
        const auto url = Yandex::operationAddress(kApi, href);
        QCOMPARE(url ? QString::fromLatin1(url->toEncoded()) : QString(), address);
    }

    void aPracticeServiceOnLoopbackKeepsItsScheme()
    {
        const auto url = Yandex::operationAddress(QUrl(QStringLiteral("http://127.0.0.1:4711/v1")),
            QStringLiteral("https://cloud-api.yandex.net/v1/disk/operations/0af"));
        QVERIFY(url);
        QCOMPARE(url->toEncoded(), QByteArray("http://127.0.0.1:4711/v1/disk/operations/0af"));
    }

    void aHandleComesBackAsItWas()
    {
        const Yandex::WorkHandle handle{QStringLiteral("https://x.example/disk/operations/0af"),
            {QStringLiteral("disk:/\"quoted\""), QStringLiteral("trash:/\u0451_1")}};
        const auto again = Yandex::WorkHandle::from(handle.text());
        QVERIFY(again);
        QCOMPARE(again->href, handle.href);
        QCOMPARE(again->touches, handle.touches);
        QVERIFY(!Yandex::WorkHandle::from(QStringLiteral("nonsense")));
        QVERIFY(!Yandex::WorkHandle::from(QStringLiteral("{}")));
    }

    void refusalsHaveAKind_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Error::Kind>("kind");
        const auto row = [](const char *name, Method method, int status, const char *code, Kind kind) {
            QJsonObject body{{QStringLiteral("description"), QStringLiteral("English")},
                {QStringLiteral("message"), QStringLiteral("Русский")}, {QStringLiteral("extra"), 1}};
            body.insert(QStringLiteral("error"), QLatin1String(code));
            QTest::newRow(name) << int(method) << status << (*code ? QJsonDocument(body).toJson() : QByteArray())
                                << kind;
        };
        row("unauthorized", Method::Get, 401, "UnauthorizedError", Kind::SignInNeeded);
        row("forbidden", Method::Put, 403, "ForbiddenError", Kind::Forbidden);
        row("quota", Method::Put, 403, "DiskApiQuotaExceeded", Kind::NoRoom);
        row("not found", Method::Get, 404, "DiskNotFoundError", Kind::NotFound);
        row("operation not found", Method::Get, 404, "DiskOperationNotFoundError", Kind::NotFound);
        row("not found, no body", Method::Put, 404, "", Kind::NotFound);
        row("parent missing", Method::Put, 409, "DiskPathDoesntExistsError", Kind::ParentMissing);
        row("directory there", Method::Put, 409, "DiskPathPointsToExistentDirectoryError", Kind::NameTaken);
        row("file there", Method::Post, 409, "DiskResourceAlreadyExistsError", Kind::NameTaken);
        row("third-party name", Method::Post, 409, "PlatformResourceAlreadyExists", Kind::NameTaken);
        row("other content", Method::Delete, 409, "MD5DifferError", Kind::Changed);
        row("unknown 409", Method::Put, 409, "SomethingNew", Kind::NameTaken);
        row("unknown 409 on delete", Method::Delete, 409, "SomethingNew", Kind::Busy);
        row("locked", Method::Put, 423, "DiskResourceLockedError", Kind::Busy);
        row("locked, other words", Method::Put, 423, "SomethingNew", Kind::Busy);
        row("too many", Method::Put, 429, "TooManyRequestsError", Kind::RateLimited);
        row("bad field of a new folder", Method::Put, 400, "FieldValidationError", Kind::NameInvalid);
        row("bad field of a list", Method::Get, 400, "FieldValidationError", Kind::Internal);
        row("500 to a look", Method::Get, 500, "InternalServerError", Kind::ServiceFailed);
        row("500 to a change", Method::Put, 500, "InternalServerError", Kind::OutcomeUnknown);
        row("500 with a misleading code", Method::Put, 500, "DiskNotFoundError", Kind::OutcomeUnknown);
        row("507", Method::Put, 507, "", Kind::NoRoom);
        row("redirect", Method::Get, 302, "", Kind::Unsafe);
        const QByteArray page = "<html><head><title>410 Gone</title></head></html>";
        QTest::newRow("page to a look") << int(Method::Get) << 410 << page << Kind::ServiceFailed;
        QTest::newRow("page to a change") << int(Method::Put) << 404 << page << Kind::OutcomeUnknown;
        QTest::newRow("page 502 to a change") << int(Method::Post) << 502 << page << Kind::OutcomeUnknown;
    }

    void refusalsHaveAKind()
    {
        QFETCH(int, method);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(Error::Kind, kind);
        const HttpRequest request{.method = Method(method), .url = kApi};
        const Error error = Yandex::errorFrom(request, {.status = status, .body = body});
        QCOMPARE(kindName(error.kind), kindName(kind));
        QCOMPARE(error.httpStatus, status);
        QVERIFY2(!error.detail.contains(QStringLiteral("Русский")), "Russian, though English was told");
    }

    void aBadNameOfARestoreIsBlamedOnTheName()
    {
        const HttpReply reply{.status = 400, .body = R"({"error":"FieldValidationError"})"};
        const QString path = QStringLiteral("trash:/a_1");
        QCOMPARE(
            Yandex::errorFrom(Yandex::restoreTrashed(kApi, path, QStringLiteral("b")), reply).kind, Kind::NameInvalid);
        QCOMPARE(Yandex::errorFrom(Yandex::restoreTrashed(kApi, path, {}), reply).kind, Kind::Internal);
    }

    void aLockedTreeIsWaitedForOutsideOfTheClient()
    {
        using Verdict = Judgement::Verdict;
        const HttpReply locked{.status = 423, .body = R"({"error":"DiskResourceLockedError"})"};
        QCOMPARE(Yandex::judge({.method = Method::Put}, locked).verdict, Verdict::Deliver);
        QCOMPARE(Yandex::judge({.method = Method::Get}, locked).verdict, Verdict::Retry);
        QCOMPARE(Yandex::judge({.method = Method::Put}, {.status = 429}).verdict, Verdict::PauseAccount);
        QCOMPARE(Yandex::judge({.method = Method::Put}, {.status = 500}).verdict, Verdict::Deliver);
        QCOMPARE(Yandex::judge({.method = Method::Get}, {.status = 500}).verdict, Verdict::Retry);
        QCOMPARE(Yandex::judge({.method = Method::Get}, {.status = 410, .body = "<html>"}).verdict, Verdict::Retry);
        QCOMPARE(Yandex::judge({.method = Method::Get}, {.status = 404, .body = "{}"}).verdict, Verdict::Deliver);
        QCOMPARE(Yandex::rules(kApi).authorizationScheme, QByteArray("OAuth"));
    }

    void anEntryIsReadAsItIsTold()
    {
        const auto item = Yandex::readEntry(json(R"({"type":"file","name":"a.txt","path":"trash:/a.txt_00ff",
            "origin_path":"disk:/docs/a.txt","deleted":"2025-01-02T07:04:05+04:00","created":"2024-01-01T00:00:00+00:00",
            "modified":"2024-06-01T00:00:00+00:00","size":12345678901,"md5":"0cc175b9c0f1b6a831c399e269772661",
            "sha256":"00","resource_id":"7:ab","revision":1,"exif":{},"new_thing":[{"path":"x"}]})"));
        QVERIFY(item);
        QCOMPARE(item->id.value(), QStringLiteral("trash:/a.txt_00ff"));
        QCOMPARE(item->originalParent.value(), QStringLiteral("disk:/docs"));
        QCOMPARE(item->originalPath, QStringLiteral("/docs"));
        QCOMPARE(item->deletedAt, QDateTime::fromString(QStringLiteral("2025-01-02T03:04:05Z"), Qt::ISODate));
        QCOMPARE(item->purgeAt, item->deletedAt.addDays(30));
        QVERIFY(item->isPurgeEstimated);
        QCOMPARE(item->sizeBytes, 12345678901);
        QCOMPARE(item->hash.algorithm, ContentHash::Algorithm::Md5);
        QCOMPARE(item->etag, QStringLiteral("7:ab"));
    }

    void whatIsMissingIsUnknownAndNoMore()
    {
        const auto item = Yandex::readEntry(json(R"({"type":"dir","name":"d","path":"trash:/d_1","created":null})"));
        QVERIFY(item);
        QCOMPARE(item->kind, ItemKind::Folder);
        QCOMPARE(item->sizeBytes, -1);
        QVERIFY(!item->deletedAt.isValid());
        QVERIFY(!item->purgeAt.isValid());
        QVERIFY(item->originalParent.isEmpty());
        QVERIFY(item->etag.isEmpty());
        QCOMPARE(Yandex::readEntry(json(R"({"type":"album","name":"d","path":"trash:/d_1"})"))->kind, ItemKind::Other);
    }

    void whatCanNotBeAddressedIsNoItem()
    {
        const QByteArrayList texts = {"{'type':'dir','name':'d'}", "{'name':'d','path':'trash:/d_1'}",
            "{'type':'dir','name':'d','path':'trash:/'}", "{'type':'dir','name':'a/b','path':'trash:/d_1'}",
            "{'type':'dir','name':'d','path':'disk:/d'}", "{'type':1,'name':'d','path':'trash:/d_1'}"};
        for (QByteArray text : texts) {
            text.replace(char(0x27), char(0x22)); // single quotes to double ones
            QVERIFY2(!Yandex::readEntry(json(text)), text);
        }
    }

    void rightsOfASharedFolderAreHeeded_data()
    {
        QTest::addColumn<QByteArray>("share");
        QTest::addColumn<bool>("canAdd");
        QTest::newRow("not shared") << QByteArray("null") << true;
        QTest::newRow("read only") << QByteArray(R"({"is_root":true,"is_owned":false,"rights":"r"})") << false;
        QTest::newRow("read and write") << QByteArray(R"({"is_root":true,"is_owned":false,"rights":"rw"})") << true;
        QTest::newRow("ours") << QByteArray(R"({"is_owned":true,"rights":"r"})") << true;
        QTest::newRow("not told") << QByteArray(R"({"is_owned":false})") << true;
        QTest::newRow("other words") << QByteArray(R"({"rights":"READ"})") << false;
    }

    void rightsOfASharedFolderAreHeeded()
    {
        QFETCH(QByteArray, share);
        QFETCH(bool, canAdd);
        const auto item = Yandex::readLive(json(R"({"type":"dir","name":"d","path":"disk:/d","share":)" + share + "}"));
        QVERIFY(item);
        QCOMPARE(item->canAddChildren, canAdd);
    }

    void aPageTellsWhatWasOnItEvenIfSomeOfItMakesNoSense()
    {
        const auto page = Yandex::readBinPage(R"({"type":"dir","path":"trash:/","_embedded":{"total":3,"items":[
            {"type":"file","name":"a","path":"trash:/a_1"},{"type":"file","path":"trash:/b_1"},7]}})");
        QVERIFY(page);
        QCOMPARE(page->items.size(), size_t(1));
        QCOMPARE(page->problems.size(), size_t(2));
        QCOMPARE(page->paths.size(), size_t(3));
        QCOMPARE(page->total, 3);
    }

    void whatIsNoListIsNotTakenForAnEmptyOne()
    {
        QCOMPARE(Yandex::readBinPage("{}").error().kind, Kind::BadResponse);
        QCOMPARE(Yandex::readBinPage(R"({"type":"dir","_embedded":{"total":0}})").error().kind, Kind::BadResponse);
        QCOMPARE(Yandex::readBinPage(R"({"type":"dir","_embedded":{"items":[)").error().kind, Kind::BadResponse);
        QCOMPARE(Yandex::readFolderPage(R"({"type":"file","path":"disk:/a"})").error().kind, Kind::NotFound);
    }

    void aLinkTellsThePath_data()
    {
        QTest::addColumn<QString>("href");
        QTest::addColumn<QString>("path");
        const QString base = QStringLiteral("https://cloud-api.yandex.net/v1/disk/resources?");
        QTest::newRow("plain") << base + QLatin1String("path=disk%3A%2Fdocs%2Fdir") << "disk:/docs/dir";
        QTest::newRow("number") << base + QLatin1String("path=disk%3A%2Fa%20%281%29.txt") << "disk:/a (1).txt";
        QTest::newRow("plus is a space") << base + QLatin1String("path=disk%3A%2Fa+%281%29") << "disk:/a (1)";
        QTest::newRow("encoded plus") << base + QLatin1String("path=disk%3A%2Fa%2Bb") << "disk:/a+b";
        QTest::newRow("not encoded") << base + QLatin1String("path=disk:/a") << "disk:/a";
        QTest::newRow("no scheme") << base + QLatin1String("path=%2Fa") << "disk:/a";
        QTest::newRow("second") << base + QLatin1String("fields=x&path=disk%3A%2Fa") << "disk:/a";
        QTest::newRow("percent") << base + QLatin1String("path=disk%3A%2F100%25%20%252F") << "disk:/100% %2F";
        QTest::newRow("root") << base + QLatin1String("path=disk%3A%2F") << "";
        QTest::newRow("none") << base << "";
        QTest::newRow("empty") << ""
                               << "";
    }

    void aLinkTellsThePath()
    {
        QFETCH(QString, href);
        QFETCH(QString, path);
        const auto told
            = Yandex::pathOfLink({{QStringLiteral("href"), href}, {QStringLiteral("method"), QStringLiteral("GET")}});
        QCOMPARE(told.value_or(QString()), path);
    }

    void byteCountsOfADiskGoBeyond32Bits()
    {
        const auto facts
            = Yandex::readDisk(json(R"({"total_space":1100000000000,"used_space":319975063552,"trash_size":5,
            "user":{"uid":"42","login":"robin","display_name":"Robin"}})"));
        QVERIFY(facts);
        QCOMPARE(facts->totalBytes, 1100000000000);
        QCOMPARE(facts->binBytes, 5);
        QCOMPARE(facts->remoteId, QStringLiteral("42"));
        QCOMPARE(facts->displayName, QStringLiteral("Robin"));
    }
};

QTEST_GUILESS_MAIN(TestYandexReplies)
#include "tst_yandexreplies.moc"
