// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedriveprovider.h"

#include "core/http/tokensource.h"
#include "core/providers/onedrive/onedrivechanges.h"
#include "core/providers/onedrive/onedriveolder.h"
#include "core/providers/onedrive/onedriverequests.h"
#include "core/providers/onedrive/onedriveversions.h"
#include "core/providers/onedrive/personalbin.h"
#include "core/providers/onedrive/personalwatch.h"
#include "core/providers/onedrive/workbin.h"
#include "core/providers/onedrive/workchanges.h"

namespace Unbin {

namespace {

using OneDrive::Target;
using Source = OneDrive::WorkBin::Source;

template <class T>
JobPtr<T> unsupported()
{
    return failedJob<T>(Error::of(Error::Kind::Unsupported, QStringLiteral("this drive can't do that")));
}

template <class T>
JobPtr<T> noFolder()
{
    return failedJob<T>(Error::of(Error::Kind::NotFound, QStringLiteral("not the id of a folder of this service")));
}

bool isWire(const ItemId &id)
{
    return OneDrive::targetOf(id).kind == Target::Kind::Wire;
}

bool isFolderAddress(const ItemId &id)
{
    return OneDrive::targetOf(id).isLiveAddress();
}

/** A job that is chosen once the kind of drive is known. */
template <class T>
class AfterDriveJob final : public Job<T>
{
public:
    using Choose = std::function<JobPtr<T>(const OneDrive::DriveFacts &)>;

    AfterDriveJob(OneDrive::Connection &connection, Choose choose)
        : m_connection(connection)
        , m_choose(std::move(choose))
    { }

protected:
    void run() override
    {
        this->then(m_connection.drive(), [this](const Result<OneDrive::DriveFacts> &drive) {
            if (!drive) {
                this->fail(drive.error());
                return;
            }
            auto *running = this->then(m_choose(*drive), [this](Result<T> result) { this->finish(std::move(result)); });
            QObject::connect(running, &JobBase::progressChanged, this,
                [this](const Progress &progress) { this->setProgress(progress); });
        });
    }

private:
    OneDrive::Connection &m_connection;
    Choose m_choose;
};

/** The drive, and who is signed in where that may be asked. */
class IdentifyJob final : public Job<AccountFacts>
{
public:
    explicit IdentifyJob(OneDrive::Connection &connection)
        : m_connection(connection)
    { }

protected:
    void run() override
    {
        m_connection.forgetDrive(); // room and address may have changed
        then(m_connection.drive(), [this](const Result<OneDrive::DriveFacts> &drive) {
            if (!drive) {
                fail(drive.error());
                return;
            }
            then(m_connection.ask(OneDrive::getMe(m_connection.api())),
                [this, drive = *drive](const Result<QJsonObject> &me) {
                    // A token for files only may not tell the user; the drive's owner has to do then.
                    const bool isNotForUs = !me
                        && (me.error().kind == Error::Kind::Forbidden || me.error().kind == Error::Kind::NotFound);
                    if (me || isNotForUs)
                        succeed(OneDrive::accountFacts(drive, me ? std::optional(*me) : std::nullopt));
                    else
                        fail(me.error());
                });
        });
    }

private:
    OneDrive::Connection &m_connection;
};

QString ledgerPath(const QString &directory)
{
    return directory.isEmpty() ? QString() : directory + QStringLiteral("/ledger.db");
}

} // namespace

struct OneDriveProvider::Private {
    Private(OneDriveProvider *provider, QNetworkAccessManager &network, TokenSource &tokens, Clock &clock,
        const QUrl &api, const QString &directory)
        : connection(network, tokens, clock, api)
        , ledger(ledgerPath(directory))
        , folders(connection, [this](const ItemId &folder) { return recall(folder); })
        , services{connection, ledger, folders}
        , watch(services, [this] { return usesLedger(); })
        , older(services)
        , inside(ledger)
        , work(services, [provider] { Q_EMIT provider->capabilitiesChanged(); })
        , versions(services)
    { }

