// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/names.h"
#include "tests/conformance/providerfixture.h"
#include "tests/support/jobwait.h"

#include <QSet>
#include <QTest>

using namespace Unbin;
using Kind = Error::Kind;

namespace {

/** Ends a test that waits for a job which must succeed; "value" is declared. */
#define VERIFY_OK(declaration, expression)                                                                             \
    auto declaration##Result = (expression);                                                                           \
    QVERIFY2(                                                                                                          \
        declaration##Result, declaration##Result ? "" : qPrintable(QDebug::toString(declaration##Result.error())));    \
    [[maybe_unused]] const auto &declaration = *declaration##Result

#define VERIFY_FAILS(expression, expectedKind)                                                                         \
    do {                                                                                                               \
        const auto failing = (expression);                                                                             \
        QVERIFY2(!failing, "succeeded");                                                                               \
        QCOMPARE(kindName(failing.error().kind), kindName(expectedKind));                                              \
    } while (false)

QString path(const char *text)
{
    return QString::fromUtf8(text);
}

/** A way to start one of a provider's jobs, for tests about all of them. */
struct Start {
    const char *name;
    std::function<JobBase *(QObject *owner, std::function<void(std::optional<Error>)> atEnd)> launch;
};

template <class T>
Start startOf(const char *name, std::function<JobPtr<T>()> make)
{
    return {
        name, [make = std::move(make)](QObject *owner, std::function<void(std::optional<Error>)> atEnd) -> JobBase * {
            return Unbin::launch(make(), owner, [atEnd = std::move(atEnd)](const Result<T> &result) {
                atEnd(result ? std::optional<Error>() : result.error());
            });
        }};
}

} // namespace

/** What everyone may rely on, whatever the service. */
class TestConformance : public QObject
{
    Q_OBJECT

private:
    Provider &provider() { return m_fixture->provider(); }
    Capabilities can() { return provider().capabilities(); }

    Result<ListSummary> listBin(std::vector<TrashedItem> &items)
    {
        return waitFor(provider().listBin([&items](std::vector<TrashedItem> &&page) {
            std::move(page.begin(), page.end(), std::back_inserter(items));
        }));
    }
    Result<ListSummary> listFolder(const ItemId &folder, std::vector<LiveItem> &items)
    {
        return waitFor(provider().listFolder(folder, [&items](std::vector<LiveItem> &&page) {
            std::move(page.begin(), page.end(), std::back_inserter(items));
        }));
    }
    /** The entry of the bin with this name; a default one if there is none. */
    TrashedItem entry(const QString &name)
    {
        std::vector<TrashedItem> items;
        if (!listBin(items))
            return {};
        const auto it
            = std::find_if(items.begin(), items.end(), [&name](const TrashedItem &i) { return i.name == name; });
        return it == items.end() ? TrashedItem() : *it;
    }
    LiveItem live(const QString &folder, const QString &name)
    {
        std::vector<LiveItem> items;
        if (!listFolder(m_fixture->idOf(folder), items))
            return {};
        const auto it = std::find_if(items.begin(), items.end(), [&name](const LiveItem &i) { return i.name == name; });
        return it == items.end() ? LiveItem() : *it;
    }
    /** Seeds a folder "/Work" with "a.txt" in it, and trashes the file. */
    TrashedItem trashedFile(const QByteArray &content = "content of a")
    {
        m_fixture->addFolder(path("/Work"));
        m_fixture->addFile(path("/Work/a.txt"), content);
        m_fixture->trash(path("/Work/a.txt"));
        return entry(path("a.txt"));
    }

    /** Everything a provider can be asked to do, about the item and the folders of a small drive. */
    std::vector<Start> allJobs(const TrashedItem &trashed, const LiveItem &liveItem, const ItemId &folder)
    {
        Provider *p = &provider();
        return {
            startOf<AccountFacts>("identify", [p] { return p->identify(); }),
            startOf<ListSummary>("listBin", [p] { return p->listBin([](std::vector<TrashedItem> &&) {}); }),
            startOf<Whereabouts>("locate", [=] { return p->locate(trashed); }),
            startOf<ListSummary>("listFolder", [=] { return p->listFolder(folder, [](std::vector<LiveItem> &&) {}); }),
            startOf<FolderFacts>("lookAtFolder", [=] { return p->lookAtFolder(folder); }),
            startOf<std::optional<LiveItem>>("findChild", [=] { return p->findChild(folder, liveItem.name); }),
            startOf<LiveItem>("restore", [=] { return p->restore({.item = trashed}); }),
            startOf<LiveItem>("move",
                [=] {
                    return p->move(liveItem, {folder, QStringLiteral("moved.txt")});
                }),
            startOf<LiveItem>("createFolder",
                [=] {
                    return p->createFolder({folder, QStringLiteral("made")});
                }),
            startOf<TrashedItem>("trash", [=] { return p->trash(liveItem); }),
            startOf<Done>("purge", [=] { return p->purge(trashed); }),
        };
    }

