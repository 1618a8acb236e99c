// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog.h"

#include "core/catalog/catalogwriter.h"
#include "core/domain/clock.h"

#include <QSet>

#include <chrono>

namespace Unbin {

namespace {

constexpr std::chrono::milliseconds gatheringTime{150}; // company for what arrives
constexpr std::chrono::milliseconds nextTurn{0}; // what leaves is seen to leave

} // namespace

class Catalog::Private
{
public:
    Private(Catalog *catalog, Clock &clock)
        : q(catalog)
        , clock(clock)
    { }

    struct Account {
        quint32 listing = 0; // number of the newest listing
        bool isListing = false;
        QSet<ItemId> leftMeanwhile; // since that listing began
    };

    /** What endListing() and removeAccount() need to know of a row. Kept side by side: going through a million of
     * these takes a millisecond or two, through the rows themselves it would be more than a frame. */
    struct Sighting {
        quint32 listing = 0; // that saw the row last; 0: none
        quint16 account = FixedRow::noAccount;
    };

    void write(quint16 account, const TrashedItem &item, CatalogWriter::IfPresent ifPresent);
    void vacate(RowNumber row);
    void announceWithin(std::chrono::milliseconds delay);

    Catalog *const q;
    Clock &clock;
    CatalogWriter writer;
    QHash<quint16, Account> accounts;
    std::vector<Sighting> sightings; // by row
    quint32 listings = 0;
    CatalogChange gathered;
    std::optional<std::chrono::milliseconds> announcingWithin; // of the newest timer; older ones are void
    quint32 timers = 0;
};

void Catalog::Private::write(quint16 account, const TrashedItem &item, CatalogWriter::IfPresent ifPresent)
{
    const auto written = writer.write(account, item, ifPresent);
    if (written.row >= sightings.size())
        sightings.resize(size_t(writer.rows().capacity()));
    Sighting &sighting = sightings[written.row];
    sighting.account = account;
    if (written.isChanged)
        gathered.rows.push_back(written.row);
    if (written.changedFolder)
        gathered.folders.push_back(*written.changedFolder);
    if (ifPresent == CatalogWriter::IfPresent::Replace)
        sighting.listing = accounts[account].listing;
}

void Catalog::Private::vacate(RowNumber row)
{
    writer.vacate(row);
    sightings[row] = {};
    gathered.rows.push_back(row);
}

void Catalog::Private::announceWithin(std::chrono::milliseconds delay)
{
    if (gathered.rows.empty() && gathered.folders.empty() && gathered.removedAccounts.empty())
        return;
    if (announcingWithin && *announcingWithin <= delay)
        return;
    announcingWithin = delay;
    clock.callLater(delay, q, [this, timer = ++timers] {
        if (timer == timers)
            q->announce();
    });
}

Catalog::Catalog(Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock))
{ }

Catalog::~Catalog() = default;

qint64 Catalog::count() const
{
    return d->writer.count();
}

qint64 Catalog::count(const AccountId &account) const
{
    const auto number = d->writer.findAccount(account);
    return number ? d->writer.count(*number) : 0;
}

std::optional<RowNumber> Catalog::find(const AccountId &account, const ItemId &id) const
{
    const auto number = d->writer.findAccount(account);
    return number ? d->writer.find(*number, id) : std::nullopt;
}

const CatalogRows &Catalog::rows() const
{
    return d->writer.rows();
}

void Catalog::add(const AccountId &account, const std::vector<TrashedItem> &items)
{
    const quint16 number = d->writer.accountNumber(account);
    for (const TrashedItem &item : items) {
        d->accounts[number].leftMeanwhile.remove(item.id);
        d->write(number, item, CatalogWriter::IfPresent::Replace);
    }
    d->announceWithin(nextTurn);
}

void Catalog::addListed(const AccountId &account, const std::vector<TrashedItem> &items)
{
    const quint16 number = d->writer.accountNumber(account);
    const QSet<ItemId> left = d->accounts[number].leftMeanwhile;
    for (const TrashedItem &item : items) {
        if (left.isEmpty() || !left.contains(item.id))
            d->write(number, item, CatalogWriter::IfPresent::Replace);
    }
    d->announceWithin(gatheringTime);
}

