// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/keychainsecretstore.h"

#include "core/accounts/secretservice.h"

#include <qt6keychain/keychain.h>

namespace Unbin {

namespace {

using SecretService::Presence;

Error lockedError()
{
    return {.kind = Error::Kind::KeychainFailed, .code = QStringLiteral("locked")};
}

Error errorOf(const QKeychain::Job *job)
{
    const bool isLocked
        = job->error() == QKeychain::AccessDenied || job->error() == QKeychain::AccessDeniedByUser;
    return {.kind = Error::Kind::KeychainFailed,
        .code = isLocked ? QStringLiteral("locked") : QStringLiteral("absent"),
        .detail = job->errorString()};
}

/** Runs one QtKeychain job that belongs to nobody and deletes itself: see the class comment. */
template <class KeychainJob, class T>
class Access final : public Job<T>
{
public:
    using Prepare = std::function<void(KeychainJob &)>;
    using Read = std::function<Result<T>(const KeychainJob &)>;

    Access(QString service, Prepare prepare, Read read)
        : m_service(std::move(service))
        , m_prepare(std::move(prepare))
        , m_read(std::move(read))
    { }

protected:
    void run() override
    {
        auto *job = new KeychainJob(m_service);
        job->setInsecureFallback(false);
        m_prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, this, [this, job] { this->finish(m_read(*job)); });
        job->start();
    }

private:
    QString m_service;
    Prepare m_prepare;
    Read m_read;
};

class ReadJob final : public Job<std::optional<QByteArray>>
{
public:
    ReadJob(QString service, QString entry)
        : m_service(std::move(service))
        , m_entry(std::move(entry))
    { }

protected:
    void run() override
    {
        then(SecretService::look(m_service, m_entry), [this](Result<Presence> presence) {
            if (!presence)
                fail(presence.error());
            else if (*presence == Presence::Absent)
                succeed(std::nullopt);
            else
                fetch(*presence);
        });
    }

private:
    /** A locked entry makes the keychain ask the user to unlock it; "not found" then means that they did not.
     */
    void fetch(Presence presence)
    {
        auto prepare = [entry = m_entry](QKeychain::ReadPasswordJob &job) {
            job.setKey(entry);
        };
        auto read = [presence](const QKeychain::ReadPasswordJob &job) -> Result<std::optional<QByteArray>> {
            if (job.error() == QKeychain::NoError)
                return job.textData().toUtf8();
            if (job.error() == QKeychain::EntryNotFound && presence == Presence::NotAsked)
                return std::nullopt;
            return failure(job.error() == QKeychain::EntryNotFound ? lockedError() : errorOf(&job));
        };
        then(JobPtr<std::optional<QByteArray>>(
                 std::make_unique<Access<QKeychain::ReadPasswordJob, std::optional<QByteArray>>>(
                     m_service, prepare, read)),
            [this](Result<std::optional<QByteArray>> secret) { finish(std::move(secret)); });
    }

    QString m_service;
    QString m_entry;
};

class EntryRemovalJob final : public Job<Done>
{
public:
    EntryRemovalJob(QString service, QString entry)
        : m_service(std::move(service))
        , m_entry(std::move(entry))
    { }

protected:
    void run() override
    {
        then(SecretService::look(m_service, m_entry), [this](Result<Presence> presence) {
            if (!presence)
                fail(presence.error());
            else if (*presence == Presence::Absent)
                succeed({});
            else if (*presence == Presence::Locked)
                fail(lockedError());
            else
                erase();
        });
    }

private:
    void erase()
    {
        auto prepare = [entry = m_entry](QKeychain::DeletePasswordJob &job) {
            job.setKey(entry);
        };
        auto read = [](const QKeychain::DeletePasswordJob &job) -> Result<Done> {
            if (job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound)
                return Done{};
            return failure(errorOf(&job));
        };
        then(JobPtr<Done>(
                 std::make_unique<Access<QKeychain::DeletePasswordJob, Done>>(m_service, prepare, read)),
            [this](Result<Done> erased) {
                if (erased)
                    verify();
                else
                    fail(erased.error());
            });
    }
    void verify()
    {
        then(SecretService::look(m_service, m_entry), [this](Result<Presence> presence) {
            if (!presence)
                fail(presence.error());
            else if (*presence == Presence::Absent || *presence == Presence::NotAsked)
                succeed({});
            else
                fail(lockedError());
        });
    }

    QString m_service;
    QString m_entry;
};

} // namespace

KeychainSecretStore::KeychainSecretStore(QString service)
    : m_service(std::move(service))
{ }

bool KeychainSecretStore::isAvailable()
{
    return SecretService::isReachable();
}

JobPtr<std::optional<QByteArray>> KeychainSecretStore::read(const SecretKey &key)
{
    return std::make_unique<ReadJob>(m_service, key.text());
}

JobPtr<Done> KeychainSecretStore::write(const SecretKey &key, const QByteArray &secret)
{
    auto prepare = [entry = key.text(), secret](QKeychain::WritePasswordJob &job) {
        job.setKey(entry);
        // Text, always: an entry written once as text and once as bytes becomes two, and text wins on
        // reading.
        job.setTextData(QString::fromUtf8(secret));
    };
    auto read = [](const QKeychain::WritePasswordJob &job) -> Result<Done> {
        if (job.error() == QKeychain::NoError)
            return Done{};
        return failure(errorOf(&job));
    };
    return std::make_unique<Access<QKeychain::WritePasswordJob, Done>>(m_service, prepare, read);
}

JobPtr<Done> KeychainSecretStore::remove(const SecretKey &key)
{
    return std::make_unique<EntryRemovalJob>(m_service, key.text());
}

} // namespace Unbin