    std::unique_ptr<ProviderFixture> m_fixture;

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<int>("row");
        int row = 0;
        for (const FixtureRow &fixture : allFixtures())
            QTest::newRow(fixture.name) << row++;
    }
    void init()
    {
        QFETCH_GLOBAL(int, row);
        m_fixture = allFixtures()[size_t(row)].make();
    }
    void cleanup() { m_fixture.reset(); }

    void anEmptyBinIsAnEmptyList()
    {
        std::vector<TrashedItem> items;
        VERIFY_OK(summary, listBin(items));
        QCOMPARE(summary.items, 0);
        QVERIFY(items.empty());
        QVERIFY(!summary.isPartial);
    }

    void theBinIsListedCompletelyAndOnceEach()
    {
        m_fixture->addFolder(path("/Folder"));
        m_fixture->addFolder(path("/Folder/Inner"));
        m_fixture->addFile(path("/Folder/Inner/deep.txt"), "deep");
        for (int i = 0; i < 40; ++i) {
            m_fixture->addFile(path("/Folder/%1.txt").arg(i), QByteArray(i, 'x'));
            m_fixture->trash(path("/Folder/%1.txt").arg(i));
        }
        m_fixture->addFile(path("/twin.txt"), "first");
        m_fixture->trash(path("/twin.txt"));
        m_fixture->addFile(path("/twin.txt"), "the second");
        m_fixture->trash(path("/twin.txt"));
        m_fixture->trash(path("/Folder"));

        std::vector<TrashedItem> items;
        VERIFY_OK(summary, listBin(items));
        QStringList names;
        QSet<ItemId> ids;
        for (const TrashedItem &item : items) {
            names.append(item.name);
            ids.insert(item.id);
            QCOMPARE(item.kind, item.name == path("Folder") ? ItemKind::Folder : ItemKind::File);
            QVERIFY(item.deletedAt.isValid());
            QCOMPARE(item.deletedAt.timeSpec(), Qt::UTC);
            if (item.name == path("7.txt"))
                QCOMPARE(item.sizeBytes, can().tellsSize ? 7 : -1);
        }
        names.sort();
        QCOMPARE(names, m_fixture->bin());
        QCOMPARE(ids.size(), qsizetype(items.size()));
        QCOMPARE(summary.items, qint64(items.size()));
        QVERIFY(!summary.isPartial);
    }

    void anEntryTellsWhereItCameFrom()
    {
        const TrashedItem item = trashedFile();
        if (can().tellsOriginalPath)
            QVERIFY2(item.originalPath.endsWith(path("/Work")), qPrintable(item.originalPath));
        QVERIFY(!item.originalParent.isEmpty());
        VERIFY_OK(facts, waitFor(provider().lookAtFolder(item.originalParent)));
        QCOMPARE(facts.state, FolderFacts::State::Live);
        QCOMPARE(facts.name, path("Work"));
        QVERIFY2(pathForPeople(facts.path).endsWith(path("/Work")), qPrintable(pathForPeople(facts.path)));
        QVERIFY(facts.canAddChildren);
    }

    void restoreInPlaceBringsTheSameThingBack()
    {
        const TrashedItem item = trashedFile("every byte of it");
        VERIFY_OK(restored, waitFor(provider().restore({.item = item})));
        QCOMPARE(restored.name, path("a.txt"));
        QCOMPARE(restored.id, m_fixture->idOf(path("/Work/a.txt")));
        QCOMPARE(restored.parent, m_fixture->idOf(path("/Work")));
        QCOMPARE(m_fixture->tree(), (DriveTree{{path("/Work/"), {}}, {path("/Work/a.txt"), "every byte of it"}}));
        QCOMPARE(m_fixture->bin(), QStringList());
        if (m_fixture->keepsIds())
            QCOMPARE(restored.id, item.id);
    }

