// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/deltarun.h"
#include "core/providers/onedrive/onedriveservices.h"

#include "core/providers/trashedfolders.h"

#include <QPointer>

#include <functional>

/** A personal drive's bin: the ledger's entries, each looked at and restored by the item's own id. */
namespace Unbin::OneDrive {

/** Brings the ledger up to date by the given run, then tells its entries, a thousand at a time. */
class LedgerListJob final : public Job<ListSummary>
{
public:
    LedgerListJob(JobPtr<RunOutcome> run, Ledger &ledger, PageSink<TrashedItem> sink);

protected:
    void run() override;

private:
    void deliver();

    JobPtr<RunOutcome> m_run;
    Ledger &m_ledger;
    PageSink<TrashedItem> m_sink;
    std::vector<TrashedItem> m_entries;
    size_t m_next = 0;
};

/** What trashed folders hold, as the ledger knows it: no call tells. */
class LedgerFolders final : public TrashedFolders
{
public:
    explicit LedgerFolders(Ledger &ledger)
        : m_ledger(ledger)
    { }
    JobPtr<ListSummary> list(const TrashedItem &folder, PageSink<TrashedItem> sink) override;

private:
    Ledger &m_ledger;
};

/** What is remembered of a folder: the ledger's facts. */
JobPtr<Remembered> recallFromLedger(Ledger &ledger, const ItemId &folder);
/** The same for a folder that was just seen not to be live: what the ledger has not heard of yet, it learns by a look. */
JobPtr<Remembered> recallPersonal(Services services, const ItemId &folder);

/** Where an item is now: one look by id that shows deleted ones too. */
class PersonalLocateJob final : public Job<Whereabouts>
{
public:
    PersonalLocateJob(Services services, TrashedItem item);

protected:
    void run() override;

private:
    void found(const DriveFacts &drive, const Entry &entry);

    Services m_services;
    TrashedItem m_item;
};

/**
 * One call with name and folder. The folder is looked at first, since nobody documents what happens when it is gone; name
 * and folder are taken from the reply, since nobody documents what happens when the name is taken. A reply that was lost,
 * or that tells nothing, is settled by one look at the item; a restore is never sent twice. (onedrive.md section 2)
 */
class PersonalRestoreJob final : public Job<LiveItem>
{
public:
    /** withdraw is called when the service says that this drive can't be restored. */
    PersonalRestoreJob(Services services, RestoreOrder order, std::function<void()> withdraw);

protected:
    void run() override;

private:
    ItemId folder() const { return m_order.folder.isEmpty() ? m_order.item.originalParent : m_order.folder; }
    void checkFolder();
    void send();
    void refused(const Error &error);
    void look(const Error &error);
    void looked(const Error &error, const Result<Entry> &entry);
    void done(LiveItem live);

    Services m_services;
    RestoreOrder m_order;
    std::function<void()> m_withdraw;
    DriveFacts m_drive;
};

} // namespace Unbin::OneDrive
