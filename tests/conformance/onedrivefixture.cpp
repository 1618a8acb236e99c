// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/onedrivefixture.h"

#include "app/sandbox/onedrive/onedrivedialect.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "core/providers/onedrive/onedriveprovider.h"
#include "tests/support/hurriedclock.h"
#include "tests/support/jobwait.h"
#include "tests/support/resourcetokens.h"

#include <algorithm>

namespace Unbin {

namespace {

using Kind = OneDriveDialect::Kind;

class OneDriveFixture : public ProviderFixture
{
public:
    explicit OneDriveFixture(Kind kind)
        : m_kind(kind)
    {
        m_service.addAccount("token", m_drive, kind);
        m_service.addSharePointToken("site-token", m_drive);
        m_service.mount(m_host);
        m_host.observe([this](const QByteArray &prefix, const SandboxRequest &, const SandboxDelivery &) {
            m_fetches += prefix.endsWith("/content");
        });
    }

    /** A personal bin begins with the first look: that is before the tests' time. */
    void look()
    {
        if (!waitFor(m_provider.listBin([](std::vector<TrashedItem> &&) {})))
            qFatal("the first look failed");
    }

    Provider &provider() override { return m_provider; }
    ItemId home() const override { return m_provider.rootFolder(); }
    ItemId idOf(const QString &path) const override
    {
        const SandboxRef ref = find(path);
        return ref == SandboxDrive::root ? home() : ItemId(QString::fromLatin1(m_service.itemId(m_drive, ref)));
    }

    void addFolder(const QString &path) override { m_drive.addFolder(parentOf(path), nameOf(path), m_clock.now()); }
    void addFile(const QString &path, const QByteArray &content) override
    {
        m_drive.addFile(parentOf(path), nameOf(path), SandboxContent::of(content), m_clock.now());
    }
    void trash(const QString &path) override
    {
        // A personal bin is what the program has seen alive: deletions of what it never saw are its own tests' matter.
        if (m_kind == Kind::Personal)
            look();
        m_drive.trash(find(path), m_clock.now());
    }
    void destroy(const QString &path) override { m_drive.purge(find(path)); }

    void write(const QString &path, const QByteArray &content) override
    {
        m_clock.jump(std::chrono::hours(1));
        m_service.past(m_drive).write(
            find(path), SandboxContent::of(content), QStringLiteral("Kim Example"), m_clock.now());
    }
    int tokensAstray() const override { return m_service.tokensAstray(); }
    int fetchesElsewhere() const override { return m_fetches; }

    DriveTree tree() const override
    {
        DriveTree tree;
        enter(SandboxDrive::root, QStringLiteral("/"), tree);
        return tree;
    }

    QStringList bin() const override
    {
        QStringList names;
        for (const SandboxKind kind : {SandboxKind::File, SandboxKind::Folder, SandboxKind::Link}) {
            for (quint32 serial = 0; serial < m_drive.count(kind); ++serial) {
                if (m_drive.isTrashedItself({kind, serial}))
                    names.append(m_drive.name({kind, serial}));
            }
        }
        names.sort();
        return names;
    }

    /** A work bin has ids of its own. */
    bool keepsIds() const override { return m_kind == Kind::Personal; }
    bool canHold(const QString &name) const override
    {
        const bool hasBadCharacter = std::any_of(name.begin(), name.end(),
            [](QChar c) { return c.unicode() < 0x20 || QStringView(u"\"*:<>?/\\|").contains(c); });
        return !hasBadCharacter && !name.startsWith(QLatin1Char(' ')) && !name.endsWith(QLatin1Char(' '));
    }

protected:
    OneDriveQuirks &quirks() { return m_service.quirks(); }

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

    const Kind m_kind;
    int m_fetches = 0;
    HurriedClock m_clock;
    SandboxDrive m_drive{SandboxOwner{7, QStringLiteral("Robin Sample"), QStringLiteral("robin@mail.example")}};
    OneDriveDialect m_service{m_clock};
    SandboxHost m_host{m_clock};
    SandboxNetwork m_network{m_host};
    ResourceTokens m_tokens{"token", "site-token"};
    OneDriveProvider m_provider{
        m_network, m_tokens, m_clock, QUrl(QString::fromLatin1(m_service.addresses().graph + "/v1.0")), {}};
};

class OddPersonalFixture final : public OneDriveFixture
{
public:
    OddPersonalFixture()
        : OneDriveFixture(Kind::Personal)
    {
        OneDriveQuirks &odd = quirks();
        odd.errorShape = OneDriveQuirks::ErrorShape::Nested;
        odd.driveIdSpelling = OneDriveQuirks::DriveIdSpelling::LosesZero;
        odd.itemIdsVaryInCase = true;
        odd.quotaIsPartial = true;
        odd.mailIsNull = true;
        odd.deletedItemsHavePaths = true;
        odd.pathsNameNoDrive = true;
        odd.largestPage = 7;
        odd.pages = OneDriveQuirks::Pages::EmptyBetween;
        odd.deltaPageSize = 3;
        odd.tombstonesPerPage = 2;
        odd.repeatsEntries = true;
        odd.childBeforeParent = true;
        odd.hasForeignItems = true;
        odd.rootComesAlong = false;
        odd.deletedState = {};
        odd.tombstoneParent = OneDriveQuirks::TombstoneParent::Replacement;
        odd.tombstoneTimes = OneDriveQuirks::TombstoneTimes::YearOne;
        odd.deletedFolderTellsContent = false;
        odd.restoredFolderTellsContent = false;
        odd.purgeIsTold = true;
        odd.restoreWithoutParent = OneDriveQuirks::GoneParent::ToRoot;
        odd.restoreAnswers204 = true;
        odd.notDeletedStatus = 405;
        odd.batchThrottlesEvery = 3;
    }
};

class OddWorkFixture final : public OneDriveFixture
{
public:
    OddWorkFixture()
        : OneDriveFixture(Kind::Business)
    {
        OneDriveQuirks &odd = quirks();
        odd.errorShape = OneDriveQuirks::ErrorShape::Bare;
        odd.quotaIsPartial = true;
        odd.largestPage = 7;
        odd.siteBin = OneDriveQuirks::SiteBin::Nowhere;
        odd.siteBinMissingStatus = 501;
        odd.sharePointErrorsAreODataV3 = false;
        odd.sharePointRecreatesParents = false;
        odd.leafNamesAreEncoded = true;
        odd.dirNamesAreServerRelative = true;
        odd.batchThrottlesEvery = 3;
    }
};

} // namespace

std::unique_ptr<ProviderFixture> makeOneDrivePersonalFixture()
{
    auto fixture = std::make_unique<OneDriveFixture>(Kind::Personal);
    fixture->look();
    return fixture;
}

std::unique_ptr<ProviderFixture> makeOneDriveWorkFixture()
{
    auto fixture = std::make_unique<OneDriveFixture>(Kind::Business);
    fixture->look();
    return fixture;
}

std::unique_ptr<ProviderFixture> makeOddOneDrivePersonalFixture()
{
    auto fixture = std::make_unique<OddPersonalFixture>();
    fixture->look();
    return fixture;
}

std::unique_ptr<ProviderFixture> makeOddOneDriveWorkFixture()
{
    auto fixture = std::make_unique<OddWorkFixture>();
    fixture->look();
    return fixture;
}

} // namespace Unbin
