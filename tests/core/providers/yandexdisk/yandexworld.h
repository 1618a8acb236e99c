// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/providerset.h"
#include "core/restore/journal.h"
#include "core/restore/restoreservice.h"
#include "tests/core/providers/yandexdisk/yandexbench.h"
#include "tests/support/scripteddecider.h"
#include "tests/support/waituntil.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <condition_variable>
#include <mutex>

namespace Unbin {

/** A drive behind Yandex's dialect on which program after program works, with one journal on the disk. */
struct YandexWorld : YandexBench {
    explicit YandexWorld(std::chrono::milliseconds clockStep = std::chrono::milliseconds(200))
        : YandexBench(clockStep)
    {
        host.observe([this](const QByteArray &, const SandboxRequest &, const SandboxDelivery &) {
            if (m_seen)
                m_seen();
        });
        start();
    }

    /** Rows for worksAsOperations(). */
    static void addWays()
    {
        QTest::addColumn<bool>("isAsync");
        QTest::newRow("at once") << false;
        QTest::newRow("as work that goes on") << true;
    }
    /** Every change is done at once; or takes three seconds, and shows in the bin after two more. */
    void worksAsOperations(bool isAsync)
    {
        YandexQuirks &quirks = this->quirks();
        quirks.restoreAsync = quirks.moveAsync = quirks.deleteAsync
            = isAsync ? YandexQuirks::Async::Always : YandexQuirks::Async::Never;
        quirks.pollsUntilDone = 0; // it goes on though the program that asked for it is dead
        quirks.operationTakes = std::chrono::seconds(3);
        if (isAsync)
            quirks.binLag = std::chrono::seconds(2);
    }

    void start()
    {
        auto ours = std::make_unique<YandexDiskProvider>(
            network, tokens, clock, QUrl(QStringLiteral("https://sandbox.test/yandex/v1")));
        providers = std::make_unique<ProviderSet>();
        providers->add(account, std::move(ours));
        journal = std::move(Journal::open(journalPath())->journal);
        service = std::make_unique<RestoreService>(*providers, *journal, clock);
    }
    /** The program is gone in the middle of whatever it did. */
    void die()
    {
        service.reset();
        journal.reset();
        providers.reset();
    }
    /** The program dies once the service has dealt with the n-th request (0: the first) from now, before it reads the reply;
        false: it ended before. */
    bool diesAtRequest(int n, const std::function<Activity *()> &begin)
    {
        int seen = 0;
        bool isDead = false;
        m_seen = [&] { isDead = isDead || seen++ == n; };
        Activity *activity = begin();
        const bool isOver = waitUntil([&] { return isDead || activity->state() == Activity::State::Finished; });
        m_seen = {};
        if (!isOver)
            qFatal("it neither ended nor died");
        if (isDead)
            die();
        return isDead;
    }
    /** The same when the journal is about to commit for the n-th time, or has just done so. What it held then is all that the
        next program finds. */
    bool diesAtCommit(int n, const std::function<Activity *()> &begin)
    {
        (void)waitFor(journal->history(1)); // what went before is written
        std::mutex mutex;
        std::condition_variable freed;
        bool isFree = false; // these two: guarded by the mutex
        bool isDead = false;
        int seen = 0; // the writer's
        const QString left = folder.filePath(QStringLiteral("%1.db").arg(m_lives + 1));
        journal->setProbe([&] {
            if (seen++ != n)
                return;
            for (const QString &part : {QString(), QStringLiteral("-wal")})
                QFile::copy(journalPath() + part, left + part);
            std::unique_lock lock(mutex);
            isDead = true;
            freed.wait(lock, [&] { return isFree; });
        });
        const auto hasDied = [&] {
            const std::scoped_lock lock(mutex);
            return isDead;
        };
        Activity *activity = begin();
        if (!waitUntil([&] { return hasDied() || activity->state() == Activity::State::Finished; }))
            qFatal("it neither ended nor died");
        if (!hasDied()) { // the last word may still be on its way
            bool isWritten = false;
            launch(journal->history(1), journal.get(), [&isWritten](const auto &) { isWritten = true; });
            waitUntil([&] { return isWritten || hasDied(); });
        }
        const bool isOver = hasDied();
        if (isOver)
            service.reset(); // nobody sends or hears anything any more
        {
            const std::scoped_lock lock(mutex);
            isFree = true;
        }
        freed.notify_one();
        if (!isOver) {
            journal->setProbe(nullptr);
            (void)waitFor(journal->history(1)); // nobody calls it any more
            return false;
        }
        die();
        ++m_lives;
        return true;
    }
    /** The next program: what was cut off is settled and gone on with, to its end. Null if nothing had been begun. */
    Activity *startAndGoOn()
    {
        start();
        service->takeUpInterrupted();
        if (service->activities().empty())
            return nullptr;
        Activity *activity = service->activities().front();
        if (!waitUntil([&] { return activity->state() != Activity::State::Planning; }))
            qFatal("nobody finds out how far it came");
        if (activity->state() == Activity::State::Interrupted)
            activity = service->goOn(activity, decider);
        end(activity);
        return activity;
    }
    Activity *begin(const QStringList &names, const std::optional<QString> &into = {})
    {
        RestoreRequest request;
        for (const QString &name : names)
            request.items.push_back({account, entry(name)});
        if (into)
            request.target = ChosenFolder{account, ItemId(QLatin1String("disk:") + *into), *into};
        return service->restore(std::move(request), decider);
    }
    Receipt run(const QStringList &names, const std::optional<QString> &into = {})
    {
        return end(begin(names, into));
    }
    /** Its receipt, when it is over. */
    Receipt end(Activity *activity)
    {
        const bool isOver = waitUntil([activity] { return activity->state() == Activity::State::Finished; });
        return isOver ? activity->receipt().value_or(Receipt()) : Receipt();
    }
    /** Rules of the service that were broken; empty: none. */
    QString breaches() const { return yandex.breaches().join(u'\n'); }
    QString held() const { return drive.dump(); }

    const AccountId account{QStringLiteral("yandex")};
    QTemporaryDir folder{folderTemplate()};
    std::unique_ptr<ProviderSet> providers;
    std::unique_ptr<Journal> journal;
    ScriptedDecider decider;
    std::unique_ptr<RestoreService> service;

private:
    /** In memory where there is such a place: what is tested is what was written, not how fast the disk is. */
    static QString folderTemplate()
    {
        return QDir(QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm") : QDir::tempPath())
            .filePath(QStringLiteral("unbin-yandex-XXXXXX"));
    }
    QString journalPath() const
    {
        return folder.filePath(m_lives == 0 ? QStringLiteral("journal.db") : QStringLiteral("%1.db").arg(m_lives));
    }

    int m_lives = 0; // lost at commits
    std::function<void()> m_seen;
};

} // namespace Unbin
