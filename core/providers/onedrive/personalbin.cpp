// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/personalbin.h"

#include "core/domain/clock.h"
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedriverequests.h"

namespace Unbin::OneDrive {

using Kind = Error::Kind;

namespace {

constexpr size_t kPersonalPageSize = 1000;

JobPtr<Entry> getEntry(Connection &connection, const DriveFacts &drive, const ItemId &id)
{
    const Target target = targetOf(id);
    const bool withDeleted = drive.isPersonal && target.kind == Target::Kind::Wire;
    return mapJob<Entry>(connection.ask(getItem(connection.api(), drive.id, target, withDeleted)),
        [](const Result<QJsonObject> &reply) -> Result<Entry> {
            return reply ? readEntry(*reply) : failure(reply.error());
        });
}

} // namespace

LedgerListJob::LedgerListJob(JobPtr<RunOutcome> run, Ledger &ledger, PageSink<TrashedItem> sink)
    : m_run(std::move(run))
    , m_ledger(ledger)
    , m_sink(std::move(sink))
{ }

void LedgerListJob::run()
{
    auto *running = then(std::move(m_run), [this](const Result<RunOutcome> &outcome) {
        if (!outcome) {
            fail(outcome.error());
            return;
        }
        then(m_ledger.call<std::vector<TrashedItem>>([](LedgerFile &file) { return file.entries(); }),
            [this](Result<std::vector<TrashedItem>> entries) {
                if (!entries) {
                    fail(entries.error());
                    return;
                }
                m_entries = std::move(*entries);
                deliver();
            });
    });
    connect(running, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
}

/** A page per turn of the event loop. */
void LedgerListJob::deliver()
{
    if (m_next >= m_entries.size()) {
        succeed(ListSummary{.items = qint64(m_entries.size())});
        return;
    }
    const size_t end = std::min(m_next + kPersonalPageSize, m_entries.size());
    std::vector<TrashedItem> page(std::make_move_iterator(m_entries.begin() + ptrdiff_t(m_next)),
        std::make_move_iterator(m_entries.begin() + ptrdiff_t(end)));
    m_next = end;
    const QPointer<JobBase> self(this);
    const PageSink<TrashedItem> sink = m_sink;
    sink(std::move(page));
    if (self && isRunning())
        then(readyJob(Done{}), [this](const Result<Done> &) { deliver(); });
}

JobPtr<ListSummary> LedgerFolders::list(const TrashedItem &folder, PageSink<TrashedItem> sink)
{
    auto asking = m_ledger.call<std::vector<TrashedItem>>([id = folder.id](LedgerFile &file) { return file.inside(id); });
    return mapJob<ListSummary>(
        std::move(asking), [sink = std::move(sink)](Result<std::vector<TrashedItem>> items) -> Result<ListSummary> {
            if (!items)
                return failure(items.error());
            const auto count = qint64(items->size());
            if (count > 0)
                sink(std::move(*items));
            return ListSummary{.items = count};
        });
}

JobPtr<Remembered> recallFromLedger(Ledger &ledger, const ItemId &folder)
{
    return mapJob<Remembered>(
        ledger.call<std::optional<LedgerRow>>([folder](LedgerFile &file) { return file.find(folder); }),
        [](Result<std::optional<LedgerRow>> row) -> Result<Remembered> {
            if (!row)
                return failure(row.error());
            Remembered memory;
            if (!*row)
                return memory;
            memory.name = (*row)->item.name;
            memory.path = std::move((*row)->path);
            if ((*row)->isEntry)
                memory.entry = std::move((*row)->item);
            return memory;
        });
}

namespace {

class RecallJob final : public Job<Remembered>
{
public:
    RecallJob(Services services, ItemId folder)
        : m_services(services)
        , m_folder(std::move(folder))
    { }

protected:
    void run() override
    {
        auto finding = m_services.ledger.call<std::optional<LedgerRow>>(
            [id = m_folder](LedgerFile &file) { return file.find(id); });
        then(std::move(finding), [this](const Result<std::optional<LedgerRow>> &row) {
            if (row && *row && (*row)->state == LedgerRow::State::Live)
                look();
            else
                recall();
        });
    }

private:
    void look()
    {
        TrashedItem item;
        item.id = m_folder;
        then(JobPtr<Whereabouts>(std::make_unique<PersonalLocateJob>(m_services, item)),
            [this](const Result<Whereabouts> &) { recall(); });
    }
    void recall()
    {
        then(recallFromLedger(m_services.ledger, m_folder),
            [this](Result<Remembered> memory) { finish(std::move(memory)); });
    }

    Services m_services;
    ItemId m_folder;
};

} // namespace

JobPtr<Remembered> recallPersonal(Services services, const ItemId &folder)
{
    return std::make_unique<RecallJob>(services, folder);
}

PersonalLocateJob::PersonalLocateJob(Services services, TrashedItem item)
    : m_services(services)
    , m_item(std::move(item))
{ }

void PersonalLocateJob::run()
{
    then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
        if (!drive) {
            fail(drive.error());
            return;
        }
        then(getEntry(m_services.connection, *drive, m_item.id), [this, drive = *drive](const Result<Entry> &entry) {
            const QDateTime now = m_services.connection.clock().now();
            if (entry) {
                found(drive, *entry);
            } else if (entry.error().kind == Kind::NotFound) {
                m_services.ledger.note(
                    [id = m_item.id, now](LedgerFile &file) { (void)file.noteVerified(id, std::nullopt, now); });
                succeed({Whereabouts::State::Gone, {}, {}});
            } else {
                fail(entry.error());
            }
        });
    });
}

