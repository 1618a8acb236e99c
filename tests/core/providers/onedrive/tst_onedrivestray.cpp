// SPDX-License-Identifier: GPL-3.0-or-later
// Over real sockets, with a second server that must never see a token.
#include "app/sandbox/onedrive/onedrivedialect.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxserver.h"
#include "core/domain/clock.h"
#include "core/providers/onedrive/onedriveprovider.h"
#include "core/providers/versions.h"
#include "tests/support/faultserver.h"
#include "tests/support/jobwait.h"
#include "tests/support/resourcetokens.h"

#include <QBuffer>
#include <QNetworkAccessManager>
#include <QTest>

using namespace Unbin;

using DriveKind = OneDriveDialect::Kind;

namespace {

/** A OneDrive on one port of this computer, and somebody else on another. */
struct LoopbackWorld {
    explicit LoopbackWorld(DriveKind kind)
    {
        service.addAccount("graph-token", drive, kind);
        service.addSharePointToken("site-token", drive);
        service.mount(host);
        if (!server.listen() || !contents.listen())
            qFatal("no port is free");
        service.setAddresses({.graph = server.url("/graph").toEncoded(),
            .sharePoint = server.url("/sharepoint").toEncoded(),
            .content = contents.url("/content").toEncoded()});
        provider = std::make_unique<OneDriveProvider>(
            network, tokens, clock, QUrl(server.url("/graph").toString() + QStringLiteral("/v1.0")), QString());
    }

    SandboxRef file(const QString &name, const QByteArray &content = "content")
    {
        return drive.addFile(SandboxDrive::root, name, SandboxContent::of(content), clock.now());
    }
    Result<ListSummary> list()
    {
        return waitFor(provider->listBin([](std::vector<TrashedItem> &&) {}));
    }
    Result<ListSummary> listRoot()
    {
        return waitFor(provider->listFolder(provider->rootFolder(), [](std::vector<LiveItem> &&) {}));
    }
    /** Links of replies lead to the stranger from now on, or no longer. */
    void leadAstray(bool isAstray)
    {
        service.quirks().linkOrigin = isAstray ? stranger.base().toEncoded() : QByteArray();
    }
    void expectNothingWentAstray() const
    {
        QCOMPARE(stranger.connectionCount(), 0);
        QCOMPARE(service.tokensAstray(), 0);
    }

    SystemClock clock;
    SandboxDrive drive{SandboxOwner{7, QStringLiteral("Robin Sample"), QStringLiteral("robin@mail.example")}};
    OneDriveDialect service{clock};
    SandboxHost host{clock};
    SandboxServer server{host};
    SandboxServer contents{host};
    FaultServer stranger;
    QNetworkAccessManager network;
    ResourceTokens tokens{"graph-token", "site-token"};
    std::unique_ptr<OneDriveProvider> provider;
};

} // namespace

