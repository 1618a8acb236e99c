// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/itemversionjob.h"

#include "core/domain/names.h"
#include "core/providers/provider.h"
#include "core/providers/versions.h"
#include "core/restore/settledsteps.h"
#include "core/restore/surelook.h"

#include <QSaveFile>

#include <limits>

namespace Unbin {

namespace {

using What = VersionDeed::What;
using Step = StepIntended::Kind;
using Kind = Error::Kind;

constexpr qsizetype kMostNamesTried = 20;

} // namespace

ItemVersionJob::ItemVersionJob(int position, AccountItem item, VersionOrder order, Boxed<LiveItem> now,
    Provider &provider, const StepLog &log)
    : m_position(position)
    , m_order(std::move(order))
    , m_provider(provider)
    , m_versions(*provider.versions())
    , m_log(log)
{
    m_outcome.line.item = std::move(item);
    m_outcome.line.version = m_order.deed;
    m_outcome.line.now = std::move(now);
}

ItemVersionJob::~ItemVersionJob() = default;

void ItemVersionJob::run()
{
    switch (m_order.deed.what) {
    case What::MakeCurrent:
        return m_outcome.line.now ? madeCurrent(LiveItem(*m_outcome.line.now)) : makeCurrent();
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
                settle(now.error(), [this](const DeedSight &sight) { madeCurrent(*sight.now); }, [this] { makeCurrent(); });
            else
                failWith(now.error());
        });
}

void ItemVersionJob::settle(
    const Error &lost, std::function<void(const DeedSight &)> isDone, std::function<void()> again)
{
    then(lookAtDeed(m_order, m_provider),
        [this, lost, isDone = std::move(isDone), again = std::move(again)](const Result<DeedSight> &sight) {
            if (sight && sight->state == DeedState::Done)
                isDone(*sight);
            else if (sight && sight->state == DeedState::NotDone && lost.kind == Kind::OutcomeUnknown && ++m_tries < kMostTries)
                again();
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
                settle(changed.error(), [this, lost = changed.error()](const DeedSight &) { wasChanged(lost); },
                    [this] { change(); });
            else
                failWith(changed.error());
        });
}

/** Found as it was wanted. If nothing was lost, somebody else did it before. */
void ItemVersionJob::wasChanged(const Error &lost)
{
    if (lost.kind == Kind::OutcomeUnknown || m_tries > 0)
        done();
    else
        failWith(lost);
}

void ItemVersionJob::saveBeside()
{
    then(journaled(m_log, step(Step::SaveVersionBeside),
             m_versions.saveBeside(m_order.file, m_order.deed.version, m_order.beside)),
        [this](const Result<LiveItem> &copy) {
            if (copy)
                return savedBeside(*copy);
            if (copy.error().kind == Kind::OutcomeUnknown)
                return settle(copy.error(), [this](const DeedSight &sight) { savedBeside(*sight.now); },
                    [this] { saveBeside(); });
            const bool mayRename = copy.error().kind == Kind::NameTaken && m_takenNames.size() < kMostNamesTried;
            if (!mayRename)
                return failWith(copy.error());
            m_takenNames.insert(m_order.beside.name);
            m_order.beside.name
                = freeName(m_order.beside.name, false, [this](const QString &name) { return m_takenNames.contains(name); });
            saveBeside();
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
