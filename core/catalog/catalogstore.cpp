// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalogstore.h"

#include "core/catalog/catalogfile.h"
#include "core/domain/clock.h"

#include <QHash>
#include <QThread>

#include <chrono>

namespace Unbin {

namespace {

constexpr std::chrono::seconds writingPause{1};
constexpr int newestFirst = 1000; // rows that fill any screen
constexpr int chunkLength = 1000; // a millisecond or two of the main thread

} // namespace

/** Main thread, but for what is said to run on the worker. */
class CatalogStore::Private
{
public:
    Private(CatalogStore *store, QString path, Catalog &catalog, Clock &clock)
        : q(store)
        , path(std::move(path))
        , catalog(catalog)
        , clock(clock)
    {
        worker.moveToThread(&thread);
        thread.setObjectName(QStringLiteral("catalog store"));
        thread.start();
    }
    ~Private()
    {
        // By way of the queue: quitting from here could overtake what is still to be written.
        onWorker([this] {
            file.reset();
            thread.quit();
        });
        thread.wait();
    }

    /** Runs in order with everything else there; what it posts back arrives in order, too. */
    template <class Function>
    void onWorker(Function function)
    {
        QMetaObject::invokeMethod(&worker, std::move(function), Qt::QueuedConnection);
    }
    template <class Function>
    void onMain(Function function)
    {
        QMetaObject::invokeMethod(q, std::move(function), Qt::QueuedConnection);
    }

    void open(); // worker
    void readPaths(); // worker
    void readChunk(); // worker
    void takeItems(const std::vector<AccountItem> &items);
    void takePaths(const std::vector<StoredPath> &paths);
    void fail(const Error &error);
    void takeChange(const CatalogChange &change);

    CatalogStore *const q;
    const QString path;
    Catalog &catalog;
    Clock &clock;
    QThread thread;
    QObject worker; // lives on the thread
    std::unique_ptr<CatalogFile> file; // worker only
    CatalogRows written; // what the file holds once the worker has done what it was told
    CatalogChange gathered;
    bool isSaveDue = false;
    enum class State { Closed, Open, Failed } state = State::Closed;
};

void CatalogStore::Private::open()
{
    auto opened = CatalogFile::open(path);
    if (!opened) {
        onMain([this, error = opened.error()] {
            fail(error);
            Q_EMIT q->loaded();
        });
        return;
    }
    file = std::move(opened->file);
    auto newest = file->newest(newestFirst);
    onMain([this, aside = opened->damagedFileMovedTo, newest = std::move(newest)] {
        state = State::Open;
        if (!aside.isEmpty())
            Q_EMIT q->damagedFileMoved(aside);
        if (isSaveDue)
            q->save();
        if (newest)
            takeItems(*newest);
        onWorker([this] { readPaths(); });
    });
}

void CatalogStore::Private::readPaths()
{
    auto paths = file->paths();
    onMain([this, paths = std::move(paths)] {
        if (paths)
            takePaths(*paths);
        onWorker([this] { readChunk(); });
    });
}

/** One at a time, each asked for when the one before is taken in: the main thread is never flooded. */
void CatalogStore::Private::readChunk()
{
    auto items = file->next(chunkLength);
    onMain([this, items = std::move(items)] {
        if (items && !items->empty()) {
            takeItems(*items);
            onWorker([this] { readChunk(); });
            return;
        }
        if (!items)
            fail(items.error());
        Q_EMIT q->loaded();
    });
}

void CatalogStore::Private::takeItems(const std::vector<AccountItem> &items)
{
    QHash<AccountId, std::vector<TrashedItem>> byAccount;
    for (const AccountItem &item : items)
        byAccount[item.account].push_back(item.item);
    for (auto it = byAccount.cbegin(); it != byAccount.cend(); ++it)
        catalog.addStored(it.key(), it.value());
}

void CatalogStore::Private::takePaths(const std::vector<StoredPath> &paths)
{
    QHash<AccountId, std::vector<FolderPath>> byAccount;
    for (const StoredPath &stored : paths)
        byAccount[stored.account].push_back(stored.path);
    for (auto it = byAccount.cbegin(); it != byAccount.cend(); ++it)
        catalog.addStoredPaths(it.key(), it.value());
}

void CatalogStore::Private::fail(const Error &error)
{
    state = State::Failed;
    Q_EMIT q->failed(error);
}

void CatalogStore::Private::takeChange(const CatalogChange &change)
{
    if (change.isFromStore) {
        if (isSaveDue)
            q->save();
        written = catalog.rows();
        return;
    }
    gathered.rows.insert(gathered.rows.end(), change.rows.begin(), change.rows.end());
    gathered.folders.insert(gathered.folders.end(), change.folders.begin(), change.folders.end());
    gathered.removedAccounts.insert(
        gathered.removedAccounts.end(), change.removedAccounts.begin(), change.removedAccounts.end());
    if (!std::exchange(isSaveDue, true)) {
        clock.callLater(writingPause, q, [this] {
            if (isSaveDue)
                q->save();
        });
    }
}

CatalogStore::CatalogStore(QString path, Catalog &catalog, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(path), catalog, clock))
{
    connect(&catalog, &Catalog::changed, this, [this](const CatalogChange &change) { d->takeChange(change); });
}

CatalogStore::~CatalogStore()
{
    save();
}

void CatalogStore::load()
{
    d->onWorker([this] { d->open(); });
}

void CatalogStore::save()
{
    d->catalog.announce(); // so that the change tells all that differs in the copy below
    if (d->state == Private::State::Closed)
        return; // kept until the file is open
    d->isSaveDue = false;
    CatalogChange change = std::exchange(d->gathered, {});
    if (d->state == Private::State::Failed)
        return;
    d->onWorker([this, before = d->written, after = d->catalog.rows(), change = std::move(change)] {
        const auto done = d->file->write(before, after, change);
        d->onMain([this, done] {
            if (!done)
                d->fail(done.error());
            Q_EMIT saved();
        });
    });
    d->written = d->catalog.rows();
}

} // namespace Unbin
