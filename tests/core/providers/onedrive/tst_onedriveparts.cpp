// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/jsonreader.h"
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedriveids.h"
#include "core/providers/onedrive/onedriveitems.h"
#include "core/providers/onedrive/onedriverequests.h"
#include "core/providers/onedrive/onedriverules.h"
#include "core/providers/onedrive/onedriveversions.h"
#include "core/providers/onedrive/workrows.h"

#include <QTest>

using namespace Unbin;
using namespace Unbin::OneDrive;
using Kind = Error::Kind;
using Verdict = Judgement::Verdict;
using Method = HttpRequest::Method;

namespace {

/** JSON written with single quotes: moc of Qt 6.4 loses its way in raw strings. */
QByteArray quoted(QByteArray json)
{
    return json.replace('\'', '"');
}

QJsonObject object(const QByteArray &json)
{
    return parseJsonObject(quoted(json)).value();
}

DriveFacts workDrive()
{
    DriveFacts drive;
    drive.id = QStringLiteral("b!x");
    drive.rootId = QStringLiteral("01ROOT");
    drive.siteUrl = QUrl(QStringLiteral("https://tenant-my.sharepoint.test/personal/robin_sample_example"));
    drive.webUrl = QUrl(QStringLiteral("https://tenant-my.sharepoint.test/personal/robin_sample_example/Documents"));
    return drive;
}

} // namespace

Q_DECLARE_METATYPE(Unbin::Error::Kind)
Q_DECLARE_METATYPE(Unbin::HttpRequest::Method)
Q_DECLARE_METATYPE(Unbin::Judgement::Verdict)

