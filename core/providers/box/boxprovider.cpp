// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxprovider.h"

#include "core/http/tokensource.h"
#include "core/providers/box/boxchanges.h"
#include "core/providers/box/boxfolders.h"
#include "core/providers/box/boxlisting.h"
#include "core/providers/box/boxlookup.h"
#include "core/providers/box/boxversions.h"

namespace Unbin {

namespace {

/** The item's words on the wire if Box can be asked about it: not for types that came later than this
 * program. */
std::optional<Box::WireId> addressable(const ItemId &item)
{
    auto id = Box::wireId(item);
    return id && id->kind() != ItemKind::Other ? id : std::nullopt;
}

std::optional<Box::WireId> folderId(const ItemId &item)
{
    auto id = Box::wireId(item);
    return id && id->kind() == ItemKind::Folder ? id : std::nullopt;
}

template <class T>
JobPtr<T> unsupported()
{
    return failedJob<T>(
        Error::of(Error::Kind::Unsupported, QStringLiteral("a kind of item this program does not know")));
}

template <class T>
JobPtr<T> noFolder()
{
    return failedJob<T>(Error::of(Error::Kind::NotFound, QStringLiteral("not the id of a folder of this service")));
}

} // namespace

struct BoxProvider::Private {
    Private(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api)
        : connection(network, tokens, clock, api)
        , folders(connection)
        , versions(connection, folders)
    { }

    Box::Connection connection;
    Box::Folders folders;
    Box::BoxVersions versions;
    bool keepsDeleted = true; ///< false once a deleted item was not found in the bin
};

BoxProvider::BoxProvider(
    QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api, QObject *parent)
    : Provider(parent)
    , d(std::make_unique<Private>(network, tokens, clock, api))
{
    connect(&tokens, &TokenSource::signInNeeded, this, &Provider::signInNeeded);
}

BoxProvider::~BoxProvider() = default;

Capabilities BoxProvider::capabilities() const
{
    // Each from box.md: restore section 4, delete section 5, folders and names section 6, fields section 2,
    // pace section 9.
    return Capabilities{.canRestore = true,
        .canRenameWhileRestoring = true,
        .restoreElsewhere = Capabilities::Elsewhere::OnlyIfParentGone,
        .parentGone = Capabilities::ParentGone::NeedsFolder,
        .canBrowse = true,
        .canCreateFolder = true,
        .canMove = true,
        .canTrash = d->keepsDeleted,
        .canPurge = true,
        .isNameCaseSensitive = false,
        .tellsOriginalPath = false,
        .tellsWhoDeleted = false,
        .hasVersions = true,
        .locksFolderTrees = true,
        .requestsAtOnce = 4};
}

ItemId BoxProvider::rootFolder() const
{
    return Box::folderItemId(QStringLiteral("0"));
}

QString BoxProvider::webBinAddress() const
{
    return QStringLiteral("https://app.box.com/trash");
}

JobPtr<AccountFacts> BoxProvider::identify()
{
    return mapJob<AccountFacts>(d->connection.ask(Box::getMe(d->connection.api())),
        [](const Result<QJsonObject> &reply) -> Result<AccountFacts> {
            return reply ? Box::readAccount(*reply) : failure(reply.error());
        });
}

JobPtr<ListSummary> BoxProvider::listBin(PageSink<TrashedItem> sink)
{
    d->folders.forgetAnswers(); // who lists anew wants to see what changed
    return Box::listBin(d->connection, [this, sink = std::move(sink)](std::vector<Box::BinEntry> &&entries) {
        std::vector<TrashedItem> items;
        items.reserve(entries.size());
        for (Box::BinEntry &entry : entries) {
            d->folders.noteEntry(entry);
            items.push_back(std::move(entry.item));
        }
        sink(std::move(items));
    });
}

JobPtr<Whereabouts> BoxProvider::locate(const TrashedItem &item)
{
    const auto id = addressable(item.id);
    if (!id)
        return unsupported<Whereabouts>();
    return std::make_unique<Box::LocateJob>(d->connection, *id);
}

JobPtr<ListSummary> BoxProvider::listFolder(const ItemId &folder, PageSink<LiveItem> sink)
{
    const auto id = folderId(folder);
    return id ? Box::listFolder(d->connection, *id, std::move(sink)) : noFolder<ListSummary>();
}

JobPtr<FolderFacts> BoxProvider::lookAtFolder(const ItemId &folder)
{
    const auto id = folderId(folder);
    return id ? d->folders.lookAt(*id) : noFolder<FolderFacts>();
}

JobPtr<std::optional<LiveItem>> BoxProvider::findChild(const ItemId &folder, const QString &name)
{
    const auto id = folderId(folder);
    return id ? d->folders.findChild(*id, name) : noFolder<std::optional<LiveItem>>();
}

JobPtr<LiveItem> BoxProvider::restore(const RestoreOrder &order)
{
    const auto id = addressable(order.item.id);
    if (!id)
        return unsupported<LiveItem>();
    return std::make_unique<Box::RestoreJob>(d->connection, d->folders, order, *id);
}

JobPtr<LiveItem> BoxProvider::move(const LiveItem &item, const Place &place)
{
    const auto id = addressable(item.id);
    const auto target = folderId(place.parent);
    if (!id)
        return unsupported<LiveItem>();
    if (!target)
        return noFolder<LiveItem>();
    return std::make_unique<Box::MoveJob>(d->connection, d->folders, item, place, *id, *target);
}

JobPtr<LiveItem> BoxProvider::createFolder(const Place &place)
{
    const auto parent = folderId(place.parent);
    return parent ? Box::createFolder(d->connection, d->folders, *parent, place.name) : noFolder<LiveItem>();
}

JobPtr<TrashedItem> BoxProvider::trash(const LiveItem &item)
{
    const auto id = addressable(item.id);
    if (!id || !d->keepsDeleted)
        return unsupported<TrashedItem>();
    return std::make_unique<Box::TrashJob>(d->connection, d->folders, item, *id, [this] { withdrawTrash(); });
}

JobPtr<Done> BoxProvider::purge(const TrashedItem &item)
{
    const auto id = addressable(item.id);
    return id ? Box::purge(d->connection, d->folders, *id) : unsupported<Done>();
}

Versions *BoxProvider::versions()
{
    return &d->versions;
}

void BoxProvider::withdrawTrash()
{
    if (!d->keepsDeleted)
        return;
    d->keepsDeleted = false;
    Q_EMIT capabilitiesChanged();
}

} // namespace Unbin
