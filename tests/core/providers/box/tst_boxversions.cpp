// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxversionitems.h"
#include "core/providers/versions.h"
#include "tests/core/providers/box/boxbench.h"
#include "tests/core/providers/box/boxjson.h"

#include <QBuffer>

using namespace Unbin;
using Kind = Error::Kind;

namespace {

/** A file that was written three times under two names, and what the provider says of it. */
struct VersionBench : BoxBench {
    VersionBench()
    {
        ref = file(SandboxDrive::root, QStringLiteral("plan.txt"), "one");
        write("two");
        write("three");
        drive.move(ref, SandboxDrive::root, QStringLiteral("renamed.txt"), later());
    }
    QDateTime later()
    {
        clock.jump(std::chrono::hours(1));
        return clock.now();
    }
    SandboxVersions &pasts() { return box.versions(drive); }
    void write(const QByteArray &content, const QString &author = QStringLiteral("Kim Guest"))
    {
        pasts().write(ref, SandboxContent::of(content), author, later());
    }

    Versions &versions() { return *provider.versions(); }
    VersionHistory history()
    {
        auto told = waitFor(versions().list(liveOf(ref)));
        if (!told)
            qFatal("no history: %s", qPrintable(QDebug::toString(told.error())));
        return *told;
    }
    Result<QByteArray> content(const Version &version, qint64 maxBytes = 1000)
    {
        auto buffer = std::make_shared<QBuffer>();
        buffer->open(QIODevice::WriteOnly);
        const auto bytes = waitFor(versions().download(liveOf(ref), version, buffer, maxBytes));
        if (!bytes)
            return failure(bytes.error());
        return *bytes == buffer->data().size() ? Result<QByteArray>(buffer->data())
                                               : failure(Kind::Internal, QStringLiteral("wrong count"));
    }
    QByteArray contentNow() const { return drive.node(ref)->content.bytes; }
    QByteArrayList contents()
    {
        QByteArrayList all;
        for (const Version &version : history().versions)
            all += content(version).value_or("?");
        return all;
    }

    SandboxRef ref;
};

/** The version with this content. */
Version withContent(const VersionHistory &history, const QByteArray &content)
{
    const QByteArray sha1 = SandboxContent::of(content).sha1();
    for (const Version &version : history.versions) {
        if (version.hash.bytes == sha1)
            return version;
    }
    return {};
}

} // namespace

class TestBoxVersions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pastAndPresentAreOneHistory();
    void whoWroteWhatWhen();
    void renamingMovesNoTime();
    void orderAndPagesOfBoxDoNotMatter_data();
    void orderAndPagesOfBoxDoNotMatter();
    void longPastIsReadInPages();
    void fileWithoutAPastHasOneVersion();
    void whatIsNoLiveFileHasNoHistory();
    void contentsAreFetchedByWayOfSignedAddresses_data();
    void contentsAreFetchedByWayOfSignedAddresses();
    void tooMuchContentIsRefused();
    void makingCurrentAddsAVersionAndRevertsTheName();
    void whatWasCurrentCanBeMadeCurrentAgain();
    void changedFileIsNotPromotedOver();
    void takenNameIsTold();
    void lostReplyLeavesTheOutcomeUnknown_data();
    void lostReplyLeavesTheOutcomeUnknown();
    void promotionIsTrueEvenIfTheFileCannotBeLookedAt();
    void trashedVersionsAreToldAndComeBack();
    void copyBesideTakesThatVersion();
    void copyNeverReplaces();
    void onlyVersionsOfBoxAreAskedFor();
    void brokenListsAreRefusedWhole_data();
    void brokenListsAreRefusedWhole();
};

