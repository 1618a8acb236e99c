// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/conformancetest.h"

#include "core/providers/versions.h"

#include <QBuffer>

using namespace Unbin;
using Kind = Error::Kind;

/** The pasts of live files, wherever a service keeps them; where it keeps none, it says so. */
class TestConformanceVersions : public ConformanceTest
{
    Q_OBJECT

private:
    Versions &versions() { return *provider().versions(); }
    bool hasVersions() { return provider().versions() != nullptr; }

    /** A file "/Work/a.txt" that was written three times: "first", "the second", "third". */
    LiveItem fileWithAPast()
    {
        m_fixture->addFolder(path("/Work"));
        m_fixture->addFile(path("/Work/a.txt"), "first");
        m_fixture->write(path("/Work/a.txt"), "the second");
        m_fixture->write(path("/Work/a.txt"), "third");
        return live(path("/Work"), path("a.txt"));
    }
    Result<VersionHistory> list(const LiveItem &file) { return waitFor(versions().list(file)); }
    Result<QByteArray> content(const LiveItem &file, const Version &version, qint64 most = 1000)
    {
        const auto buffer = std::make_shared<QBuffer>();
        buffer->open(QIODevice::WriteOnly);
        const auto bytes = waitFor(versions().download(file, version, buffer, most));
        if (!bytes)
            return failure(bytes.error());
        return *bytes == buffer->size() ? Result<QByteArray>(buffer->data()) : failure(Kind::Internal);
    }
    /** Contents of those that are not in a bin of versions, newest first. */
    QByteArrayList contents(const VersionHistory &history)
    {
        QByteArrayList all;
        for (const Version &version : history.versions) {
            if (!version.isTrashed())
                all.append(content(history.file, version).value_or("can't be had"));
        }
        return all;
    }
    QByteArray contentNow() { return m_fixture->tree().at(path("/Work/a.txt")); }

#define NEEDS_VERSIONS()                                                                                               \
    do {                                                                                                               \
        QCOMPARE(can().hasVersions, hasVersions());                                                                    \
        if (!hasVersions())                                                                                            \
            return;                                                                                                    \
    } while (false)

private Q_SLOTS:
    void theHistoryIsNewestFirstAndOneIsCurrent()
    {
        NEEDS_VERSIONS();
        VERIFY_OK(history, list(fileWithAPast()));
        QCOMPARE(history.versions.size(), size_t(3));
        for (size_t i = 0; i < 3; ++i)
            QCOMPARE(history.versions[i].isCurrent, i == 0);
        QVERIFY(history.isComplete);
        QCOMPARE(history.file.name, path("a.txt"));
        QCOMPARE(history.file.id, m_fixture->idOf(path("/Work/a.txt")));
        QVERIFY(history.versions[0].modifiedAt > history.versions[1].modifiedAt);
        QVERIFY(history.versions[1].modifiedAt > history.versions[2].modifiedAt);
    }

    void aFileWithoutAPastHasOneVersion()
    {
        NEEDS_VERSIONS();
        m_fixture->addFile(path("/a.txt"), "only");
        VERIFY_OK(history, list(live(path("/"), path("a.txt"))));
        QCOMPARE(history.versions.size(), size_t(1));
        QVERIFY(history.versions.front().isCurrent);
        QCOMPARE(content(history.file, history.versions.front()).value_or("can't be had"), QByteArray("only"));
    }

    /** They come by way of redirects to elsewhere, and no token goes there. */
    void everyContentCanBeHadAndNoTokenGoesAstray()
    {
        NEEDS_VERSIONS();
        VERIFY_OK(history, list(fileWithAPast()));
        QCOMPARE(contents(history), (QByteArrayList{"third", "the second", "first"}));
        VERIFY_FAILS(content(history.file, history.versions[1], 9), Kind::TooLarge);
        QCOMPARE(m_fixture->tokensAstray(), 0);
        QVERIFY2(m_fixture->fetchesElsewhere() >= 4, "nobody was redirected: that is not tested then");
    }

