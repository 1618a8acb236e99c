// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/conformancetest.h"

#include <QSet>

using namespace Unbin;
using Kind = Error::Kind;

/** The bin itself: listed, located, emptied; names in and out of it. */
class TestConformanceBin : public ConformanceTest
{
    Q_OBJECT

private Q_SLOTS:
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

    void anEntryThatLeftTheBinIsNotFound()
    {
        const TrashedItem item = trashedFile("a");
        VERIFY_OK(first, waitFor(provider().restore({.item = item})));
        const DriveTree after = m_fixture->tree();
        VERIFY_FAILS(waitFor(provider().restore({.item = item})), Kind::NotFound);
        VERIFY_FAILS(waitFor(provider().purge(item)), can().canPurge ? Kind::NotFound : Kind::Unsupported);
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
};

QTEST_GUILESS_MAIN(TestConformanceBin)
#include "tst_conformancebin.moc"