void Catalog::addStored(const AccountId &account, const std::vector<TrashedItem> &items)
{
    announce(); // what is gathered so far does not come from the disk
    const quint16 number = d->writer.accountNumber(account);
    for (const TrashedItem &item : items)
        d->write(number, item, CatalogWriter::IfPresent::Keep);
    d->gathered.isFromStore = true;
    announce();
}

void Catalog::remove(const AccountId &account, const std::vector<ItemId> &items)
{
    const auto number = d->writer.findAccount(account);
    if (!number)
        return;
    Private::Account &state = d->accounts[*number];
    for (const ItemId &id : items) {
        if (state.isListing)
            state.leftMeanwhile.insert(id);
        if (const auto row = d->writer.find(*number, id))
            d->vacate(*row);
    }
    d->announceWithin(nextTurn);
}

void Catalog::removeAccount(const AccountId &account)
{
    const auto number = d->writer.findAccount(account);
    if (!number)
        return;
    d->accounts.remove(*number);
    for (RowNumber row = 0; row < d->sightings.size(); ++row) {
        if (d->sightings[row].account == *number)
            d->vacate(row);
    }
    for (quint32 folder = 1; folder < d->writer.rows().folders().size(); ++folder) {
        if (d->writer.rows().folders().at(folder).account == account)
            d->writer.setFolderPath(folder, {});
    }
    d->gathered.removedAccounts.push_back(account);
    d->announceWithin(nextTurn);
}

void Catalog::beginListing(const AccountId &account)
{
    Private::Account &state = d->accounts[d->writer.accountNumber(account)];
    state.listing = ++d->listings;
    state.isListing = true;
    state.leftMeanwhile.clear();
}

void Catalog::endListing(const AccountId &account, Seen seen)
{
    const quint16 number = d->writer.accountNumber(account);
    Private::Account &state = d->accounts[number];
    state.isListing = false;
    state.leftMeanwhile.clear();
    if (seen != Seen::Unknown) {
        for (RowNumber row = 0; row < d->sightings.size(); ++row) {
            const Private::Sighting &sighting = d->sightings[row];
            if (sighting.account != number || sighting.listing == state.listing)
                continue;
            if (seen == Seen::Everything) {
                d->vacate(row);
            } else if (d->writer.rows().remark(row) == Remark::None) {
                d->writer.setRemark(row, Remark::MayBeGone);
                d->gathered.rows.push_back(row);
            }
        }
    }
    d->announceWithin(nextTurn);
}

void Catalog::setFolderPath(const AccountId &account, const ItemId &folder, const QString &path)
{
    if (folder.isEmpty())
        return;
    const quint32 number = d->writer.folderNumber(d->writer.accountNumber(account), folder, {});
    if (d->writer.setFolderPath(number, path))
        d->gathered.folders.push_back(number);
    d->announceWithin(gatheringTime);
}

void Catalog::addStoredPaths(const AccountId &account, const std::vector<FolderPath> &paths)
{
    announce();
    const quint16 accountNumber = d->writer.accountNumber(account);
    for (const FolderPath &stored : paths) {
        if (stored.folder.isEmpty() || !knownFolderPath(account, stored.folder).isEmpty())
            continue;
        const quint32 number = d->writer.folderNumber(accountNumber, stored.folder, {});
        d->writer.setFolderPath(number, stored.path);
        d->gathered.folders.push_back(number);
    }
    d->gathered.isFromStore = true;
    announce();
}

QString Catalog::knownFolderPath(const AccountId &account, const ItemId &folder) const
{
    const auto number = d->writer.findAccount(account);
    const auto found = number ? d->writer.findFolder(*number, folder) : std::nullopt;
    return found ? rows().folders().at(*found).path : QString();
}

std::vector<ItemId> Catalog::foldersWithoutPath(const AccountId &account) const
{
    std::vector<ItemId> found;
    for (quint32 number = 1; number < rows().folders().size(); ++number) {
        const BinFolder &folder = rows().folders().at(number);
        if (folder.path.isEmpty() && folder.account == account && d->writer.isFolderUsed(number))
            found.push_back(folder.id);
    }
    return found;
}

void Catalog::announce()
{
    d->announcingWithin.reset();
    ++d->timers;
    const CatalogChange change = std::exchange(d->gathered, {});
    if (!change.rows.empty() || !change.folders.empty() || !change.removedAccounts.empty())
        Q_EMIT changed(change);
}

} // namespace Unbin
