// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/itemundojob.h"

#include "core/providers/provider.h"
#include "core/restore/passingname.h"
#include "core/restore/settledsteps.h"
#include "core/restore/surelook.h"

#include <memory>

namespace Unbin {

namespace {

bool mayHaveMoved(const Error &error)
{
    return error.kind == Error::Kind::OutcomeUnknown || error.kind == Error::Kind::NotFound;
}

/** The service does not give it this name, and will not if it is asked again. */
bool isRefusal(const Error &error)
{
    using Kind = Error::Kind;
    return error.kind == Kind::NameTaken || error.kind == Kind::NameInvalid || error.kind == Kind::Forbidden
        || error.kind == Kind::Unsupported || error.kind == Kind::Changed || error.kind == Kind::ServiceFailed;
}

} // namespace

ItemUndoJob::ItemUndoJob(UndoTask task, Provider &provider, const StepLog &log)
    : m_task(std::move(task))
    , m_provider(provider)
    , m_log(log)
{
    m_outcome.line.item = m_task.item;
    m_outcome.line.now = m_task.now;
    m_outcome.line.nowPath = m_task.nowPath;
    m_outcome.line.entry = m_task.entry;
    m_outcome.line.was = m_task.was;
}

void ItemUndoJob::run()
{
    if (!m_task.now)
        bringBack();
    else if (m_task.onlyIfEmpty)
        lookInside();
    else if (isPassingName(m_task.now->name, m_task.item.item.name) && m_provider.capabilities().canMove)
        nameAgain();
    else
        putAway();
}

/** Half way it has a name that was only meant for passing; in the bin a person should find it under its own. */
void ItemUndoJob::nameAgain()
{
    const LiveItem from = *m_task.now;
    const Place to{from.parent, m_task.item.item.name};
    QJsonObject arguments = toJson(to);
    arguments.insert(QStringLiteral("from"), toJson(from));
    StepIntended step{.position = m_task.position,
        .account = m_outcome.line.item.account,
        .kind = StepIntended::Kind::Move,
        .arguments = std::move(arguments)};
    then(journaled(m_log, std::move(step), m_provider.move(from, to)), [this, to](Result<LiveItem> named) {
        if (named) {
            m_task.now = m_outcome.line.now = std::move(*named);
            putAway();
        } else if (mayHaveMoved(named.error())) {
            lookAgain(to, named.error());
        } else if (isRefusal(named.error())) {
            putAway(); // a taken name is no reason to leave it here
        } else {
            failWith(named.error());
        }
    });
}

/** It is not where it was, or nobody knows: by a request from before a crash, or by somebody else. */
void ItemUndoJob::lookAgain(const Place &meant, const Error &error)
{
    const LiveItem &from = *m_task.now;
    TrashedItem sought{.id = from.id,
        .kind = from.kind,
        .name = meant.name,
        .originalParent = meant.parent,
        .hash = from.hash,
        .etag = from.etag};
    then(locateSurely(m_provider, sought), [this, error](Result<Whereabouts> found) {
        if (!found) {
            failWith(error);
        } else if (found->trashed) {
            wasPutAway(std::move(*found->trashed));
        } else if (found->live) {
            m_task.now = m_outcome.line.now = std::move(*found->live);
            if (++m_tries < kMostTries)
                run();
            else
                failWith(error);
        } else if (error.kind == Error::Kind::NotFound) {
            m_outcome.line.now.reset();
            leave(ReceiptLine::Reason::GoneBefore);
        } else {
            failWith(error);
        }
    });
}

/** What is in it by now is none of ours. */
void ItemUndoJob::lookInside()
{
    auto isEmpty = std::make_shared<bool>(true);
    const auto sink = [isEmpty](std::vector<LiveItem> &&page) { *isEmpty = *isEmpty && page.empty(); };
    then(m_provider.listFolder(m_task.now->id, sink), [this, isEmpty](Result<ListSummary> listed) {
        if (!*isEmpty) {
            leave(ReceiptLine::Reason::NotEmpty);
        } else if (listed && !listed->isPartial) {
            putAway();
        } else if (!listed && listed.error().kind == Error::Kind::NotFound) {
            m_outcome.line.now.reset();
            leave(ReceiptLine::Reason::GoneBefore);
        } else {
            failWith(listed ? Error::of(Error::Kind::Forbidden, QStringLiteral("a part of it could not be read"))
                            : listed.error());
        }
    });
}

void ItemUndoJob::putAway()
{
    const AccountId &account = m_outcome.line.item.account;
    const LiveItem now = *m_task.now;
    then(JobPtr<TrashedItem>(std::make_unique<TrashStep>(
             m_log, m_provider, account, m_task.position, now, m_task.mustLook)),
        [this, now](Result<TrashedItem> entry) {
            if (entry)
                wasPutAway(std::move(*entry));
            else if (entry.error().kind == Error::Kind::NotFound)
                lookAgain({now.parent, now.name}, entry.error());
            else
                failWith(entry.error());
        });
}

void ItemUndoJob::wasPutAway(TrashedItem entry)
{
    const LiveItem now = *m_task.now;
    m_outcome.line.entry = entry;
    m_outcome.line.was = now;
    m_outcome.enteredBin.push_back(std::move(entry));
    m_outcome.changedFolders.push_back(now.parent);
    m_outcome.line.now.reset();
    m_outcome.line.nowPath.clear();
    bringBack();
}

void ItemUndoJob::bringBack()
{
    if (!m_task.replacedEntry) {
        undone();
        return;
    }
    const TrashedItem entry = *m_task.replacedEntry;
    then(JobPtr<LiveItem>(std::make_unique<BringBackStep>(
             m_log, m_provider, m_outcome.line.item.account, m_task.position, entry, m_task.mustLook && !m_task.now)),
        [this, entry](Result<LiveItem> back) {
            if (!back) {
                failWith(back.error());
                return;
            }
            m_outcome.alsoLeftBin.push_back(entry.id);
            m_outcome.line.replaced = std::move(*back);
            undone();
        });
}

void ItemUndoJob::undone()
{
    m_outcome.line.outcome = ReceiptLine::Outcome::Restored;
    succeed(std::move(m_outcome));
}

/** For the eye, and for who tries again. */
void ItemUndoJob::tellWhatIsLeft()
{
    ReceiptLine &line = m_outcome.line;
    line.isRenamed = line.now && line.now->name != line.item.item.name;
    line.passed = m_task.passed;
    if (m_task.replacedEntry && !line.replaced)
        line.replacedEntry = m_task.replacedEntry;
}

void ItemUndoJob::leave(ReceiptLine::Reason reason)
{
    tellWhatIsLeft();
    m_outcome.line.outcome = ReceiptLine::Outcome::Skipped;
    m_outcome.line.reason = reason;
    succeed(std::move(m_outcome));
}

void ItemUndoJob::failWith(const Error &error)
{
    m_outcome.mustLook = error.kind == Error::Kind::OutcomeUnknown;
    m_outcome.isCutOff = error.kind == Error::Kind::Unreachable || error.code == kNobodyCouldLook;
    m_outcome.line.outcome = ReceiptLine::Outcome::Failed;
    m_outcome.line.error = error;
    tellWhatIsLeft();
    succeed(std::move(m_outcome));
}

void ItemUndoJob::onCancel()
{
    abandonChildren();
    failWith(Error::of(Error::Kind::OutcomeUnknown, QStringLiteral("the account was removed meanwhile")));
}

} // namespace Unbin
