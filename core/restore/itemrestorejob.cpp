// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/itemrestorejob.h"

#include "core/providers/provider.h"
#include "core/restore/foldermaker.h"
#include "core/restore/passedfolders.h"
#include "core/restore/passingname.h"
#include "core/restore/settledsteps.h"
#include "core/restore/sharedstrings.h"
#include "core/restore/surelook.h"

namespace Unbin {

using Kind = Error::Kind;
using Outcome = ReceiptLine::Outcome;

ItemRestoreJob::ItemRestoreJob(RestoreTask task, Provider &provider, FolderMaker &maker, const StepLog &log)
    : m_task(std::move(task))
    , m_provider(provider)
    , m_maker(maker)
    , m_log(log)
{
    m_outcome.line.item = m_task.item;
    m_outcome.line.now = m_task.now;
    m_outcome.line.replaced = m_task.replaced;
    m_outcome.line.replacedEntry = m_task.replacedEntry;
    m_outcome.line.passed = m_task.passed;
}

void ItemRestoreJob::run()
{
    if (!m_task.mustMakeFolder) {
        makeRoom();
        return;
    }
    then(m_maker.ensure(m_task.folder), [this](Result<ItemId> folder) {
        if (!folder) {
            failWith(std::move(folder).error());
            return;
        }
        m_task.folderId = *folder;
        makeRoom();
    });
}

void ItemRestoreJob::makeRoom()
{
    if (!m_task.replaces || m_outcome.line.replacedEntry) {
        restore();
        return;
    }
    const LiveItem inTheWay = *m_task.replaces;
    then(JobPtr<TrashedItem>(std::make_unique<TrashStep>(
             m_log, m_provider, m_task.item.account, m_task.position, inTheWay, m_task.mustLook)),
        [this, inTheWay](Result<TrashedItem> entry) {
            if (entry) {
                m_outcome.line.replaced = inTheWay;
                m_outcome.line.replacedEntry = *entry;
                noteChanged(inTheWay.parent);
                restore();
            } else if (entry.error().kind == Kind::NotFound) {
                restore(); // somebody else made the room
            } else {
                failWith(std::move(entry).error());
            }
        });
}

void ItemRestoreJob::restore()
{
    if (std::exchange(m_task.mustLook, false)) {
        m_askedName = m_task.steps.restoreName.isEmpty() ? m_task.item.item.name : m_task.steps.restoreName;
        if (m_outcome.line.now)
            lookAfterMove(Error::of(Kind::OutcomeUnknown));
        else
            lookAfterRestore(Error::of(Kind::OutcomeUnknown));
        return;
    }
    if (m_outcome.line.now) { // an earlier attempt restored it
        arrived(*m_outcome.line.now);
        return;
    }
    if (m_task.steps.recreatesOrigin && !m_task.item.item.originalParent.isEmpty())
        lookAtOrigin();
    else
        send();
}

/** What is missing of the old path just before the restore will be there only because the item passes through it. */
void ItemRestoreJob::lookAtOrigin()
{
    m_outcome.line.passed.reset();
    then(m_provider.lookAtFolder(m_task.item.item.originalParent), [this](Result<FolderFacts> facts) {
        if (facts)
            m_outcome.line.passed = missingOf(*facts);
        send();
    });
}

void ItemRestoreJob::send()
{
    RestoreOrder order{.item = m_task.item.item, .name = m_task.steps.restoreName};
    if (m_task.steps.namesFolder)
        order.folder = m_task.folderId;
    m_askedName = order.name.isEmpty() ? m_task.item.item.name : order.name;

    QJsonObject arguments = toJson(Place{m_task.folderId, m_task.name});
    arguments.insert(QStringLiteral("entry"), m_task.item.item.id.value());
    arguments.insert(QStringLiteral("sentFolder"), order.folder.value());
    arguments.insert(QStringLiteral("sentName"), order.name);
    if (m_outcome.line.passed)
        arguments.insert(QStringLiteral("passed"), toJson(*m_outcome.line.passed));
    StepIntended step{.position = m_task.position,
        .account = m_task.item.account,
        .kind = StepIntended::Kind::Restore,
        .arguments = std::move(arguments)};
    auto *request = then(journaled(m_log, std::move(step), m_provider.restore(order)), [this](Result<LiveItem> live) {
        if (live) {
            arrived(std::move(*live));
            return;
        }
        const Error error = std::move(live).error();
        const bool goesElsewhere = m_task.steps.movesAfter && !m_task.steps.namesFolder;
        const ItemId folder
            = goesElsewhere || m_task.folderId.isEmpty() ? m_task.item.item.originalParent : m_task.folderId;
        if (error.kind == Kind::OutcomeUnknown || error.kind == Kind::NotFound)
            lookAfterRestore(error);
        else if (error.kind == Kind::NameTaken || error.kind == Kind::ParentMissing)
            refuse(error, {folder, m_askedName});
        else
            failWith(error);
    });
    connect(request, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
}

void ItemRestoreJob::lookAfterRestore(const Error &error)
{
    m_hasLostReply = m_hasLostReply || error.kind == Kind::OutcomeUnknown;
    then(locateSurely(m_provider, m_task.item.item), [this, error](Result<Whereabouts> found) {
        if (!found) {
            m_outcome.isCutOff = found.error().kind == Kind::Unreachable;
            m_outcome.mustLook = m_hasLostReply;
            failWith(error);
            return;
        }
        switch (found->state) {
        case Whereabouts::State::Live:
            foundLive(found->live.value_or(LiveItem{}));
            return;
        case Whereabouts::State::InBin:
            if (error.kind == Kind::OutcomeUnknown && ++m_restores < kMostTries) {
                restore();
            } else {
                failWith(error);
            }
            return;
        case Whereabouts::State::Gone:
            m_outcome.leftBin = true;
            if (m_hasLostReply)
                failWith(Error::of(Kind::OutcomeUnknown, QStringLiteral("neither in the bin nor where it would be")));
            else
                skipAs(ReceiptLine::Reason::GoneBefore);
            return;
        }
    });
}

/** Live, though our restore was not seen to succeed: by our lost request, or by somebody else. */
void ItemRestoreJob::foundLive(LiveItem live)
{
    if (isPassingName(live.name, m_task.item.item.name)) { // nobody else gives such names: a request before a crash
        arrived(std::move(live));
        return;
    }
    if (m_hasLostReply) {
        // Where entries have ids of their own, what was found may only have its name in common.
        const bool isOurs = live.id == m_task.item.item.id || live.name == m_askedName;
        if (isOurs)
            arrived(std::move(live));
        else
            failWith(Error::of(Kind::OutcomeUnknown, QStringLiteral("something else stands where it would be")));
        return;
    }
    const bool isThere = live.parent == m_task.folderId && live.name == m_task.name;
    m_outcome.leftBin = true;
    m_outcome.line.now = std::move(live);
    skipAs(isThere ? ReceiptLine::Reason::AlreadyThere : ReceiptLine::Reason::GoneBefore);
}

/** The reply tells where and how it is; what the service did not heed is mended by a move, once. */
void ItemRestoreJob::arrived(LiveItem live)
{
    m_outcome.leftBin = true;
    noteChanged(live.parent);
    if (auto &passed = m_outcome.line.passed; passed && passed->folder.isEmpty())
        passed->folder = live.parent;
    m_outcome.line.now = std::move(live);
    shareStrings(*m_outcome.line.now, m_task.item.item);
    if (!isInWrongFolder() && !wantsOtherName()) {
        m_outcome.line.outcome = Outcome::Restored;
        end();
    } else if (!m_hasMoved && m_provider.capabilities().canMove) {
        move();
    } else if (isInWrongFolder()) {
        failWith(Error::of(
            m_hasMoved ? Kind::Changed : Kind::Unsupported, QStringLiteral("the service put it into another folder")));
    } else {
        m_outcome.line.outcome = Outcome::Restored; // under a name of the service's choice, as the line tells
        end();
    }
}

bool ItemRestoreJob::isInWrongFolder() const
{
    return !m_task.folderId.isEmpty() && m_outcome.line.now->parent != m_task.folderId;
}

/** A name that the service chose because ours was taken is kept: asking again for ours would only be refused. */
bool ItemRestoreJob::wantsOtherName() const
{
    const QString &name = m_outcome.line.now->name;
    if (name == m_task.name)
        return false;
    const bool wasIgnored = name == m_task.item.item.name;
    return m_askedName != m_task.name || wasIgnored;
}

void ItemRestoreJob::move()
{
    const LiveItem from = *m_outcome.line.now;
    const Place to{isInWrongFolder() ? m_task.folderId : from.parent, m_task.name};
    QJsonObject arguments = toJson(to);
    arguments.insert(QStringLiteral("from"), toJson(from));
    if (m_outcome.line.passed)
        arguments.insert(QStringLiteral("passed"), toJson(*m_outcome.line.passed));
    StepIntended step{.position = m_task.position,
        .account = m_task.item.account,
        .kind = StepIntended::Kind::Move,
        .arguments = std::move(arguments)};
    then(journaled(m_log, std::move(step), m_provider.move(from, to)), [this, to](Result<LiveItem> live) {
        if (live) {
            m_hasMoved = true;
            arrived(std::move(*live));
            return;
        }
        const Error error = std::move(live).error();
        if (error.kind == Kind::OutcomeUnknown)
            lookAfterMove(error);
        else if (error.kind == Kind::NotFound)
            lookAtTarget(to, error);
        else if (error.kind == Kind::NameTaken || error.kind == Kind::ParentMissing)
            refuse(error, to);
        else
            failWith(error);
    });
}

/** It is not where it was: a move from before a crash may have ended only now. */
void ItemRestoreJob::lookAtTarget(const Place &to, const Error &error)
{
    TrashedItem sought = m_task.item.item;
    sought.id = m_outcome.line.now->id;
    sought.name = to.name;
    sought.originalParent = to.parent;
    then(locateSurely(m_provider, sought), [this, to, error](Result<Whereabouts> found) {
        const bool isThere
            = found && found->live && found->live->parent == to.parent && found->live->name == to.name;
        if (!isThere) {
            failWith(error);
            return;
        }
        m_hasMoved = true;
        arrived(std::move(*found->live));
    });
}

void ItemRestoreJob::lookAfterMove(const Error &error)
{
    // The entry may have had an id of its own; the item is asked for by the one it has now.
    TrashedItem sought = m_task.item.item;
    sought.id = m_outcome.line.now->id;
    then(locateSurely(m_provider, sought), [this, error](Result<Whereabouts> found) {
        if (!found || !found->live) {
            m_outcome.isCutOff = !found && found.error().kind == Kind::Unreachable;
            m_outcome.mustLook = m_outcome.isCutOff;
            failWith(error);
            return;
        }
        m_outcome.line.now = *found->live;
        const bool isMoved = !isInWrongFolder() && found->live->name == m_task.name;
        if (isMoved) {
            m_hasMoved = true;
            arrived(*found->live);
        } else if (++m_moves < kMostTries) {
            move();
        } else {
            failWith(error);
        }
    });
}

void ItemRestoreJob::refuse(const Error &error, Place place)
{
    m_outcome.surprise = error;
    m_outcome.refused = std::move(place);
    failWith(error);
}

void ItemRestoreJob::failWith(Error error)
{
    m_outcome.isCutOff
        = m_outcome.isCutOff || error.kind == Kind::Unreachable || error.code == kNobodyCouldLook;
    m_outcome.mustLook = m_outcome.mustLook || error.code == kNobodyCouldLook;
    m_outcome.line.outcome = Outcome::Failed;
    m_outcome.line.error = std::move(error);
    bringBackThenEnd();
}

void ItemRestoreJob::skipAs(ReceiptLine::Reason reason)
{
    m_outcome.line.outcome = Outcome::Skipped;
    m_outcome.line.reason = reason;
    m_outcome.line.passed.reset(); // whatever was made there, it was not by us
    bringBackThenEnd();
}

/** The room that was made is not used. */
void ItemRestoreJob::bringBackThenEnd()
{
    if (!m_outcome.line.replacedEntry || m_outcome.isCutOff) {
        end();
        return;
    }
    then(JobPtr<LiveItem>(std::make_unique<BringBackStep>(
             m_log, m_provider, m_task.item.account, m_task.position, *m_outcome.line.replacedEntry)),
        [this](Result<LiveItem> back) {
            if (back) {
                noteChanged(back->parent);
                m_outcome.line.replaced = std::move(*back);
                m_outcome.line.replacedEntry.reset();
            }
            end();
        });
}

void ItemRestoreJob::end()
{
    ReceiptLine &line = m_outcome.line;
    if (line.passed && line.passed->folder.isEmpty() && !m_outcome.isCutOff)
        line.passed->folder = m_task.item.item.originalParent; // it failed half way
    if (line.replacedEntry)
        m_outcome.enteredBin.push_back(*line.replacedEntry);
    if (line.outcome == Outcome::Restored)
        line.error.reset();
    line.isRenamed = line.now && line.now->name != m_task.item.item.name;
    if (line.now && !m_outcome.isCutOff)
        findPath();
    else
        succeed(std::move(m_outcome));
}

/** Where it is, in words. Looked up only if it is nowhere that was planned. */
void ItemRestoreJob::findPath()
{
    ReceiptLine &line = m_outcome.line;
    const TrashedItem &item = m_task.item.item;
    const bool isAtTarget = m_task.folderId.isEmpty() || line.now->parent == m_task.folderId;
    if (isAtTarget) {
        line.nowPath = m_task.folderPath;
    } else if (line.now->parent == item.originalParent && !item.originalPath.isEmpty()) {
        line.nowPath = item.originalPath;
    } else {
        then(m_provider.lookAtFolder(line.now->parent), [this](Result<FolderFacts> facts) {
            if (facts)
                m_outcome.line.nowPath = pathForPeople(facts->path);
            succeed(std::move(m_outcome));
        });
        return;
    }
    succeed(std::move(m_outcome));
}

void ItemRestoreJob::noteChanged(const ItemId &folder)
{
    auto &changed = m_outcome.changedFolders;
    if (!folder.isEmpty() && std::find(changed.begin(), changed.end(), folder) == changed.end())
        changed.push_back(folder);
}

void ItemRestoreJob::onCancel()
{
    abandonChildren();
    m_outcome.surprise.reset();
    m_outcome.line.outcome = Outcome::Failed;
    m_outcome.line.error = Error::of(Kind::OutcomeUnknown, QStringLiteral("the account was removed meanwhile"));
    m_outcome.line.nowPath = m_outcome.line.now ? m_task.folderPath : QString();
    succeed(std::move(m_outcome));
}

} // namespace Unbin