/** What is pure: ids, addresses, errors, rules, and what replies say. */
class TestOneDriveParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreEqualHoweverTheyAreSpelled_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("isSame");
        const auto row = [](const char *name, const char *a, const char *b, bool isSame) {
            QTest::newRow(name) << QString::fromLatin1(a) << QString::fromLatin1(b) << isSame;
        };
        row("case", "A1B2C3D4E5F60718!s0a", "a1b2c3d4e5f60718!S0A", true);
        row("lost zero", "01B2C3D4E5F60718", "1b2c3d4e5f60718", true);
        row("lost zero of an item", "01B2C3D4E5F60718!s1", "1B2C3D4E5F60718!s1", true);
        row("other item", "01B2C3D4E5F60718!s1", "01B2C3D4E5F60718!s2", false);
        row("other drive", "A1B2C3D4E5F60718", "A1B2C3D4E5F60719", false);
        row("zeroes that belong there", "0001", "1", false);
        row("business", "01ABCDEF", "01abcdef", true);
    }
    void idsAreEqualHoweverTheyAreSpelled()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, isSame);
        QCOMPARE(isSameId(a, b), isSame);
        QCOMPARE(isSameId(b, a), isSame);
    }

    void nothingThatPartsAnAddressIsAnId()
    {
        QVERIFY(isPlausibleId(u"A1B2C3D4E5F60718!s0a"));
        QVERIFY(isPlausibleId(u"b!x_-9"));
        for (const char *bad : {"", "a/b", "a?b", "a#b", "..", ".", "a b", "a:b", "root", "\x01"})
            QVERIFY2(!isPlausibleId(QString::fromLatin1(bad)), bad);
        QVERIFY(!isPlausibleId(QString(513, QLatin1Char('a'))));
    }

    void everySegmentIsEncodedByItself()
    {
        QCOMPARE(encodedPath(QStringLiteral("/A B/c#d%e?f+g/ü")), QByteArray("A%20B/c%23d%25e%3Ff%2Bg/%C3%BC"));
        const QUrl api(QStringLiteral("https://graph.test/v1.0"));
        const HttpRequest request = getChildren(
            api, QStringLiteral("b!x"), targetOf(pathItemId(QStringLiteral("/A#B/50% +"))), false);
        QVERIFY(request.url.isValid());
        QVERIFY2(request.url.toEncoded().startsWith(
                     "https://graph.test/v1.0/drives/b!x/root:/A%23B/50%25%20%2B:/children?"),
            request.url.toEncoded().constData());
        QCOMPARE(betaOf(api), QUrl(QStringLiteral("https://graph.test/beta")));
        QCOMPARE(betaOf(QUrl(QStringLiteral("http://127.0.0.1:1/graph/v1.0/"))).toString(),
            QStringLiteral("http://127.0.0.1:1/graph/beta"));
    }

    void namesAreQuotedForOData()
    {
        const QUrl site(QStringLiteral("https://t-my.sharepoint.test/personal/r"));
        const QByteArray url = getSharePointBin(site, QStringLiteral("it's & more.txt")).url.toEncoded();
        QVERIFY2(url.contains("$filter=LeafName%20eq%20'it''s%20%26%20more.txt'")
                || url.contains("$filter=LeafName%20eq%20'it%27%27s%20%26%20more.txt'"),
            url.constData());
        QVERIFY(url.startsWith("https://t-my.sharepoint.test/personal/r/_api/web/RecycleBin?"));
    }

    void refusalsBecomeKinds_data()
    {
        QTest::addColumn<Method>("method");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        const auto row = [](const char *name, Method method, int status, const char *body, Kind kind) {
            QTest::newRow(name) << method << status << quoted(body) << kind;
        };
        const auto get = Method::Get;
        const auto post = Method::Post;
        row("401", get, 401, "", Kind::SignInNeeded);
        row("403", get, 403, "{'error':{'code':'accessDenied'}}", Kind::Forbidden);
        row("404", get, 404, "{'error':{'code':'itemNotFound'}}", Kind::NotFound);
        row("404 without a word", get, 404, "", Kind::NotFound);
        row("409", post, 409, "{'error':{'code':'nameAlreadyExists'}}", Kind::NameTaken);
        row("409 to a delete", Method::Delete, 409, "", Kind::Busy);
        row("412", post, 412, "{'error':{'code':'resourceModified'}}", Kind::Changed);
        row("423", post, 423, "{'error':{'code':'resourceLocked'}}", Kind::Busy);
        row("429", post, 429, "{'error':{'code':'activityLimitReached'}}", Kind::RateLimited);
        row("509", get, 509, "", Kind::RateLimited);
        row("507", post, 507, "{'error':{'code':'quotaLimitReached'}}", Kind::NoRoom);
        row("full, otherwise spelled", post, 507, "{'error':{'code':'insufficientStorage'}}", Kind::NoRoom);
        row("501", post, 501, "{'error':{'code':'notSupported'}}", Kind::Unsupported);
        row("400 not supported", post, 400, "{'error':{'code':'notSupported'}}", Kind::Unsupported);
        row("400 inner path", post, 400,
            "{'error':{'code':'invalidRequest','innerError':{'code':'invalidPath'}}}", Kind::NameInvalid);
        row("400 deep inner path", post, 400,
            "{'error':{'code':'invalidRequest','innererror':{'innererror':{'code':'pathIsTooLong'}}}}",
            Kind::NameInvalid);
        row("400", post, 400, "{'error':{'code':'invalidRequest'}}", Kind::Internal);
        row("500 to a look", get, 500, "<html>", Kind::ServiceFailed);
        row("500 to a change", post, 500, "{'error':{'code':'generalException'}}", Kind::OutcomeUnknown);
        row("504 to a change", post, 504, "", Kind::OutcomeUnknown);
        row("503 throttled", post, 503, "{'error':{'code':'activityLimitReached'}}", Kind::RateLimited);
        row("503 that says itemNotFound", post, 503, "{'error':{'code':'itemNotFound'}}", Kind::OutcomeUnknown);
        row("empty code", get, 404, "{'error':{'code':'','message':''}}", Kind::NotFound);
        row("redirect", get, 302, "", Kind::Unsafe);
        row("SharePoint", post, 404,
            "{'odata.error':{'code':'-1, X','message':{'lang':'en','value':'gone'}}}", Kind::NotFound);
        row("SharePoint, newer", post, 409, "{'error':{'code':'-2130575257, X','message':{'value':'there'}}}",
            Kind::NameTaken);
        row("a message is no code", get, 404, "{'error':{'message':'accessDenied'}}", Kind::NotFound);
    }
    void refusalsBecomeKinds()
    {
        QFETCH(Method, method);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(Kind, kind);
        const Error error = errorFrom({.method = method}, {.status = status, .body = body});
        QCOMPARE(kindName(error.kind), kindName(kind));
        QCOMPARE(error.httpStatus, status);
    }

    void whatDidNothingIsSentAgain_data()
    {
        QTest::addColumn<Method>("method");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<Verdict>("verdict");
        const auto row = [](const char *name, Method method, int status, const char *code, const char *after,
                             Verdict verdict) {
            QTest::newRow(name) << method << status << QByteArray(code) << QByteArray(after) << verdict;
        };
        row("429 to a change", Method::Post, 429, "activityLimitReached", "7", Verdict::PauseAccount);
        row("509", Method::Get, 509, "", "", Verdict::PauseAccount);
        row("503 with a wish", Method::Get, 503, "serviceNotAvailable", "3", Verdict::PauseAccount);
        row("503 to a change", Method::Post, 503, "serviceNotAvailable", "3", Verdict::Deliver);
        row("503 to a change, throttled", Method::Post, 503, "throttledRequest", "3", Verdict::PauseAccount);
        row("500 to a look", Method::Get, 500, "", "", Verdict::Retry);
        row("504 to a change", Method::Post, 504, "", "", Verdict::Deliver);
        row("507 to a look", Method::Get, 507, "", "", Verdict::Deliver);
        row("501 to a look", Method::Get, 501, "", "", Verdict::Deliver);
        row("423", Method::Post, 423, "", "", Verdict::Deliver);
        row("401", Method::Post, 401, "", "", Verdict::RenewToken);
        row("410", Method::Get, 410, "resyncRequired", "", Verdict::Deliver);
    }
    void whatDidNothingIsSentAgain()
    {
        QFETCH(Method, method);
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, retryAfter);
        QFETCH(Verdict, verdict);
        HttpReply reply{.status = status, .body = "{\"error\":{\"code\":\"" + code + "\"}}"};
        if (!retryAfter.isEmpty())
            reply.headers.append({QByteArray("Retry-After"), retryAfter});
        QCOMPARE(int(judge({.method = method}, reply).verdict), int(verdict));
    }

    void anEntryIsReadWithWhatItTells()
    {
        const auto entry = readEntry(object(
            "{'id':'A!s1','name':'a.txt','size':5,'file':{'hashes':{'quickXorHash':'AAAAAAAAAAAAAAAAAAAAAAAAAAA='}},"
            "'parentReference':{'driveId':'a','id':'A!s0','path':'/drives/a/root:/A%20B/c%23'},"
            "'lastModifiedDateTime':'2026-01-02T03:04:05Z','eTag':'\\\"x,1\\\"'}"));
        QVERIFY(entry);
        QCOMPARE(entry->kind, ItemKind::File);
        QCOMPARE(entry->parentPath, QStringLiteral("/A B/c#"));
        QCOMPARE(entry->hash.algorithm, ContentHash::Algorithm::QuickXor);
        QCOMPARE(entry->modifiedAt.toString(Qt::ISODate), QStringLiteral("2026-01-02T03:04:05Z"));
        QVERIFY(!entry->isDeleted);
    }

    void facetsTellTheKind_data()
    {
        QTest::addColumn<QByteArray>("facet");
        QTest::addColumn<int>("kind");
        QTest::newRow("file") << QByteArray("'file':{}") << int(ItemKind::File);
        QTest::newRow("folder") << QByteArray("'folder':{'childCount':1}") << int(ItemKind::Folder);
        QTest::newRow("notebook") << QByteArray("'package':{'type':'oneNote'}") << int(ItemKind::Other);
        QTest::newRow("notebook that is a folder too") << QByteArray("'package':{},'folder':{}") << int(ItemKind::Other);
        QTest::newRow("shortcut") << QByteArray("'remoteItem':{'folder':{}},'folder':{}") << int(ItemKind::Link);
        QTest::newRow("root") << QByteArray("'root':{}") << int(ItemKind::Folder);
        QTest::newRow("nothing") << QByteArray("'shared':{}") << int(ItemKind::Other);
    }
    void facetsTellTheKind()
    {
        QFETCH(QByteArray, facet);
        QFETCH(int, kind);
        const auto entry = readEntry(object("{'id':'A!s1','name':'x'," + facet + "}"));
        QVERIFY(entry);
        QCOMPARE(int(entry->kind), kind);
    }

    void tombstonesTellLittle()
    {
        const auto business = readEntry(object("{'id':'01ABCDEF','deleted':{'state':'deleted'},'size':0,'file':{},"
                                               "'parentReference':{'driveId':'b!x','id':'01ROOT'}}"));
        QVERIFY(business && business->isDeleted && business->name.isEmpty());
        const auto bare = readEntry(object("{'id':'01ABCDEF','deleted':{},'lastModifiedDateTime':'0001-01-01T00:00:00Z'}"));
        QVERIFY(bare && bare->isDeleted);
        QVERIFY(!bare->modifiedAt.isValid());
    }

    void foreignItemsAreKnownByTheirDrive()
    {
        const auto entry = readEntry(object("{'id':'B!1','name':'x','parentReference':{'driveId':'b0b0b0b0b0b0b0b0'}}"));
        QVERIFY(entry && isForeign(*entry, QStringLiteral("A1B2C3D4E5F60718")));
        const auto ours = readEntry(
            object("{'id':'B!1','name':'x','parentReference':{'driveId':'1b2c3d4e5f60718','id':'q'}}"));
        QVERIFY(ours && !isForeign(*ours, QStringLiteral("01B2C3D4E5F60718")));
    }

    void brokenPagesAreNoPages()
    {
        VERIFY_BAD("[]");
        VERIFY_BAD("{'value':{}}");
        VERIFY_BAD("{'value':[{'id':'x'");
        const auto page = readEntryPage(quoted("{'value':[{'name':'no id'},{'id':'../x','name':'y'},{'id':'ok','name':'z'}]}"));
        QVERIFY(page);
        QCOMPARE(page->entries.size(), size_t(1));
        QCOMPARE(page->problems.size(), size_t(2));
    }
    static void VERIFY_BAD(const QByteArray &json)
    {
        const auto page = readEntryPage(quoted(json));
        QVERIFY2(!page && page.error().kind == Kind::BadResponse, json.constData());
    }

    void theDriveTellsItsSite()
    {
        const auto drive = readDrive(object(
            "{'id':'b!x','driveType':'business','webUrl':'https://t-my.sharepoint.test/personal/r_t/Shared%20Files',"
            "'sharePointIds':{'siteId':'s1','webId':'w1','siteUrl':'https://t-my.sharepoint.test/personal/r_t/'},"
            "'quota':{'total':10,'deleted':3}}"));
        QVERIFY(drive);
        QVERIFY(!drive->isPersonal);
        QCOMPARE(drive->siteKey, QStringLiteral("t-my.sharepoint.test,s1,w1"));
        QCOMPARE(drive->libraryName(), QStringLiteral("Shared Files"));
        QCOMPARE(drive->binBytes, 3);
        QCOMPARE(drive->usedBytes, -1);
        const auto poor = readDrive(object(
            "{'id':'b!x','driveType':'business','webUrl':'https://t-my.sharepoint.test/personal/r_t/Documents'}"));
        QVERIFY(poor);
        QCOMPARE(poor->siteUrl.toString(), QStringLiteral("https://t-my.sharepoint.test/personal/r_t"));
        QCOMPARE(poor->siteKey, QStringLiteral("t-my.sharepoint.test:/personal/r_t:"));
        QVERIFY(readDrive(object("{'id':'A1','driveType':'personal'}"))->isPersonal);
        QVERIFY(!readDrive(object("{'driveType':'personal'}")));
    }

    void foldersOfASiteBinLieWithinTheLibrary_data()
    {
        QTest::addColumn<QString>("location");
        QTest::addColumn<QString>("folder");
        QTest::newRow("site-relative") << QStringLiteral("Documents/Reports") << QStringLiteral("/Reports");
        QTest::newRow("library itself") << QStringLiteral("Documents") << QStringLiteral("/");
        QTest::newRow("server-relative")
            << QStringLiteral("/personal/robin_sample_example/Documents/A/B") << QStringLiteral("/A/B");
        QTest::newRow("server-relative, no slash")
            << QStringLiteral("personal/robin_sample_example/Documents/A") << QStringLiteral("/A");
        QTest::newRow("case") << QStringLiteral("documents/A") << QStringLiteral("/A");
        QTest::newRow("another library") << QStringLiteral("Lists/Tasks") << QString();
        QTest::newRow("similar name") << QStringLiteral("Documents2/A") << QString();
    }
    void foldersOfASiteBinLieWithinTheLibrary()
    {
        QFETCH(QString, location);
        QFETCH(QString, folder);
        QCOMPARE(folderInDrive(location, workDrive()), folder);
    }

    void sharePointTellsKindAndWhoDeletedIt()
    {
        const auto page = readSharePointBin(
            quoted("{'d':{'results':[{'Id':'6f0c','LeafName':'a%23.txt','LeafNamePath':{'DecodedUrl':'a#.txt'},"
                   "'DirName':'Documents/R','ItemType':1,'Size':'2048','DeletedDate':'2026-05-01T08:00:00Z',"
                   "'DeletedByName':'Kim'},{'Id':'6f0d','LeafName':'R','DirName':'Documents','ItemType':5},"
                   "{'Id':'6f0e','LeafName':'old','DirName':'Documents','ItemType':2},"
                   "{'Id':'6f0f','LeafName':'row','DirName':'Lists/T','ItemType':3}],'__next':'https://n'}}"),
            workDrive());
        QVERIFY(page);
        QCOMPARE(page->rows.size(), size_t(4));
        QCOMPARE(page->rows[0].name, QStringLiteral("a#.txt"));
        QCOMPARE(page->rows[0].sizeBytes, 2048);
        QCOMPARE(page->rows[0].deletedBy, QStringLiteral("Kim"));
        QCOMPARE(page->rows[0].kind, ItemKind::File);
        QCOMPARE(page->rows[1].kind, ItemKind::Folder);
        QVERIFY(page->rows[2].isElsewhere);
        QVERIFY(page->rows[3].isElsewhere);
        QCOMPARE(page->nextLink, QStringLiteral("https://n"));
    }

    void graphTellsNoKindSoItIsGuessed()
    {
        const auto page = readGraphBin(
            quoted("{'value':[{'id':'1','name':'q3.xlsx','size':2048,'deletedDateTime':'2026-05-01T08:00:00Z',"
                   "'deletedFromLocation':'Documents/Reports','deletedBy':{'user':{'displayName':'Kim'}}},"
                   "{'id':'2','name':'Reports','deletedFromLocation':'Documents'},{'id':'3'}]}"),
            workDrive());
        QVERIFY(page);
        QCOMPARE(page->rows.size(), size_t(2));
        QCOMPARE(page->problems.size(), size_t(1));
        QCOMPARE(page->rows[0].folder, QStringLiteral("/Reports"));
        QCOMPARE(page->rows[0].kind, ItemKind::File);
        QCOMPARE(page->rows[0].deletedBy, QStringLiteral("Kim"));
        QCOMPARE(page->rows[1].kind, ItemKind::Folder);
    }

    void theNewestVersionIsTheCurrentOne()
    {
        auto page = readVersions(quoted("{'value':[{'id':'3.0','size':3,'lastModifiedDateTime':'2026-03-01T00:00:00Z',"
                                        "'lastModifiedBy':{'user':{'displayName':'Kim'}}},{'id':'2.0'},{'size':1}]}"));
        QVERIFY(page);
        QCOMPARE(page->versions.size(), size_t(2)); // one without an id can't be asked about
        settleVersions(page->versions, {.name = QStringLiteral("a.txt"), .sizeBytes = 3});
        QVERIFY(page->versions[0].isCurrent && !page->versions[1].isCurrent);
        QCOMPARE(page->versions[0].author, QStringLiteral("Kim"));
        std::vector<Version> none;
        settleVersions(none, {.name = QStringLiteral("a.txt"), .sizeBytes = 3});
        QCOMPARE(none.size(), size_t(1));
        QVERIFY(none[0].isCurrent);
    }
};

QTEST_GUILESS_MAIN(TestOneDriveParts)
#include "tst_onedriveparts.moc"
