// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedriveconnection.h"

#include "core/http/origin.h"
#include "core/http/tokensource.h"
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedriverequests.h"
#include "core/providers/onedrive/onedriverules.h"

namespace Unbin::OneDrive {

namespace {

constexpr std::chrono::hours kDriveLife{24}; // a drive may move to another back end while we run (section 5)
const QString kTheDrive = QStringLiteral("drive");

/** The drive, then its root. */
class DriveJob final : public Job<DriveFacts>
{
public:
    explicit DriveJob(Connection &connection)
        : m_connection(connection)
    { }

protected:
    void run() override
    {
        then(m_connection.ask(getDrive(m_connection.api())), [this](const Result<QJsonObject> &reply) {
            const auto drive = reply ? readDrive(*reply) : Result<DriveFacts>(failure(reply.error()));
            if (drive)
                askForRoot(*drive);
            else
                fail(drive.error());
        });
    }

private:
    void askForRoot(const DriveFacts &drive)
    {
        then(m_connection.ask(getRoot(m_connection.api(), drive.id)), [this, drive](const Result<QJsonObject> &reply) {
            const auto root = reply ? readRootId(*reply) : Result<QString>(failure(reply.error()));
            if (!root) {
                fail(root.error());
                return;
            }
            DriveFacts whole = drive;
            whole.rootId = *root;
            succeed(std::move(whole));
        });
    }

    Connection &m_connection;
};

} // namespace

Connection::Connection(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api)
    : m_network(network)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_client(network, tokens, clock, rules(api))
    , m_drive(clock, kDriveLife, [this](const QString &) { return askForDrive(); })
{ }

JobPtr<QJsonObject> Connection::ask(HttpRequest request)
{
    auto sending = m_client.send(request);
    return mapJob<QJsonObject>(std::move(sending),
        [request = std::move(request)](Result<HttpReply> reply) { return readObject(request, reply); });
}

JobPtr<Done> Connection::tell(HttpRequest request)
{
    auto sending = m_client.send(request);
    return mapJob<Done>(std::move(sending),
        [request = std::move(request)](Result<HttpReply> reply) { return readDone(request, reply); });
}

JobPtr<HttpReply> Connection::send(HttpRequest request)
{
    return m_client.send(std::move(request));
}

JobPtr<DriveFacts> Connection::drive()
{
    return m_drive.answer(kTheDrive);
}

const DriveFacts *Connection::knownDrive() const
{
    return m_known ? &*m_known : nullptr;
}

JobPtr<DriveFacts> Connection::askForDrive()
{
    return mapJob<DriveFacts>(
        JobPtr<DriveFacts>(std::make_unique<DriveJob>(*this)), [this](const Result<DriveFacts> &drive) -> Result<DriveFacts> {
            if (drive) {
                m_known = *drive;
                if (m_learned)
                    m_learned(*drive);
            }
            return drive;
        });
}

HttpClient *Connection::site()
{
    const DriveFacts *drive = knownDrive();
    if (!drive || drive->isPersonal || !isSafeToContact(drive->siteUrl))
        return nullptr;
    // A site on this computer is believed only from a service on this computer.
    if (isLoopback(drive->siteUrl) && !isLoopback(api()))
        return nullptr;
    if (m_site && m_siteUrl == drive->siteUrl)
        return m_site.get();
    QUrl host = drive->siteUrl;
    host.setPath(QStringLiteral("/.default"));
    TokenSource *tokens = m_tokens.forResource(host.toString(QUrl::FullyEncoded));
    if (!tokens)
        return nullptr;
    m_siteUrl = drive->siteUrl;
    m_site = std::make_unique<HttpClient>(m_network, *tokens, m_clock, rules(drive->siteUrl));
    return m_site.get();
}

} // namespace Unbin::OneDrive
