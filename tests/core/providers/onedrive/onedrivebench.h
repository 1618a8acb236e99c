// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/onedrive/onedrivedialect.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "core/http/tokensource.h"
#include "core/providers/olderdeletions.h"
#include "core/providers/onedrive/onedriveprovider.h"
#include "core/providers/versions.h"
#include "tests/support/hurriedclock.h"
#include "tests/support/jobwait.h"
#include "tests/support/waituntil.h"

#include <QByteArrayList>
#include <QTemporaryDir>
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

/** Ends a test that needs a value. */
#define VERIFY_OK(declaration, expression)                                                                             \
    auto declaration##Result = (expression);                                                                           \
    QVERIFY2(                                                                                                          \
        declaration##Result, declaration##Result ? "" : qPrintable(QDebug::toString(declaration##Result.error())));    \
    [[maybe_unused]] const auto &declaration = *declaration##Result

/** A token for Graph, and another for the drive's site, if there shall be one. */
class TwoTokens final : public TokenSource
{
public:
    JobPtr<QByteArray> token() override { return m_graph.token(); }
    JobPtr<QByteArray> renew(const QByteArray &refused) override { return m_graph.renew(refused); }
    TokenSource *forResource(const QString &scope) override
    {
        scopes.append(scope);
        return hasSite ? &m_site : nullptr;
    }

    bool hasSite = true;
    QStringList scopes; ///< asked for

private:
    FixedTokenSource m_graph{"token"};
    FixedTokenSource m_site{"site-token"};
};

/** A OneDrive provider over the practice cloud's straight door, its drive, its faults, and what went over the wire. */
struct OneDriveBench {
    using Kind = OneDriveDialect::Kind;

    /** clockStep: see HurriedClock. */
    explicit OneDriveBench(Kind kind = Kind::Personal, const QString &directory = {},
        std::chrono::milliseconds clockStep = std::chrono::milliseconds(50))
        : isPersonal(kind == Kind::Personal)
        , ledgerDirectory(directory)
        , clock(clockStep)
    {
        service.addAccount("token", drive, kind);
        service.addSharePointToken("site-token", drive);
        service.mount(host);
        host.observe([this](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            sent.append(request.method + ' ' + request.path);
        });
        start();
    }

    /** Ends the program and starts it again: only the ledger stays, if it has a directory. */
    void start()
    {
        provider.reset();
        provider = std::make_unique<OneDriveProvider>(network, tokens, clock,
            QUrl(QString::fromLatin1(service.addresses().graph + "/v1.0")), ledgerDirectory);
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
    /** Known to the ledger while it lived. */
    SandboxRef trashedFile(SandboxRef parent, const QString &name, const QByteArray &content = "content")
    {
        const SandboxRef ref = file(parent, name, content);
        if (!listBin())
            qFatal("the bin can't be listed");
        trash(ref);
        return ref;
    }

    ItemId idOf(SandboxRef ref) const
    {
        return ref == SandboxDrive::root ? provider->rootFolder()
                                         : ItemId(QString::fromLatin1(service.itemId(drive, ref)));
    }

    Result<std::vector<TrashedItem>> listBin()
    {
        std::vector<TrashedItem> items;
        const auto summary = waitFor(provider->listBin([&items](std::vector<TrashedItem> &&page) {
            std::move(page.begin(), page.end(), std::back_inserter(items));
        }));
        return summary ? Result<std::vector<TrashedItem>>(items) : failure(summary.error());
    }
    /** Names of the entries, sorted; the error's kind if there is no list. */
    QStringList binNames()
    {
        const auto items = listBin();
        if (!items)
            return {QString(kindName(items.error().kind)) + QLatin1Char(' ') + items.error().detail};
        QStringList names;
        for (const TrashedItem &item : *items)
            names.append(item.name);
        names.sort();
        return names;
    }
    TrashedItem entry(const QString &name)
    {
        const auto items = listBin();
        for (const TrashedItem &item : items ? *items : std::vector<TrashedItem>()) {
            if (item.name == name)
                return item;
        }
        return {};
    }
    LiveItem live(SandboxRef folder, const QString &name)
    {
        const auto found = waitFor(provider->findChild(idOf(folder), name));
        return found && *found ? **found : LiveItem();
    }
    /** Until nothing is left to look at in the background. */
    bool waitForLooks()
    {
        return waitUntil([this] { return !provider->isLookingInBackground(); });
    }
    QStringList ledger()
    {
        const auto lines = waitFor(provider->dumpLedger());
        return lines ? *lines : QStringList{QStringLiteral("no ledger")};
    }
    /** What the ledger should say: LedgerFile::dump() of the drive itself. */
    QStringList truth() const
    {
        QStringList lines;
        describe(SandboxDrive::root, QStringLiteral("/"), lines);
        for (const SandboxKind kind : {SandboxKind::File, SandboxKind::Folder, SandboxKind::Link}) {
            for (quint32 serial = 0; serial < drive.count(kind); ++serial) {
                const SandboxRef ref{kind, serial};
                if (!drive.node(ref) || !drive.isTrashedItself(ref))
                    continue;
                QStringList folders;
                for (const SandboxRef above : drive.path(ref)) {
                    if (above != SandboxDrive::root)
                        folders.append(drive.name(above));
                }
                lines.append(QStringLiteral("bin %1 from /%2").arg(drive.name(ref), folders.join(QLatin1Char('/'))));
            }
        }
        lines.sort();
        return lines;
    }
    void describe(SandboxRef folder, const QString &path, QStringList &lines) const
    {
        for (const SandboxRef child : drive.children(folder)) {
            const QString childPath = path + drive.name(child);
            if (child.kind == SandboxKind::Folder) {
                lines.append(childPath + QLatin1Char('/'));
                describe(child, childPath + QLatin1Char('/'), lines);
            } else {
                lines.append(childPath + QLatin1Char(' ') + QString::number(drive.sizeBytes(child)));
            }
        }
    }

    qsizetype countSent(const QByteArray &pattern) const
    {
        return std::count_if(sent.begin(), sent.end(),
            [&pattern](const QByteArray &line) { return matchesPattern(line, pattern); });
    }

    bool isPersonal;
    QString ledgerDirectory;
    HurriedClock clock;
    SandboxDrive drive{SandboxOwner{7, QStringLiteral("Robin Sample"), QStringLiteral("robin@mail.example")}};
    OneDriveDialect service{clock};
    SandboxHost host{clock};
    SandboxNetwork network{host};
    TwoTokens tokens;
    std::unique_ptr<OneDriveProvider> provider;
    QByteArrayList sent; ///< "GET /v1.0/drives/.../root/delta"
};

} // namespace Unbin

Q_DECLARE_METATYPE(std::function<void(Unbin::OneDriveQuirks &)>)