void TestBoxVersions::pastAndPresentAreOneHistory()
{
    VersionBench bench;
    const VersionHistory history = bench.history();
    QCOMPARE(history.versions.size(), size_t(3));
    QVERIFY(history.isComplete);
    QCOMPARE(history.file.name, QStringLiteral("renamed.txt"));
    QVERIFY(history.versions[0].isCurrent);
    QVERIFY(!history.versions[1].isCurrent && !history.versions[2].isCurrent);
    QCOMPARE(bench.contents(), (QByteArrayList{"three", "two", "one"}));
    QCOMPARE(history.versions[0].label, QStringLiteral("3"));
    QCOMPARE(history.versions[2].label, QStringLiteral("1"));
    QCOMPARE(history.versions[2].sizeBytes, 3);
}

void TestBoxVersions::whoWroteWhatWhen()
{
    VersionBench bench;
    const VersionHistory history = bench.history();
    QCOMPARE(history.versions[0].author, QStringLiteral("Kim Guest"));
    QCOMPARE(history.versions[2].author, QStringLiteral("Robin Sample"));
    QVERIFY(history.versions[0].modifiedAt > history.versions[1].modifiedAt);
    QVERIFY(history.versions[1].modifiedAt > history.versions[2].modifiedAt);
}

void TestBoxVersions::renamingMovesNoTime()
{
    VersionBench bench;
    const VersionHistory before = bench.history();
    bench.drive.move(bench.ref, SandboxDrive::root, QStringLiteral("again.txt"), bench.later());
    QCOMPARE(bench.history().versions[0].modifiedAt, before.versions[0].modifiedAt);
    bench.box.quirks().currentVersionIsAnswered = false; // then the file's own time has to do
    const VersionHistory history = bench.history();
    QCOMPARE(history.versions.size(), size_t(3));
    QVERIFY(history.versions[0].modifiedAt > before.versions[0].modifiedAt);
}

void TestBoxVersions::orderAndPagesOfBoxDoNotMatter_data()
{
    QTest::addColumn<QByteArray>("quirk");
    for (const char *name : {"oldest first", "current listed", "short pages", "no total", "numbers", "exponents"})
        QTest::newRow(name) << QByteArray(name);
}

void TestBoxVersions::orderAndPagesOfBoxDoNotMatter()
{
    QFETCH(QByteArray, quirk);
    VersionBench bench;
    BoxQuirks &quirks = bench.box.quirks();
    quirks.oldestVersionsFirst = quirk == "oldest first";
    quirks.listsCurrentVersion = quirk == "current listed";
    quirks.shortVersionPages = quirk == "short pages" || quirk == "no total" ? 1 : 0;
    quirks.tellsTotalOfVersions = quirk != "no total";
    quirks.idsAsNumbers = quirk == "numbers";
    quirks.sizesInExponentForm = quirk == "exponents";
    QCOMPARE(bench.contents(), (QByteArrayList{"three", "two", "one"}));
    const VersionHistory history = bench.history();
    QCOMPARE(std::count_if(history.versions.begin(), history.versions.end(), [](const Version &v) { return v.isCurrent; }), 1);
    QVERIFY(history.isComplete);
}

void TestBoxVersions::longPastIsReadInPages()
{
    VersionBench bench;
    for (int i = 0; i < 1100; ++i)
        bench.write(QByteArray::number(i));
    QCOMPARE(bench.history().versions.size(), size_t(1103));
    QCOMPARE(bench.countSent("GET " + bench.wirePath(bench.ref) + "/versions"), 2);
}

void TestBoxVersions::fileWithoutAPastHasOneVersion()
{
    VersionBench bench;
    bench.ref = bench.file(SandboxDrive::root, QStringLiteral("alone.txt"), "alone");
    QCOMPARE(bench.contents(), QByteArrayList{"alone"});
    QVERIFY(bench.history().versions.front().isCurrent);
}

