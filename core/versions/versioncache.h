// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/version.h"
#include "core/jobs/job.h"

#include <QHash>
#include <QLockFile>
#include <QObject>

#include <memory>

namespace Unbin {

class Provider;

/** A content on this computer's disk. Stays there at least as long as somebody holds it. */
struct CachedContent {
    QString path;
    qint64 sizeBytes = 0;
};
using CachedContentPtr = std::shared_ptr<const CachedContent>;

/**
 * Contents of versions, fetched once and kept on disk while there is room: least recently used ones go first, what
 * somebody still holds stays. The directory is readable for this user alone and removed with the cache; what an earlier
 * run left behind after a crash is removed when the next one begins. Main thread.
 */
class VersionCache : public QObject
{
    Q_OBJECT
public:
    /** Below parentDirectory, which is made if it is missing. */
    explicit VersionCache(
        const QString &parentDirectory, qint64 maxBytes = 512 * 1024 * 1024, QObject *parent = nullptr);
    ~VersionCache() override;

    /**
     * The content, from the disk or from the service. TooLarge beyond maxBytes, else what Versions::download() fails
     * with; LocalIo if there is no place to put it. The provider must outlive the job.
     */
    JobPtr<CachedContentPtr> fetch(
        const AccountId &account, Provider &provider, const LiveItem &file, const Version &version, qint64 maxBytes);
    /** What is here already; null if nothing. */
    CachedContentPtr known(const AccountId &account, const LiveItem &file, const Version &version);

    qint64 usedBytes() const;
    /** Empty if no directory could be made. */
    const QString &directory() const { return m_directory; }

private:
    class FetchJob;
    struct Entry {
        CachedContentPtr content;
        quint64 usedAt = 0;
    };

    static QString keyOf(const AccountId &account, const LiveItem &file, const Version &version);
    void keep(const QString &key, CachedContentPtr content);
    void makeRoom();

    QString m_directory;
    std::unique_ptr<QLockFile> m_lock;
    const qint64 m_maxBytes;
    QHash<QString, Entry> m_entries;
    quint64 m_clock = 0;
    quint64 m_lastFile = 0;
};

} // namespace Unbin
