// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "app/sandbox/yandex/yandexdialect.h"
#include "core/http/tokensource.h"
#include "core/providers/yandexdisk/yandexdiskprovider.h"
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

#define VERIFY_OK(declaration, expression)                                                                             \
    auto declaration##Result = (expression);                                                                           \
    QVERIFY2(                                                                                                          \
        declaration##Result, declaration##Result ? "" : qPrintable(QDebug::toString(declaration##Result.error())));    \
    [[maybe_unused]] const auto &declaration = *declaration##Result

/** A Yandex Disk provider over the practice cloud's straight door, its drive, its faults, and what went over the wire. */
struct YandexBench {
    /** clockStep: how far time goes with each millisecond, or kLeap: see HurriedClock. */
    explicit YandexBench(std::chrono::milliseconds clockStep = std::chrono::milliseconds(200))
        : clock(clockStep)
    {
        drive.setCaseSensitive(true);
        yandex.setBase("https://sandbox.test/yandex/v1");
        yandex.addAccount("token", drive);
        host.mount("/yandex/v1", yandex);
        host.observe([this](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            sent.append(request.method + ' ' + request.path);
            queries.append(request.query);
        });
        restart();
    }

    /** As if the program had been started anew: nothing is remembered but what the service and the test know. */
    void restart()
    {
        provider = std::make_unique<YandexDiskProvider>(
            network, tokens, clock, QUrl(QStringLiteral("https://sandbox.test/yandex/v1")));
    }
    YandexQuirks &quirks() { return yandex.quirks(); }

    SandboxRef folder(const QString &path) { return drive.addFolders(path, clock.now()); }
    SandboxRef file(const QString &path, const QByteArray &content = "content")
    {
        const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
        return drive.addFile(folder(path.left(slash)), path.mid(slash + 1), SandboxContent::of(content), clock.now());
    }
    SandboxRef trashedFile(const QString &path, const QByteArray &content = "content")
    {
        const SandboxRef ref = file(path, content);
        drive.trash(ref, clock.now());
        return ref;
    }
    /** A trashed folder with a file in it. */
    SandboxRef trashedFolder(const QString &path, int files = 1)
    {
        const SandboxRef ref = folder(path);
        for (int i = 0; i < files; ++i)
            file(path + QStringLiteral("/%1.txt").arg(i));
        drive.trash(ref, clock.now());
        return ref;
    }

    Result<ListSummary> listBin(std::vector<TrashedItem> &items)
    {
        return waitFor(provider->listBin([&items](std::vector<TrashedItem> &&page) {
            std::move(page.begin(), page.end(), std::back_inserter(items));
        }));
    }
    TrashedItem entry(const QString &name)
    {
        std::vector<TrashedItem> items;
        const auto listed = listBin(items);
        const auto it
            = std::find_if(items.begin(), items.end(), [&name](const TrashedItem &i) { return i.name == name; });
        return listed && it != items.end() ? *it : TrashedItem();
    }
    LiveItem live(const QString &path)
    {
        const auto found = waitFor(provider->findChild(
            ItemId(QLatin1String("disk:") + path.left(std::max<qsizetype>(path.lastIndexOf(QLatin1Char('/')), 1))),
            path.mid(path.lastIndexOf(QLatin1Char('/')) + 1)));
        return found && *found ? **found : LiveItem();
    }
    Result<LiveItem> restore(const QString &name, const QString &asName = {})
    {
        return waitFor(provider->restore({.item = entry(name), .name = asName}));
    }

    qsizetype countSent(const QByteArray &beginning) const
    {
        return std::count_if(
            sent.begin(), sent.end(), [&](const QByteArray &line) { return line.startsWith(beginning); });
    }

    HurriedClock clock;
    SandboxDrive drive{SandboxOwner{1000007, QStringLiteral("Robin Sample"), QStringLiteral("robin.sample")}};
    YandexDialect yandex{clock};
    SandboxHost host{clock};
    SandboxNetwork network{host};
    FixedTokenSource tokens{"token"};
    std::unique_ptr<YandexDiskProvider> provider;
    QByteArrayList sent; ///< "GET /disk/resources"
    QByteArrayList queries;
};

} // namespace Unbin
