// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/yandexfixture.h"

#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "app/sandbox/yandex/yandexdialect.h"
#include "core/http/tokensource.h"
#include "core/providers/yandexdisk/yandexdiskprovider.h"
#include "tests/support/hurriedclock.h"

namespace Unbin {

namespace {

class YandexFixture final : public ProviderFixture
{
public:
    YandexFixture(const YandexQuirks &quirks, bool isCaseSensitive)
    {
        m_drive.setCaseSensitive(isCaseSensitive);
        m_yandex.quirks() = quirks;
        m_yandex.setBase("https://sandbox.test/yandex/v1");
        m_yandex.addAccount("token", m_drive);
        m_host.mount("/yandex/v1", m_yandex);
    }
    ~YandexFixture() override
    {
        if (!m_yandex.breaches().isEmpty())
            qFatal("what a careful client never does: %s", qPrintable(m_yandex.breaches().join(QLatin1String("; "))));
    }

    Provider &provider() override { return m_provider; }
    ItemId home() const override { return m_provider.rootFolder(); }
    ItemId idOf(const QString &path) const override
    {
        find(path);
        return path == QLatin1String("/") ? home() : ItemId(QLatin1String("disk:") + path);
    }

    void addFolder(const QString &path) override { m_drive.addFolder(parentOf(path), nameOf(path), m_clock.now()); }
    void addFile(const QString &path, const QByteArray &content) override
    {
        m_drive.addFile(parentOf(path), nameOf(path), SandboxContent::of(content), m_clock.now());
    }
    void trash(const QString &path) override { m_drive.trash(find(path), m_clock.now()); }
    void destroy(const QString &path) override { m_drive.purge(find(path)); }

    DriveTree tree() const override
    {
        DriveTree tree;
        enter(SandboxDrive::root, QStringLiteral("/"), tree);
        return tree;
    }

    QStringList bin() const override
    {
        QStringList names;
        for (const SandboxKind kind : {SandboxKind::File, SandboxKind::Folder}) {
            for (quint32 serial = 0; serial < m_drive.count(kind); ++serial) {
                if (m_drive.isTrashedItself({kind, serial}))
                    names.append(m_drive.name({kind, serial}));
            }
        }
        names.sort();
        return names;
    }

    bool keepsIds() const override { return false; }
    bool canHold(const QString &name) const override
    {
        return !name.contains(QLatin1Char('/')) && name != QLatin1String(".") && name != QLatin1String("..");
    }

private:
    SandboxRef find(const QString &path) const
    {
        const auto ref = path == QLatin1String("/") ? std::optional(SandboxDrive::root) : m_drive.find(path);
        if (!ref)
            qFatal("nothing at %s", qPrintable(path));
        return *ref;
    }
    SandboxRef parentOf(const QString &path) const
    {
        const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
        return find(slash <= 0 ? QStringLiteral("/") : path.left(slash));
    }
    static QString nameOf(const QString &path) { return path.mid(path.lastIndexOf(QLatin1Char('/')) + 1); }

    void enter(SandboxRef folder, const QString &path, DriveTree &tree) const
    {
        for (const SandboxRef child : m_drive.children(folder)) {
            const QString childPath = path + m_drive.name(child);
            if (child.kind == SandboxKind::Folder) {
                tree[childPath + QLatin1Char('/')] = {};
                enter(child, childPath + QLatin1Char('/'), tree);
            } else {
                tree[childPath] = m_drive.node(child)->content.bytes;
            }
        }
    }