    bool isPersonal() const { return connection.knownDrive() && connection.knownDrive()->isPersonal; }
    bool isWork() const { return connection.knownDrive() && !connection.knownDrive()->isPersonal; }
    /** The list is the ledger's: always on personal drives, elsewhere where nobody tells the bin. */
    bool usesLedger() const { return isPersonal() || work.source() == Source::None; }

    JobPtr<OneDrive::Remembered> recall(const ItemId &folder)
    {
        return isPersonal() ? OneDrive::recallPersonal(services, folder) : work.recall(folder);
    }

    JobPtr<ListSummary> listFromLedger(PageSink<TrashedItem> sink)
    {
        return std::make_unique<OneDrive::LedgerListJob>(watch.sync(), ledger, std::move(sink));
    }

    /** The site's bin, or the ledger where nobody tells that. */
    JobPtr<ListSummary> listWork(PageSink<TrashedItem> sink);

    OneDrive::Connection connection;
    OneDrive::Ledger ledger;
    OneDrive::Folders folders;
    OneDrive::Services services;
    OneDrive::PersonalWatch watch;
    OneDrive::OlderSearch older;
    OneDrive::LedgerFolders inside;
    OneDrive::WorkBin work;
    OneDrive::FileVersions versions;
    bool canRestorePersonal = true; ///< false once the service said that it does not know the call here
    bool isKindTold = false;
};

namespace {

class WorkOrLedgerJob final : public Job<ListSummary>
{
public:
    using Make = std::function<JobPtr<ListSummary>()>;

