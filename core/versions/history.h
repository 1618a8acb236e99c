// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/version.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace Unbin {

/** Saves in a row that hold one content; a single save where hashes don't tell. */
struct VersionRun {
    int newest = 0; ///< index into History::versions()
    int count = 1; ///< so many versions from there on, towards the past
};

/** One file's past, ready to be shown. A value; indices count from the newest. */
class History
{
public:
    History() = default;
    explicit History(VersionHistory told);

    const LiveItem &file() const { return m_told.file; }
    const std::vector<Version> &versions() const { return m_told.versions; }
    bool isComplete() const { return m_told.isComplete; }
    bool isEmpty() const { return m_told.versions.empty(); }
    int size() const { return int(m_told.versions.size()); }
    const Version &version(int index) const { return m_told.versions[size_t(index)]; }
    /** -1 if there is none, which only an empty history has. */
    int current() const { return m_current; }

    /** Runs of equal contents, newest first; trashed versions stand alone. */
    const std::vector<VersionRun> &runs() const { return m_runs; }
    int runOf(int index) const { return m_runOf[size_t(index)]; }
    /** Different contents among those that are not trashed; nullopt if a hash is missing. */
    std::optional<int> contents() const { return m_contents; }
    /** Versions that are not trashed, and those that are. */
    int saves() const { return size() - m_trashed; }
    int trashed() const { return m_trashed; }
    /** Everybody who wrote a version, each once, in the order of their first save. */
    const QStringList &authors() const { return m_authors; }
    int authorOf(int index) const { return m_authorOf[size_t(index)]; }
    qint64 largestBytes() const { return m_largestBytes; }

    /** The version of this id; -1 if there is none. */
    int find(const VersionId &id) const;
    /** What was current at this instant, trashed since or not; -1 if nothing is told of that time. */
    int at(const QDateTime &moment) const;

private:
    void collapse();
    void countContents();
    void nameAuthors();

    VersionHistory m_told;
    int m_current = -1;
    int m_trashed = 0;
    std::vector<VersionRun> m_runs;
    std::vector<int> m_runOf;
    std::optional<int> m_contents;
    QStringList m_authors;
    std::vector<int> m_authorOf;
    qint64 m_largestBytes = 0;
};

} // namespace Unbin
