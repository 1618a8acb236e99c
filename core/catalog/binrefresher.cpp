// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/binrefresher.h"

#include "core/catalog/binlisting.h"
#include "core/catalog/catalog.h"
#include "core/catalog/folderlookups.h"
#include "core/domain/clock.h"
#include "core/providers/provider.h"
#include "core/providers/providerset.h"

#include <chrono>
#include <unordered_map>

namespace Unbin {

namespace {

constexpr std::chrono::milliseconds tellEvery{100};

} // namespace

class BinRefresher::Private
{
public:
    /** What belongs to one account; dies with its provider. */
    struct Bin {
        BinState state;
        std::unique_ptr<QObject> owner; // of everything below
        BinListing *listing = nullptr;
        FolderLookUps *lookUps = nullptr;
        bool isAgainWanted = false;
        bool isTellingLater = false;
        bool isWatched = false;
    };

    Private(BinRefresher *refresher, ProviderSet &providers, Catalog &catalog, Clock &clock)
        : q(refresher)
        , providers(providers)
        , catalog(catalog)
        , clock(clock)
    { }

    void addBin(const AccountId &account);
    void removeBin(const AccountId &account);
    void list(const AccountId &account);
    void takeEnd(const AccountId &account);
    void tell(const AccountId &account) { Q_EMIT q->stateChanged(account); }
    void tellLater(const AccountId &account);
    Bin *find(const AccountId &account)
    {
        const auto found = bins.find(account);
        return found == bins.end() ? nullptr : &found->second;
    }

    BinRefresher *const q;
    ProviderSet &providers;
    Catalog &catalog;
    Clock &clock;
    std::unordered_map<AccountId, Bin> bins;
    bool isStarted = false;
};

void BinRefresher::Private::addBin(const AccountId &account)
{
    Provider *provider = providers.find(account);
    Bin &bin = bins[account];
    bin.owner = std::make_unique<QObject>();
    bin.lookUps = new FolderLookUps(*provider, catalog, account, bin.owner.get());
    bin.listing = new BinListing(*provider, catalog, account, bin.owner.get());
    connect(bin.listing, &BinListing::progressed, q, [this, account] { tellLater(account); });
    connect(bin.listing, &BinListing::ended, q, [this, account] { takeEnd(account); });
    connect(provider, &Provider::binChanged, bin.owner.get(), [this, account] { list(account); });
    if (isStarted)
        list(account);
}

void BinRefresher::Private::removeBin(const AccountId &account)
{
    const auto found = bins.find(account);
    if (found == bins.end())
        return;
    if (found->second.state.isListing())
        catalog.endListing(account, Catalog::Seen::Unknown);
    bins.erase(found);
    tell(account);
}

void BinRefresher::Private::list(const AccountId &account)
{
    Bin *bin = find(account);
    if (!bin || !isStarted)
        return;
    if (bin->state.isListing()) {
        bin->isAgainWanted = true;
        return;
    }
    bin->isAgainWanted = false;
    bin->state.phase = BinState::Phase::Listing;
    bin->state.listedCount = 0;
    bin->state.error.reset();
    bin->listing->start();
    tell(account);
}

void BinRefresher::Private::takeEnd(const AccountId &account)
{
    Bin *bin = find(account);
    const Result<ListSummary> &end = bin->listing->result();
    BinState &state = bin->state;
    state.listedCount = bin->listing->count();
    if (end) {
        state.phase = BinState::Phase::Listed;
        state.finishedAt = clock.now();
        state.isPartial = end->isPartial;
        state.problems = end->problems;
    } else if (end.error().kind == Error::Kind::Cancelled) {
        state.phase = state.finishedAt.isValid() ? BinState::Phase::Listed : BinState::Phase::Unlisted;
    } else {
        state.phase = BinState::Phase::Failed;
        state.error = end.error();
    }
    if (end)
        bin->lookUps->lookUpUnknown();
    const bool isAgainWanted = bin->isAgainWanted && state.phase == BinState::Phase::Listed;
    tell(account);
    if (isAgainWanted)
        list(account);
}

void BinRefresher::Private::tellLater(const AccountId &account)
{
    Bin *bin = find(account);
    bin->state.listedCount = bin->listing->count();
    if (std::exchange(bin->isTellingLater, true))
        return;
    clock.callLater(tellEvery, bin->owner.get(), [this, account] {
        Bin *later = find(account);
        later->isTellingLater = false;
        if (later->state.isListing())
            tell(account);
    });
}

BinRefresher::BinRefresher(ProviderSet &providers, Catalog &catalog, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, providers, catalog, clock))
{
    for (const AccountId &account : providers.accounts())
        d->addBin(account);
    connect(&providers, &ProviderSet::added, this, [this](const AccountId &account) { d->addBin(account); });
    connect(&providers, &ProviderSet::aboutToRemove, this, [this](const AccountId &account) { d->removeBin(account); });
}

BinRefresher::~BinRefresher() = default;

void BinRefresher::start()
{
    d->isStarted = true;
    for (const AccountId &account : d->providers.accounts())
        d->list(account);
}

void BinRefresher::refresh(const AccountId &account)
{
    if (Private::Bin *bin = d->find(account)) {
        bin->lookUps->forgetAsked();
        d->list(account);
    }
}

void BinRefresher::refreshAll()
{
    for (const AccountId &account : d->providers.accounts())
        refresh(account);
}

void BinRefresher::cancel(const AccountId &account)
{
    if (Private::Bin *bin = d->find(account)) {
        bin->isAgainWanted = false;
        bin->listing->cancel();
    }
}

BinState BinRefresher::state(const AccountId &account) const
{
    const Private::Bin *bin = d->find(account);
    return bin ? bin->state : BinState{};
}

bool BinRefresher::isBusy() const
{
    return std::any_of(
        d->bins.begin(), d->bins.end(), [](const auto &entry) { return entry.second.state.isListing(); });
}

void BinRefresher::setVisibleItems(const AccountId &account, const std::vector<ItemId> &items)
{
    Private::Bin *bin = d->find(account);
    if (!bin)
        return;
    const CatalogRows &rows = d->catalog.rows();
    std::vector<ItemId> folders;
    for (const ItemId &item : items) {
        if (const auto row = d->catalog.find(account, item))
            folders.push_back(rows.folders().at(rows.fixed(*row).folder).id);
    }
    bin->lookUps->setVisible(folders);
    d->providers.find(account)->itemsShown(items);
}

void BinRefresher::setWatched(const AccountId &account, bool isWatched)
{
    Private::Bin *bin = d->find(account);
    if (bin && std::exchange(bin->isWatched, isWatched) != isWatched)
        d->providers.find(account)->setWatched(isWatched);
}

OlderDeletions *BinRefresher::olderDeletions(const AccountId &account) const
{
    Provider *provider = d->find(account) ? d->providers.find(account) : nullptr;
    return provider ? provider->olderDeletions() : nullptr;
}

} // namespace Unbin