void TestBoxVersions::whatIsNoLiveFileHasNoHistory()
{
    VersionBench bench;
    const SandboxRef folder = bench.folder(QStringLiteral("Folder"));
    VERIFY_FAILS(waitFor(bench.versions().list(bench.liveOf(folder))), Kind::Unsupported);
    const LiveItem file = bench.liveOf(bench.ref);
    bench.trash(bench.ref);
    VERIFY_FAILS(waitFor(bench.versions().list(file)), Kind::NotFound);
    bench.purge(bench.ref);
    VERIFY_FAILS(waitFor(bench.versions().list(file)), Kind::NotFound);
}

void TestBoxVersions::contentsAreFetchedByWayOfSignedAddresses_data()
{
    QTest::addColumn<BoxQuirks::Content>("manner");
    QTest::addColumn<bool>("isExpired");
    QTest::newRow("elsewhere") << BoxQuirks::Content::Elsewhere << false;
    QTest::newRow("here") << BoxQuirks::Content::Here << false;
    QTest::newRow("not ready") << BoxQuirks::Content::NotReadyAtFirst << false;
    QTest::newRow("expired") << BoxQuirks::Content::Elsewhere << true;
}

void TestBoxVersions::contentsAreFetchedByWayOfSignedAddresses()
{
    QFETCH(BoxQuirks::Content, manner);
    QFETCH(bool, isExpired);
    VersionBench bench;
    bench.box.quirks().content = manner;
    bench.box.quirks().signedAddressesExpireAtOnce = isExpired;
    QCOMPARE(bench.contents(), (QByteArrayList{"three", "two", "one"}));
    const bool isRedirected = manner != BoxQuirks::Content::Here;
    const auto fetched = std::count_if(bench.sent.begin(), bench.sent.end(),
        [](const QByteArray &line) { return line.startsWith("GET /download/"); });
    QCOMPARE(fetched, isRedirected ? (isExpired ? 6 : 3) : 0);
}

void TestBoxVersions::tooMuchContentIsRefused()
{
    VersionBench bench;
    bench.write(QByteArray(5000, 'x'));
    VERIFY_FAILS(bench.content(bench.history().versions.front(), 4999), Kind::TooLarge);
    QVERIFY(bench.content(bench.history().versions.front(), 5000));
}

void TestBoxVersions::makingCurrentAddsAVersionAndRevertsTheName()
{
    VersionBench bench;
    const VersionHistory before = bench.history();
    const auto after = waitFor(bench.versions().makeCurrent(before.file, withContent(before, "one")));
    QVERIFY(after);
    QCOMPARE(after->name, QStringLiteral("plan.txt"));
    QCOMPARE(after->id, before.file.id);
    QCOMPARE(after->hash.bytes, SandboxContent::of("one").sha1());
    QVERIFY(after->etag != before.file.etag);
    QCOMPARE(bench.contentNow(), QByteArray("one"));
    QCOMPARE(bench.contents(), (QByteArrayList{"one", "three", "two", "one"}));
}

void TestBoxVersions::whatWasCurrentCanBeMadeCurrentAgain()
{
    VersionBench bench;
    const VersionHistory before = bench.history();
    const auto after = waitFor(bench.versions().makeCurrent(before.file, withContent(before, "two")));
    QVERIFY(after);
    Version former = before.versions.front();
    former.isCurrent = false;
    const auto back = waitFor(bench.versions().makeCurrent(*after, former));
    QVERIFY(back);
    QCOMPARE(bench.contentNow(), QByteArray("three"));
    QCOMPARE(back->name, QStringLiteral("renamed.txt"));
}

void TestBoxVersions::changedFileIsNotPromotedOver()
{
    VersionBench bench;
    const VersionHistory before = bench.history();
    bench.write("four");
    VERIFY_FAILS(waitFor(bench.versions().makeCurrent(before.file, withContent(before, "one"))), Kind::Changed);
    QCOMPARE(bench.contentNow(), QByteArray("four"));
    QCOMPARE(bench.countChanges(), 0);
}

