// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/conformancetest.h"

using namespace Unbin;
using Kind = Error::Kind;

/** Restoring: in place, elsewhere, into taken names and without a parent. */
class TestConformanceRestore : public ConformanceTest
{
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(TestConformanceRestore)
#include "tst_conformancerestore.moc"
