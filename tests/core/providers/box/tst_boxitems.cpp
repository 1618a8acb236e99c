// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxids.h"
#include "core/providers/box/boxitems.h"
#include "core/providers/box/boxrequests.h"
#include "tests/core/providers/box/boxjson.h"

#include <QTest>
#include <QUrlQuery>

#include <limits>

using namespace Unbin;

namespace {

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1String(text), Qt::ISODateWithMs);
}

const QUrl kApi = QUrl(QStringLiteral("https://api.box.test/2.0"));

} // namespace

class TestBoxItems : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFullEntryIsReadWhole()
    {
        const auto entry = Box::readBinEntry(
            object("{'type':'file','id':'1001','etag':'3','name':'Report.pdf','size':629644,"
                   "'sha1':'85136C79CBF9FE36BB9D05D0639C70C265C18D37','item_status':'trashed',"
                   "'trashed_at':'2026-03-01T10:00:00-08:00','purged_at':'2026-03-31T10:00:00-08:00',"
                   "'created_at':'2025-01-01T00:00:00.250Z','modified_at':'2025-06-01T00:00:00+02:00',"
                   "'content_modified_at':'2025-05-01T12:00:00+02:00','parent':{'type':'folder','id':'77','name':'"
                   "Work'},"
                   "'path_collection':{'total_count':1,'entries':[{'type':'folder','id':'1','name':'Trash'}]},"
                   "'owned_by':{'type':'user','id':'5','name':'Ada Example','login':'ada@mail.example'}}"));
        QVERIFY(entry);
        const TrashedItem &item = entry->item;
        QCOMPARE(item.id, ItemId(QStringLiteral("file:1001")));
        QCOMPARE(item.kind, ItemKind::File);
        QCOMPARE(item.name, QStringLiteral("Report.pdf"));
        QCOMPARE(item.originalParent, ItemId(QStringLiteral("folder:77")));
        QCOMPARE(entry->parentName, QStringLiteral("Work"));
        QCOMPARE(item.sizeBytes, 629644);
        QCOMPARE(item.deletedAt, utc("2026-03-01T18:00:00Z"));
        QCOMPARE(item.purgeAt, utc("2026-03-31T18:00:00Z"));
        QCOMPARE(item.createdAt, utc("2025-01-01T00:00:00.250Z"));
        QCOMPARE(item.modifiedAt, utc("2025-05-01T10:00:00Z"));
        QCOMPARE(item.owner, QStringLiteral("Ada Example"));
        QCOMPARE(item.hash.algorithm, ContentHash::Algorithm::Sha1);
        QCOMPARE(item.hash.bytes.toHex(), QByteArray("85136c79cbf9fe36bb9d05d0639c70c265c18d37"));
        QCOMPARE(item.etag, QStringLiteral("3"));
        QVERIFY(!item.isPurgeEstimated);
    }

    void aMiniEntryIsEnough()
    {
        const auto entry = Box::readBinEntry(object("{'type':'web_link','id':9,'name':'A link'}"));
        QVERIFY(entry);
        QCOMPARE(entry->item.id, ItemId(QStringLiteral("web_link:9")));
        QCOMPARE(entry->item.kind, ItemKind::Link);
        QCOMPARE(entry->item.sizeBytes, -1);
        QVERIFY(!entry->item.deletedAt.isValid());
        QVERIFY(entry->item.originalParent.isEmpty());
    }

    void unknownTypesAreListed()
    {
        const auto entry = Box::readBinEntry(object("{'type':'hologram','id':'5','name':'x'}"));
        QVERIFY(entry);
        QCOMPARE(entry->item.kind, ItemKind::Other);
        QCOMPARE(entry->item.id, ItemId(QStringLiteral("hologram:5")));
    }

    void nonsenseBesideTheEssentialsIsJustUnknown()
    {
        const auto entry = Box::readBinEntry(
            object("{'type':'file','id':'1','name':'a','etag':null,'size':'many','sha1':'xyz','trashed_at':null,"
                   "'purged_at':17,'created_at':'yesterday','parent':'root','owned_by':[]}"));
        QVERIFY(entry);
        QCOMPARE(entry->item.sizeBytes, -1);
        QVERIFY(!entry->item.hash.isKnown());
        QVERIFY(!entry->item.purgeAt.isValid());
        QVERIFY(!entry->item.createdAt.isValid());
        QVERIFY(entry->item.originalParent.isEmpty());
        QVERIFY(entry->item.etag.isEmpty());
    }

    void entriesThatMakeNoSenseAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("no id") << QByteArray("{'type':'file','name':'a'}");
        QTest::newRow("no type") << QByteArray("{'id':'1','name':'a'}");
        QTest::newRow("no name") << QByteArray("{'type':'file','id':'1'}");
        QTest::newRow("empty name") << QByteArray("{'type':'file','id':'1','name':''}");
        QTest::newRow("name is a number") << QByteArray("{'type':'file','id':'1','name':4}");
        QTest::newRow("id climbs") << QByteArray("{'type':'file','id':'../../users/me','name':'a'}");
        QTest::newRow("id asks") << QByteArray("{'type':'file','id':'1?x=y','name':'a'}");
        QTest::newRow("id is a fraction") << QByteArray("{'type':'file','id':1.5,'name':'a'}");
        QTest::newRow("type with a colon") << QByteArray("{'type':'file:1','id':'1','name':'a'}");
        QTest::newRow("id of a thousand digits") << "{'type':'file','id':'" + QByteArray(1000, '1') + "','name':'a'}";
    }
    void entriesThatMakeNoSenseAreRefused()
    {
        QFETCH(QByteArray, json);
        const auto bin = Box::readBinEntry(object(json), QStringLiteral("entries[3]"));
        QVERIFY(!bin);
        QCOMPARE(bin.error().kind, Error::Kind::BadResponse);
        QVERIFY2(bin.error().detail.startsWith(QStringLiteral("entries[3]")), qPrintable(bin.error().detail));
        QVERIFY(!Box::readLiveItem(object(json)));
    }

    void sizesComeInManyWays_data()
    {
        QTest::addColumn<QByteArray>("size");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("number") << QByteArray("12") << qint64(12);
        QTest::newRow("exponent") << QByteArray("1.0034576983313e+14") << qint64(100345769833130);
        QTest::newRow("huge") << QByteArray("1.0e+30") << std::numeric_limits<qint64>::max();
        QTest::newRow("text") << QByteArray("'12'") << qint64(12);
        QTest::newRow("negative") << QByteArray("-5") << qint64(-1);
        QTest::newRow("null") << QByteArray("null") << qint64(-1);
    }
    void sizesComeInManyWays()
    {
        QFETCH(QByteArray, size);
        QFETCH(qint64, bytes);
        const auto entry = Box::readBinEntry(object("{'type':'file','id':'1','name':'a','size':" + size + "}"));
        QVERIFY(entry);
        QCOMPARE(entry->item.sizeBytes, bytes);
    }

    void anEtagThatCouldBreakAHeaderIsDropped()
    {
        const auto item = Box::readLiveItem(object("{'type':'file','id':'1','name':'a','etag':'1\\r\\nX: y'}"));
        QVERIFY(item);
        QVERIFY(item->etag.isEmpty());
    }

    void theTrashFolderIsNobodysParent()
    {
        const auto entry = Box::readBinEntry(
            object("{'type':'file','id':'1','name':'a','parent':{'type':'folder','id':'1','name':'Trash'}}"));
        QVERIFY(entry);
        QVERIFY(entry->item.originalParent.isEmpty());
    }

    void aLiveItemTellsItsRights()
    {
        const auto closed = Box::readLiveItem(object("{'type':'folder','id':'4','name':'Closed','parent':{'id':'0'},"
                                                     "'permissions':{'can_upload':false}}"));
        QVERIFY(closed);
        QVERIFY(!closed->canAddChildren);
        QCOMPARE(closed->parent, ItemId(QStringLiteral("folder:0")));
        const auto open
            = Box::readLiveItem(object("{'type':'folder','id':'4','name':'Open'}"), ItemId(QStringLiteral("folder:9")));
        QVERIFY(open && open->canAddChildren);
        QCOMPARE(open->parent, ItemId(QStringLiteral("folder:9")));
    }

    void aFolderTellsItsPath()
    {
        const auto facts = Box::readFolder(object("{'type':'folder','id':'22','name':'2024','item_status':'"
                                                  "active','path_collection':{'total_count':2,"
                                                  "'entries':[{'type':'folder','id':'0','name':'All "
                                                  "Files'},{'type':'folder','id':'11','name':'Reports'}]}}"));
        QVERIFY(facts);
        QCOMPARE(facts->state, FolderFacts::State::Live);
        QCOMPARE(pathForPeople(facts->path), QStringLiteral("/Reports/2024"));
        QCOMPARE(facts->path.back().id, ItemId(QStringLiteral("folder:22")));
    }

    void aUserIsKnownById()
    {
        const auto facts = Box::readAccount(object("{'type':'user','id':'17','name':'Ada','login':'ada@mail.example',"
                                                   "'space_amount':1.0e+18,'space_used':5}"));
        QVERIFY(facts);
        QCOMPARE(facts->remoteId, QStringLiteral("17"));
        QCOMPARE(facts->totalBytes, qint64(1'000'000'000'000'000'000));
        QCOMPARE(facts->usedBytes, 5);
        QCOMPARE(facts->binBytes, -1);
        QVERIFY(!Box::readAccount(object("{'name':'nobody'}")));
    }

    void aPageKeepsWhatMakesSenseAndReportsTheRest()
    {
        const auto page = Box::readBinPage(
            quoted("{'entries':[{'type':'file','id':'1','name':'a'},17,{'type':'file','id':'2'},null,"
                   "{'type':'folder','id':'3','name':'b'}],'limit':1000,'order':{'by':'type'},'next_marker':'"
                   "abc+/='}"));
        QVERIFY(page);
        QCOMPARE(page->entries.size(), size_t(2));
        QCOMPARE(page->problems.size(), size_t(3));
        QCOMPARE(page->nextMarker, QStringLiteral("abc+/="));
    }

    void aPageEndsTheListInThreeWays()
    {
        for (const char *end : {"", ",'next_marker':null", ",'next_marker':''"}) {
            const auto page = Box::readBinPage(quoted(QByteArray("{'entries':[]") + end + "}"));
            QVERIFY(page);
            QVERIFY(page->nextMarker.isEmpty());
        }
    }

    void aPageThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("HTML") << QByteArray("<html></html>");
        QTest::newRow("cut") << QByteArray("{'entries':[{'type':'file'");
        QTest::newRow("no entries") << QByteArray("{'next_marker':null}");
        QTest::newRow("entries is an object") << QByteArray("{'entries':{}}");
        QTest::newRow("marker is an object") << QByteArray("{'entries':[],'next_marker':{}}");
        QTest::newRow("marker is a number") << QByteArray("{'entries':[],'next_marker':5}");
        QTest::newRow("too deep") << QByteArray(2000, '[');
    }
    void aPageThatIsNoneIsRefused()
    {
        QFETCH(QByteArray, body);
        const auto page = Box::readBinPage(quoted(body));
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::BadResponse);
    }

    void aFolderPageLeavesOutWhatIsTrashed()
    {
        const auto page = Box::readFolderPage(
            quoted("{'entries':[{'type':'file','id':'1','name':'a','item_status':'active'},"
                   "{'type':'file','id':'2','name':'b','item_status':'trashed'},{'type':'file','id':'3','"
                   "name':'c'}]}"),
            ItemId(QStringLiteral("folder:8")));
        QVERIFY(page);
        QCOMPARE(page->entries.size(), size_t(2));
        QCOMPARE(page->entries[1].name, QStringLiteral("c"));
        QCOMPARE(page->entries[0].parent, ItemId(QStringLiteral("folder:8")));
        QVERIFY(page->problems.empty());
    }

    void idsGoThereAndBack()
    {
        const auto id = Box::wireId(ItemId(QStringLiteral("web_link:42")));
        QVERIFY(id);
        QCOMPARE(id->path(), QStringLiteral("web_links/42"));
        QCOMPARE(id->itemId(), ItemId(QStringLiteral("web_link:42")));
        for (const char *text : {"", "42", "file:", ":42", "file:4:2", "file:4/2", "/trash/x"})
            QVERIFY2(!Box::wireId(ItemId(QLatin1String(text))), text);
        QVERIFY(Box::wireId(ItemId(QStringLiteral("hologram:1")))->path().isEmpty());
    }

    void markersAreSentAsTheyCame()
    {
        const QString marker = QStringLiteral("a+b/c=&limit=1#%2F");
        const QUrl url = Box::listTrash(kApi, marker).url;
        const QUrlQuery query(url);
        QCOMPARE(query.queryItemValue(QStringLiteral("marker"), QUrl::FullyDecoded), marker);
        QVERIFY(!url.toString(QUrl::FullyEncoded).contains(QLatin1Char('+')));
        QCOMPARE(query.queryItemValue(QStringLiteral("limit")), QStringLiteral("1000"));
        QCOMPARE(query.queryItemValue(QStringLiteral("usemarker")), QStringLiteral("true"));
        QVERIFY(!QUrlQuery(Box::listTrash(kApi, {}).url).hasQueryItem(QStringLiteral("marker")));
    }

    void aRestoreAsksOnlyForWhatIsWanted()
    {
        const Box::WireId file{QStringLiteral("file"), QStringLiteral("1")};
        const Box::WireId folder{QStringLiteral("folder"), QStringLiteral("1")};
        QCOMPARE(Box::restoreTrashed(kApi, file, {}).body, QByteArray("{}"));
        QCOMPARE(
            Box::restoreTrashed(kApi, file, {.name = QStringLiteral("b\"")}).body, QByteArray("{\"name\":\"b\\\"\"}"));
        QCOMPARE(Box::restoreTrashed(kApi, file, {.parent = QStringLiteral("5")}).body,
            QByteArray("{\"parent\":{\"id\":\"5\"}}"));
        QCOMPARE(Box::restoreTrashed(kApi, file, {}).url.path(), QStringLiteral("/2.0/files/1"));
        QVERIFY(Box::restoreTrashed(kApi, folder, {}).deadline > std::chrono::minutes(10));
        QVERIFY(Box::restoreTrashed(kApi, file, {}).deadline < std::chrono::minutes(10));
    }

    void aDeletionIsGuardedByTheEtag()
    {
        const Box::WireId folder{QStringLiteral("folder"), QStringLiteral("1")};
        const HttpRequest request = Box::trashLive(kApi, folder, QStringLiteral("7"));
        QCOMPARE(headerValue(request.headers, "if-match"), QByteArray("7"));
        QCOMPARE(request.url.query(), QStringLiteral("recursive=true"));
        QVERIFY(Box::trashLive(kApi, folder, {}).headers.isEmpty());
    }

    void aBaseAddressMayEndInASlash()
    {
        const QUrl url = Box::getMe(QUrl(QStringLiteral("http://127.0.0.1:4010/"))).url;
        QCOMPARE(url.path(), QStringLiteral("/users/me"));
    }
};

QTEST_GUILESS_MAIN(TestBoxItems)
#include "tst_boxitems.moc"
