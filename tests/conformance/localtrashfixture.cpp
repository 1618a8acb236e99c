// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/localtrashfixture.h"

#include "core/providers/localtrash/erasetree.h"
#include "core/providers/localtrash/localhours.h"
#include "core/providers/localtrash/localids.h"
#include "core/providers/localtrash/trashinfo.h"
#include "tests/core/providers/localtrash/trashtree.h"

#include <fcntl.h>

namespace Unbin {

namespace {

using LocalTrash::decodeName;
using LocalTrash::encodeName;

class LocalTrashFixture final : public ProviderFixture
{
public:
    LocalTrashFixture()
        : m_provider(m_tree.provider())
    {
        m_tree.makeFolder("home/Drive");
        m_tree.makeFolder(m_tree.homeTrash("files"), 0700);
        m_tree.makeFolder(m_tree.homeTrash("info"), 0700);
    }

    Provider &provider() override { return *m_provider; }
    ItemId home() const override { return idOf(QStringLiteral("/")); }
    ItemId idOf(const QString &path) const override { return LocalTrashProvider::liveId(m_tree.path(below(path))); }

    void addFolder(const QString &path) override { m_tree.makeFolder(below(path)); }
    void addFile(const QString &path, const QByteArray &content) override { m_tree.write(below(path), content); }

    void trash(const QString &path) override
    {
        const QByteArray name = "entry " + QByteArray::number(++m_trashed);
        const QByteArray from = m_tree.path(below(path));
        m_tree.write(m_tree.homeTrash("info/" + name + ".trashinfo"),
            LocalTrash::writeTrashInfo(from, QDateTime::fromSecsSinceEpoch(1'700'000'000 + m_trashed, Qt::UTC)));
        if (rename(from.constData(), m_tree.path(m_tree.homeTrash("files/" + name)).constData()) != 0)
            qFatal("nothing to trash at %s", from.constData());
    }

    void destroy(const QString &path) override
    {
        LocalTrash::eraseTree({AT_FDCWD, m_tree.path(below(path))}, [] { return false; }, {});
    }

    DriveTree tree() const override
    {
        DriveTree tree;
        for (const QByteArray &path : m_tree.pathsBelow("home/Drive")) {
            const bool isFolder = S_ISDIR(m_tree.facts(path)->st_mode);
            const QString shown = decodeName(path.mid(m_tree.path("home/Drive").size()));
            tree[isFolder ? shown + u'/' : shown] = isFolder ? QByteArray() : m_tree.read(path);
        }
        return tree;
    }

    QStringList bin() const override
    {
        QStringList names;
        LocalTrash::LocalHours hours;
        for (const QByteArray &path : m_tree.pathsBelow(m_tree.homeTrash("info")))
            names += decodeName(LocalTrash::nameOf(LocalTrash::parseTrashInfo(m_tree.read(path), hours).path));
        names.sort();
        return names;
    }

    bool keepsIds() const override { return false; }
    bool canHold(const QString &name) const override { return LocalTrash::isPlainName(encodeName(name)); }

private:
    static QByteArray below(const QString &path)
    {
        return path == QStringLiteral("/") ? QByteArray("home/Drive") : "home/Drive" + encodeName(path);
    }

    TrashTree m_tree;
    std::unique_ptr<LocalTrashProvider> m_provider;
    int m_trashed = 0;
};

} // namespace

std::unique_ptr<ProviderFixture> makeLocalTrashFixture()
{
    return std::make_unique<LocalTrashFixture>();
}

} // namespace Unbin
