// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "core/http/tokensource.h"
#include "core/providers/box/boxprovider.h"
#include "tests/support/hurriedclock.h"
#include "tests/support/jobwait.h"

#include <QByteArrayList>
#include <QTest>

#include <algorithm>

namespace Unbin {

/** The expression is a Result without a value, of this kind of error. */
#define VERIFY_FAILS(expression, expectedKind)                                                                         \
    do {                                                                                                               \
        const auto failing = (expression);                                                                             \
        QVERIFY2(!failing, "succeeded");                                                                               \
        QCOMPARE(kindName(failing.error().kind), kindName(expectedKind));                                              \
    } while (false)

/** A Box provider over the practice cloud's straight door, its drive, its faults, and what went over the wire. */
struct BoxBench {
    BoxBench()
    {
        box.addAccount("token", drive);
        host.mount("/box/2.0", box);
        host.observe([this](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            sent.append(request.method + ' ' + request.path);
        });
    }

    SandboxRef folder(const QString &name, SandboxRef parent = SandboxDrive::root)
    {
        return drive.addFolder(parent, name, clock.now());
    }
    SandboxRef file(SandboxRef parent, const QString &name, const QByteArray &content = "content")
    {
        return drive.addFile(parent, name, SandboxContent::of(content), clock.now());
    }
    void trash(SandboxRef ref) { drive.trash(ref, clock.now()); }
    void purge(SandboxRef ref) { drive.purge(ref); }
    SandboxRef trashedFile(SandboxRef parent, const QString &name, const QByteArray &content = "content")
    {
        const SandboxRef ref = file(parent, name, content);
        trash(ref);
        return ref;
    }

    ItemId idOf(SandboxRef ref) const
    {
        if (ref == SandboxDrive::root)
            return provider.rootFolder();
        constexpr std::array types = {"file:", "folder:", "web_link:"};
        return ItemId(QLatin1String(types[size_t(ref.kind)]) + QString::number(drive.numbering() + ref.serial));
    }
    QByteArray wirePath(SandboxRef ref) const
    {
        constexpr std::array types = {"/files/", "/folders/", "/web_links/"};
        return types[size_t(ref.kind)] + QByteArray::number(drive.numbering() + ref.serial);
    }

    Result<ListSummary> listBin(std::vector<TrashedItem> &items)
    {
        return waitFor(provider.listBin([&items](std::vector<TrashedItem> &&page) {
            std::move(page.begin(), page.end(), std::back_inserter(items));
        }));
    }
    TrashedItem entryOf(SandboxRef ref)
    {
        auto where = waitFor(provider.locate(TrashedItem{.id = idOf(ref)}));
        return where && where->trashed ? *where->trashed : TrashedItem{.id = idOf(ref)};
    }
    LiveItem liveOf(SandboxRef ref)
    {
        auto where = waitFor(provider.locate(TrashedItem{.id = idOf(ref)}));
        return where && where->live ? *where->live : LiveItem{.id = idOf(ref)};
    }
    Whereabouts::State whereIs(SandboxRef ref)
    {
        const auto where = waitFor(provider.locate(TrashedItem{.id = idOf(ref)}));
        return where ? where->state : Whereabouts::State(-1);
    }
    Result<LiveItem> restore(SandboxRef ref) { return waitFor(provider.restore({.item = entryOf(ref)})); }

    qsizetype countSent(const QByteArray &line) const { return std::count(sent.begin(), sent.end(), line); }
    qsizetype countChanges() const
    {
        return std::count_if(sent.begin(), sent.end(), [](const QByteArray &line) { return !line.startsWith("GET"); });
    }

    HurriedClock clock;
    SandboxDrive drive{SandboxOwner{7, QStringLiteral("Robin Sample"), QStringLiteral("robin@mail.example")}};
    BoxDialect box{clock};
    SandboxHost host{clock};
    SandboxNetwork network{host};
    FixedTokenSource tokens{"token"};
    BoxProvider provider{network, tokens, clock, QUrl(QStringLiteral("https://sandbox.test/box/2.0"))};
    QByteArrayList sent; ///< "GET /files/12/trash"
};

} // namespace Unbin

Q_DECLARE_METATYPE(Unbin::BoxQuirks)
