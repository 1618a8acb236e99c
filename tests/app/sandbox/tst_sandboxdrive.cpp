// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/practicedata.h"
#include "app/sandbox/practiceonedrive.h"
#include "app/sandbox/sandboxdrive.h"

#include <QTest>

using namespace Unbin;

/** The in-memory drive, and the invented people's drives made of it. */
class TestSandboxDrive : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime::fromString(QStringLiteral("2026-03-12T14:00:00Z"), Qt::ISODate);

private Q_SLOTS:
    void tellsItselfAsText()
    {
        SandboxDrive drive;
        const SandboxRef docs = drive.addFolders(QStringLiteral("/Docs/Old"));
        drive.addFile(docs, QStringLiteral("b.txt"), SandboxContent::of("12"));
        const SandboxRef a = drive.addFile(docs, QStringLiteral("a.txt"), SandboxContent::madeUp(99, 1));
        drive.addLink(SandboxDrive::root, QStringLiteral("page"), QStringLiteral("https://x.example"));
        drive.trash(a, m_now);
        QCOMPARE(drive.dump(),
            QStringLiteral("/\n  Docs/\n    Old/\n      b.txt 2\n  page -> https://x.example\n"
                           "bin\n  a.txt 99 from /Docs/Old\n"));
        drive.trash(*drive.find(QStringLiteral("/Docs")), m_now);
        QCOMPARE(drive.dump(),
            QStringLiteral("/\n  page -> https://x.example\nbin\n  Docs/ from /\n    Old/\n"
                           "      b.txt 2\n  a.txt 99 from /Docs/Old\n"));
    }

    void namesAreFoundWithoutCase()
    {
        SandboxDrive drive;
        const SandboxRef a = drive.addFile(SandboxDrive::root, QStringLiteral("Über.TXT"), SandboxContent::of("1"));
        QVERIFY(drive.childNamed(SandboxDrive::root, QStringLiteral("üBER.txt")) == a);
    }

    void purgingAFolderLeavesWhatWasTrashedFromIt()
    {
        SandboxDrive drive;
        const SandboxRef docs = drive.addFolders(QStringLiteral("/docs"));
        const SandboxRef a = drive.addFile(docs, QStringLiteral("a"), SandboxContent::of("12"));
        const SandboxRef b = drive.addFile(docs, QStringLiteral("b"), SandboxContent::of("123"));
        drive.trash(a, m_now);
        drive.trash(docs, m_now);
        drive.purge(docs);
        QVERIFY(!drive.node(docs) && !drive.node(b));
        QVERIFY(drive.isTrashedItself(a));
        QCOMPARE(drive.trashedCount(), 1);
        QCOMPARE(drive.usedBytes(), 2);
        drive.restore(a, SandboxDrive::root, QStringLiteral("a"), m_now);
        QVERIFY(drive.isLive(a));
        QCOMPARE(drive.trashedCount(), 0);
    }

    void contentsAreTheSameWhenTheirHashIs()
    {
        QCOMPARE(SandboxContent::madeUp(5, 1).sha1(), SandboxContent::madeUp(5, 1).sha1());
        QVERIFY(SandboxContent::madeUp(5, 1).sha1() != SandboxContent::madeUp(5, 2).sha1());
        QCOMPARE(SandboxContent::of("abc").sha1().toHex(), "a9993e364706816aba3e25717850c26c9cd0d89d");
        QCOMPARE(SandboxContent::of({}).sha1().toHex(), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    }

    void holdsAMillionTrashedItems()
    {
        QVERIFY(sizeof(SandboxNode) <= 160);
        SandboxDrive drive;
        drive.addTrashedBulk(drive.addFolders(QStringLiteral("/bulk")), 1'000'000, m_now);
        QCOMPARE(drive.trashedCount(), 1'000'000);
        const SandboxRef last{SandboxKind::File, 999'999};
        QCOMPARE(drive.name(last), QStringLiteral("notes_0999999.txt"));
        drive.restore(last, SandboxDrive::root, drive.name(last), m_now);
        QVERIFY(drive.find(QStringLiteral("/notes_0999999.txt")) == last);
    }

    void practiceDataAreTheSameForTheSameSeed()
    {
        PracticeData one(m_now);
        PracticeData same(m_now);
        PracticeData other(m_now, 99);
        QCOMPARE(one.work().dump(), same.work().dump());
        QCOMPARE(one.home().dump(), same.home().dump());
        QVERIFY(one.work().dump() != other.work().dump());
    }

    void practiceDataHoldEveryObstacle()
    {
        PracticeData data(m_now);
        const SandboxDrive &work = data.work();
        QVERIFY2(
            work.trashedCount() > 380 && work.trashedCount() < 430, qPrintable(QString::number(work.trashedCount())));
        int taken = 0, identical = 0, byFolder = 0, parentTrashed = 0, parentGone = 0, future = 0, tooOld = 0,
            batch = 0;
        const SandboxRef deliverables = *work.find(QStringLiteral("/Projects/Lighthouse/Deliverables"));
        for (const SandboxKind kind : {SandboxKind::File, SandboxKind::Folder, SandboxKind::Link}) {
            for (quint32 serial = 0; serial < work.count(kind); ++serial) {
                const SandboxRef ref{kind, serial};
                if (!work.isTrashedItself(ref))
                    continue;
                const SandboxNode &node = *work.node(ref);
                const SandboxRef parent = work.parent(ref);
                future += node.trashedMs > m_now.toMSecsSinceEpoch() || node.modifiedMs > node.trashedMs;
                tooOld += node.trashedMs <= m_now.addDays(-30).toMSecsSinceEpoch();
                batch += parent == deliverables;
                parentGone += !work.node(parent);
                parentTrashed += work.node(parent) && !work.isLive(parent);
                if (!work.isLive(parent))
                    continue;
                if (const auto other = work.childNamed(parent, work.name(ref))) {
                    ++taken;
                    byFolder += other->kind == SandboxKind::Folder && kind == SandboxKind::File;
                    identical += other->kind == kind && kind == SandboxKind::File
                        && work.node(*other)->content.sha1() == node.content.sha1();
                }
            }
        }
        QCOMPARE(batch, 200);
        QCOMPARE(taken, 46); // 45 of the batch, and the folder "Drafts"
        QCOMPARE(identical, 10);
        QCOMPARE(byFolder, 5);
        QCOMPARE(parentTrashed, 18);
        QCOMPARE(parentGone, 24);
        QCOMPARE(future, 0);
        QCOMPARE(tooOld, 0);
        QVERIFY(data.home().trashedCount() > 40);
        QVERIFY(work.usedBytes() < work.quotaBytes() && data.home().usedBytes() < data.home().quotaBytes());
    }

    void thePracticeOneDriveHasAPastAndABin()
    {
        PracticeOneDrive data(m_now);
        QCOMPARE(data.drive().dump(), PracticeOneDrive(m_now).drive().dump());
        const SandboxRef thesis = *data.drive().find(QStringLiteral("/Studies/Thesis.md"));
        const auto &past = data.past().past(thesis);
        QCOMPARE(past.size(), size_t(59)); // and the current one
        QVERIFY(std::is_sorted(past.begin(), past.end(),
            [](const SandboxVersion &a, const SandboxVersion &b) { return a.modifiedMs < b.modifiedMs; }));
        QVERIFY(data.drive().node(thesis)->modifiedMs < m_now.toMSecsSinceEpoch());
        QVERIFY(past[41].content.sizeBytes < past[40].content.sizeBytes / 5); // the bad day
        QCOMPARE(past[42].content.bytes, past[43].content.bytes);
        const qint64 before = data.drive().trashedCount();
        QVERIFY(before >= 25);
        data.deleteMore(m_now);
        QCOMPARE(data.drive().trashedCount() - before, 26);
        QVERIFY(data.drive().usedBytes() < data.drive().quotaBytes()); // or nothing could be restored
        const SandboxRef insurance = *data.drive().findTrashed(QStringLiteral("Insurance.pdf"));
        QVERIFY(data.drive().childNamed(data.drive().parent(insurance), QStringLiteral("Insurance.pdf")));
        const SandboxRef checklist = *data.drive().findTrashed(QStringLiteral("Checklist.docx"));
        QVERIFY(!data.drive().node(data.drive().parent(checklist)));
        QCOMPARE(
            data.drive().lastPath(checklist), (QStringList{QStringLiteral("Documents"), QStringLiteral("Moving")}));
        const SandboxRef seeds = *data.drive().findTrashed(QStringLiteral("Seed list.xlsx"));
        QVERIFY(data.drive().isTrashedItself(data.drive().parent(seeds)));
    }

    void thoseWhoFollowADriveAreToldOfEachChange()
    {
        SandboxDrive drive;
        QList<SandboxRef> told;
        drive.observe([&](SandboxRef ref) { told += ref; });
        const SandboxRef docs = drive.addFolders(QStringLiteral("/docs"));
        const SandboxRef a = drive.addFile(docs, QStringLiteral("a"), SandboxContent::of("12"));
        drive.setContent(a, SandboxContent::of("3"), m_now);
        drive.move(a, SandboxDrive::root, QStringLiteral("b"), m_now);
        drive.trash(a, m_now);
        drive.restore(a, docs, QStringLiteral("a"), m_now);
        drive.trash(docs, m_now);
        QCOMPARE(told, (QList<SandboxRef>{docs, a, a, a, a, a, docs}));
        told.clear();
        drive.purge(docs);
        QCOMPARE(told, (QList<SandboxRef>{a, docs}));
        QCOMPARE(drive.lastPath(a), QStringList{QStringLiteral("docs")});
    }
};

QTEST_GUILESS_MAIN(TestSandboxDrive)
#include "tst_sandboxdrive.moc"