    void aFolderComesBackWithEverythingInside()
    {
        m_fixture->addFolder(path("/Work"));
        m_fixture->addFolder(path("/Work/Inner"));
        m_fixture->addFile(path("/Work/Inner/b.txt"), "b");
        m_fixture->addFile(path("/Work/c.txt"), "c");
        const DriveTree before = m_fixture->tree();
        m_fixture->trash(path("/Work"));
        QCOMPARE(m_fixture->tree(), DriveTree());

        VERIFY_OK(restored, waitFor(provider().restore({.item = entry(path("Work"))})));
        QCOMPARE(restored.kind, ItemKind::Folder);
        QCOMPARE(m_fixture->tree(), before);
        QCOMPARE(m_fixture->bin(), QStringList());
    }

    void restoreUnderAnotherName()
    {
        const TrashedItem item = trashedFile("a");
        const auto restored = waitFor(provider().restore({.item = item, .name = path("b.txt")}));
        if (!can().canRenameWhileRestoring) {
            VERIFY_FAILS(restored, Kind::Unsupported);
            QCOMPARE(m_fixture->bin(), QStringList{path("a.txt")});
            return;
        }
        QVERIFY(restored);
        QCOMPARE(restored->name, path("b.txt"));
        QCOMPARE(m_fixture->tree(), (DriveTree{{path("/Work/"), {}}, {path("/Work/b.txt"), "a"}}));
        QCOMPARE(m_fixture->bin(), QStringList());
    }

    void restoreIntoAnotherFolderAsCapabilitiesSay()
    {
        using Elsewhere = Capabilities::Elsewhere;
        const TrashedItem item = trashedFile("a");
        m_fixture->addFolder(path("/Other"));
        const ItemId other = m_fixture->idOf(path("/Other"));
        switch (can().restoreElsewhere) {
        case Elsewhere::No:
            VERIFY_FAILS(waitFor(provider().restore({.item = item, .folder = other})), Kind::Unsupported);
            QCOMPARE(m_fixture->bin(), QStringList{path("a.txt")});
            return;
        case Elsewhere::OneStep: {
            VERIFY_OK(restored, waitFor(provider().restore({.item = item, .folder = other})));
            QCOMPARE(restored.parent, other);
            break;
        }
        case Elsewhere::OnlyIfParentGone:
        case Elsewhere::RestoreThenMove: {
            VERIFY_OK(restored, waitFor(provider().restore({.item = item})));
            VERIFY_OK(moved, waitFor(provider().move(restored, {other, restored.name})));
            QCOMPARE(moved.parent, other);
            break;
        }
        }
        QCOMPARE(
            m_fixture->tree(), (DriveTree{{path("/Work/"), {}}, {path("/Other/"), {}}, {path("/Other/a.txt"), "a"}}));
        QCOMPARE(m_fixture->bin(), QStringList());
    }

    void aTakenNameOverwritesNothing()
    {
        const TrashedItem item = trashedFile("old");
        m_fixture->addFile(path("/Work/a.txt"), "new");
        const DriveTree before = m_fixture->tree();

        const auto restored = waitFor(provider().restore({.item = item}));
        VERIFY_FAILS(restored, Kind::NameTaken);
        const QString conflicting = restored.error().conflictingItem;
        QVERIFY(conflicting.isEmpty() || conflicting == m_fixture->idOf(path("/Work/a.txt")).value());
        QCOMPARE(m_fixture->tree(), before);
        QCOMPARE(m_fixture->bin(), QStringList{path("a.txt")});
        VERIFY_OK(where, waitFor(provider().locate(item)));
        QCOMPARE(where.state, Whereabouts::State::InBin);
    }

    void aTakenNameIsTakenByAFolderToo()
    {
        const TrashedItem item = trashedFile("old");
        m_fixture->addFolder(path("/Work/a.txt"));
        m_fixture->addFile(path("/Work/a.txt/inside"), "x");
        const DriveTree before = m_fixture->tree();
        VERIFY_FAILS(waitFor(provider().restore({.item = item})), Kind::NameTaken);
        QCOMPARE(m_fixture->tree(), before);
        QCOMPARE(m_fixture->bin(), QStringList{path("a.txt")});
    }

