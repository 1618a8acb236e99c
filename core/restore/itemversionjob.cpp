// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/itemversionjob.h"

#include "core/domain/names.h"
#include "core/providers/provider.h"
#include "core/providers/versions.h"
#include "core/restore/settledsteps.h"

#include <QSaveFile>

#include <algorithm>
#include <limits>

namespace Unbin {

namespace {

using What = VersionDeed::What;
using Step = StepIntended::Kind;
using Kind = Error::Kind;

constexpr qsizetype kMostNamesTried = 20;

const Version *currentIn(const VersionHistory &history)
{
    const auto found = std::find_if(history.versions.begin(), history.versions.end(),
        [](const Version &version) { return version.isCurrent; });
    return found == history.versions.end() ? nullptr : &*found;
}

const Version *findIn(const VersionHistory &history, const VersionId &id)
{
    const auto found = std::find_if(history.versions.begin(), history.versions.end(),
        [&id](const Version &version) { return version.id == id; });
    return found == history.versions.end() ? nullptr : &*found;
}

} // namespace

Promotion promotionIn(const VersionHistory &after, const VersionDeed &deed)
{
    const Version *current = currentIn(after);
    if (!current)
        return Promotion::Unclear;
    const bool isBeforeNamed = !deed.before.id.isEmpty() && !current->id.isEmpty();
    if (isBeforeNamed && current->id == deed.before.id)
        return Promotion::NotDone;
    const Sameness wanted = compareContent(current->hash, deed.version.hash);
    const Sameness former = compareContent(current->hash, deed.before.hash);
    if (wanted == Sameness::Same)
        return isBeforeNamed || former == Sameness::Different ? Promotion::Done : Promotion::Unclear;
    if (wanted == Sameness::Different)
        return !isBeforeNamed && former == Sameness::Same ? Promotion::NotDone : Promotion::Unclear;
    const bool hasItsSize = current->sizeBytes >= 0 && current->sizeBytes == deed.version.sizeBytes;
    return isBeforeNamed && hasItsSize ? Promotion::Done : Promotion::Unclear;
}

ItemVersionJob::ItemVersionJob(
    int position, AccountItem item, VersionOrder order, Provider &provider, const StepLog &log)
    : m_position(position)
    , m_order(std::move(order))
    , m_provider(provider)
    , m_versions(*provider.versions())
    , m_log(log)
{
    m_outcome.line.item = std::move(item);
    m_outcome.line.version = m_order.deed;
}

ItemVersionJob::~ItemVersionJob() = default;

void ItemVersionJob::run()
{
    switch (m_order.deed.what) {
    case What::MakeCurrent:
        return makeCurrent();
    case What::Delete:
    case What::Untrash:
        return change();
    case What::SaveBeside:
        return m_order.isUndo ? trashCopy() : saveBeside();
    case What::SaveHere:
        return saveHere();
    }
}

/** The account goes, or the user stops a download: whatever was sent may have been done. */
void ItemVersionJob::onCancel()
{
    abandonChildren();
    if (m_order.deed.what == What::SaveHere)
        failWith(Error::of(Kind::Cancelled));
    else
        failWith(Error::of(Kind::OutcomeUnknown, QStringLiteral("the account was removed meanwhile")));
}

StepIntended ItemVersionJob::step(Step kind) const
{
    QJsonObject arguments = toJson(m_order.deed);
    arguments.insert(QStringLiteral("file"), toJson(m_order.file));
    if (kind == Step::SaveVersionBeside)
        arguments.insert(QStringLiteral("place"), toJson(m_order.beside));
    return StepIntended{
        .position = m_position, .account = m_order.account, .kind = kind, .arguments = std::move(arguments)};
}

void ItemVersionJob::makeCurrent()
{
    then(journaled(m_log, step(Step::MakeCurrent), m_versions.makeCurrent(m_order.file, m_order.deed.version)),
        [this](const Result<LiveItem> &now) {
            if (now)
                madeCurrent(*now);
            else if (now.error().kind == Kind::OutcomeUnknown)
                settleMakeCurrent(now.error());
            else
                failWith(now.error());
        });
}

void ItemVersionJob::settleMakeCurrent(const Error &lost)
{
    then(m_versions.list(m_order.file), [this, lost](const Result<VersionHistory> &after) {
        const Promotion promotion = after ? promotionIn(*after, m_order.deed) : Promotion::Unclear;
        if (promotion == Promotion::Done)
            madeCurrent(after->file);
        else if (promotion == Promotion::NotDone && mayTryAgain())
            makeCurrent();
        else
            failWith(lost);
    });
}

void ItemVersionJob::madeCurrent(const LiveItem &now)
{
    m_outcome.line.now = now;
    m_outcome.line.nowPath = m_order.path;
    m_outcome.line.isRenamed = now.name != m_outcome.line.item.item.name;
    m_outcome.changedFolders.push_back(now.parent);
    if (m_order.isUndo && !m_order.nameAfter.isEmpty() && now.name != m_order.nameAfter)
        giveNameBack(now);
    else
        done();
}

void ItemVersionJob::giveNameBack(const LiveItem &now)
{
    const Place place{now.parent, m_order.nameAfter};
    StepIntended move{.position = m_position,
        .account = m_order.account,
        .kind = Step::Move,
        .arguments
        = {{QStringLiteral("item"), toJson(now)}, {QStringLiteral("place"), toJson(place)}}};
    then(journaled(m_log, std::move(move), m_provider.move(now, place)), [this](const Result<LiveItem> &moved) {
        if (!moved)
            return failWith(moved.error());
        m_outcome.line.now = *moved;
        m_outcome.line.isRenamed = false;
        done();
    });
}

void ItemVersionJob::change()
{
    const bool isDelete = m_order.deed.what == What::Delete;
    const Version &version = m_order.deed.version;
    auto request = isDelete ? m_versions.remove(m_order.file, version) : m_versions.untrash(m_order.file, version);
    then(journaled(m_log, step(isDelete ? Step::DeleteVersion : Step::UntrashVersion), std::move(request)),
        [this](const Result<Done> &changed) {
            if (changed)
                done();
            else if (changed.error().kind == Kind::OutcomeUnknown || changed.error().kind == Kind::NotFound)
                settleChange(changed.error());
            else
                failWith(changed.error());
        });
}

void ItemVersionJob::settleChange(const Error &lost)
{
    then(m_versions.list(m_order.file), [this, lost](const Result<VersionHistory> &after) {
        if (!after)
            return failWith(lost);
        const Version *version = findIn(*after, m_order.deed.version.id);
        const bool isDelete = m_order.deed.what == What::Delete;
        const bool isDone = isDelete ? !version || version->isTrashed() : version && !version->isTrashed();
        const bool isStill = version && version->isTrashed() != isDelete;
        if (isDone && (lost.kind == Kind::OutcomeUnknown || m_isSecondTry))
            done();
        else if (isDone) // somebody else did it before
            failWith(lost);
        else if (isStill && lost.kind == Kind::OutcomeUnknown && mayTryAgain())
            change();
        else
            failWith(lost);
    });
}

void ItemVersionJob::saveBeside()
{
    then(journaled(m_log, step(Step::SaveVersionBeside),
             m_versions.saveBeside(m_order.file, m_order.deed.version, m_order.beside)),
        [this](const Result<LiveItem> &copy) {
            if (copy)
                return savedBeside(*copy);
            if (copy.error().kind == Kind::OutcomeUnknown)
                return settleSaveBeside(copy.error());
            const bool mayRename = copy.error().kind == Kind::NameTaken && m_takenNames.size() < kMostNamesTried;
            if (!mayRename)
                return failWith(copy.error());
            m_takenNames.insert(m_order.beside.name);
            m_order.beside.name
                = freeName(m_order.beside.name, false, [this](const QString &name) { return m_takenNames.contains(name); });
            saveBeside();
        });
}

/** The name was free when it was sent, else it would have been refused: what is there now is the copy or somebody's. */
void ItemVersionJob::settleSaveBeside(const Error &lost)
{
    then(m_provider.findChild(m_order.beside.parent, m_order.beside.name),
        [this, lost](const Result<std::optional<LiveItem>> &found) {
            if (!found)
                return failWith(lost);
            if (!*found)
                return mayTryAgain() ? saveBeside() : failWith(lost);
            const Version &version = m_order.deed.version;
            const Sameness sameness = compareContent((*found)->hash, version.hash);
            const bool hasItsSize = (*found)->sizeBytes == version.sizeBytes;
            const bool isCopy = (*found)->id != m_order.file.id
                && (sameness == Sameness::Same || (sameness == Sameness::Unknown && hasItsSize));
            if (isCopy)
                savedBeside(**found);
            else
                failWith(lost);
        });
}

void ItemVersionJob::savedBeside(const LiveItem &copy)
{
    m_outcome.line.now = copy;
    m_outcome.line.nowPath = m_order.path;
    m_outcome.line.isRenamed = true;
    m_outcome.changedFolders.push_back(copy.parent);
    done();
}

void ItemVersionJob::trashCopy()
{
    then(JobPtr<TrashedItem>(
             std::make_unique<TrashStep>(m_log, m_provider, m_order.account, m_position, m_order.file)),
        [this](Result<TrashedItem> entry) {
            if (!entry)
                return failWith(entry.error());
            m_outcome.enteredBin.push_back(std::move(*entry));
            m_outcome.changedFolders.push_back(m_order.file.parent);
            done();
        });
}

/** Into a file beside the target, which takes its place when the content is whole. */
void ItemVersionJob::saveHere()
{
    auto file = std::make_shared<QSaveFile>(m_order.deed.localPath);
    if (!file->open(QIODevice::WriteOnly))
        return failWith(Error::of(Kind::LocalIo, file->errorString()));
    auto fetching = mapJob<Done>(m_versions.download(m_order.file, m_order.deed.version, file,
                                     std::numeric_limits<qint64>::max() / 2),
        [file](const Result<qint64> &bytes) -> Result<Done> {
            if (!bytes)
                return failure(bytes.error());
            if (!file->commit())
                return failure(Kind::LocalIo, file->errorString());
            return Done{};
        });
    auto *running = then(journaled(m_log, step(Step::SaveVersionHere), std::move(fetching)),
        [this](const Result<Done> &saved) { saved ? done() : failWith(saved.error()); });
    connect(running, &JobBase::progressChanged, this, [this](const Progress &progress) { setProgress(progress); });
}

void ItemVersionJob::done()
{
    m_outcome.line.outcome = ReceiptLine::Outcome::Restored;
    succeed(std::move(m_outcome));
}

void ItemVersionJob::failWith(const Error &error)
{
    m_outcome.line.outcome = ReceiptLine::Outcome::Failed;
    m_outcome.line.error = error;
    succeed(std::move(m_outcome));
}

} // namespace Unbin