void TestBoxVersions::takenNameIsTold()
{
    for (const auto shape : {BoxQuirks::ConflictShape::Object, BoxQuirks::ConflictShape::Absent}) {
        VersionBench bench;
        bench.box.quirks().promoteConflict = shape;
        const SandboxRef other = bench.file(SandboxDrive::root, QStringLiteral("plan.txt"), "other");
        const VersionHistory before = bench.history();
        const auto refused = waitFor(bench.versions().makeCurrent(before.file, withContent(before, "one")));
        VERIFY_FAILS(refused, Kind::NameTaken);
        if (shape == BoxQuirks::ConflictShape::Object)
            QCOMPARE(refused.error().conflictingItem, bench.idOf(other).value());
        QCOMPARE(bench.contentNow(), QByteArray("three"));
    }
}

void TestBoxVersions::lostReplyLeavesTheOutcomeUnknown_data()
{
    QTest::addColumn<bool>("isDone");
    QTest::newRow("done") << true;
    QTest::newRow("not done") << false;
}

void TestBoxVersions::lostReplyLeavesTheOutcomeUnknown()
{
    QFETCH(bool, isDone);
    VersionBench bench;
    const VersionHistory before = bench.history();
    bench.host.faults().add((isDone ? SandboxFault::dropAfter() : SandboxFault::dropBefore()).on("POST", "*"));
    const auto lost = waitFor(bench.versions().makeCurrent(before.file, withContent(before, "one")));
    VERIFY_FAILS(lost, Kind::OutcomeUnknown);
    QCOMPARE(bench.contentNow(), QByteArray(isDone ? "one" : "three"));
    QCOMPARE(bench.countChanges(), 1);
}

void TestBoxVersions::promotionIsTrueEvenIfTheFileCannotBeLookedAt()
{
    VersionBench bench;
    const VersionHistory before = bench.history();
    // The look before passes, the one afterwards never comes.
    bench.host.faults().add(SandboxFault::refuse(500).on("GET", bench.wirePath(bench.ref)).after(1).forever());
    const auto after = waitFor(bench.versions().makeCurrent(before.file, withContent(before, "one")));
    QVERIFY(after);
    QCOMPARE(after->name, QStringLiteral("plan.txt"));
    QCOMPARE(after->hash.bytes, SandboxContent::of("one").sha1());
    QVERIFY(after->etag.isEmpty()); // unknown rather than old
    QCOMPARE(bench.contentNow(), QByteArray("one"));
}

void TestBoxVersions::trashedVersionsAreToldAndComeBack()
{
    VersionBench bench;
    const VersionHistory before = bench.history();
    const Version two = withContent(before, "two");
    QVERIFY(waitFor(bench.versions().remove(before.file, two)));
    const Version trashed = withContent(bench.history(), "two");
    QVERIFY(trashed.isTrashed());
    QVERIFY(trashed.purgeAt > trashed.trashedAt);
    QCOMPARE(trashed.modifiedAt, two.modifiedAt);
    VERIFY_FAILS(waitFor(bench.versions().makeCurrent(before.file, trashed)), Kind::Unsupported);
    VERIFY_FAILS(waitFor(bench.versions().remove(before.file, trashed)), Kind::NotFound);

    QVERIFY(waitFor(bench.versions().untrash(before.file, trashed)));
    QVERIFY(!withContent(bench.history(), "two").isTrashed());

    bench.box.quirks().deletedVersionsAreGone = true;
    QVERIFY(waitFor(bench.versions().remove(before.file, two)));
    QCOMPARE(bench.history().versions.size(), size_t(2));
}