    void namesClashAsCapabilitiesSay()
    {
        const TrashedItem item = trashedFile("old");
        m_fixture->addFile(path("/Work/A.TXT"), "new");
        const auto restored = waitFor(provider().restore({.item = item}));
        if (can().isNameCaseSensitive) {
            QVERIFY(restored);
            QCOMPARE(m_fixture->tree().size(), size_t(3));
        } else {
            VERIFY_FAILS(restored, Kind::NameTaken);
            QCOMPARE(m_fixture->tree(), (DriveTree{{path("/Work/"), {}}, {path("/Work/A.TXT"), "new"}}));
        }
    }

    void aGoneParentIsHandledAsCapabilitiesSay()
    {
        const TrashedItem item = trashedFile("orphan");
        m_fixture->destroy(path("/Work"));
        VERIFY_OK(facts, waitFor(provider().lookAtFolder(item.originalParent)));
        QCOMPARE(facts.state, FolderFacts::State::Gone);

        const auto restored = waitFor(provider().restore({.item = item}));
        if (can().parentGone == Capabilities::ParentGone::ServiceRecreates) {
            QVERIFY(restored);
            QCOMPARE(m_fixture->tree(), (DriveTree{{path("/Work/"), {}}, {path("/Work/a.txt"), "orphan"}}));
            return;
        }
        VERIFY_FAILS(restored, Kind::ParentMissing);
        QCOMPARE(m_fixture->tree(), DriveTree());
        QCOMPARE(m_fixture->bin(), QStringList{path("a.txt")});
    }

    void aGoneParentCanBeReplacedByAnotherFolder()
    {
        using Elsewhere = Capabilities::Elsewhere;
        const TrashedItem item = trashedFile("orphan");
        m_fixture->destroy(path("/Work"));
        m_fixture->addFolder(path("/Other"));
        const Elsewhere elsewhere = can().restoreElsewhere;
        if (elsewhere != Elsewhere::OneStep && elsewhere != Elsewhere::OnlyIfParentGone)
            QSKIP("this service takes no folder");
        const ItemId other = m_fixture->idOf(path("/Other"));
        VERIFY_OK(restored, waitFor(provider().restore({.item = item, .folder = other})));
        QCOMPARE(restored.parent, other);
        QCOMPARE(m_fixture->tree(), (DriveTree{{path("/Other/"), {}}, {path("/Other/a.txt"), "orphan"}}));
    }

    void aTrashedParentIsNotLiveAndComesBackFirst()
    {
        const TrashedItem item = trashedFile("a");
        m_fixture->trash(path("/Work"));
        VERIFY_OK(facts, waitFor(provider().lookAtFolder(item.originalParent)));
        QVERIFY(facts.state != FolderFacts::State::Live);
        if (facts.state == FolderFacts::State::Trashed) {
            QVERIFY(facts.trashed);
            QCOMPARE(facts.trashed->name, path("Work"));
        }
        VERIFY_OK(parent, waitFor(provider().restore({.item = entry(path("Work"))})));
        VERIFY_OK(restored, waitFor(provider().restore({.item = item})));
        QCOMPARE(m_fixture->tree(), (DriveTree{{path("/Work/"), {}}, {path("/Work/a.txt"), "a"}}));
        QCOMPARE(m_fixture->bin(), QStringList());
    }

    void anEntryThatLeftTheBinIsNotFound()
    {
        const TrashedItem item = trashedFile("a");
        VERIFY_OK(first, waitFor(provider().restore({.item = item})));
        const DriveTree after = m_fixture->tree();
        VERIFY_FAILS(waitFor(provider().restore({.item = item})), Kind::NotFound);
        VERIFY_FAILS(waitFor(provider().purge(item)), Kind::NotFound);
        QCOMPARE(m_fixture->tree(), after);
    }

    void locateFollowsAnItem()
    {
        const TrashedItem item = trashedFile("a");
        VERIFY_OK(inBin, waitFor(provider().locate(item)));
        QCOMPARE(inBin.state, Whereabouts::State::InBin);
        QVERIFY(inBin.trashed);
        QCOMPARE(inBin.trashed->id, item.id);

        VERIFY_OK(restored, waitFor(provider().restore({.item = item})));
        VERIFY_OK(outOfBin, waitFor(provider().locate(item)));
        QCOMPARE(outOfBin.state, Whereabouts::State::Live);
        QVERIFY(outOfBin.live);
        QCOMPARE(outOfBin.live->id, restored.id);
        QCOMPARE(outOfBin.live->parent, restored.parent);

        m_fixture->destroy(path("/Work/a.txt"));
        VERIFY_OK(nowhere, waitFor(provider().locate(item)));
        QCOMPARE(nowhere.state, Whereabouts::State::Gone);
    }

