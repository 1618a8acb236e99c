// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/signeddownload.h"

#include "core/domain/clock.h"
#include "core/domain/contenthasher.h"
#include "core/http/origin.h"

#include <QPointer>

#include <array>

namespace Unbin {

namespace {

using std::chrono::milliseconds;
using Kind = Error::Kind;

constexpr int kMostHops = 5;
constexpr milliseconds kUnaskedWait = std::chrono::seconds(2); // 202 without Retry-After

bool isRedirect(int status)
{
    constexpr std::array redirects = {301, 302, 303, 307, 308};
    return std::find(redirects.begin(), redirects.end(), status) != redirects.end();
}

/** Hands on what it is given, and looks at it on the way. */
class Tap final : public QIODevice
{
public:
    Tap(std::shared_ptr<QIODevice> target, ContentHash::Algorithm algorithm)
        : m_target(std::move(target))
        , m_hasher(algorithm)
    {
        open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    ContentHash hash() const { return m_hasher.result(); }
    qint64 writtenBytes() const { return m_writtenBytes; }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override
    {
        const qint64 taken = m_target->write(data, size);
        if (taken != size) {
            setErrorString(m_target->errorString());
            return -1;
        }
        m_hasher.add(QByteArrayView(data, size));
        m_writtenBytes += size;
        return size;
    }

private:
    std::shared_ptr<QIODevice> m_target;
    ContentHasher m_hasher;
    qint64 m_writtenBytes = 0;
};

class SignedDownloadJob final : public Job<qint64>
{
public:
    SignedDownloadJob(HttpClient &client, SignedDownload what)
        : m_client(&client)
        , m_what(std::move(what))
        , m_url(m_what.request.url)
    { }

protected:
    void run() override
    {
        if (!m_what.into || !m_what.into->isWritable())
            return fail(Error::of(Kind::LocalIo, QStringLiteral("nothing to write to")));
        m_tap = std::make_shared<Tap>(m_what.into, m_what.hash.algorithm);
        ask();
    }

private:
    void ask();
    void heard(const Result<HttpReply> &reply);
    void goOnAt(const HttpReply &reply);
    void waitFor(const HttpReply &reply);
    void refusedByStore(int status);
    void conclude();
    bool mayContact(const QUrl &url) const;

    QPointer<HttpClient> m_client;
    const SignedDownload m_what;
    std::shared_ptr<Tap> m_tap;
    QUrl m_url;
    milliseconds m_waited{0};
    int m_hops = 0; // 0: at the API
    bool m_hasBegunAgain = false;
};

void SignedDownloadJob::ask()
{
    if (!m_client)
        return fail(Error::of(Kind::Cancelled, QStringLiteral("the account was closed")));
    HttpRequest request{.url = m_url,
        .priority = m_what.request.priority,
        .deadline = m_what.request.deadline,
        .maxReplyBytes = m_what.maxBytes,
        .sink = m_tap};
    const bool isAtApi = m_hops == 0;
    if (isAtApi)
        request.headers = m_what.request.headers;
    auto *asking = then(isAtApi ? m_client->send(std::move(request)) : m_client->sendPlain(std::move(request)),
        [this](const Result<HttpReply> &reply) { heard(reply); });
    connect(asking, &JobBase::progressChanged, this, [this](Progress progress) {
        if (progress.totalBytes < 0)
            progress.totalBytes = m_what.expectedBytes;
        setProgress(progress);
    });
}

void SignedDownloadJob::heard(const Result<HttpReply> &reply)
{
    if (!reply)
        fail(reply.error());
    else if (reply->status == 200)
        conclude();
    else if (reply->status == 202)
        waitFor(*reply);
    else if (isRedirect(reply->status))
        goOnAt(*reply);
    else if (m_hops > 0)
        refusedByStore(reply->status);
    else if (reply->isSuccess())
        fail(Error{.kind = Kind::BadResponse, .httpStatus = reply->status, .detail = QStringLiteral("no content")});
    else
        fail(m_what.refusal(*reply));
}

bool SignedDownloadJob::mayContact(const QUrl &url) const
{
    return isSafeToContact(url) && (url.scheme() == QLatin1String("https") || isLoopback(m_client->rules().api));
}

void SignedDownloadJob::goOnAt(const HttpReply &reply)
{
    const QByteArray location = reply.header("Location");
    if (location.isEmpty())
        return fail(Error{
            .kind = Kind::BadResponse, .httpStatus = reply.status, .detail = QStringLiteral("redirect to nowhere")});
    QUrl target = m_url.resolved(QUrl::fromEncoded(location));
    target.setFragment({});
    if (!m_client)
        return fail(Error::of(Kind::Cancelled, QStringLiteral("the account was closed")));
    if (!mayContact(target))
        return fail(Error::of(Kind::Unsafe, QStringLiteral("redirect to what is no safe address")));
    if (++m_hops > kMostHops)
        return fail(Error::of(Kind::Unsafe, QStringLiteral("redirected more than %1 times").arg(kMostHops)));
    m_url = target;
    ask();
}

void SignedDownloadJob::waitFor(const HttpReply &reply)
{
    if (!m_client)
        return fail(Error::of(Kind::Cancelled, QStringLiteral("the account was closed")));
    Clock &clock = m_client->clock();
    const milliseconds wait = std::max(retryAfter(reply, clock.now()).value_or(kUnaskedWait), milliseconds(1));
    m_waited += wait;
    if (m_waited > m_client->rules().longestWait) {
        return fail(Error{.kind = Kind::Busy,
            .httpStatus = reply.status,
            .retryAfter = wait,
            .detail = QStringLiteral("the content is not ready")});
    }
    clock.callLater(wait, this, [this] {
        if (isRunning())
            ask();
    });
    Progress progress = this->progress();
    progress.waiting = Progress::Waiting::Busy;
    progress.waitingFor = wait;
    setProgress(progress); // last: whoever hears of it may cancel or delete this job
}

/** Signed addresses live for minutes; a queue or a pause may have been longer. */
void SignedDownloadJob::refusedByStore(int status)
{
    const bool mayHaveExpired = status == 400 || status == 401 || status == 403 || status == 404 || status == 410;
    if (mayHaveExpired && !m_hasBegunAgain) {
        m_hasBegunAgain = true;
        m_hops = 0;
        m_url = m_what.request.url;
        return ask();
    }
    const bool isGone = status == 404 || status == 410;
    fail(Error{.kind = isGone ? Kind::NotFound : Kind::ServiceFailed,
        .httpStatus = status,
        .detail = QStringLiteral("the store of contents refused")});
}

void SignedDownloadJob::conclude()
{
    if (compareContent(m_what.hash, m_tap->hash()) == Sameness::Different)
        fail(Error::of(Kind::BadResponse, QStringLiteral("the content is not what the service says it is")));
    else
        succeed(m_tap->writtenBytes());
}

} // namespace

JobPtr<qint64> signedDownload(HttpClient &client, SignedDownload what)
{
    return std::make_unique<SignedDownloadJob>(client, std::move(what));
}

} // namespace Unbin
