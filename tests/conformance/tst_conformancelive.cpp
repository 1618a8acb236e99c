// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/conformancetest.h"

using namespace Unbin;
using Kind = Error::Kind;

/** What is live: listed, found by name, made, moved, trashed. */
class TestConformanceLive : public ConformanceTest
{
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(TestConformanceLive)
#include "tst_conformancelive.moc"
