// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "core/http/tokensource.h"
#include "core/providers/box/boxprovider.h"
#include "core/providers/providerset.h"
#include "core/providers/versions.h"
#include "core/restore/journal.h"
#include "core/restore/restoreservice.h"
#include "tests/support/hurriedclock.h"
#include "tests/support/jobwait.h"

#include <QEventLoop>
#include <QTest>

namespace Unbin {

/** The whole way of a deed on versions: service, journal, a provider over the practice cloud's straight door. */
struct VersionBench {
    VersionBench()
        : journal(std::move(Journal::openInMemory()->journal))
    {
        box.addAccount("token", drive);
        host.mount("/box/2.0", box);
        auto made
            = std::make_unique<BoxProvider>(network, tokens, clock, QUrl(QStringLiteral("https://sandbox.test/box/2.0")));
        provider = made.get();
        providers.add(account, std::move(made));
        service = std::make_unique<RestoreService>(providers, *journal, clock);
    }

    QDateTime later()
    {
        clock.jump(std::chrono::hours(1));
        return clock.now();
    }
    SandboxVersions &pasts() { return box.versions(drive); }
    /** A file that held each of these, one after the other, an hour apart. */
    SandboxRef addFile(const QString &path, const QByteArrayList &contents)
    {
        const qsizetype slash = path.lastIndexOf(u'/');
        const SandboxRef folder = slash > 0 ? drive.addFolders(path.left(slash)) : SandboxDrive::root;
        const SandboxRef ref
            = drive.addFile(folder, path.mid(slash + 1), SandboxContent::of(contents.front()), later());
        for (const QByteArray &content : contents.mid(1))
            pasts().write(ref, SandboxContent::of(content), QStringLiteral("Kim Guest"), later());
        return ref;
    }
    QByteArray contentOf(SandboxRef ref) const { return drive.node(ref)->content.bytes; }

    LiveItem liveOf(SandboxRef ref)
    {
        const QString type = ref.kind == SandboxKind::Folder ? QStringLiteral("folder:") : QStringLiteral("file:");
        const ItemId id(type + QString::number(drive.numbering() + ref.serial));
        auto where = waitFor(provider->locate(TrashedItem{.id = id}));
        return where && where->live ? *where->live : LiveItem{.id = id, .kind = ItemKind::Folder};
    }
    VersionHistory historyOf(SandboxRef ref)
    {
        auto told = waitFor(provider->versions()->list(liveOf(ref)));
        if (!told)
            qFatal("no history: %s", qPrintable(QDebug::toString(told.error())));
        return *told;
    }
    static Version find(const VersionHistory &history, const QByteArray &content)
    {
        for (const Version &version : history.versions) {
            if (version.hash.bytes == SandboxContent::of(content).sha1())
                return version;
        }
        return {};
    }
    VersionOrder order(SandboxRef ref, VersionDeed::What what, const QByteArray &content)
    {
        const VersionHistory history = historyOf(ref);
        return {.account = account,
            .file = history.file,
            .path = QStringLiteral("/"),
            .deed = {.what = what, .version = find(history, content), .before = history.versions.front()},
            .beside = {history.file.parent, QStringLiteral("copy.txt")}};
    }
    Receipt finish(Activity *activity)
    {
        if (activity->state() != Activity::State::Finished) {
            QEventLoop loop;
            QObject::connect(activity, &Activity::finished, &loop, &QEventLoop::quit);
            loop.exec();
        }
        return *activity->receipt();
    }
    Receipt run(VersionRequest request)
    {
        last = service->changeVersions(std::move(request));
        return finish(last);
    }
    ReceiptLine run(VersionOrder order) { return run(VersionRequest{{std::move(order)}}).lines.front(); }
    Receipt undo() { return finish(service->undo(last)); }

    AccountId account{QStringLiteral("a")};
    HurriedClock clock{std::chrono::milliseconds(400)}; // nothing here is about how long it takes
    SandboxDrive drive{SandboxOwner{7, QStringLiteral("Robin Sample"), QStringLiteral("robin@mail.example")}};
    BoxDialect box{clock};
    SandboxHost host{clock};
    SandboxNetwork network{host};
    FixedTokenSource tokens{"token"};
    ProviderSet providers;
    std::unique_ptr<Journal> journal;
    BoxProvider *provider;
    std::unique_ptr<RestoreService> service;
    Activity *last = nullptr;
};

} // namespace Unbin