class TestOneDriveStray : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNextLinkOfChangesLeadsNowhereElse_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("pageSize");
        QTest::newRow("nextLink") << int(DriveKind::Personal) << 1;
        QTest::newRow("deltaLink") << int(DriveKind::Personal) << 100;
        QTest::newRow("nextLink, work") << int(DriveKind::Business) << 1;
        QTest::newRow("deltaLink, work") << int(DriveKind::Business) << 100;
    }
    void aNextLinkOfChangesLeadsNowhereElse()
    {
        QFETCH(int, kind);
        QFETCH(int, pageSize);
        LoopbackWorld world{DriveKind(kind)};
        world.service.quirks().siteBin = OneDriveQuirks::SiteBin::Nowhere; // then work drives have a ledger, too
        world.tokens.setHasResource(false);
        const SandboxRef a = world.file(QStringLiteral("a"));
        world.file(QStringLiteral("b"));
        world.service.quirks().deltaPageSize = pageSize;
        world.leadAstray(true);
        const auto listed = world.list();
        QVERIFY(!listed);
        QCOMPARE(kindName(listed.error().kind), kindName(Error::Kind::Unsafe));
        world.expectNothingWentAstray();

        world.leadAstray(false); // and nothing of it is kept
        QVERIFY(world.list());
        world.drive.trash(a, world.clock.now());
        const auto after = world.list();
        QVERIFY(after);
        QCOMPARE(after->items, 1);
        world.expectNothingWentAstray();
    }

    void aNewBeginningLeadsNowhereElse()
    {
        LoopbackWorld world(DriveKind::Personal);
        const SandboxRef a = world.file(QStringLiteral("a"));
        QVERIFY(world.list());
        world.drive.trash(a, world.clock.now());
        world.host.faults().add(
            SandboxFault::answer(410, R"({"error":{"code":"resyncRequired","message":"begin anew"}})",
                {{"Content-Type", "application/json"},
                    {"Location", world.stranger.url(QStringLiteral("/graph/v1.0/root/delta?token=x")).toEncoded()}})
                .on("GET", "*/root/delta"));
        const auto listed = world.list();
        QVERIFY(listed);
        QCOMPARE(listed->items, 1);
        QCOMPARE(world.host.faults().pendingCount(), 0);
        world.expectNothingWentAstray();
    }

    void pagesOfAFolderLeadNowhereElse()
    {
        LoopbackWorld world(DriveKind::Personal);
        world.file(QStringLiteral("a"));
        world.file(QStringLiteral("b"));
        world.service.quirks().largestPage = 1;
        world.leadAstray(true);
        const auto listed = world.listRoot();
        QVERIFY(!listed);
        QCOMPARE(kindName(listed.error().kind), kindName(Error::Kind::Unsafe));
        world.expectNothingWentAstray();
    }

    void aRedirectedCallIsNotFollowed()
    {
        LoopbackWorld world(DriveKind::Personal);
        world.host.faults().add(SandboxFault::answer(
            307, {}, {{"Location", world.stranger.url(QStringLiteral("/graph/v1.0/children")).toEncoded()}})
                                    .on("GET", "*/children")
                                    .forever());
        QVERIFY(!world.listRoot());
        world.expectNothingWentAstray();
    }

    void pagesOfASitesBinLeadNowhereElse_data()
    {
        QTest::addColumn<bool>("fromSite");
        QTest::newRow("Graph") << false;
        QTest::newRow("SharePoint") << true;
    }
    void pagesOfASitesBinLeadNowhereElse()
    {
        QFETCH(bool, fromSite);
        LoopbackWorld world(DriveKind::Business);
        for (int i = 0; i < 201; ++i) // one more than is asked for at a time
            world.drive.trash(world.file(QString::number(i)), world.clock.now());
        if (fromSite)
            world.service.quirks().siteBin = OneDriveQuirks::SiteBin::Nowhere;
        QVERIFY(world.list());
        world.leadAstray(true);
        const auto listed = world.list();
        QVERIFY(!listed);
        QCOMPARE(kindName(listed.error().kind), kindName(Error::Kind::Unsafe));
        world.expectNothingWentAstray();
    }

    void contentComesFromElsewhereWithoutAToken_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("the current content") << 0;
        QTest::newRow("an earlier one") << 1;
    }
    void contentComesFromElsewhereWithoutAToken()
    {
        QFETCH(int, which);
        LoopbackWorld world(DriveKind::Personal);
        const SandboxRef ref = world.file(QStringLiteral("a"), "one");
        world.service.past(world.drive)
            .write(ref, SandboxContent::of("two"), QStringLiteral("Kim Example"), world.clock.now());
        const auto found = waitFor(world.provider->findChild(world.provider->rootFolder(), QStringLiteral("a")));
        QVERIFY(found && *found);
        const LiveItem file = **found;
        Versions &versions = *world.provider->versions();
        const auto history = waitFor(versions.list(file));
        QVERIFY(history);
        QCOMPARE(history->versions.size(), size_t(2));
        const auto download = [&] {
            const auto into = std::make_shared<QBuffer>();
            into->open(QIODevice::WriteOnly);
            const auto bytes = waitFor(versions.download(file, history->versions[size_t(which)], into, 1000));
            return bytes ? into->data() : QByteArray(kindName(bytes.error().kind).data());
        };
        QCOMPARE(download(), QByteArray(which == 0 ? "two" : "one"));
        world.expectNothingWentAstray();

        world.stranger.setDefault(FaultServer::Answer::reply(200, which == 0 ? "two" : "one"));
        world.leadAstray(true);
        QCOMPARE(download(), QByteArray(which == 0 ? "two" : "one"));
        QCOMPARE(world.stranger.requestCount(), 1);
        const FaultServer::Request seen = world.stranger.requests().first();
        QVERIFY(seen.target.startsWith("/content/"));
        for (const char *header : {"Authorization", "Cookie", "Referer"})
            QVERIFY2(seen.header(header).isEmpty(), header);
        QCOMPARE(world.service.tokensAstray(), 0);
    }

    void aSiteGetsItsOwnTokenAndNoneBeforeItIsNeeded()
    {
        LoopbackWorld world(DriveKind::Business);
        const SandboxRef a = world.file(QStringLiteral("a"));
        world.drive.trash(a, world.clock.now());
        std::vector<TrashedItem> items;
        QVERIFY(waitFor(world.provider->listBin([&](std::vector<TrashedItem> &&page) { items = std::move(page); })));
        QCOMPARE(items.size(), size_t(1));
        QVERIFY(world.listRoot());
        QCOMPARE(world.tokens.scopes(), QStringList()); // "asked for only then"
        QVERIFY(waitFor(world.provider->restore({.item = items.front()})));
        QVERIFY(world.drive.isLive(a));
        QVERIFY(!world.tokens.scopes().isEmpty());
        const QString origin = QStringLiteral("http://127.0.0.1:%1/").arg(world.server.port());
        for (const QString &scope : world.tokens.scopes())
            QVERIFY2(scope.startsWith(origin), qPrintable(scope));
        world.expectNothingWentAstray();
    }

    void aStrangeSiteGetsNoTokenOfGraph()
    {
        LoopbackWorld world(DriveKind::Business);
        world.drive.trash(world.file(QStringLiteral("a")), world.clock.now());
        auto addresses = world.service.addresses();
        addresses.sharePoint = world.stranger.url(QStringLiteral("/sharepoint")).toEncoded();
        world.service.setAddresses(addresses);
        std::vector<TrashedItem> items;
        QVERIFY(waitFor(world.provider->listBin([&](std::vector<TrashedItem> &&page) { items = std::move(page); })));
        world.stranger.setDefault(FaultServer::Answer::json("{\"value\":[]}"));
        QVERIFY(!items.empty());
        (void)waitFor(world.provider->restore({.item = items.front()}));
        for (const FaultServer::Request &request : world.stranger.requests())
            QVERIFY(!request.header("Authorization").contains("graph-token"));
        QCOMPARE(world.service.tokensAstray(), 0);
    }
};

QTEST_GUILESS_MAIN(TestOneDriveStray)
#include "tst_onedrivestray.moc"