    WorkOrLedgerJob(OneDrive::WorkBin &work, Make fromSite, Make fromLedger)
        : m_work(work)
        , m_fromSite(std::move(fromSite))
        , m_fromLedger(std::move(fromLedger))
    { }

protected:
    void run() override
    {
        if (m_work.source() == Source::None) {
            begin(m_fromLedger());
            return;
        }
        auto *running = then(m_fromSite(), [this](Result<ListSummary> summary) {
            if (!summary && m_work.source() == Source::None)
                begin(m_fromLedger());
            else
                finish(std::move(summary));
        });
        connect(running, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    }

private:
    void begin(JobPtr<ListSummary> job)
    {
        auto *running = then(std::move(job), [this](Result<ListSummary> summary) { finish(std::move(summary)); });
        connect(running, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    }

    OneDrive::WorkBin &m_work;
    Make m_fromSite;
    Make m_fromLedger;
};

} // namespace

JobPtr<ListSummary> OneDriveProvider::Private::listWork(PageSink<TrashedItem> sink)
{
    return std::make_unique<WorkOrLedgerJob>(
        work, [this, sink] { return OneDrive::listWorkBin(work, sink); },
        [this, sink] { return listFromLedger(sink); });
}

OneDriveProvider::OneDriveProvider(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api,
    const QString &directory, QObject *parent)
    : Provider(parent)
    , d(std::make_unique<Private>(this, network, tokens, clock, api, directory))
{
    connect(&tokens, &TokenSource::signInNeeded, this, &Provider::signInNeeded);
    connect(&d->watch, &OneDrive::PersonalWatch::binChanged, this, &Provider::binChanged);
    connect(&d->older, &OneDrive::OlderSearch::foundSome, this, &Provider::binChanged);
    d->connection.onDriveLearned([this](const OneDrive::DriveFacts &) {
        if (!std::exchange(d->isKindTold, true))
            Q_EMIT capabilitiesChanged();
    });
}

OneDriveProvider::~OneDriveProvider() = default;

Capabilities OneDriveProvider::capabilities() const
{
    using Elsewhere = Capabilities::Elsewhere;
    // Each from onedrive.md, read 2026-08: the table of section 0, restoring section 2, bins section 1, names section 4.
    Capabilities can{.canRestore = true,
        .canRenameWhileRestoring = false,
        .restoreElsewhere = Elsewhere::RestoreThenMove,
        .parentGone = Capabilities::ParentGone::NeedsFolder,
        .canBrowse = true,
        .canCreateFolder = true,
        .canMove = true,
        .canTrash = true,
        .canPurge = false, // personal: permanentDelete on entries of the bin is not documented, and can't be tried
        .isNameCaseSensitive = false,
        .tellsOriginalPath = true,
        .tellsWhoDeleted = false,
        .hasVersions = true,
        .requestsAtOnce = 4};
    if (d->isPersonal()) {
        can.canRestore = d->canRestorePersonal;
        can.canRenameWhileRestoring = true;
        can.restoreElsewhere = Elsewhere::OneStep;
        can.watchesChanges = true;
        can.retentionDays = 30;
    } else if (d->isWork()) {
        can.canRestore = can.canTrash = can.canPurge = d->work.canUseSite() && d->work.source() != Source::None;
        can.parentGone = d->work.recreatesFolders() ? Capabilities::ParentGone::ServiceRecreates
                                                    : Capabilities::ParentGone::NeedsFolder;
        can.tellsWhoDeleted = d->work.source() != Source::None;
        can.watchesChanges = d->work.source() == Source::None;
        can.retentionDays = 93;
    }
    return can;
}

ItemId OneDriveProvider::rootFolder() const
{
    return OneDrive::rootItemId();
}

QString OneDriveProvider::webBinAddress() const
{
    const OneDrive::DriveFacts *drive = d->connection.knownDrive();
    if (drive && !drive->isPersonal && drive->siteUrl.scheme() == QLatin1String("https"))
        return QString::fromUtf8(drive->siteUrl.toEncoded()) + QStringLiteral("/_layouts/15/RecycleBin.aspx");
    return QStringLiteral("https://onedrive.live.com/?v=recyclebin");
}

JobPtr<AccountFacts> OneDriveProvider::identify()
{
    return std::make_unique<IdentifyJob>(d->connection);
}

JobPtr<ListSummary> OneDriveProvider::listBin(PageSink<TrashedItem> sink)
{
    auto listing = std::make_unique<AfterDriveJob<ListSummary>>(
        d->connection, [this, sink = std::move(sink)](const OneDrive::DriveFacts &drive) -> JobPtr<ListSummary> {
            d->folders.forgetAnswers(); // who lists anew wants to see what changed
            d->work.forgetRecent();
            return drive.isPersonal ? d->listFromLedger(sink) : d->listWork(sink);
        });
    return mapJob<ListSummary>(JobPtr<ListSummary>(std::move(listing)), [this](const Result<ListSummary> &summary) {
        if (summary && d->usesLedger()) {
            d->watch.verifySoon();
            d->older.refresh();
        }
        return summary;
    });
}

JobPtr<Whereabouts> OneDriveProvider::locate(const TrashedItem &item)
{
    const Target::Kind kind = OneDrive::targetOf(item.id).kind;
    if (kind != Target::Kind::Wire && kind != Target::Kind::BinEntry)
        return unsupported<Whereabouts>();
    return std::make_unique<AfterDriveJob<Whereabouts>>(
        d->connection, [this, item](const OneDrive::DriveFacts &drive) -> JobPtr<Whereabouts> {
            if (drive.isPersonal)
                return std::make_unique<OneDrive::PersonalLocateJob>(d->services, item);
            return std::make_unique<OneDrive::WorkLocateJob>(d->services, d->work, item);
        });
}

JobPtr<ListSummary> OneDriveProvider::listFolder(const ItemId &folder, PageSink<LiveItem> sink)
{
    return isFolderAddress(folder) ? d->folders.list(folder, std::move(sink)) : noFolder<ListSummary>();
}

JobPtr<FolderFacts> OneDriveProvider::lookAtFolder(const ItemId &folder)
{
    return isFolderAddress(folder) ? d->folders.lookAt(folder) : noFolder<FolderFacts>();
}

JobPtr<std::optional<LiveItem>> OneDriveProvider::findChild(const ItemId &folder, const QString &name)
{
    return isFolderAddress(folder) ? d->folders.findChild(folder, name) : noFolder<std::optional<LiveItem>>();
}

JobPtr<LiveItem> OneDriveProvider::restore(const RestoreOrder &order)
{
    return std::make_unique<AfterDriveJob<LiveItem>>(
        d->connection, [this, order](const OneDrive::DriveFacts &drive) -> JobPtr<LiveItem> {
            if (!capabilities().canRestore)
                return unsupported<LiveItem>();
            if (drive.isPersonal) {
                if (!isWire(order.item.id))
                    return unsupported<LiveItem>();
                return std::make_unique<OneDrive::PersonalRestoreJob>(
                    d->services, order, [this] { withdrawRestore(); });
            }
            const bool isElsewhere = !order.folder.isEmpty() && order.folder != order.item.originalParent;
            const bool isRenamed = !order.name.isEmpty() && order.name != order.item.name;
            if (isElsewhere || isRenamed || OneDrive::targetOf(order.item.id).kind != Target::Kind::BinEntry)
                return unsupported<LiveItem>();
            return std::make_unique<OneDrive::WorkRestoreJob>(d->services, d->work, order.item);
        });
}

JobPtr<LiveItem> OneDriveProvider::move(const LiveItem &item, const Place &place)
{
    if (!isWire(item.id))
        return unsupported<LiveItem>();
    if (!isFolderAddress(place.parent))
        return noFolder<LiveItem>();
    return std::make_unique<OneDrive::MoveJob>(d->services, item, place);
}

JobPtr<LiveItem> OneDriveProvider::createFolder(const Place &place)
{
    if (!isFolderAddress(place.parent))
        return noFolder<LiveItem>();
    return std::make_unique<OneDrive::CreateFolderJob>(d->services, place);
}

JobPtr<TrashedItem> OneDriveProvider::trash(const LiveItem &item)
{
    if (!isWire(item.id))
        return unsupported<TrashedItem>();
    return std::make_unique<AfterDriveJob<TrashedItem>>(
        d->connection, [this, item](const OneDrive::DriveFacts &drive) -> JobPtr<TrashedItem> {
            if (!capabilities().canTrash)
                return unsupported<TrashedItem>();
            if (drive.isPersonal)
                return std::make_unique<OneDrive::TrashJob>(d->services, item);
            return std::make_unique<OneDrive::WorkTrashJob>(d->services, d->work, item);
        });
}

JobPtr<Done> OneDriveProvider::purge(const TrashedItem &item)
{
    return std::make_unique<AfterDriveJob<Done>>(
        d->connection, [this, item](const OneDrive::DriveFacts &drive) -> JobPtr<Done> {
            const bool isEntry = OneDrive::targetOf(item.id).kind == Target::Kind::BinEntry;
            if (drive.isPersonal || !isEntry || !capabilities().canPurge)
                return unsupported<Done>();
            return std::make_unique<OneDrive::WorkPurgeJob>(d->services, d->work, item);
        });
}

Versions *OneDriveProvider::versions()
{
    return &d->versions;
}

OlderDeletions *OneDriveProvider::olderDeletions()
{
    return d->isPersonal() ? &d->older : nullptr;
}

TrashedFolders *OneDriveProvider::trashedFolders()
{
    return d->usesLedger() ? &d->inside : nullptr;
}

void OneDriveProvider::itemsShown(const std::vector<ItemId> &items)
{
    d->watch.setShown(items);
}

void OneDriveProvider::setWatched(bool isWatched)
{
    d->watch.setWatched(isWatched);
}

void OneDriveProvider::failLedgerAccess(qint64 n)
{
    d->ledger.failAccess(n);
}

bool OneDriveProvider::isLookingInBackground() const
{
    return d->watch.isVerifying();
}

JobPtr<QStringList> OneDriveProvider::dumpLedger()
{
    return d->ledger.call<QStringList>([](OneDrive::LedgerFile &file) { return file.dump(); });
}

void OneDriveProvider::withdrawRestore()
{
    if (std::exchange(d->canRestorePersonal, false))
        Q_EMIT capabilitiesChanged();
}

} // namespace Unbin
