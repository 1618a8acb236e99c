// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace Unbin {

enum class SandboxKind : quint8 { File, Folder, Link };

/** Names one thing in a drive, for ever. Each kind counts for itself, so a file and a folder can share a
   number: services do that too, and a client that mixes them up shall be found out. */
struct SandboxRef {
    SandboxKind kind = SandboxKind::Folder;
    quint32 serial = 0;

    friend auto operator<=>(const SandboxRef &, const SandboxRef &) = default;
    friend size_t qHash(SandboxRef ref, size_t seed = 0) { return qHashMulti(seed, quint8(ref.kind), ref.serial); }
};

/** What a file holds: its bytes, or only how many there would be. */
struct SandboxContent {
    qint64 sizeBytes = 0;
    QByteArray bytes; ///< empty: made up; its hash comes from the seed then
    quint32 seed = 0; ///< made-up contents of one size and one seed are the same content

    static SandboxContent of(const QByteArray &bytes);
    static SandboxContent madeUp(qint64 sizeBytes, quint32 seed);
    /** All of it; made-up content is readable text of the right length, the same for the same seed. */
    QByteArray data() const;
    QByteArray sha1() const; ///< 20 raw bytes; of made-up content it stands for the content and is not data()'s
};

struct SandboxNode {
    enum class State : quint8 {
        There, ///< in its folder; that may itself lie in the bin
        Trashed, ///< an entry of the bin by itself
        Gone, ///< deleted for good; the number is not used again
    };

    QString name; ///< null for bulk entries: ask SandboxDrive::name()
    quint32 parent = 0; ///< serial of its folder; the one it was deleted from if trashed
    State state = State::There;
    bool isReadOnly = false; ///< folders: nothing may be put in
    quint32 revision = 0; ///< grows with every change
    qint64 createdMs = 0; ///< UTC, milliseconds since 1970, like all of these
    qint64 modifiedMs = 0;
    qint64 trashedMs = 0;
    SandboxContent content; ///< files
    QString url; ///< links
};

struct SandboxOwner {
    quint64 id = 0;
    QString name;
    QString login; ///< a mail address
};

/**
 * One person's drive in memory: folders, files, links and a bin. Knows no service; dialects speak for it,
 * tests take it as the truth. Not thread-safe.
 *
 * Changing functions expect what dialects check first (names free, targets there) and assert it. Names are
 * unique per folder and across kinds, without regard to case unless told otherwise. Finding by reference or by name is
 * constant time. A million entries made by addTrashedBulk() take about 150 bytes each.
 */
class SandboxDrive
{
public:
    static constexpr SandboxRef root{SandboxKind::Folder, 0};

