// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/workbin.h"

#include "core/providers/onedrive/onedrivebatch.h"
#include "core/providers/onedrive/onedrivepages.h"

#include <algorithm>

namespace Unbin::OneDrive {

namespace {

using Kind = Error::Kind;
using Source = WorkBin::Source;

constexpr std::chrono::seconds kRecentLife{10};
constexpr size_t kWorkPageSize = 1000;
constexpr qint64 kSameInstantMs = 2000; // the two lists may round differently

const QString kAll = QStringLiteral("all");

/** A refusal of the site's own sign-in is not one of the account's. */
Error aboutSite(Error error)
{
    if (error.kind == Kind::SignInNeeded)
        error.kind = Kind::Forbidden;
    return error;
}

/** Reads the list from the first source that has it. */
class RowsJob final : public Job<BinRows>
{
public:
    RowsJob(Services services, WorkBin &bin)
        : m_services(services)
        , m_bin(bin)
    { }

protected:
    void run() override
    {
        then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
            if (!drive) {
                fail(drive.error());
                return;
            }
            m_drive = *drive;
            tryFrom(m_bin.source() == Source::Untried ? Source::Graph : m_bin.source());
        });
    }

private:
    void tryFrom(Source source)
    {
        m_rows->clear();
        m_ids.clear();
        switch (source) {
        case Source::Untried:
        case Source::Graph:
        case Source::GraphBeta:
            if (m_drive.siteKey.isEmpty())
                return tryFrom(Source::SharePoint);
            return readGraph(source);
        case Source::SharePoint:
            if (!m_services.connection.site() || !m_bin.canUseSite())
                return tryFrom(Source::None);
            return readSite();
        case Source::None:
            m_bin.setSource(Source::None);
            fail(Error::of(Kind::Unsupported, QStringLiteral("nobody tells what is in this bin")));
            return;
        }
    }

    void readGraph(Source source)
    {
        Connection &connection = m_services.connection;
        const QUrl base = source == Source::GraphBeta ? betaOf(connection.api()) : connection.api();
        read(connection.client(), getSiteBin(base, m_drive.siteKey), &readGraphBin, source,
            source == Source::GraphBeta ? Source::SharePoint : Source::GraphBeta);
    }

    void readSite()
    {
        read(*m_services.connection.site(), getSharePointBin(m_drive.siteUrl, {}), &readSharePointBin,
            Source::SharePoint, Source::None);
    }

    template <class Read>
    void read(HttpClient &client, const HttpRequest &first, Read readPage, Source source, Source otherwise)
    {
        auto pages = std::make_unique<PagesJob<BinRowPage>>(
            client, first, [readPage, drive = m_drive](const QByteArray &body) { return readPage(body, drive); },
            [this](BinRowPage &&page) { return take(std::move(page)); });
        auto *running = then(JobPtr<Done>(std::move(pages)), [this, source, otherwise](const Result<Done> &done) {
            if (done) {
                if (source == Source::SharePoint)
                    m_bin.noteSiteWorks();
                m_bin.setSource(source);
                if (source != Source::SharePoint && m_bin.isSiteProven() && m_bin.canUseSite())
                    enrich();
                else
                    succeed(std::move(m_rows));
                return;
            }
            const Error error = source == Source::SharePoint ? aboutSite(done.error()) : done.error();
            const bool isUseless = isNotHere(error) || error.kind == Kind::Forbidden;
            // What worked before and fails now is out of order, not absent.
            if (isUseless && m_bin.source() != source)
                tryFrom(otherwise);
            else
                fail(error);
        });
        connect(running, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    }

    /** Graph tells no kinds. Where the site has let us in before, it is asked for them; without them, guesses have to do. */
    void enrich()
    {
        auto told = std::make_shared<QHash<QString, BinRow>>();
        auto pages = std::make_unique<PagesJob<BinRowPage>>(
            *m_services.connection.site(), getSharePointBin(m_drive.siteUrl, {}),
            [drive = m_drive](const QByteArray &body) { return readSharePointBin(body, drive); },
            [told](BinRowPage &&page) {
                for (BinRow &row : page.rows) {
                    const QString key = foldedId(row.guid);
                    told->insert(key, std::move(row));
                }
                return qint64(page.rows.size());
            });
        then(JobPtr<Done>(std::move(pages)), [this, told](const Result<Done> &) {
            std::erase_if(*m_rows, [&told](BinRow &row) {
                const auto it = told->constFind(foldedId(row.guid));
                if (it == told->constEnd() || !it->isKindTold)
                    return false;
                row.kind = it->kind;
                row.isKindTold = true;
                if (row.deletedBy.isEmpty())
                    row.deletedBy = it->deletedBy;
                return it->isElsewhere;
            });
            succeed(std::move(m_rows));
        });
    }

    qint64 take(BinRowPage &&page)
    {
        qint64 news = 0;
        for (BinRow &row : page.rows) {
            if (m_ids.contains(foldedId(row.guid)))
                continue;
            m_ids.insert(foldedId(row.guid));
            ++news;
            if (!row.isElsewhere)
                m_rows->push_back(std::move(row));
        }
        return news;
    }

    Services m_services;
    WorkBin &m_bin;
    DriveFacts m_drive;
    std::shared_ptr<std::vector<BinRow>> m_rows = std::make_shared<std::vector<BinRow>>();
    QSet<QString> m_ids;
};

/** Folder ids by path, twenty a call. */
class FoldersAtJob final : public Job<QHash<QString, ItemId>>
{
public:
    FoldersAtJob(Services services, WorkBin &bin, QStringList paths)
        : m_services(services)
        , m_bin(bin)
        , m_paths(std::move(paths))
    { }

protected:
    void run() override
    {
        then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
            if (!drive) {
                fail(drive.error());
                return;
            }
            m_drive = *drive;
            askFrom(0);
        });
    }