    void anEarlierContentIsMadeCurrentAndThatIsUndone()
    {
        NEEDS_VERSIONS();
        QVERIFY(versions().abilities().canMakeCurrent);
        VERIFY_OK(before, list(fileWithAPast()));
        VERIFY_OK(now, waitFor(versions().makeCurrent(before.file, before.versions[2])));
        QCOMPARE(contentNow(), QByteArray("first"));
        QCOMPARE(now.id, before.file.id);
        QCOMPARE(now.sizeBytes, 5);
        VERIFY_OK(longer, list(now));
        QCOMPARE(contents(longer), (QByteArrayList{"first", "third", "the second", "first"})); // nothing is lost
        VERIFY_OK(back, waitFor(versions().makeCurrent(now, longer.versions[1])));
        QCOMPARE(contentNow(), QByteArray("third"));
        VERIFY_OK(longest, list(back));
        QCOMPARE(longest.versions.size(), size_t(5));
    }

    void whatSomebodySavedMeanwhileIsNotOverrun()
    {
        NEEDS_VERSIONS();
        VERIFY_OK(history, list(fileWithAPast()));
        m_fixture->write(path("/Work/a.txt"), "fourth");
        VERIFY_FAILS(waitFor(versions().makeCurrent(history.file, history.versions[1])), Kind::Changed);
        QCOMPARE(contentNow(), QByteArray("fourth"));
    }

    void onlyLiveFilesHaveAHistory()
    {
        NEEDS_VERSIONS();
        const LiveItem file = fileWithAPast();
        VERIFY_FAILS(list(live(path("/"), path("Work"))), Kind::Unsupported);
        m_fixture->trash(path("/Work/a.txt"));
        VERIFY_FAILS(list(file), Kind::NotFound);
    }

    void thePastComesBackWithTheFile()
    {
        NEEDS_VERSIONS();
        fileWithAPast();
        m_fixture->trash(path("/Work/a.txt"));
        VERIFY_OK(restored, waitFor(provider().restore({.item = entry(path("a.txt"))})));
        VERIFY_OK(history, list(restored));
        QCOMPARE(contents(history), (QByteArrayList{"third", "the second", "first"}));
    }

    void versionsAreDeletedAndComeBackAsAbilitiesSay()
    {
        NEEDS_VERSIONS();
        VERIFY_OK(history, list(fileWithAPast()));
        const VersionAbilities abilities = versions().abilities();
        if (!abilities.canDelete) {
            QVERIFY(!abilities.canUntrash);
            VERIFY_FAILS(waitFor(versions().remove(history.file, history.versions[1])), Kind::Unsupported);
            QCOMPARE(list(history.file)->versions.size(), size_t(3));
            return;
        }
        VERIFY_OK(removed, waitFor(versions().remove(history.file, history.versions[1])));
        VERIFY_OK(shorter, list(history.file));
        QCOMPARE(contents(shorter), (QByteArrayList{"third", "first"}));
        QCOMPARE(contentNow(), QByteArray("third"));
        if (!abilities.canUntrash) {
            QCOMPARE(shorter.versions.size(), size_t(2));
            return;
        }
        const auto trashed = std::find_if(
            shorter.versions.begin(), shorter.versions.end(), [](const Version &version) { return version.isTrashed(); });
        QVERIFY(trashed != shorter.versions.end());
        VERIFY_OK(untrashed, waitFor(versions().untrash(shorter.file, *trashed)));
        VERIFY_OK(whole, list(shorter.file));
        QCOMPARE(contents(whole), (QByteArrayList{"third", "the second", "first"}));
    }

    void aVersionIsSavedBesideAsAbilitiesSay()
    {
        NEEDS_VERSIONS();
        VERIFY_OK(history, list(fileWithAPast()));
        const Place place{m_fixture->idOf(path("/Work")), path("a then.txt")};
        const auto saved = waitFor(versions().saveBeside(history.file, history.versions[2], place));
        if (!versions().abilities().canSaveBeside) {
            VERIFY_FAILS(saved, Kind::Unsupported);
            QCOMPARE(m_fixture->tree().size(), size_t(2));
            return;
        }
        QVERIFY(saved);
        QCOMPARE(saved->name, path("a then.txt"));
        QCOMPARE(m_fixture->tree().at(path("/Work/a then.txt")), QByteArray("first"));
        QCOMPARE(contentNow(), QByteArray("third"));
        const DriveTree before = m_fixture->tree();
        VERIFY_FAILS(waitFor(versions().saveBeside(history.file, history.versions[2], place)), Kind::NameTaken);
        QCOMPARE(m_fixture->tree(), before);
    }
};

QTEST_GUILESS_MAIN(TestConformanceVersions)
#include "tst_conformanceversions.moc"