    /** numbering sets this drive's ids apart from other drives': wire ids are numbering + serial. */
    explicit SandboxDrive(SandboxOwner owner = {}, quint64 numbering = 200'000'000'000);

    /** Whether "a" and "A" can stand side by side. Only while the drive is empty. */
    void setCaseSensitive(bool isCaseSensitive) { m_isCaseSensitive = isCaseSensitive; }

    const SandboxOwner &owner() const { return m_owner; }
    quint64 numbering() const { return m_numbering; }
    qint64 quotaBytes() const { return m_quotaBytes; }
    void setQuotaBytes(qint64 bytes) { m_quotaBytes = bytes; }
    /** What counts towards the quota; the bin does. */
    qint64 usedBytes() const { return m_usedBytes; }

    // Looking
    const SandboxNode *node(SandboxRef ref) const; ///< null if there never was one, or it is gone
    QString name(SandboxRef ref) const;
    /** How many of this kind ever were: serials run from 0 to one below. */
    quint32 count(SandboxKind kind) const { return quint32(table(kind).size()); }
    const std::set<SandboxRef> &children(SandboxRef folder) const;
    std::optional<SandboxRef> childNamed(SandboxRef folder, const QString &name) const;
    /** In its place, and all folders above it too. */
    bool isLive(SandboxRef ref) const;
    bool isTrashedItself(SandboxRef ref) const;
    bool isInside(SandboxRef ref, SandboxRef folder) const; ///< also true for the folder itself
    /** The folder it is or last was in; also of what is gone. */
    SandboxRef parent(SandboxRef ref) const { return {SandboxKind::Folder, table(ref.kind)[ref.serial].parent}; }
    /** The folders above it, root first. */
    QList<SandboxRef> path(SandboxRef ref) const;
    qint64 sizeBytes(SandboxRef ref) const; ///< of a folder: all files below
    /** The path it had when it was trashed, "/Reports/sum.ods", whatever became of its folders since. */
    QString trashedFrom(SandboxRef ref) const;
    qint64 trashedCount() const { return m_trashedCount; }
    /** The names of the folders it is or last was in, without the root's; also of what is gone. */
    QStringList lastPath(SandboxRef ref) const;

    // Finding, for tests: "/Reports/2024/sum.ods"
    std::optional<SandboxRef> find(const QString &path) const;
    /** The newest entry of the bin with this name. */
    std::optional<SandboxRef> findTrashed(const QString &name) const;
    /** Live tree, then bin, one line each, sorted, indented by two; folders end in "/", files tell their
       size, entries of the bin where they came from. Equal drives give equal text. */
    QString dump() const;

    /**
     * Called after each change with what changed by itself (a folder that is trashed, not what is in it), while whoever
     * observes lives as long as the drive. Entries made by addTrashedBulk() are not told one by one.
     */
    using Observer = std::function<void(SandboxRef ref)>;
    void observe(Observer observer) { m_observers.push_back(std::move(observer)); }

    // Changing. All times UTC.
    SandboxRef addFolder(SandboxRef parent, const QString &name, const QDateTime &at = {});
    SandboxRef addFile(SandboxRef parent, const QString &name, SandboxContent content, const QDateTime &at = {});
    SandboxRef addLink(SandboxRef parent, const QString &name, const QString &url, const QDateTime &at = {});
    /** Missing folders of a path like "/Reports/2024". */
    SandboxRef addFolders(const QString &path, const QDateTime &at = {});
    /** Files that were in this folder and lie in the bin now; names, sizes and times are made up from the
     * number. */
    void addTrashedBulk(SandboxRef folder, quint32 count, const QDateTime &lastTrashed);
    void setReadOnly(SandboxRef folder, bool isReadOnly);
    /** SandboxVersions::write() keeps what was there; this does not. */
    void setContent(SandboxRef file, SandboxContent content, const QDateTime &at);
    void trash(SandboxRef ref, const QDateTime &at);
    void restore(SandboxRef ref, SandboxRef folder, const QString &name, const QDateTime &at);
    void move(SandboxRef ref, SandboxRef folder, const QString &name, const QDateTime &at);
    /** Out of a trashed folder, whose entry stays, to a live place. */
    void takeOut(SandboxRef ref, SandboxRef folder, const QString &name);
    /** For good, with everything below. Entries of the bin that came from below stay, without a home. */
    void purge(SandboxRef ref);

private:
    struct Directory {
        std::set<SandboxRef> children;
        QHash<QString, SandboxRef> byName; ///< by keyOf()
    };
    using Table = std::deque<SandboxNode>;

    const Table &table(SandboxKind kind) const { return m_tables[size_t(kind)]; }
    SandboxNode &mutableNode(SandboxRef ref) { return m_tables[size_t(ref.kind)][ref.serial]; }
    QString keyOf(const QString &name) const { return m_isCaseSensitive ? name : name.toCaseFolded(); }
    SandboxRef add(SandboxKind kind, SandboxRef parent, SandboxNode node, const QDateTime &at);
    void attach(SandboxRef ref, SandboxRef folder, const QString &name);
    void detach(SandboxRef ref);
    void tell(SandboxRef ref) const;
    void dumpFolder(SandboxRef folder, int depth, QStringList &lines) const;
    QString line(SandboxRef ref) const;

    SandboxOwner m_owner;
    quint64 m_numbering;
    qint64 m_quotaBytes = 10'000'000'000'000;
    qint64 m_usedBytes = 0;
    qint64 m_trashedCount = 0;
    bool m_isCaseSensitive = false;
    QHash<SandboxRef, QString> m_trashedFrom; ///< not of bulk entries
    std::array<Table, 3> m_tables;
    std::deque<Directory> m_directories; ///< by folder serial
    std::vector<Observer> m_observers;
};

} // namespace Unbin
