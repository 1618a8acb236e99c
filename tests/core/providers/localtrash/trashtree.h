// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/providers/localtrash/localtrashprovider.h"
#include "tests/support/jobwait.h"

#include <optional>
#include <sys/stat.h>
#include <vector>

namespace Unbin {

/**
 * A private home, with a trash, and a made-up table of mounts: everything below one temporary folder. All
 * paths are bytes below that folder ("home/a.txt") unless they begin with "/".
 */
class TrashTree
{
public:
    TrashTree();
    /** In a folder of the caller's choice, which is not removed. */
    explicit TrashTree(const QByteArray &root);
    ~TrashTree();

    const LocalTrashConfig &config() const { return m_config; }
    std::unique_ptr<LocalTrashProvider> provider() { return std::make_unique<LocalTrashProvider>(m_config, m_clock); }

    QByteArray path(const QByteArray &relative) const;
    QByteArray homeTrash(const QByteArray &below = {}) const;

    /** Makes folders on the way. */
    void write(const QByteArray &relative, const QByteArray &content, qint64 mtimeSeconds = 1'600'000'000) const;
    void makeFolder(const QByteArray &relative, mode_t mode = 0755) const;
    void link(const QByteArray &relative, const QByteArray &destination) const;
    QByteArray read(const QByteArray &relative) const;
    /** lstat; nullopt if nothing is there. */
    std::optional<struct stat> facts(const QByteArray &relative) const;
    bool exists(const QByteArray &relative) const { return facts(relative).has_value(); }
    /** Every path below, absolute, sorted; the folder itself is not among them. */
    QByteArrayList pathsBelow(const QByteArray &relative) const;
    /** Every path below, sorted, with kind and size: equal means that nothing has changed. */
    QByteArrayList everythingBelow(const QByteArray &relative) const;

    /** Content and .trashinfo in the home trash. */
    void addEntry(const QByteArray &name, const QByteArray &pathValue, const QByteArray &content = "content") const;
    /** One line more in the table of mounts; makes the folder. */
    void mount(const QByteArray &relative, const QByteArray &type = "ext4");
    void unmountAll();

private:
    void prepare();

    bool m_isOwner = false;
    QByteArray m_root;
    LocalTrashConfig m_config;
    SystemClock m_clock;
    QByteArray m_mountinfo;
};

/** For QVERIFY2: why there is no value. */
template <class T>
const char *why(const Result<T> &result)
{
    static QByteArray text;
    text = result ? QByteArray()
                  : kindName(result.error().kind).latin1() + QByteArray(": ") + result.error().detail.toUtf8();
    return text.constData();
}

/** A whole listing. */
struct Listed {
    std::vector<TrashedItem> items;
    ListSummary summary;

    /** By name; fails the test and returns an empty one if there is not exactly one. */
    TrashedItem item(const QString &name) const;
    QStringList names() const;
};
Listed listBin(Provider &provider);

} // namespace Unbin
