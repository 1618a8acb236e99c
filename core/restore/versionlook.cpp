// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/versionlook.h"

#include "core/domain/contenthasher.h"
#include "core/jobs/workerjob.h"
#include "core/providers/provider.h"
#include "core/providers/versions.h"
#include "core/restore/surelook.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace Unbin {

namespace {

const Version *currentOf(const VersionHistory &history)
{
    const auto found = std::find_if(history.versions.begin(), history.versions.end(),
        [](const Version &version) { return version.isCurrent; });
    return found == history.versions.end() ? nullptr : &*found;
}

DeedSight promoted(const VersionHistory &after, const VersionDeed &deed)
{
    DeedSight sight{.state = promotionIn(after, deed)};
    if (sight.state == DeedState::Done)
        sight.now = after.file;
    return sight;
}

/** Deleted: in the bin of versions, or away. Brought back: among the others. */
DeedSight changed(const VersionHistory &after, const VersionDeed &deed)
{
    const auto found = std::find_if(after.versions.begin(), after.versions.end(),
        [&deed](const Version &version) { return version.id == deed.version.id; });
    const bool isThere = found != after.versions.end();
    const bool isDelete = deed.what == VersionDeed::What::Delete;
    if (!isThere)
        return {.state = isDelete ? DeedState::Done : DeedState::Unclear};
    return {.state = found->isTrashed() == isDelete ? DeedState::Done : DeedState::NotDone};
}

/** The name was free when it was sent, else it would have been refused: what is there now is the copy or somebody's. */
DeedSight copied(const std::optional<LiveItem> &found, const VersionOrder &order)
{
    if (!found)
        return {.state = DeedState::NotDone};
    const Sameness sameness = compareContent(found->hash, order.deed.version.hash);
    const bool hasItsSize = found->sizeBytes == order.deed.version.sizeBytes;
    const bool isCopy = found->id != order.file.id
        && (sameness == Sameness::Same || (sameness == Sameness::Unknown && hasItsSize));
    return isCopy ? DeedSight{.state = DeedState::Done, .now = *found} : DeedSight{};
}

/** Copies get their name when they are whole: half of one is nowhere. */
Result<DeedSight> savedHere(const VersionDeed &deed, const QDateTime &begunAt, const WorkerContext &context)
{
    constexpr qint64 kChunk = 1024 * 1024;
    const QFileInfo info(deed.localPath);
    if (!info.exists())
        return DeedSight{.state = DeedState::NotDone};
    ContentHasher hasher(deed.version.hash.algorithm);
    QFile file(deed.localPath);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::LocalIo, file.errorString());
    while (deed.version.hash.isKnown() && !file.atEnd() && !context.isStopped())
        hasher.add(file.read(kChunk));
    const Sameness sameness = compareContent(hasher.result(), deed.version.hash);
    const bool isLater = begunAt.isValid() && info.lastModified().toUTC() >= begunAt;
    if (sameness == Sameness::Same
        || (sameness == Sameness::Unknown && isLater && info.size() == deed.version.sizeBytes))
        return DeedSight{.state = DeedState::Done};
    return DeedSight{.state = isLater ? DeedState::Unclear : DeedState::NotDone};
}

} // namespace

DeedState promotionIn(const VersionHistory &after, const VersionDeed &deed)
{
    const Version *current = currentOf(after);
    if (!current)
        return DeedState::Unclear;
    const bool isBeforeNamed = !deed.before.id.isEmpty() && !current->id.isEmpty();
    if (isBeforeNamed && current->id == deed.before.id)
        return DeedState::NotDone;
    const Sameness wanted = compareContent(current->hash, deed.version.hash);
    const Sameness former = compareContent(current->hash, deed.before.hash);
    if (wanted == Sameness::Same)
        return isBeforeNamed || former == Sameness::Different ? DeedState::Done : DeedState::Unclear;
    if (wanted == Sameness::Different)
        return !isBeforeNamed && former == Sameness::Same ? DeedState::NotDone : DeedState::Unclear;
    const bool hasItsSize = current->sizeBytes >= 0 && current->sizeBytes == deed.version.sizeBytes;
    return isBeforeNamed && hasItsSize ? DeedState::Done : DeedState::Unclear;
}

JobPtr<DeedSight> lookAtDeed(const VersionOrder &order, Provider &provider, const QDateTime &begunAt)
{
    switch (order.deed.what) {
    case VersionDeed::What::MakeCurrent:
    case VersionDeed::What::Delete:
    case VersionDeed::What::Untrash:
        return mapJob<DeedSight>(
            lookSurely<VersionHistory>([&provider, file = order.file] { return provider.versions()->list(file); }),
            [deed = order.deed](const Result<VersionHistory> &after) -> Result<DeedSight> {
                if (!after)
                    return failure(after.error());
                return deed.what == VersionDeed::What::MakeCurrent ? promoted(*after, deed) : changed(*after, deed);
            });
    case VersionDeed::What::SaveBeside:
        return mapJob<DeedSight>(findChildSurely(provider, order.beside.parent, order.beside.name),
            [order](const Result<std::optional<LiveItem>> &found) -> Result<DeedSight> {
                if (!found)
                    return failure(found.error());
                return copied(*found, order);
            });
    case VersionDeed::What::SaveHere:
        return workerJob<DeedSight>([deed = order.deed, begunAt](const WorkerContext &context) {
            return savedHere(deed, begunAt, context);
        });
    }
    Q_UNREACHABLE();
    return nullptr;
}

} // namespace Unbin