    HurriedClock m_clock{kLeap};
    SandboxDrive m_drive{SandboxOwner{1000007, QStringLiteral("Robin Sample"), QStringLiteral("robin.sample")}};
    YandexDialect m_yandex{m_clock};
    SandboxHost m_host{m_clock};
    SandboxNetwork m_network{m_host};
    FixedTokenSource m_tokens{"token"};
    YandexDiskProvider m_provider{m_network, m_tokens, m_clock, QUrl(QStringLiteral("https://sandbox.test/yandex/v1"))};
};

FixtureRow row(const char *name, const std::function<void(YandexQuirks &)> &set, bool isCaseSensitive = true)
{
    YandexQuirks quirks;
    set(quirks);
    return {name, [quirks, isCaseSensitive] {
                return std::make_unique<YandexFixture>(quirks, isCaseSensitive);
            }};
}

} // namespace

std::vector<FixtureRow> yandexFixtures()
{
    using Q = YandexQuirks;
    using namespace std::chrono_literals;
    const auto allAsync = [](Q &q, Q::Async async) {
        q.restoreAsync = q.moveAsync = q.deleteAsync = q.purgeAsync = async;
    };
    return {
        row("yandex", [](Q &) {}),
        row("yandex, all at once", [&](Q &q) { allAsync(q, Q::Async::Never); }),
        row("yandex, all as operations", [&](Q &q) { allAsync(q, Q::Async::Always); }),
        row("yandex, operations that take a minute",
            [&](Q &q) {
                allAsync(q, Q::Async::Always);
                q.operationTakes = 60s;
                q.hasOtherWordForRunning = true;
            }),
        row("yandex, id in the query",
            [&](Q &q) {
                allAsync(q, Q::Async::Always);
                q.operationLink = Q::OperationLink::Query;
            }),
        row("yandex, http links",
            [&](Q &q) {
                allAsync(q, Q::Async::Always);
                q.operationLink = Q::OperationLink::PlainPath;
            }),
        row("yandex, http links, id in the query",
            [&](Q &q) {
                allAsync(q, Q::Async::Always);
                q.operationLink = Q::OperationLink::PlainQuery;
            }),
        row("yandex, links to its other host",
            [&](Q &q) {
                allAsync(q, Q::Async::Always);
                q.operationLink = Q::OperationLink::OtherHost;
            }),
        row("yandex, unreadable links",
            [&](Q &q) {
                allAsync(q, Q::Async::Always);
                q.operationLink = Q::OperationLink::Unreadable;
                q.operationTakes = 3s;
                q.pollsUntilDone = 0; // nobody can ask
            }),
        row("yandex, operations that vanish when done",
            [&](Q &q) {
                allAsync(q, Q::Async::Always);
                q.operationFate = Q::OperationFate::VanishesDone;
            }),
        row("yandex, links without href", [](Q &q) { q.linkWithoutHref = true; }),
        row("yandex, plus and no scheme in links",
            [](Q &q) {
                q.hrefHasPlusForSpace = true;
                q.hrefHasNoScheme = true;
            }),
        row("yandex, number before the ending",
            [](Q &q) { q.restoreConflict = Q::RestoreConflict::NumberBeforeEnding; }),
        row("yandex, taken names refused", [](Q &q) { q.restoreConflict = Q::RestoreConflict::ConflictExists; }),
        row("yandex, taken names refused as directories",
            [](Q &q) {
                q.restoreConflict = Q::RestoreConflict::ConflictDirectory;
                q.folderConflictIsDirectoryError = true;
            }),
        row("yandex, lists that lag", [](Q &q) { q.binLag = 10s; }),
        row("yandex, lists that lag, all as operations",
            [&](Q &q) {
                allAsync(q, Q::Async::Always);
                q.binLag = 10s;
                q.liveLag = 5s;
            }),
        row("yandex, small pages and a wobbling total",
            [](Q &q) {
                q.mostPerPage = 7;
                q.totalWobbles = true;
            }),
        row("yandex, in no order", [](Q &q) { q.ordersAtRandom = true; }),
        row("yandex, sparse replies", [](Q &q) { q.omitsOptional = true; }),
        row("yandex, no resource ids", [](Q &q) { q.omitsResourceIds = true; }),
        row("yandex, no resource ids, all as operations",
            [&](Q &q) {
                allAsync(q, Q::Async::Always);
                q.omitsResourceIds = true;
                q.omitsOptional = true;
            }),
        row("yandex, other shapes",
            [](Q &q) {
                q.hasUnknownKeys = true;
                q.reversesKeys = true;
                q.tellsOtherOffset = true;
                q.refusesInHtml = true;
            }),
        row("yandex, locked at first", [](Q &q) { q.lockedRequests = 2; }),
        row(
            "yandex, no upper and lower case", [](Q &) {}, false),
    };
}

} // namespace Unbin