    void whatWeTrashComesBackAsItWas()
    {
        if (!can().canTrash)
            QSKIP("this service can't put things into the bin");
        m_fixture->addFolder(path("/Work"));
        m_fixture->addFile(path("/Work/a.txt"), "a\0b" + QByteArray(1000, 'z'));
        m_fixture->addFile(path("/Work/stays.txt"), "stays");
        const DriveTree before = m_fixture->tree();
        const LiveItem file = live(path("/Work"), path("a.txt"));
        VERIFY_OK(trashed, waitFor(provider().trash(file)));
        QCOMPARE(trashed.name, path("a.txt"));
        QCOMPARE(m_fixture->bin(), QStringList{path("a.txt")});
        QCOMPARE(m_fixture->tree().size(), before.size() - 1);

        VERIFY_OK(restored, waitFor(provider().restore({.item = trashed})));
        QCOMPARE(m_fixture->tree(), before);
        QCOMPARE(m_fixture->bin(), QStringList());
        QCOMPARE(restored.name, file.name);
        if (m_fixture->keepsIds())
            QCOMPARE(restored.id, file.id);
    }

    void aFullFolderCanBeTrashedAndComesBack()
    {
        if (!can().canTrash)
            QSKIP("this service can't put things into the bin");
        m_fixture->addFolder(path("/Work"));
        m_fixture->addFile(path("/Work/a.txt"), "a");
        const DriveTree before = m_fixture->tree();
        VERIFY_OK(trashed, waitFor(provider().trash(live(path("/"), path("Work")))));
        QCOMPARE(m_fixture->tree(), DriveTree());
        VERIFY_OK(restored, waitFor(provider().restore({.item = trashed})));
        QCOMPARE(m_fixture->tree(), before);
    }

    void trashingWhatIsGoneIsNotFound()
    {
        if (!can().canTrash)
            QSKIP("this service can't put things into the bin");
        m_fixture->addFile(path("/a.txt"), "a");
        const LiveItem file = live(path("/"), path("a.txt"));
        m_fixture->destroy(path("/a.txt"));
        VERIFY_FAILS(waitFor(provider().trash(file)), Kind::NotFound);
        QCOMPARE(m_fixture->bin(), QStringList());
    }

    void purgeIsForGoodAndForOneEntryOnly()
    {
        const TrashedItem item = trashedFile("a");
        m_fixture->addFile(path("/Work/a.txt"), "another");
        m_fixture->trash(path("/Work/a.txt"));
        m_fixture->addFile(path("/Work/b.txt"), "b");
        if (!can().canPurge) {
            VERIFY_FAILS(waitFor(provider().purge(item)), Kind::Unsupported);
            return;
        }
        const DriveTree before = m_fixture->tree();
        VERIFY_OK(done, waitFor(provider().purge(item)));
        QCOMPARE(m_fixture->bin(), QStringList{path("a.txt")});
        QCOMPARE(m_fixture->tree(), before);
        VERIFY_OK(where, waitFor(provider().locate(item)));
        QCOMPARE(where.state, Whereabouts::State::Gone);
        VERIFY_FAILS(waitFor(provider().purge(item)), Kind::NotFound);
        VERIFY_OK(other, waitFor(provider().restore({.item = entry(path("a.txt"))})));
        QCOMPARE(m_fixture->tree()[path("/Work/a.txt")], QByteArray("another"));
    }

