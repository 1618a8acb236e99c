// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/conformancetest.h"

using namespace Unbin;
using Kind = Error::Kind;

namespace {

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

/** Every job of every provider can be stopped at any time. */
class TestConformanceJobs : public ConformanceTest
{
    Q_OBJECT

private:
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

private Q_SLOTS:
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
            makeFixture();
            const TrashedItem item = trashedFile("a");
            m_fixture->addFile(path("/Work/live.txt"), "live");
            const LiveItem file = live(path("/Work"), path("live.txt"));
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

QTEST_GUILESS_MAIN(TestConformanceJobs)
#include "tst_conformancejobs.moc"
