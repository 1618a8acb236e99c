// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/restore/restorebench.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace Unbin {

/** A drive that lives on while program after program works on it, with one journal on the disk. */
class ResumeDrill
{
public:
    explicit ResumeDrill(FakeProvider::Shape shape)
        : bench(shape)
    {
        FakeProvider &drive = *bench.drive;
        const ItemId work = drive.addFolder(bench.root, QStringLiteral("Work"));
        add(drive.addTrashed(work, QStringLiteral("plain.txt"), "plain"));
        add(drive.addTrashed(work, QStringLiteral("kept.txt"), "kept old"));
        drive.addFile(work, QStringLiteral("kept.txt"), "kept new");
        add(drive.addTrashed(work, QStringLiteral("replaced.txt"), "replaced old"));
        drive.addFile(work, QStringLiteral("replaced.txt"), "replaced new");
        const ItemId lost = drive.addFolder(work, QStringLiteral("Lost"));
        add(drive.addTrashed(lost, QStringLiteral("l1.txt"), "l1"));
        drive.forgetFolder(lost);
        const ItemId album = drive.addFolder(work, QStringLiteral("Album"));
        add(drive.addTrashed(album, QStringLiteral("child.jpg"), "child"));
        add(drive.trashNow(album));
        before = contents(drive);
        bench.decider.always([](const Question &question) {
            Answer answer = defaultAnswer(question);
            for (size_t i = 0; i < question.conflicts.size(); ++i) {
                if (question.conflicts[i].wantedName == QLatin1String("replaced.txt")
                    && question.conflicts[i].canReplace)
                    answer.conflicts[i].verb = ConflictChoice::Verb::Replace;
            }
            return answer;
        });
        open();
    }

    void open()
    {
        bench.service.reset();
        bench.journal.reset();
        bench.journal = std::move(Journal::open(journalPath())->journal);
        bench.service = std::make_unique<RestoreService>(bench.providers, *bench.journal, bench.clock);
    }
    /** The program dies at the n-th request from now: before it reaches the service, or with its reply under way. */
    bool runUntilDeath(int n, bool isDone, const std::function<Activity *()> &begin)
    {
        QEventLoop loop;
        int seen = 0;
        bool isDead = false;
        const auto die = [&](const FakeProvider::Request &) {
            if (isDead || seen++ != n)
                return;
            isDead = true;
            bench.service.reset(); // who asked is gone in the middle of it
            loop.quit();
        };
        (isDone ? bench.drive->after : bench.drive->before) = die;
        Activity *activity = begin();
        QObject::connect(activity, &Activity::finished, &loop, &QEventLoop::quit);
        loop.exec();
        bench.drive->before = bench.drive->after = nullptr;
        return isDead;
    }
    /** What the next run of the program finds: nothing, or one batch whose open steps it settles. */
    Activity *takeUp()
    {
        open();
        bench.service->takeUpInterrupted();
        const auto all = bench.service->activities();
        if (all.empty())
            return nullptr;
        const bool isSettled = QTest::qWaitFor([&all] { return all.front()->state() != Activity::State::Planning; }, 20000);
        return isSettled ? all.front() : nullptr;
    }
    /** The bin but for the folder that was made for the restore, with the name that an item had before it had to give way:
        no service lets a name in the bin be changed. */
    static QStringList withoutMade(const FakeProvider &drive)
    {
        QStringList bin = drive.bin();
        bin.removeOne(QStringLiteral("Lost/"));
        bin.replaceInStrings(QStringLiteral("kept (2).txt"), QStringLiteral("kept.txt"));
        bin.sort();
        return bin;
    }
    Activity *begin() { return bench.service->restore(bench.request(items), bench.decider); }

    QString journalPath() const { return m_folder.filePath(QStringLiteral("journal.db")); }

    RestoreBench bench;
    std::vector<TrashedItem> items;
    QStringList before;

private:
    void add(const TrashedItem &item) { items.push_back(item); }
    /** In memory where there is such a place: what is tested is what was written, not how fast the disk is. */
    static QString folderTemplate()
    {
        return QDir(QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm") : QDir::tempPath())
            .filePath(QStringLiteral("unbin-resume-XXXXXX"));
    }

    QTemporaryDir m_folder{folderTemplate()};
};

} // namespace Unbin