    void folderIsMadeOnceAndNeverInPlaceOfAnything()
    {
        if (!can().canCreateFolder)
            QSKIP("this service can't make folders");
        m_fixture->addFile(path("/file.txt"), "x");
        const ItemId home = m_fixture->home();
        VERIFY_OK(made, waitFor(provider().createFolder({home, path("New")})));
        QCOMPARE(made.kind, ItemKind::Folder);
        QCOMPARE(made.name, path("New"));
        QCOMPARE(made.parent, home);
        QCOMPARE(made.id, m_fixture->idOf(path("/New")));

        const DriveTree before = m_fixture->tree();
        const auto again = waitFor(provider().createFolder({home, path("New")}));
        VERIFY_FAILS(again, Kind::NameTaken);
        QVERIFY(again.error().conflictingItem.isEmpty() || again.error().conflictingItem == made.id.value());
        VERIFY_FAILS(waitFor(provider().createFolder({home, path("file.txt")})), Kind::NameTaken);
        if (!can().isNameCaseSensitive)
            VERIFY_FAILS(waitFor(provider().createFolder({home, path("NEW")})), Kind::NameTaken);
        QCOMPARE(m_fixture->tree(), before);
    }

    void noFolderIsMadeInOneThatIsGone()
    {
        if (!can().canCreateFolder)
            QSKIP("this service can't make folders");
        m_fixture->addFolder(path("/Work"));
        const ItemId work = m_fixture->idOf(path("/Work"));
        m_fixture->destroy(path("/Work"));
        VERIFY_FAILS(waitFor(provider().createFolder({work, path("New")})), Kind::ParentMissing);
        QCOMPARE(m_fixture->tree(), DriveTree());
    }

    void moveMovesRenamesAndBoth()
    {
        if (!can().canMove)
            QSKIP("this service can't move things");
        m_fixture->addFolder(path("/Work"));
        m_fixture->addFolder(path("/Other"));
        m_fixture->addFile(path("/Work/a.txt"), "a");
        const ItemId work = m_fixture->idOf(path("/Work"));
        const ItemId other = m_fixture->idOf(path("/Other"));

        VERIFY_OK(renamed, waitFor(provider().move(live(path("/Work"), path("a.txt")), {work, path("b.txt")})));
        QCOMPARE(renamed.name, path("b.txt"));
        VERIFY_OK(moved, waitFor(provider().move(renamed, {other, path("b.txt")})));
        QCOMPARE(moved.parent, other);
        VERIFY_OK(both, waitFor(provider().move(moved, {work, path("c.txt")})));
        VERIFY_OK(neither, waitFor(provider().move(both, {work, path("c.txt")})));
        QCOMPARE(neither.name, path("c.txt"));
        QCOMPARE(neither.parent, work);
        QCOMPARE(
            m_fixture->tree(), (DriveTree{{path("/Work/"), {}}, {path("/Other/"), {}}, {path("/Work/c.txt"), "a"}}));
    }

    void moveReplacesNothing()
    {
        if (!can().canMove)
            QSKIP("this service can't move things");
        m_fixture->addFolder(path("/Work"));
        m_fixture->addFile(path("/Work/a.txt"), "a");
        m_fixture->addFile(path("/Work/b.txt"), "b");
        m_fixture->addFile(path("/a.txt"), "mine");
        m_fixture->addFolder(path("/Folder"));
        m_fixture->addFolder(path("/Work/Folder"));
        m_fixture->addFile(path("/Work/Folder/inside.txt"), "inside");
        const DriveTree before = m_fixture->tree();
        const ItemId work = m_fixture->idOf(path("/Work"));

        VERIFY_FAILS(waitFor(provider().move(live(path("/"), path("a.txt")), {work, path("a.txt")})), Kind::NameTaken);
        VERIFY_FAILS(
            waitFor(provider().move(live(path("/Work"), path("a.txt")), {work, path("b.txt")})), Kind::NameTaken);
        VERIFY_FAILS(
            waitFor(provider().move(live(path("/"), path("Folder")), {work, path("Folder")})), Kind::NameTaken);
        QCOMPARE(m_fixture->tree(), before);
    }

    void findChildFollowsTheServicesRuleOfEquality()
    {
        if (!can().canBrowse)
            QSKIP("this service can't be browsed");
        m_fixture->addFolder(path("/Work"));
        m_fixture->addFile(path("/Work/Straße.txt"), "a");
        m_fixture->addFolder(path("/Work/Folder"));
        const ItemId work = m_fixture->idOf(path("/Work"));
        const auto find = [&](const char *name) {
            return waitFor(provider().findChild(work, path(name)));
        };

        VERIFY_OK(file, find("Straße.txt"));
        QVERIFY(file);
        QCOMPARE(file->id, m_fixture->idOf(path("/Work/Straße.txt")));
        QCOMPARE(file->sizeBytes, 1);
        VERIFY_OK(folder, find("Folder"));
        QVERIFY(folder);
        QCOMPARE(folder->kind, ItemKind::Folder);
        VERIFY_OK(other, find("FOLDER"));
        QCOMPARE(other.has_value(), !can().isNameCaseSensitive);
        VERIFY_OK(none, find("nothing"));
        QVERIFY(!none);
    }

