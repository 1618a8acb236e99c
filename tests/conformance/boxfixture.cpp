// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/boxfixture.h"

#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxnetwork.h"
#include "core/http/tokensource.h"
#include "core/providers/box/boxprovider.h"
#include "tests/support/hurriedclock.h"

namespace Unbin {

namespace {

class BoxFixture final : public ProviderFixture
{
public:
    BoxFixture()
    {
        m_box.addAccount("token", m_drive);
        m_host.mount("/box/2.0", m_box);
        m_host.observe([this](const QByteArray &, const SandboxRequest &request, const SandboxDelivery &) {
            if (!request.path.startsWith("/download/"))
                return;
            ++m_fetches;
            m_tokensAstray += !request.header("Authorization").isEmpty();
        });
    }

    Provider &provider() override { return m_provider; }
    ItemId home() const override { return m_provider.rootFolder(); }
    ItemId idOf(const QString &path) const override { return idOf(find(path)); }

    void addFolder(const QString &path) override { m_drive.addFolder(parentOf(path), nameOf(path), m_clock.now()); }
    void addFile(const QString &path, const QByteArray &content) override
    {
        m_drive.addFile(parentOf(path), nameOf(path), SandboxContent::of(content), m_clock.now());
    }
    void trash(const QString &path) override { m_drive.trash(find(path), m_clock.now()); }
    void destroy(const QString &path) override { m_drive.purge(find(path)); }

    void write(const QString &path, const QByteArray &content) override
    {
        m_clock.jump(std::chrono::hours(1));
        m_box.versions(m_drive).write(
            find(path), SandboxContent::of(content), QStringLiteral("Kim Example"), m_clock.now());
    }
    int tokensAstray() const override { return m_tokensAstray; }
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

    bool keepsIds() const override { return true; }
    bool canHold(const QString &name) const override
    {
        return !name.contains(QLatin1Char('\n')) && !name.contains(QLatin1Char('\\'))
            && !name.endsWith(QLatin1Char(' '));
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

    ItemId idOf(SandboxRef ref) const
    {
        if (ref == SandboxDrive::root)
            return home();
        const QLatin1String type(ref.kind == SandboxKind::Folder ? "folder:"
                : ref.kind == SandboxKind::File                  ? "file:"
                                                                 : "web_link:");
        return ItemId(type + QString::number(m_drive.numbering() + ref.serial));
    }

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

    int m_fetches = 0;
    int m_tokensAstray = 0;
    HurriedClock m_clock;
    SandboxDrive m_drive{SandboxOwner{7, QStringLiteral("Robin Sample"), QStringLiteral("robin@mail.example")}};
    BoxDialect m_box{m_clock};
    SandboxHost m_host{m_clock};
    SandboxNetwork m_network{m_host};
    FixedTokenSource m_tokens{"token"};
    BoxProvider m_provider{m_network, m_tokens, m_clock, QUrl(QStringLiteral("https://sandbox.test/box/2.0"))};
};

} // namespace

std::unique_ptr<ProviderFixture> makeBoxFixture()
{
    return std::make_unique<BoxFixture>();
}

} // namespace Unbin
