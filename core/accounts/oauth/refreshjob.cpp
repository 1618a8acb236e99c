// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/oauth/refreshjob.h"

#include "core/accounts/oauth/tokenclient.h"
#include "core/accounts/oauth/tokenstore.h"
#include "core/domain/clock.h"

#include <QCryptographicHash>
#include <QLoggingCategory>

namespace Unbin {

namespace {

Q_LOGGING_CATEGORY(lcTokens, "unbin.tokens", QtWarningMsg)

using std::chrono::milliseconds;

constexpr int kMostAttempts = 4;
constexpr milliseconds kFirstPause{1000}; ///< doubled each time
constexpr milliseconds kLockLook{200};
constexpr milliseconds kLongestLockWait{60'000};

} // namespace

QByteArray hashOfToken(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256).toHex();
}

RefreshJob::RefreshJob(RefreshTools tools, RefreshWish wish)
    : m_tools(std::move(tools))
    , m_wish(std::move(wish))
{ }

RefreshJob::~RefreshJob()
{
    release();
}

void RefreshJob::release()
{
    unlock();
}

void RefreshJob::unlock()
{
    m_lock.reset();
}

void RefreshJob::run()
{
    m_waitedFrom = m_tools.clock.monotonic();
    if (m_tools.lockFile.isEmpty())
        return lookAtStore();
    m_lock = std::make_unique<QLockFile>(m_tools.lockFile);
    m_lock->setStaleLockTime(0); // only a dead owner makes it stale, not a slow one
    lock();
}

/** Looked at again and again rather than waited for: nothing may block. */
void RefreshJob::lock()
{
    if (m_lock->tryLock(0))
        return lookAtStore();
    if (m_lock->error() != QLockFile::LockFailedError) {
        qCWarning(lcTokens) << "no lock for refreshing: the profile can't be written";
        m_lock.reset();
        return lookAtStore();
    }
    if (m_tools.clock.monotonic() - m_waitedFrom > kLongestLockWait)
        return fail(Error::of(Error::Kind::Busy, QStringLiteral("another Unbin is refreshing this account")));
    m_tools.clock.callLater(kLockLook, this, [this] {
        if (isRunning())
            lock();
    });
}

void RefreshJob::lookAtStore()
{
    then(m_tools.store.read(),
        [this](const Result<std::optional<OAuthTokens>> &stored) { storeRead(stored); });
}

/** Another program may have been quicker; its refresh token is the living one. */
void RefreshJob::storeRead(const Result<std::optional<OAuthTokens>> &stored)
{
    const bool isThere = stored && *stored && !(*stored)->refresh.isEmpty();
    if (isThere && m_wish.stored && (*stored)->refresh != *m_wish.stored) {
        qCDebug(lcTokens) << "another program refreshed this account";
        m_wish.tokens = **stored;
        m_wish.stored = m_wish.tokens.refresh;
        const auto age = std::chrono::milliseconds(m_wish.tokens.issuedAt.msecsTo(m_tools.clock.now()));
        const bool isFresh = age.count() >= 0 && m_wish.tokens.lifetime && age < *m_wish.tokens.lifetime / 2;
        if (m_wish.scope.isEmpty() && isFresh && m_wish.tokens.access != m_wish.refused) {
            m_refreshed.tokens = m_wish.tokens;
            m_refreshed.askedAt = m_tools.clock.monotonic() - age;
            unlock();
            return succeed(std::move(m_refreshed));
        }
    }
    send();
}

void RefreshJob::send()
{
    ++m_attempts;
    const QByteArray hash = hashOfToken(m_wish.tokens.refresh);
    m_wasSentBefore = m_tools.store.openRefresh() == hash;
    m_tools.store.noteRefresh(hash);
    m_refreshed.askedAt = m_tools.clock.monotonic();
    then(m_tools.client.refresh(m_wish.tokens, m_wish.scope),
        [this](Result<OAuthTokens> tokens) { answered(std::move(tokens)); });
}

void RefreshJob::answered(Result<OAuthTokens> tokens)
{
    if (tokens) {
        m_refreshed.tokens = std::move(*tokens);
        return save();
    }
    switch (tokens.error().kind) {
    case Error::Kind::SignInNeeded:
    case Error::Kind::Forbidden:
    case Error::Kind::TlsFailed:
    case Error::Kind::Unsafe:
        return refused(tokens.error());
    default:
        return tryAgain(tokens.error());
    }
}

void RefreshJob::refused(Error error)
{
    if (error.kind == Error::Kind::SignInNeeded && error.code == QLatin1String("invalid_grant") && m_wasSentBefore)
        error.code = QStringLiteral("answer-lost");
    m_tools.store.clearRefresh();
    unlock();
    fail(std::move(error));
}

/** Nothing here says that the sign-in is over. The note stays: the token may have been spent. */
void RefreshJob::tryAgain(const Error &error)
{
    const bool isUnspent = error.kind == Error::Kind::Unreachable || error.kind == Error::Kind::RateLimited;
    if (isUnspent && !m_wasSentBefore)
        m_tools.store.clearRefresh();
    if (m_attempts < kMostAttempts && error.kind != Error::Kind::RateLimited) {
        m_tools.clock.callLater(kFirstPause * (1 << (m_attempts - 1)), this, [this] {
            if (isRunning())
                send();
        });
        setProgress({.waiting = Progress::Waiting::Network});
        return;
    }
    unlock();
    Error passing = error;
    if (passing.kind == Error::Kind::OutcomeUnknown || passing.kind == Error::Kind::TimedOut)
        passing.kind = Error::Kind::Unreachable; // as for the request that waits: it was not sent
    fail(std::move(passing));
}

/** The access token is handed out only when the refresh token that came with it is kept. */
void RefreshJob::save()
{
    OAuthTokens kept = m_refreshed.tokens;
    if (!m_wish.scope.isEmpty()) { // the account's own access token stays what it was
        kept.access = m_wish.tokens.access;
        kept.issuedAt = m_wish.tokens.issuedAt;
        kept.lifetime = m_wish.tokens.lifetime;
    }
    then(m_tools.store.write(kept), [this](const Result<Done> &written) {
        if (written)
            m_tools.store.clearRefresh();
        else
            m_refreshed.notStored = written.error();
        unlock();
        succeed(std::move(m_refreshed));
    });
}

} // namespace Unbin