private:
    void askFrom(qsizetype first)
    {
        const QStringList some = m_paths.mid(first, kMostInBatch);
        if (some.isEmpty()) {
            succeed(std::move(m_found));
            return;
        }
        QByteArrayList addresses;
        for (const QString &path : some)
            addresses.append(itemPath(m_drive.id, targetOf(pathItemId(path)), false));
        then(batchGet(m_services.connection, addresses),
            [this, first, some](const Result<std::vector<BatchPart>> &parts) {
                if (!parts) {
                    fail(parts.error());
                    return;
                }
                for (qsizetype i = 0; i < some.size(); ++i)
                    note(some.at(i), (*parts)[size_t(i)]);
                askFrom(first + kMostInBatch);
            });
    }

    void note(const QString &path, const BatchPart &part)
    {
        const auto entry = part.status == 200 ? readEntry(part.body) : Result<Entry>(failure(Kind::NotFound));
        const bool isFolder = entry && entry->kind == ItemKind::Folder && !entry->isDeleted;
        if (isFolder)
            m_bin.rememberPath(entry->id, path);
        m_found.insert(path, isFolder ? itemIdOf(entry->id, m_drive) : pathItemId(path));
    }

    Services m_services;
    WorkBin &m_bin;
    QStringList m_paths;
    DriveFacts m_drive;
    QHash<QString, ItemId> m_found;
};

class WorkListJob final : public Job<ListSummary>
{
public:
    WorkListJob(WorkBin &bin, PageSink<TrashedItem> sink)
        : m_bin(bin)
        , m_sink(std::move(sink))
    { }

protected:
    void run() override
    {
        auto *running = then(m_bin.rows(), [this](const Result<BinRows> &rows) {
            if (!rows) {
                fail(rows.error());
                return;
            }
            m_rows = *rows;
            QSet<QString> paths;
            for (const BinRow &row : *m_rows) {
                if (!row.folder.isNull())
                    paths.insert(row.folder);
            }
            then(m_bin.foldersAt(paths.values()), [this](const Result<QHash<QString, ItemId>> &folders) {
                if (!folders) {
                    fail(folders.error());
                    return;
                }
                m_folders = *folders;
                deliver(0);
            });
        });
        connect(running, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
    }

private:
    void deliver(size_t first)
    {
        const size_t end = std::min(first + kWorkPageSize, m_rows->size());
        if (first == end) {
            succeed(ListSummary{.items = qint64(m_rows->size())});
            return;
        }
        std::vector<TrashedItem> page;
        page.reserve(end - first);
        for (size_t i = first; i < end; ++i)
            page.push_back(trashedItem((*m_rows)[i], m_folders.value((*m_rows)[i].folder)));
        const QPointer<JobBase> self(this);
        const PageSink<TrashedItem> sink = m_sink;
        sink(std::move(page));
        if (self && isRunning())
            then(readyJob(Done{}), [this, end](const Result<Done> &) { deliver(end); });
    }

    WorkBin &m_bin;
    PageSink<TrashedItem> m_sink;
    BinRows m_rows;
    QHash<QString, ItemId> m_folders;
};

bool isSameEntry(const BinRow &row, const TrashedItem &item)
{
    const bool isSameTime = row.deletedAt.isValid() && item.deletedAt.isValid()
        && std::abs(row.deletedAt.msecsTo(item.deletedAt)) <= kSameInstantMs;
    return row.name == item.name && isSameTime
        && (row.folder.isNull() || item.originalPath.isEmpty()
            || row.folder.compare(item.originalPath, Qt::CaseInsensitive) == 0);
}

class SiteRowJob final : public Job<BinRow>
{
public:
    SiteRowJob(Services services, WorkBin &bin, TrashedItem item)
        : m_services(services)
        , m_bin(bin)
        , m_item(std::move(item))
    { }

protected:
    void run() override
    {
        then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
            HttpClient *site = drive ? m_services.connection.site() : nullptr;
            if (!drive || !site) {
                fail(drive ? Error::of(Kind::Unsupported) : drive.error());
                return;
            }
            auto pages = std::make_unique<PagesJob<BinRowPage>>(
                *site, getSharePointBin(drive->siteUrl, m_item.name),
                [drive = *drive](const QByteArray &body) { return readSharePointBin(body, drive); },
                [this](BinRowPage &&page) {
                    std::move(page.rows.begin(), page.rows.end(), std::back_inserter(m_rows));
                    return qint64(page.rows.size());
                });
            then(JobPtr<Done>(std::move(pages)), [this](const Result<Done> &done) {
                if (done)
                    choose();
                else
                    fail(aboutSite(done.error()));
            });
        });
    }