    void findChildSeesWhatWeDid()
    {
        if (!can().canBrowse || !can().canTrash || !can().canMove)
            QSKIP("this service can't change live things");
        const TrashedItem item = trashedFile("a");
        const ItemId work = m_fixture->idOf(path("/Work"));
        const auto exists = [&](const char *name) {
            const auto found = waitFor(provider().findChild(work, path(name)));
            return found && found->has_value();
        };
        QVERIFY(!exists("a.txt"));
        VERIFY_OK(restored, waitFor(provider().restore({.item = item})));
        QVERIFY(exists("a.txt"));
        VERIFY_OK(moved, waitFor(provider().move(restored, {work, path("b.txt")})));
        QVERIFY(!exists("a.txt"));
        QVERIFY(exists("b.txt"));
        VERIFY_OK(trashed, waitFor(provider().trash(moved)));
        QVERIFY(!exists("b.txt"));
        VERIFY_OK(made, waitFor(provider().createFolder({work, path("b.txt")})));
        QVERIFY(exists("b.txt"));
    }

    void aFolderIsListedCompletelyAndOnceEach()
    {
        if (!can().canBrowse)
            QSKIP("this service can't be browsed");
        m_fixture->addFolder(path("/Work"));
        QStringList expected;
        for (int i = 0; i < 30; ++i) {
            expected.append(path("%1.txt").arg(i));
            m_fixture->addFile(path("/Work/") + expected.last(), "x");
        }
        m_fixture->addFile(path("/Work/trashed.txt"), "x");
        m_fixture->trash(path("/Work/trashed.txt"));
        expected.append(path("Folder"));
        m_fixture->addFolder(path("/Work/Folder"));
        m_fixture->addFile(path("/Work/Folder/deeper.txt"), "x");
        expected.sort();

        std::vector<LiveItem> items;
        const ItemId work = m_fixture->idOf(path("/Work"));
        VERIFY_OK(summary, listFolder(work, items));
        QStringList names;
        for (const LiveItem &item : items) {
            names.append(item.name);
            QCOMPARE(item.parent, work);
            QCOMPARE(item.id, m_fixture->idOf(path("/Work/") + item.name));
        }
        names.sort();
        QCOMPARE(names, expected);
        QCOMPARE(summary.items, qint64(items.size()));

        m_fixture->destroy(path("/Work"));
        VERIFY_FAILS(listFolder(work, items), Kind::NotFound);
    }

