// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/versions/versioncache.h"

#include "core/providers/provider.h"
#include "core/providers/versions.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QPointer>
#include <QUuid>

namespace Unbin {

namespace {

Q_LOGGING_CATEGORY(lcVersions, "unbin.versions", QtWarningMsg)

const QString kPrefix = QStringLiteral("contents-");
const QString kLockName = QStringLiteral("in-use");

/** A directory whose owner is gone: nobody holds its lock. */
void removeLeftOvers(const QDir &parent)
{
    const auto old = parent.entryInfoList({kPrefix + u'*'}, QDir::Dirs | QDir::NoSymLinks);
    for (const QFileInfo &directory : old) {
        QLockFile lock(directory.filePath() + u'/' + kLockName);
        lock.setStaleLockTime(std::chrono::milliseconds(0)); // the age says nothing; the process does
        if (!lock.tryLock())
            continue;
        lock.unlock();
        QDir(directory.filePath()).removeRecursively();
    }
}

} // namespace

/** Into a file of its own, which is entered into the cache when it is whole. */
class VersionCache::FetchJob final : public Job<CachedContentPtr>
{
public:
    FetchJob(VersionCache &cache, QString key, Provider &provider, LiveItem file, Version version, qint64 maxBytes)
        : m_cache(&cache)
        , m_key(std::move(key))
        , m_provider(provider)
        , m_file(std::move(file))
        , m_version(std::move(version))
        , m_maxBytes(maxBytes)
    { }
    ~FetchJob() override { release(); }

protected:
    void run() override
    {
        if (!m_provider.versions())
            return fail(Error::of(Error::Kind::Unsupported, QStringLiteral("this service keeps no versions")));
        if (!m_cache || m_cache->m_directory.isEmpty())
            return fail(Error::of(Error::Kind::LocalIo, QStringLiteral("no directory for fetched contents")));
        m_path = m_cache->m_directory + u'/' + QString::number(++m_cache->m_lastFile);
        m_device = std::make_shared<QFile>(m_path);
        if (!m_device->open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return fail(Error::of(Error::Kind::LocalIo, m_device->errorString()));
        m_device->setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        auto *fetching = then(m_provider.versions()->download(m_file, m_version, m_device, m_maxBytes),
            [this](const Result<qint64> &bytes) { take(bytes); });
        connect(fetching, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    }
    void release() override
    {
        if (std::exchange(m_isTaken, true))
            return;
        m_device.reset();
        if (!m_path.isEmpty())
            QFile::remove(m_path);
    }

private:
    void take(const Result<qint64> &bytes)
    {
        const bool isWritten = m_device->flush();
        m_device->close();
        if (!bytes || !isWritten || !m_cache) {
            release();
            return fail(bytes ? Error::of(Error::Kind::LocalIo, QStringLiteral("could not be written")) : bytes.error());
        }
        m_isTaken = true;
        auto content = std::make_shared<const CachedContent>(CachedContent{m_path, *bytes});
        m_cache->keep(m_key, content);
        succeed(std::move(content));
    }

    QPointer<VersionCache> m_cache;
    QString m_key;
    Provider &m_provider;
    LiveItem m_file;
    Version m_version;
    qint64 m_maxBytes;
    QString m_path;
    std::shared_ptr<QFile> m_device;
    bool m_isTaken = false;
};

VersionCache::VersionCache(const QString &parentDirectory, qint64 maxBytes, QObject *parent)
    : QObject(parent)
    , m_maxBytes(maxBytes)
{
    QDir above(parentDirectory);
    const QString name = kPrefix + QUuid::createUuid().toString(QUuid::Id128);
    if (!above.mkpath(QStringLiteral("."))) {
        qCWarning(lcVersions) << "no directory for fetched contents";
        return;
    }
    removeLeftOvers(above);
    const QString directory = above.filePath(name);
    constexpr auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!above.mkdir(name, mine)) {
        qCWarning(lcVersions) << "no directory for fetched contents";
        return;
    }
    m_lock = std::make_unique<QLockFile>(directory + u'/' + kLockName);
    m_lock->setStaleLockTime(std::chrono::milliseconds(0));
    if (m_lock->tryLock())
        m_directory = directory;
}

VersionCache::~VersionCache()
{
    m_entries.clear();
    if (m_lock)
        m_lock->unlock();
    if (!m_directory.isEmpty())
        QDir(m_directory).removeRecursively();
}

QString VersionCache::keyOf(const AccountId &account, const LiveItem &file, const Version &version)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QByteArray &part) {
        hash.addData(QByteArray::number(part.size()) + ':');
        hash.addData(part);
    };
    add(account.value().toUtf8());
    add(file.id.value().toUtf8());
    if (version.hash.isKnown()) { // versions of one content are fetched once
        add(QByteArray::number(int(version.hash.algorithm)));
        add(version.hash.bytes);
    } else {
        add(version.id.value().toUtf8());
        add(version.isCurrent ? file.etag.toUtf8() + '\0' + file.hash.bytes : QByteArray());
        add(QByteArray::number(version.modifiedAt.isValid() ? version.modifiedAt.toMSecsSinceEpoch() : 0));
        add(QByteArray::number(version.sizeBytes));
    }
    return QString::fromLatin1(hash.result().toHex());
}

CachedContentPtr VersionCache::known(const AccountId &account, const LiveItem &file, const Version &version)
{
    const auto found = m_entries.find(keyOf(account, file, version));
    if (found == m_entries.end())
        return nullptr;
    found->usedAt = ++m_clock;
    return found->content;
}

JobPtr<CachedContentPtr> VersionCache::fetch(
    const AccountId &account, Provider &provider, const LiveItem &file, const Version &version, qint64 maxBytes)
{
    if (CachedContentPtr content = known(account, file, version)) {
        if (content->sizeBytes > maxBytes)
            return failedJob<CachedContentPtr>(Error::of(Error::Kind::TooLarge));
        return readyJob<CachedContentPtr>(std::move(content));
    }
    if (version.sizeBytes > maxBytes) // not even begun
        return failedJob<CachedContentPtr>(Error::of(Error::Kind::TooLarge));
    return std::make_unique<FetchJob>(*this, keyOf(account, file, version), provider, file, version, maxBytes);
}

void VersionCache::keep(const QString &key, CachedContentPtr content)
{
    const auto other = m_entries.constFind(key); // two asked at once: who shows the first one goes on with it
    if (other != m_entries.cend() && other->content.use_count() == 1)
        QFile::remove(other->content->path);
    m_entries.insert(key, {std::move(content), ++m_clock});
    makeRoom();
}

qint64 VersionCache::usedBytes() const
{
    qint64 bytes = 0;
    for (const Entry &entry : m_entries)
        bytes += entry.content->sizeBytes;
    return bytes;
}

void VersionCache::makeRoom()
{
    qint64 used = usedBytes();
    while (used > m_maxBytes) {
        auto oldest = m_entries.end();
        for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
            const bool isFree = it->content.use_count() == 1;
            if (isFree && (oldest == m_entries.end() || it->usedAt < oldest->usedAt))
                oldest = it;
        }
        if (oldest == m_entries.end())
            return;
        used -= oldest->content->sizeBytes;
        QFile::remove(oldest->content->path);
        m_entries.erase(oldest);
    }
}

} // namespace Unbin
