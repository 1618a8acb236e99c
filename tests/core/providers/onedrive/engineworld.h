// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/providerset.h"
#include "core/restore/activity.h"
#include "core/restore/journal.h"
#include "core/restore/restoreservice.h"
#include "tests/core/providers/onedrive/onedrivebench.h"
#include "tests/support/scripteddecider.h"
#include "tests/support/waituntil.h"

#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QTimer>

namespace Unbin {

/**
 * A practice OneDrive that lives on while program after program restores from it: the real engine, the real provider, a
 * journal and a ledger on the disk. The drive is the truth.
 */
class EngineWorld
{
    /** In memory where there is such a place: what is tested is what was written, not how fast the disk is. */
    static QString folderTemplate()
    {
        return QDir(QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm") : QDir::tempPath())
            .filePath(QStringLiteral("unbin-engine-XXXXXX"));
    }
    QTemporaryDir m_folder{folderTemplate()}; // goes last: the ledger may still be written

public:
    using Kind = OneDriveDialect::Kind;

    explicit EngineWorld(Kind kind)
        : cloud(kind, {}, std::chrono::milliseconds(250)) // many replies are lost here, and asked for again after seconds
    {
        work = cloud.folder(QStringLiteral("Work"));
        other = cloud.folder(QStringLiteral("Other"));
        open();
    }

    QString journalPath() const { return m_folder.filePath(QStringLiteral("journal.db")); }
    /** Another run of the program. */
    void open()
    {
        close();
        journal = std::move(Journal::open(journalPath())->journal);
        auto made = std::make_unique<OneDriveProvider>(cloud.network, cloud.tokens, cloud.clock,
            QUrl(QString::fromLatin1(cloud.service.addresses().graph + "/v1.0")), m_folder.path());
        provider = made.get();
        providers.add(account, std::move(made));
        service = std::make_unique<RestoreService>(providers, *journal, cloud.clock);
    }
    void close()
    {
        service.reset();
        providers.remove(account);
        journal.reset();
    }

    Result<std::vector<TrashedItem>> list()
    {
        std::vector<TrashedItem> items;
        const auto summary = waitFor(provider->listBin([&items](std::vector<TrashedItem> &&page) {
            items.insert(items.end(), page.begin(), page.end());
        }));
        return summary ? Result<std::vector<TrashedItem>>(items) : failure(summary.error());
    }
    /** What is to be deleted has to be seen alive by a personal ledger. */
    void look()
    {
        if (!list())
            qFatal("the bin can't be listed");
    }
    /** Deletes it, as somebody at the web would. */
    void lose(SandboxRef ref)
    {
        cloud.trash(ref);
        lost.push_back(ref);
    }
    /** The entries of everything that was lost, in that order; the program has listed them. */
    std::vector<TrashedItem> entries()
    {
        const auto listed = list();
        std::vector<TrashedItem> found;
        for (const SandboxRef ref : lost) {
            const QString path = cloud.drive.trashedFrom(ref);
            const auto it = std::find_if(listed->begin(), listed->end(), [&path](const TrashedItem &item) {
                return (item.originalPath == u"/" ? QString() : item.originalPath) + u'/' + item.name == path;
            });
            if (it == listed->end())
                qFatal("%s is not listed", qPrintable(path));
            found.push_back(*it);
        }
        return found;
    }

    RestoreRequest request(const std::vector<TrashedItem> &items) const
    {
        RestoreRequest request;
        for (const TrashedItem &item : items)
            request.items.push_back({account, item});
        return request;
    }
    RestoreRequest requestTo(SandboxRef folder, const std::vector<TrashedItem> &items) const
    {
        RestoreRequest request = this->request(items);
        request.target = ChosenFolder{account, cloud.idOf(folder), QStringLiteral("/Other")};
        return request;
    }
    static bool waitForEnd(const Activity *activity)
    {
        return waitUntil([activity] { return activity->state() == Activity::State::Finished; });
    }
    const Receipt &run(RestoreRequest request)
    {
        Activity *activity = service->restore(std::move(request), decider);
        if (!waitForEnd(activity))
            qFatal("the restore did not end");
        return *activity->receipt();
    }
    /** The program dies once the service has dealt with a request for which this says so; whether it came to that. Nobody
        reads the reply. */
    bool runUntilDeath(const std::function<Activity *()> &begin, std::function<bool(const SandboxRequest &)> isTheEnd)
    {
        QEventLoop loop;
        bool isDead = false;
        m_seen = [&](const SandboxRequest &request) {
            if (isDead || !isTheEnd(request))
                return;
            isDead = true;
            loop.quit();
        };
        Activity *activity = begin();
        QObject::connect(activity, &Activity::finished, &loop, &QEventLoop::quit);
        if (activity->state() != Activity::State::Finished)
            loop.exec();
        m_seen = {};
        if (isDead)
            close();
        return isDead;
    }
    /** What the next run of the program finds: null, or one batch whose open steps it has settled. */
    Activity *takeUp()
    {
        open();
        service->takeUpInterrupted();
        const auto all = service->activities();
        if (all.empty())
            return nullptr;
        Activity *cutOff = all.front();
        return waitUntil([cutOff] { return cutOff->state() != Activity::State::Planning; }) ? cutOff : nullptr;
    }

    /** The path of what is live; null for what is not. */
    QString pathOf(SandboxRef ref) const
    {
        if (!cloud.drive.isLive(ref))
            return {};
        QString path;
        for (const SandboxRef above : cloud.drive.path(ref)) {
            if (above != SandboxDrive::root)
                path += u'/' + cloud.drive.name(above);
        }
        return path + u'/' + cloud.drive.name(ref);
    }
    /** Every content there is, live or in the bin: the same before and after, or something was lost. */
    QByteArrayList contents() const
    {
        QByteArrayList all;
        for (quint32 serial = 0; serial < cloud.drive.count(SandboxKind::File); ++serial) {
            if (const SandboxNode *node = cloud.drive.node({SandboxKind::File, serial}))
                all.append(node->content.bytes);
        }
        std::sort(all.begin(), all.end());
        return all;
    }
    /** What the receipt says that is not so; empty if it is the truth. Lines are in the order of `lost`. */
    QStringList lies(const Receipt &receipt) const
    {
        using Outcome = ReceiptLine::Outcome;
        QStringList told;
        const qint64 all = receipt.count(Outcome::Restored) + receipt.count(Outcome::Skipped)
            + receipt.count(Outcome::Failed);
        if (receipt.lines.size() != lost.size() || all != qint64(lost.size()))
            told.append(QStringLiteral("the lines don't add up"));
        for (size_t i = 0; i < std::min(receipt.lines.size(), lost.size()); ++i)
            told += lies(receipt.lines[i], lost[i]);
        return told;
    }

    OneDriveBench cloud;
    SandboxRef work;
    SandboxRef other;
    std::vector<SandboxRef> lost;
    AccountId account{QStringLiteral("a")};
    ProviderSet providers;
    OneDriveProvider *provider = nullptr;
    std::unique_ptr<Journal> journal;
    ScriptedDecider decider;
    std::unique_ptr<RestoreService> service;

private:
    QStringList lies(const ReceiptLine &line, SandboxRef ref) const
    {
        const QString name = line.item.item.name;
        const QString path = pathOf(ref);
        QStringList told;
        if (line.error && line.error->kind == Error::Kind::OutcomeUnknown && !line.now)
            return told; // it says that it does not know
        if (line.check == ReceiptLine::Check::Differs && !line.now)
            return told; // the service itself said, at the second look, that it is not there
        if (line.now) {
            const QString said = (line.nowPath == u"/" ? QString() : line.nowPath) + u'/' + line.now->name;
            if (path != said)
                told.append(name + QStringLiteral(" should be ") + said + QStringLiteral(", but is ") + path);
        } else if (!path.isEmpty()) {
            told.append(name + QStringLiteral(" left the bin, and the receipt does not say so: ") + path);
        }
        if (line.outcome == ReceiptLine::Outcome::Restored && !line.now)
            told.append(name + QStringLiteral(" was restored to nowhere"));
        if (line.outcome == ReceiptLine::Outcome::Failed && !line.error)
            told.append(name + QStringLiteral(" failed without a reason"));
        return told;
    }
    void listen()
    {
        cloud.host.observe([this](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            if (m_seen)
                m_seen(request);
        });
    }

    std::function<void(const SandboxRequest &)> m_seen;
    bool m_isListening = (listen(), true);
};

/** One of everything that can stand in the way of a restore; answers are given, nothing is asked twice. */
struct EngineScene {
    explicit EngineScene(EngineWorld::Kind kind)
        : world(kind)
    {
        OneDriveBench &cloud = world.cloud;
        const SandboxRef gone = cloud.folder(QStringLiteral("Lost"), world.work);
        const SandboxRef album = cloud.folder(QStringLiteral("Album"), world.work);
        const SandboxRef plain = cloud.file(world.work, QStringLiteral("plain.txt"), "plain");
        const SandboxRef kept = cloud.file(world.work, QStringLiteral("kept.txt"), "kept old");
        const SandboxRef replaced = cloud.file(world.work, QStringLiteral("replaced.txt"), "replaced old");
        const SandboxRef homeless = cloud.file(gone, QStringLiteral("homeless.txt"), "homeless");
        cloud.file(album, QStringLiteral("inside.jpg"), "inside");
        world.look();
        for (const SandboxRef ref : {plain, kept, replaced, homeless, album})
            world.lose(ref);
        world.look(); // what leaves together is one entry, so the folder goes later
        cloud.drive.purge(gone);
        cloud.file(world.work, QStringLiteral("kept.txt"), "kept new");
        cloud.file(world.work, QStringLiteral("replaced.txt"), "replaced new");
        items = world.entries();
        before = world.contents();
        world.decider.always([](const Question &question) {
            Answer answer = defaultAnswer(question);
            for (size_t i = 0; i < question.conflicts.size(); ++i) {
                if (question.conflicts[i].wantedName == u"replaced.txt" && question.conflicts[i].canReplace)
                    answer.conflicts[i].verb = ConflictChoice::Verb::Replace;
            }
            return answer;
        });
        cloud.sent.clear();
    }

