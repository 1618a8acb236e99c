// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/binview.h"

#include "core/catalog/arrangement.h"
#include "core/catalog/catalog.h"
#include "core/jobs/workerjob.h"

#include <QPointer>
#include <QThread>
#include <QThreadPool>

namespace Unbin {

namespace {

void append(CatalogChange &to, const CatalogChange &from)
{
    to.rows.insert(to.rows.end(), from.rows.begin(), from.rows.end());
    to.folders.insert(to.folders.end(), from.folders.begin(), from.folders.end());
}

} // namespace

class BinView::Private
{
public:
    Private(BinView *view, Catalog &catalog)
        : q(view)
        , catalog(catalog)
    {
        helpers.setMaxThreadCount(std::max(2, QThread::idealThreadCount()));
        arrangers.setMaxThreadCount(2); // the newest, while an outdated one comes to its end
    }
    ~Private() { stop(); }

    void arrangeAgain();
    void arrangeWhenFree();
    void stop();
    void show(Arranged arranged);
    void take(ViewStep &step, const Arrangement &next);

    BinView *const q;
    Catalog &catalog;
    // Pools of our own: a long listing elsewhere must not make a keystroke wait. And two of them: who arranges waits for
    // its helpers, so in one pool two that overlap take all threads and wait for ever.
    QThreadPool helpers;
    QThreadPool arrangers;
    ViewWish wish;
    std::shared_ptr<const Arrangement> arrangement; // null until the first one is there
    std::vector<RowNumber> shown; // arrangement->shown, or on the way to the next one
    const CatalogRows *rows = nullptr; // of the rows in shown
    CatalogRows noRows;
    CatalogChange waiting; // not yet worked out
    CatalogChange underWay; // what the running job takes in
    bool isAgainWanted = false;
    bool isBusyHere = false; // steps are being announced, or a start is being prepared
    QPointer<JobBase> job;
};

void BinView::Private::stop()
{
    delete job.data(); // the worker notices and returns soon; its result is dropped
    append(waiting, std::exchange(underWay, {}));
}

/** Starts at once, with the newest rows and wishes; what is running is outdated. */
void BinView::Private::arrangeAgain()
{
    if (isBusyHere) { // asked for by somebody who is just being told something
        isAgainWanted = true;
        return;
    }
    stop();
    isBusyHere = true;
    catalog.announce(); // what changed must be in `waiting` when the rows are copied
    isBusyHere = false;
    isAgainWanted = false;
    underWay = std::exchange(waiting, {});
    auto work = [previous = arrangement, rows = catalog.rows(), wish = wish, change = underWay, pool = &helpers](
                    const WorkerContext &context) -> Result<Arranged> {
        auto arranged = arrange(previous, rows, wish, change, *pool, [&context] { return context.isStopped(); });
        return arranged ? Result<Arranged>(std::move(*arranged)) : failure(Error::Kind::Cancelled);
    };
    job = launch(workerJob<Arranged>(std::move(work), &arrangers), q, [this](Result<Arranged> arranged) {
        job = nullptr;
        underWay = {};
        if (arranged)
            show(std::move(*arranged));
        if (isAgainWanted)
            arrangeAgain();
        else if (!job)
            Q_EMIT q->settled();
    });
}

/** For changes that may wait for the running job: else a stream of arrivals would never get through. */
void BinView::Private::arrangeWhenFree()
{
    if (job)
        isAgainWanted = true;
    else
        arrangeAgain();
}

void BinView::Private::show(Arranged arranged)
{
    const BinTotals before = q->totals();
    const auto previous = arrangement; // its rows are read until the steps say otherwise
    isBusyHere = true;
    for (ViewStep &step : arranged.steps)
        take(step, *arranged.arrangement);
    isBusyHere = false;
    Q_ASSERT(shown == arranged.arrangement->shown);
    arrangement = std::move(arranged.arrangement);
    if (!(arrangement->totals == before))
        Q_EMIT q->totalsChanged();
}

void BinView::Private::take(ViewStep &step, const Arrangement &next)
{
    switch (step.kind) {
    case ViewStep::Kind::Remove:
        Q_EMIT q->rowsAboutToBeRemoved(step.first, step.last);
        shown.erase(shown.begin() + step.first, shown.begin() + step.last + 1);
        Q_EMIT q->rowsRemoved();
        break;
    case ViewStep::Kind::TakeRows:
        rows = &next.rows;
        break;
    case ViewStep::Kind::Insert:
        Q_EMIT q->rowsAboutToBeInserted(step.first, step.last);
        shown.insert(shown.begin() + step.first, step.shown.begin(), step.shown.end());
        Q_EMIT q->rowsInserted();
        break;
    case ViewStep::Kind::Layout:
        Q_EMIT q->layoutAboutToBeChanged();
        shown = std::move(step.shown);
        Q_EMIT q->layoutChanged(step.newPositions);
        break;
    case ViewStep::Kind::Change:
        Q_EMIT q->rowsChanged(step.first, step.last);
        break;
    }
}

BinView::BinView(Catalog &catalog, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, catalog))
{
    d->rows = &d->noRows;
    connect(&catalog, &Catalog::changed, this, [this](const CatalogChange &change) {
        append(d->waiting, change);
        d->arrangeWhenFree();
    });
    if (catalog.count() > 0)
        d->arrangeAgain();
}

BinView::~BinView() = default;

int BinView::count() const
{
    return int(d->shown.size());
}
const CatalogRows &BinView::rows() const
{
    return *d->rows;
}
RowNumber BinView::rowAt(int position) const
{
    return d->shown[size_t(position)];
}

int BinView::positionOf(RowNumber row) const
{
    if (!d->arrangement || row >= d->arrangement->positions.size())
        return -1;
    const quint32 position = d->arrangement->positions[row];
    // While steps are being announced the list may be ahead of the arrangement.
    return position < d->shown.size() && d->shown[position] == row ? int(position) : -1;
}

int BinView::positionOf(const AccountId &account, const ItemId &id) const
{
    const auto row = d->catalog.find(account, id);
    if (!row || !d->arrangement || *row >= d->rows->capacity() || d->rows->birth(*row) != d->catalog.rows().birth(*row))
        return -1;
    return positionOf(*row);
}

qint64 BinView::sizeBytes(int first, int last) const
{
    qint64 sum = 0;
    for (int position = first; position <= last; ++position)
        sum += std::max<qint64>(d->rows->sizeBytes(rowAt(position)), 0);
    return sum;
}

BinTotals BinView::totals() const
{
    return d->arrangement ? d->arrangement->totals : BinTotals{};
}
BinOrder BinView::order() const
{
    return d->wish.order;
}
BinFilter BinView::filter() const
{
    return d->wish.filter;
}
bool BinView::isArranging() const
{
    return d->job;
}

void BinView::setOrder(const BinOrder &order)
{
    if (order == d->wish.order)
        return;
    d->wish.order = order;
    d->arrangeAgain();
}

void BinView::setFilter(const BinFilter &filter)
{
    if (filter == d->wish.filter)
        return;
    d->wish.filter = filter;
    d->arrangeAgain();
}

void BinView::setAccountLabels(const QHash<AccountId, QString> &labels)
{
    if (labels == d->wish.accountLabels)
        return;
    d->wish.accountLabels = labels;
    if (d->wish.order.column == BinColumn::Account)
        d->arrangeAgain();
}

} // namespace Unbin
