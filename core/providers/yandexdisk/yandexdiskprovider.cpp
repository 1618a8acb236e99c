// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexdiskprovider.h"

#include "core/http/tokensource.h"
#include "core/providers/yandexdisk/yandexchanges.h"
#include "core/providers/yandexdisk/yandexitems.h"
#include "core/providers/yandexdisk/yandexlisting.h"
#include "core/providers/yandexdisk/yandexpaths.h"
#include "core/providers/yandexdisk/yandexrequests.h"

namespace Unbin {

namespace {

template <class T>
JobPtr<T> notOurs()
{
    return failedJob<T>(Error::of(Error::Kind::NotFound, QStringLiteral("not an id of this service")));
}

/** A user's number stands before the colon of every resource_id: for accounts whose own facts may not be read. */
JobPtr<AccountFacts> withNumberOfRoot(Yandex::Service &service, AccountFacts facts)
{
    return mapJob<AccountFacts>(Yandex::lookAt(service.connection, Yandex::kRoot),
        [facts](const Result<std::optional<LiveItem>> &root) -> Result<AccountFacts> {
            AccountFacts known = facts;
            if (root && *root)
                known.remoteId = (*root)->etag.section(QLatin1Char(':'), 0, 0);
            if (known.remoteId.isEmpty())
                return failure(Error::Kind::BadResponse, QStringLiteral("the reply does not tell whose disk it is"));
            return known;
        });
}

/** Who is signed in; at most two calls. */
class IdentifyJob final : public Job<AccountFacts>
{
public:
    explicit IdentifyJob(Yandex::Service &service)
        : m_service(service)
    { }

protected:
    void run() override
    {
        then(m_service.connection.ask(Yandex::getDisk(m_service.connection.api())),
            [this](const Result<QJsonObject> &reply) {
                auto facts = reply ? Yandex::readDisk(*reply) : Result<AccountFacts>(failure(reply.error()));
                if (!facts || !facts->remoteId.isEmpty())
                    return finish(std::move(facts));
                then(withNumberOfRoot(m_service, std::move(*facts)),
                    [this](Result<AccountFacts> known) { finish(std::move(known)); });
            });
    }

private:
    Yandex::Service &m_service;
};

} // namespace

struct YandexDiskProvider::Private {
    Private(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api)
        : service(network, tokens, clock, api)
    { }

