// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/providers/onedrive/onedrivebench.h"

#include <QBuffer>

using namespace Unbin;
using Kind = Error::Kind;
using Quirks = OneDriveQuirks;

/** The history of files, on both kinds of drives. */
class TestOneDriveVersions : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<OneDriveBench> m_bench;
    SandboxRef m_file;
    LiveItem m_live;

    QString text(const char *latin) const { return QString::fromLatin1(latin); }
    Versions &versions() { return *m_bench->provider->versions(); }
    Result<VersionHistory> list() { return waitFor(versions().list(m_live)); }
    Result<QByteArray> content(const Version &version)
    {
        auto buffer = std::make_shared<QBuffer>();
        buffer->open(QIODevice::WriteOnly);
        const auto bytes = waitFor(versions().download(m_live, version, buffer, 1000));
        return bytes ? Result<QByteArray>(buffer->data()) : failure(bytes.error());
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("isPersonal");
        QTest::newRow("personal") << true;
        QTest::newRow("work") << false;
    }
    void init()
    {
        QFETCH_GLOBAL(bool, isPersonal);
        m_bench = std::make_unique<OneDriveBench>(
            isPersonal ? OneDriveBench::Kind::Personal : OneDriveBench::Kind::Business);
        m_file = m_bench->file(SandboxDrive::root, text("a.txt"), "first");
        SandboxVersions &past = m_bench->service.past(m_bench->drive);
        m_bench->clock.jump(std::chrono::hours(1));
        past.write(m_file, SandboxContent::of("the second"), text("Kim"), m_bench->clock.now());
        m_bench->clock.jump(std::chrono::hours(1));
        past.write(m_file, SandboxContent::of("third"), text("Robin"), m_bench->clock.now());
        m_live = m_bench->live(SandboxDrive::root, text("a.txt"));
    }
    void cleanup() { m_bench.reset(); }

    void theHistoryIsToldNewestFirst()
    {
        VERIFY_OK(history, list());
        QCOMPARE(history.versions.size(), size_t(3));
        QVERIFY(history.versions[0].isCurrent && !history.versions[1].isCurrent && !history.versions[2].isCurrent);
        QCOMPARE(history.versions[1].sizeBytes, 10);
        QCOMPARE(history.versions[1].author, text("Kim"));
        QVERIFY(history.versions[0].modifiedAt > history.versions[1].modifiedAt);
        QCOMPARE(history.file.id, m_live.id);
    }

    void everyContentCanBeHad()
    {
        VERIFY_OK(history, list());
        VERIFY_OK(third, content(history.versions[0])); // by the file's own address: the version's is refused
        QCOMPARE(third, QByteArray("third"));
        VERIFY_OK(second, content(history.versions[1]));
        QCOMPARE(second, QByteArray("the second"));
        VERIFY_OK(first, content(history.versions[2]));
        QCOMPARE(first, QByteArray("first"));
        QCOMPARE(m_bench->service.tokensAstray(), 0); // where the redirects lead nobody brings a token
    }

    void whatBecameCurrentMeanwhileIsHadAllTheSame()
    {
        VERIFY_OK(history, list());
        Version stale = history.versions[0];
        stale.isCurrent = false;
        VERIFY_OK(third, content(stale));
        QCOMPARE(third, QByteArray("third"));
    }

    void aFolderHasNoVersions()
    {
        const SandboxRef folder = m_bench->folder(text("Folder"));
        LiveItem item{.id = m_bench->idOf(folder), .kind = ItemKind::File, .name = text("Folder")};
        VERIFY_FAILS(waitFor(versions().list(item)), Kind::Unsupported);
        m_bench->trash(m_file);
        VERIFY_FAILS(list(), Kind::NotFound);
    }

    void makingCurrentIsUndoneByMakingCurrent()
    {
        VERIFY_OK(history, list());
        VERIFY_OK(now, waitFor(versions().makeCurrent(m_live, history.versions[2])));
        QCOMPARE(m_bench->drive.node(m_file)->content.bytes, QByteArray("first"));
        QCOMPARE(now.sizeBytes, 5);
        m_live = now;
        VERIFY_OK(longer, list());
        QCOMPARE(longer.versions.size(), size_t(4));
        VERIFY_OK(back, waitFor(versions().makeCurrent(now, longer.versions[1])));
        QCOMPARE(m_bench->drive.node(m_file)->content.bytes, QByteArray("third"));
    }

    void whatSomebodySavedMeanwhileIsNotOverrun()
    {
        VERIFY_OK(history, list());
        m_bench->service.past(m_bench->drive)
            .write(m_file, SandboxContent::of("fourth"), text("Kim"), m_bench->clock.now());
        VERIFY_FAILS(waitFor(versions().makeCurrent(m_live, history.versions[1])), Kind::Changed);
        QCOMPARE(m_bench->drive.node(m_file)->content.bytes, QByteArray("fourth"));
    }

    void aLostReplyIsNotSentAgain()
    {
        VERIFY_OK(history, list());
        m_bench->host.faults().add(SandboxFault::dropAfter().on("POST", "*restoreVersion"));
        VERIFY_FAILS(waitFor(versions().makeCurrent(m_live, history.versions[1])), Kind::OutcomeUnknown);
        QCOMPARE(m_bench->countSent("POST *restoreVersion"), 1);
        QCOMPARE(list()->versions.size(), size_t(4));
    }

    void oddHistoriesAreHistories()
    {
        Quirks &quirks = m_bench->service.quirks();
        quirks.versionsTellIdsOnly = true;
        VERIFY_OK(poor, list());
        QCOMPARE(poor.versions.size(), size_t(3));
        QVERIFY(poor.versions[0].isCurrent);
        QCOMPARE(poor.versions[0].sizeBytes, 5);
        VERIFY_OK(second, content(poor.versions[1]));
        QCOMPARE(second, QByteArray("the second"));
        quirks = {};
        quirks.versionsPageSize = 1;
        VERIFY_OK(paged, list());
        QCOMPARE(paged.versions.size(), size_t(3));
        quirks = {};
        quirks.versionsAreThinned = true;
        VERIFY_OK(thin, list());
        QCOMPARE(thin.versions.size(), size_t(1));
        QVERIFY(thin.versions[0].isCurrent);
    }

    void aContentThatLeadsToAPlainHttpAddressIsRefused()
    {
        VERIFY_OK(history, list());
        m_bench->service.quirks().linkOrigin = "http://evil.test";
        VERIFY_FAILS(content(history.versions[1]), Kind::Unsafe);
        QCOMPARE(m_bench->service.tokensAstray(), 0);
    }

    void tooMuchIsTooLarge()
    {
        VERIFY_OK(history, list());
        auto buffer = std::make_shared<QBuffer>();
        buffer->open(QIODevice::WriteOnly);
        VERIFY_FAILS(waitFor(versions().download(m_live, history.versions[1], buffer, 3)), Kind::TooLarge);
    }

    void deletingIsOfferedUntilItIsRefused()
    {
        QFETCH_GLOBAL(bool, isPersonal);
        VERIFY_OK(history, list());
        QCOMPARE(versions().abilities().canDelete, !isPersonal);
        const auto removed = waitFor(versions().remove(m_live, history.versions[2]));
        if (removed) {
            QCOMPARE(list()->versions.size(), size_t(2));
        } else {
            QCOMPARE(kindName(removed.error().kind), kindName(Kind::Unsupported));
            QVERIFY(!versions().abilities().canDelete);
            QCOMPARE(list()->versions.size(), size_t(3));
        }
        VERIFY_FAILS(waitFor(versions().remove(m_live, history.versions[0])), Kind::Unsupported); // the current one
    }
};

QTEST_GUILESS_MAIN(TestOneDriveVersions)
#include "tst_onedriveversions.moc"