    void namesSurviveTheRoundTrip_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("quotes") << path("it's \"quoted\" `here`.txt");
        QTest::newRow("percent") << path("100% %2F %00 %.txt");
        QTest::newRow("address characters") << path("a+b&c=d?e#f;g.txt");
        QTest::newRow("JSON") << path("{\"a\":[1]}");
        QTest::newRow("backslash") << path("a\\b");
        QTest::newRow("emoji") << path("👩‍👩‍👧 🇪🇺.txt");
        QTest::newRow("bidi") << path("‮cod.exe‬‏.txt");
        QTest::newRow("combining") << path("é vs é");
        QTest::newRow("longest") << QString(255, QLatin1Char('x'));
        QTest::newRow("leading dots") << path("...hidden");
        QTest::newRow("spaces") << path("  two before");
        QTest::newRow("trailing space") << path("after ");
        QTest::newRow("line break") << path("one\ntwo");
        QTest::newRow("tilde and dash") << path("-rf ~ $HOME");
        QTest::newRow("like a path of ours") << path("file:123");
    }
    void namesSurviveTheRoundTrip()
    {
        QFETCH(QString, name);
        if (!m_fixture->canHold(name))
            QSKIP("not a name at this service");
        m_fixture->addFolder(path("/Work"));
        m_fixture->addFile(path("/Work/") + name, "odd");
        const DriveTree before = m_fixture->tree();
        m_fixture->trash(path("/Work/") + name);
        const TrashedItem item = entry(name);
        QCOMPARE(item.name, name);
        VERIFY_OK(restored, waitFor(provider().restore({.item = item})));
        QCOMPARE(restored.name, name);
        QCOMPARE(m_fixture->tree(), before);
        if (can().canBrowse) {
            VERIFY_OK(found, waitFor(provider().findChild(m_fixture->idOf(path("/Work")), name)));
            QVERIFY(found);
            QCOMPARE(found->id, restored.id);
        }
        if (can().canTrash) {
            VERIFY_OK(trashed, waitFor(provider().trash(restored)));
            QCOMPARE(trashed.name, name);
            if (can().canRenameWhileRestoring) {
                VERIFY_OK(plain, waitFor(provider().restore({.item = trashed, .name = path("plain")})));
                VERIFY_OK(odd, waitFor(provider().move(plain, {plain.parent, name})));
                QCOMPARE(m_fixture->tree(), before);
            }
        }
    }

    /** Cancelled before the first step, and after it: once, as cancelled, and nothing is lost. */
    void everyJobCanBeCancelledAtOnce()
    {
        const TrashedItem item = trashedFile("a");
        m_fixture->addFile(path("/Work/live.txt"), "live");
        const LiveItem file = live(path("/Work"), path("live.txt"));
        const DriveTree before = m_fixture->tree();
        for (const int turns : {0, 1}) {
            for (const Start &start : allJobs(item, file, m_fixture->idOf(path("/Work")))) {
                if (turns > 0 && m_fixture->bin().isEmpty())
                    break; // a change went out before it was cancelled: nothing to try the others on
                QObject owner;
                std::vector<std::optional<Error>> ends;
                JobBase *job
                    = start.launch(&owner, [&ends](std::optional<Error> error) { ends.push_back(std::move(error)); });
                for (int i = 0; i < turns; ++i)
                    QCoreApplication::processEvents();
                if (ends.empty())
                    job->cancel();
                QTRY_VERIFY2(!ends.empty(), start.name);
                QCoreApplication::processEvents();
                QCOMPARE(ends.size(), size_t(1));
                if (turns == 0) {
                    QVERIFY2(ends.front(), start.name);
                    QCOMPARE(kindName(ends.front()->kind), kindName(Kind::Cancelled));
                    QCOMPARE(m_fixture->tree(), before);
                    QCOMPARE(m_fixture->bin(), QStringList{path("a.txt")});
                }
            }
        }
        QVERIFY(m_fixture->tree().size() + size_t(m_fixture->bin().size()) >= before.size());
    }

    void everyJobCanBeDeletedAtOnce()
    {
        const TrashedItem item = trashedFile("a");
        m_fixture->addFile(path("/Work/live.txt"), "live");
        const LiveItem file = live(path("/Work"), path("live.txt"));
        const DriveTree before = m_fixture->tree();
        int ends = 0;
        for (const Start &start : allJobs(item, file, m_fixture->idOf(path("/Work")))) {
            {
                QObject owner;
                start.launch(&owner, [&ends](const std::optional<Error> &) { ++ends; });
            }
            QCoreApplication::processEvents();
            QCOMPARE(ends, 0);
            QCOMPARE(m_fixture->tree(), before);
            QCOMPARE(m_fixture->bin(), QStringList{path("a.txt")});
        }
        // Made and never launched: nothing happens either.
        (void)provider().restore({.item = item});
        (void)provider().purge(item);
        QCoreApplication::processEvents();
        QCOMPARE(m_fixture->bin(), QStringList{path("a.txt")});
    }

    void everyJobCanBeDeletedWhileItRuns()
    {
        for (int turns = 1; turns <= 4; ++turns) {
            init();
            const TrashedItem item = trashedFile("a");
            m_fixture->addFile(path("/Work/live.txt"), "live");
            const LiveItem file = live(path("/Work"), path("live.txt"));
            QObject handlers;
            for (const Start &start : allJobs(item, file, m_fixture->idOf(path("/Work")))) {
                auto owner = std::make_unique<QObject>();
                start.launch(owner.get(), [](const std::optional<Error> &) {});
                for (int i = 0; i < turns; ++i)
                    QCoreApplication::processEvents();
                owner.reset();
            }
            QCoreApplication::processEvents();
            std::vector<TrashedItem> items;
            QVERIFY(listBin(items)); // the provider still works
        }
    }
};

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