    Yandex::Service service;
    bool isCaseSensitive = true; ///< until a name is found in other letters: nothing is documented
};

YandexDiskProvider::YandexDiskProvider(
    QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api, QObject *parent)
    : Provider(parent)
    , d(std::make_unique<Private>(network, tokens, clock, api))
{
    d->service.whenCaseDoesNotMatter = [this] {
        learnThatCaseDoesNotMatter();
    };
    connect(&tokens, &TokenSource::signInNeeded, this, &Provider::signInNeeded);
}

YandexDiskProvider::~YandexDiskProvider() = default;

Capabilities YandexDiskProvider::capabilities() const
{
    // Each from yandex-disk.md: restore section 2, delete section 4, folders and move section 5, versions section 7, pace and
    // retention section 9, names section 10.
    return Capabilities{.canRestore = true,
        .canRenameWhileRestoring = true,
        .restoreElsewhere = Capabilities::Elsewhere::RestoreThenMove,
        .parentGone = Capabilities::ParentGone::ServiceRecreates,
        .refusesTakenNames = false,
        .canBrowse = true,
        .canCreateFolder = true,
        .canMove = true,
        .canTrash = true,
        .canPurge = true,
        .isNameCaseSensitive = d->isCaseSensitive,
        .tellsOriginalPath = true,
        .tellsWhoDeleted = false,
        .tellsSize = true,
        .hasVersions = false,
        .locksFolderTrees = true,
        .retentionDays = 30,
        .requestsAtOnce = 3};
}

ItemId YandexDiskProvider::rootFolder() const
{
    return ItemId(Yandex::kRoot);
}

QString YandexDiskProvider::webBinAddress() const
{
    return QStringLiteral("https://disk.yandex.com/client/trash");
}

JobPtr<AccountFacts> YandexDiskProvider::identify()
{
    return std::make_unique<IdentifyJob>(d->service);
}

JobPtr<ListSummary> YandexDiskProvider::listBin(PageSink<TrashedItem> sink)
{
    d->service.bin.forget(); // who lists anew wants to see what changed
    return Yandex::listBin(d->service.connection, [this, sink = std::move(sink)](std::vector<TrashedItem> &&items) {
        std::erase_if(items, [this](const TrashedItem &item) { return d->service.memory.hasLeft(item); });
        if (!items.empty())
            sink(std::move(items));
    });
}

JobPtr<ListSummary> YandexDiskProvider::list(const TrashedItem &folder, PageSink<TrashedItem> sink)
{
    if (!Yandex::isTrashed(folder.id) || folder.kind != ItemKind::Folder)
        return notOurs<ListSummary>();
    return Yandex::listInside(d->service.connection, folder, std::move(sink));
}

JobPtr<Whereabouts> YandexDiskProvider::locate(const TrashedItem &item)
{
    if (!Yandex::isTrashed(item.id) && !Yandex::isLive(item.id))
        return notOurs<Whereabouts>();
    return std::make_unique<Yandex::LocateJob>(d->service.connection, d->service.memory, item);
}

JobPtr<ListSummary> YandexDiskProvider::listFolder(const ItemId &folder, PageSink<LiveItem> sink)
{
    return Yandex::isLive(folder) ? Yandex::listFolder(d->service.connection, folder.value(), std::move(sink))
                                  : notOurs<ListSummary>();
}

JobPtr<FolderFacts> YandexDiskProvider::lookAtFolder(const ItemId &folder)
{
    if (!Yandex::isLive(folder))
        return notOurs<FolderFacts>();
    return std::make_unique<Yandex::LookAtFolderJob>(d->service.connection, d->service.bin, folder.value());
}

JobPtr<std::optional<LiveItem>> YandexDiskProvider::findChild(const ItemId &folder, const QString &name)
{
    if (!Yandex::isLive(folder))
        return notOurs<std::optional<LiveItem>>();
    if (!Yandex::isName(name))
        return readyJob(std::optional<LiveItem>());
    return Yandex::lookAtPlace(d->service, Yandex::joined(folder.value(), name));
}

JobPtr<LiveItem> YandexDiskProvider::restore(const RestoreOrder &order)
{
    return std::make_unique<Yandex::RestoreJob>(d->service, order);
}

JobPtr<LiveItem> YandexDiskProvider::move(const LiveItem &item, const Place &place)
{
    if (!Yandex::isLive(item.id) || !Yandex::isLive(place.parent) || item.id == rootFolder())
        return notOurs<LiveItem>();
    return std::make_unique<Yandex::MoveJob>(d->service, item, place);
}

JobPtr<LiveItem> YandexDiskProvider::createFolder(const Place &place)
{
    return Yandex::isLive(place.parent) ? Yandex::createFolder(d->service, place) : notOurs<LiveItem>();
}

JobPtr<TrashedItem> YandexDiskProvider::trash(const LiveItem &item)
{
    return std::make_unique<Yandex::TrashJob>(d->service, item);
}

JobPtr<Done> YandexDiskProvider::purge(const TrashedItem &item)
{
    return std::make_unique<Yandex::PurgeJob>(d->service, item);
}

JobPtr<Done> YandexDiskProvider::follow(const QString &handle)
{
    return std::make_unique<Yandex::FollowHandleJob>(d->service.connection, handle);
}

void YandexDiskProvider::learnThatCaseDoesNotMatter()
{
    if (!d->isCaseSensitive)
        return;
    d->isCaseSensitive = false;
    Q_EMIT capabilitiesChanged();
}

} // namespace Unbin