private:
    void choose()
    {
        m_bin.noteSiteWorks();
        const QString guid = targetOf(m_item.id).text;
        std::vector<BinRow> alike;
        for (const BinRow &row : m_rows) {
            if (isSameId(row.guid, guid)) {
                succeed(row);
                return;
            }
            if (isSameEntry(row, m_item))
                alike.push_back(row);
        }
        if (alike.empty() || m_bin.source() == Source::SharePoint)
            fail(Error::of(Kind::NotFound, QStringLiteral("the entry is not in the bin any more")));
        else
            checkFamily(guid, std::move(alike));
    }

    /** Only an entry that Graph still lists can be one that SharePoint knows by another id; its twin must be the only one. */
    void checkFamily(const QString &guid, std::vector<BinRow> alike)
    {
        then(m_bin.rows(), [this, guid, alike = std::move(alike)](const Result<BinRows> &rows) {
            if (!rows) {
                fail(rows.error());
                return;
            }
            const bool isListed = std::any_of((*rows)->begin(), (*rows)->end(),
                [&guid](const BinRow &row) { return isSameId(row.guid, guid); });
            if (isListed && alike.size() == 1)
                succeed(alike.front());
            else
                fail(Error::of(isListed ? Kind::Unsupported : Kind::NotFound,
                    QStringLiteral("the entry can't be told from others, or is gone")));
        });
    }

    Services m_services;
    WorkBin &m_bin;
    TrashedItem m_item;
    std::vector<BinRow> m_rows;
};

} // namespace

WorkBin::WorkBin(Services services, std::function<void()> learned)
    : m_services(services)
    , m_learned(std::move(learned))
    , m_recent(services.connection.clock(), kRecentLife, [this](const QString &) { return rows(); })
{ }

void WorkBin::setSource(Source source)
{
    if (m_source == source)
        return;
    m_source = source;
    m_learned();
}

bool WorkBin::canUseSite() const
{
    return !m_isSiteRefused && m_services.connection.site();
}

void WorkBin::withdrawSite()
{
    if (std::exchange(m_isSiteRefused, true))
        return;
    m_learned();
}

void WorkBin::withdrawRecreating()
{
    if (std::exchange(m_recreatesFolders, false))
        m_learned();
}

JobPtr<BinRows> WorkBin::rows()
{
    return std::make_unique<RowsJob>(m_services, *this);
}

JobPtr<QHash<QString, ItemId>> WorkBin::foldersAt(QStringList paths)
{
    return std::make_unique<FoldersAtJob>(m_services, *this, std::move(paths));
}

/** A folder that is known by its path may be found in the bin's list. */
JobPtr<Remembered> WorkBin::recall(const ItemId &folder)
{
    const Target target = targetOf(folder);
    const QString path = target.kind == Target::Kind::Path ? target.text : pathOf(folder);
    Remembered memory;
    if (path.isEmpty() || path == QLatin1String("/"))
        return readyJob(memory);
    memory.path = {{rootItemId(), QString()}};
    const auto names = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString &name : names)
        memory.path.push_back({{}, name});
    memory.name = names.last();
    return mapJob<Remembered>(m_recent.answer(kAll), [memory, path](const Result<BinRows> &rows) -> Result<Remembered> {
        Remembered found = memory;
        const QString parent = path.left(path.lastIndexOf(QLatin1Char('/')));
        const BinRow *newest = nullptr;
        static const std::vector<BinRow> none;
        const std::vector<BinRow> &all = rows ? **rows : none;
        for (const BinRow &row : all) {
            const bool isIt = row.kind == ItemKind::Folder && row.name.compare(memory.name, Qt::CaseInsensitive) == 0
                && row.folder.compare(parent.isEmpty() ? QStringLiteral("/") : parent, Qt::CaseInsensitive) == 0;
            if (isIt && (!newest || newest->deletedAt < row.deletedAt))
                newest = &row;
        }
        if (newest)
            found.entry = trashedItem(*newest, pathItemId(newest->folder));
        return found;
    });
}

JobPtr<ListSummary> listWorkBin(WorkBin &bin, PageSink<TrashedItem> sink)
{
    return std::make_unique<WorkListJob>(bin, std::move(sink));
}

JobPtr<BinRow> findSiteRow(Services services, WorkBin &bin, const TrashedItem &item)
{
    return std::make_unique<SiteRowJob>(services, bin, item);
}

} // namespace Unbin::OneDrive