    /** What is wrong afterwards; empty if the receipt is true, every content is still there, and the next listing shows what
        is in the bin. */
    QStringList untruths(const Receipt &receipt)
    {
        QStringList all = world.lies(receipt);
        if (world.contents() != before)
            all.append(QStringLiteral("contents were lost"));
        world.cloud.host.faults().clear();
        const auto listed = world.list();
        if (!listed)
            return all << QStringLiteral("the bin can't be listed: ") + listed.error().detail;
        QStringList names;
        for (const TrashedItem &item : *listed) {
            if (item.name != u"Lost") // purged: a personal ledger can't tell until somebody looks
                names.append(item.name);
        }
        names.sort();
        QStringList truth = world.cloud.truth().filter(QRegularExpression(QStringLiteral("^bin ")));
        for (QString &line : truth)
            line = line.section(u' ', 1, 1);
        truth.sort();
        if (names != truth)
            all.append(names.join(u' ') + QStringLiteral(" are listed, but the bin holds ") + truth.join(u' '));
        return all;
    }

    EngineWorld world;
    std::vector<TrashedItem> items;
    QByteArrayList before;
};

/** Ends the test unless all is as the receipt says; at: which access or request failed. */
#define VERIFY_TRUE(scene, receipt, at)                                                                                \
    do {                                                                                                               \
        const QStringList untruths = (scene).untruths(receipt);                                                        \
        QVERIFY2(untruths.isEmpty(), qPrintable(QStringLiteral("at %1: ").arg(at) + untruths.join(u'\n')));            \
    } while (false)

} // namespace Unbin
