// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/versions/history.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace Unbin {

History::History(VersionHistory told)
    : m_told(std::move(told))
{
    for (int i = 0; i < size(); ++i) {
        const Version &version = this->version(i);
        if (version.isCurrent && m_current < 0)
            m_current = i;
        m_trashed += version.isTrashed();
        m_largestBytes = std::max(m_largestBytes, version.sizeBytes);
    }
    collapse();
    countContents();
    nameAuthors();
}

void History::collapse()
{
    m_runOf.resize(size_t(size()));
    for (int i = 0; i < size(); ++i) {
        const bool isMore = i > 0 && !version(i).isTrashed() && !version(i - 1).isTrashed()
            && compareContent(version(i).hash, version(i - 1).hash) == Sameness::Same;
        if (isMore)
            ++m_runs.back().count;
        else
            m_runs.push_back({.newest = i});
        m_runOf[size_t(i)] = int(m_runs.size()) - 1;
    }
}

void History::countContents()
{
    QSet<QByteArray> different;
    for (const Version &version : versions()) {
        if (version.isTrashed())
            continue;
        if (!version.hash.isKnown() || version.hash.algorithm != m_told.versions.front().hash.algorithm)
            return;
        different.insert(version.hash.bytes);
    }
    m_contents = int(different.size());
}

void History::nameAuthors()
{
    QHash<QString, int> numbers;
    m_authorOf.resize(size_t(size()));
    for (int i = size() - 1; i >= 0; --i) {
        const QString &author = version(i).author;
        const auto known = numbers.constFind(author);
        if (known != numbers.cend()) {
            m_authorOf[size_t(i)] = *known;
            continue;
        }
        m_authorOf[size_t(i)] = int(m_authors.size());
        numbers.insert(author, int(m_authors.size()));
        m_authors += author;
    }
}

int History::find(const VersionId &id) const
{
    const auto found = std::find_if(
        versions().begin(), versions().end(), [&id](const Version &version) { return version.id == id; });
    return id.isEmpty() || found == versions().end() ? -1 : int(found - versions().begin());
}

int History::at(const QDateTime &moment) const
{
    for (int i = 0; i < size(); ++i) {
        const QDateTime &saved = version(i).modifiedAt;
        if (!saved.isValid()) // nobody knows which of its neighbours' times it had
            return -1;
        if (saved <= moment)
            return i;
    }
    return -1;
}

} // namespace Unbin