void TestBoxVersions::copyBesideTakesThatVersion()
{
    VersionBench bench;
    const VersionHistory history = bench.history();
    const Place place{history.file.parent, QStringLiteral("plan of then.txt")};
    const auto copy = waitFor(bench.versions().saveBeside(history.file, withContent(history, "one"), place));
    QVERIFY(copy);
    QCOMPARE(copy->name, place.name);
    const auto made = bench.drive.find(QStringLiteral("/plan of then.txt"));
    QVERIFY(made && *made != bench.ref);
    QCOMPARE(bench.drive.node(*made)->content.bytes, QByteArray("one"));
    QCOMPARE(bench.contentNow(), QByteArray("three"));
    const auto found = waitFor(bench.provider.findChild(history.file.parent, place.name));
    QVERIFY(found && *found && (*found)->id == copy->id);

    const auto ofCurrent = waitFor(bench.versions().saveBeside(
        history.file, history.versions.front(), {history.file.parent, QStringLiteral("now.txt")}));
    QVERIFY(ofCurrent);
    QCOMPARE(bench.drive.node(*bench.drive.find(QStringLiteral("/now.txt")))->content.bytes, QByteArray("three"));
}

void TestBoxVersions::copyNeverReplaces()
{
    VersionBench bench;
    const VersionHistory history = bench.history();
    const Place place{history.file.parent, history.file.name};
    VERIFY_FAILS(
        waitFor(bench.versions().saveBeside(history.file, withContent(history, "one"), place)), Kind::NameTaken);
    QCOMPARE(bench.contentNow(), QByteArray("three"));
    bench.host.faults().add(SandboxFault::dropAfter().on("POST", "*/copy"));
    const Place free{history.file.parent, QStringLiteral("free.txt")};
    VERIFY_FAILS(
        waitFor(bench.versions().saveBeside(history.file, withContent(history, "one"), free)), Kind::OutcomeUnknown);
    QCOMPARE(bench.countChanges(), 2);
}

void TestBoxVersions::onlyVersionsOfBoxAreAskedFor()
{
    VersionBench bench;
    const VersionHistory history = bench.history();
    bench.sent.clear();
    for (const char *id : {"", "../../users/me", "12/../13", "1?x", "1%2F2"}) {
        Version odd;
        odd.id = VersionId(QString::fromLatin1(id));
        VERIFY_FAILS(waitFor(bench.versions().makeCurrent(history.file, odd)), Kind::Unsupported);
        VERIFY_FAILS(waitFor(bench.versions().remove(history.file, odd)), Kind::Unsupported);
        VERIFY_FAILS(waitFor(bench.versions().untrash(history.file, odd)), Kind::Unsupported);
        VERIFY_FAILS(bench.content(odd), Kind::Unsupported);
    }
    VERIFY_FAILS(waitFor(bench.versions().remove(history.file, history.versions.front())), Kind::Unsupported);
    QVERIFY(std::none_of(bench.sent.begin(), bench.sent.end(), [](const QByteArray &line) { return line.contains("versions/"); }));
}

void TestBoxVersions::brokenListsAreRefusedWhole_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("not json") << QByteArray("<html>");
    QTest::newRow("cut") << QByteArray("{'entries':[{'id':'1'");
    QTest::newRow("no entries") << QByteArray("{'total_count':0}");
    QTest::newRow("entry without id") << QByteArray("{'total_count':1,'entries':[{'type':'file_version'}]}");
    QTest::newRow("entry with a way in its id") << QByteArray("{'total_count':1,'entries':[{'id':'../1'}]}");
    QTest::newRow("entry of another kind") << QByteArray("{'total_count':1,'entries':[7]}");
}

void TestBoxVersions::brokenListsAreRefusedWhole()
{
    QFETCH(QByteArray, body);
    VersionBench bench;
    VERIFY_FAILS(Box::readVersionPage(quoted(body)), Kind::BadResponse);
    bench.host.faults().add(SandboxFault::answer(200, quoted(body)).on("GET", "*/versions"));
    VERIFY_FAILS(waitFor(bench.versions().list(bench.liveOf(bench.ref))), Kind::BadResponse);
}

QTEST_GUILESS_MAIN(TestBoxVersions)
#include "tst_boxversions.moc"