void PersonalLocateJob::found(const DriveFacts &drive, const Entry &entry)
{
    if (!entry.isDeleted) {
        auto live = liveItem(entry, drive);
        if (!live) {
            fail(live.error());
            return;
        }
        live->id = m_item.id;
        m_services.ledger.note([item = *live](LedgerFile &file) { (void)file.noteLive(item); });
        succeed({Whereabouts::State::Live, {}, std::move(*live)});
        return;
    }
    const QDateTime now = m_services.connection.clock().now();
    auto noting = m_services.ledger.call<std::optional<LedgerRow>>([id = m_item.id, entry, now](LedgerFile &file) {
        const auto noted = file.noteVerified(id, entry, now);
        return noted ? file.find(id) : Result<std::optional<LedgerRow>>(failure(noted.error()));
    });
    then(std::move(noting), [this, entry, drive](const Result<std::optional<LedgerRow>> &row) {
        TrashedItem item = row && *row && (*row)->state == LedgerRow::State::Trashed ? (*row)->item : m_item;
        if (!entry.name.isEmpty())
            item.name = entry.name;
        if (entry.sizeBytes >= 0)
            item.sizeBytes = entry.sizeBytes;
        if (entry.isKindTold)
            item.kind = entry.kind;
        if (item.originalParent.isEmpty() && !entry.parentId.isEmpty())
            item.originalParent = itemIdOf(entry.parentId, drive);
        item.hash = entry.hash;
        item.remark = Remark::None;
        succeed({Whereabouts::State::InBin, std::move(item), {}});
    });
}

PersonalRestoreJob::PersonalRestoreJob(Services services, RestoreOrder order, std::function<void()> withdraw)
    : m_services(services)
    , m_order(std::move(order))
    , m_withdraw(std::move(withdraw))
{ }

void PersonalRestoreJob::run()
{
    then(m_services.connection.drive(), [this](const Result<DriveFacts> &drive) {
        if (!drive) {
            fail(drive.error());
            return;
        }
        m_drive = *drive;
        checkFolder();
    });
}

void PersonalRestoreJob::checkFolder()
{
    if (folder().isEmpty() || folder() == rootItemId()) {
        send();
        return;
    }
    then(getEntry(m_services.connection, m_drive, folder()), [this](const Result<Entry> &entry) {
        if (entry ? entry->isDeleted : entry.error().kind == Kind::NotFound) {
            m_services.folders.forgetAnswers();
            // The item may have left the bin as well, and then that is the answer.
            look(Error::of(Kind::ParentMissing, QStringLiteral("the folder is not there")));
        } else if (!entry) {
            fail(entry.error());
        } else {
            send();
        }
    });
}

void PersonalRestoreJob::send()
{
    Wish wish;
    if (m_order.name != m_order.item.name)
        wish.name = m_order.name;
    if (!m_order.folder.isEmpty())
        wish.parent = m_order.folder == rootItemId() ? m_drive.rootId : targetOf(m_order.folder).text;
    Connection &connection = m_services.connection;
    const HttpRequest request = restoreItem(connection.api(), m_drive.id, targetOf(m_order.item.id).text, wish);
    then(connection.send(request), [this, request](const Result<HttpReply> &reply) {
        if (!reply) {
            refused(reply.error());
            return;
        }
        if (!reply->isSuccess()) {
            refused(errorFrom(request, *reply));
            return;
        }
        // Any 2xx will do; where it tells nothing, a look does.
        auto live = readChanged(readObject(request, *reply), m_drive, m_order.item.id, m_order.folder);
        if (live)
            done(std::move(*live));
        else
            look(live.error());
    });
}

void PersonalRestoreJob::refused(const Error &error)
{
    m_services.folders.noteFailure(error, folder());
    const bool isNotSupported
        = error.httpStatus == 501 || error.code.compare(QLatin1String("notSupported"), Qt::CaseInsensitive) == 0;
    switch (error.kind) {
    case Kind::OutcomeUnknown:
    case Kind::NotFound:
    case Kind::Internal:
    case Kind::Forbidden:
        look(error);
        return;
    case Kind::Unsupported:
        if (!isNotSupported) { // 405 "notAllowed" has been seen for items that are not deleted
            look(error);
            return;
        }
        m_withdraw();
        break;
    default:
        break;
    }
    fail(error);
}

void PersonalRestoreJob::look(const Error &error)
{
    then(getEntry(m_services.connection, m_drive, m_order.item.id),
        [this, error](const Result<Entry> &entry) { looked(error, entry); });
}

/** What the item itself shows explains a refusal that could mean several things. */
void PersonalRestoreJob::looked(const Error &error, const Result<Entry> &entry)
{
    const bool isOutOfBin = entry ? !entry->isDeleted : entry.error().kind == Kind::NotFound;
    if (error.kind == Kind::OutcomeUnknown) {
        auto live = entry ? liveItem(*entry, m_drive, m_order.folder) : Result<LiveItem>(failure(error));
        if (!live) {
            fail(error);
            return;
        }
        live->id = m_order.item.id;
        done(std::move(*live));
    } else if (isOutOfBin) {
        fail(withKind(error, Kind::NotFound));
    } else if (error.kind == Kind::NotFound && entry) {
        fail(withKind(error, Kind::ParentMissing)); // the item is there, so it is the folder that is not
    } else {
        fail(aboutName(error, m_order.name.isEmpty() ? m_order.item.name : m_order.name));
    }
}

void PersonalRestoreJob::done(LiveItem live)
{
    m_services.folders.noteArrived(live);
    m_services.ledger.note([item = live](LedgerFile &file) { (void)file.noteLive(item); });
    succeed(std::move(live));
}

} // namespace Unbin::OneDrive
