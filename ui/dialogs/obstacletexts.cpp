// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/obstacletexts.h"

#include "core/domain/names.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"

#include <QCoreApplication>

namespace Unbin {

namespace {

struct ObstacleWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::ObstacleDialog)
};

bool isSingle(const Question &question)
{
    return question.conflicts.size() + question.missingParents.size() == 1;
}

QString conflictHeadline(const NameConflict &conflict)
{
    //: headline: %1 is a file name, %2 the path of a folder
    return ObstacleWords::tr("“%1” is in %2 already")
        .arg(nameInSentence(conflict.wantedName), pathInSentence(conflict.folderPath));
}

QString missingHeadline(const MissingParent &missing)
{
    if (missing.isOriginUnknown && missing.items.size() == 1)
        return ObstacleWords::tr("Where should “%1” go?", "headline")
            .arg(nameInSentence(missing.items.front().item.name));
    if (missing.isOriginUnknown)
        return ObstacleWords::tr("Where should %n item(s) go?", "headline", int(missing.items.size()));
    if (missing.path.isEmpty())
        return ObstacleWords::tr("The original folder is gone", "headline");
    return ObstacleWords::tr("The folder %1 is gone", "headline; %1 is a path").arg(pathInSentence(missing.path));
}

QString sizeOf(qint64 bytes, qint64 other)
{
    const QString size = sizeText(bytes);
    if (bytes < 0 || other < 0)
        return size;
    if (bytes == other)
        return ObstacleWords::tr("%1, same size", "%1 is a size").arg(size);
    return bytes > other ? ObstacleWords::tr("%1, larger", "%1 is a size").arg(size) : size;
}

QString timeOf(const QDateTime &time, const QDateTime &other)
{
    const QString shown = instantText(time);
    // Services round times, some to seconds; less than that is no difference.
    if (!time.isValid() || !other.isValid() || other.secsTo(time) < 1)
        return shown;
    return ObstacleWords::tr("%1, newer", "%1 is a date and time").arg(shown);
}

bool isFolder(ItemKind kind)
{
    return kind == ItemKind::Folder;
}

} // namespace

QString obstacleTitle(const Question &question)
{
    if (!isSingle(question))
        return ObstacleWords::tr("Before Restoring", "title of a dialog");
    return question.conflicts.empty() ? ObstacleWords::tr("Folder Is Gone", "title of a dialog")
                                      : ObstacleWords::tr("Name Is Taken", "title of a dialog");
}

QString obstacleHeadline(const Question &question)
{
    if (!isSingle(question))
        return ObstacleWords::tr("%n question(s) before restoring", "headline",
            int(question.conflicts.size() + question.missingParents.size()));
    return question.conflicts.empty() ? missingHeadline(question.missingParents.front())
                                      : conflictHeadline(question.conflicts.front());
}

QString obstacleIntroduction(const Question &question)
{
    if (question.isLate)
        return ObstacleWords::tr(
            "Something changed since the restore began. As set here, nothing that exists is touched.");
    return ObstacleWords::tr(
        "As set here, nothing that exists is touched. Change what you want otherwise, then restore.");
}

SideFacts factsOfRestored(const NameConflict &conflict)
{
    const TrashedItem &item = conflict.item.item;
    const qint64 otherBytes = conflict.inTheWay ? conflict.inTheWay->sizeBytes : -1;
    const QDateTime otherTime = conflict.inTheWay ? conflict.inTheWay->modifiedAt : QDateTime();
    return {sizeOf(item.sizeBytes, otherBytes), timeOf(item.modifiedAt, otherTime), typeText(item.kind, item.name)};
}

SideFacts factsOfStanding(const NameConflict &conflict)
{
    if (!conflict.inTheWay) {
        const QString unknown = sizeText(-1);
        return {unknown, unknown, ObstacleWords::tr("Nothing more is known", "about what stands in the way")};
    }
    const LiveItem &item = *conflict.inTheWay;
    return {sizeOf(item.sizeBytes, conflict.item.item.sizeBytes),
        timeOf(item.modifiedAt, conflict.item.item.modifiedAt), typeText(item.kind, item.name)};
}

QString comparisonText(const NameConflict &conflict)
{
    switch (conflict.sameness) {
    case Sameness::Same:
        return ObstacleWords::tr("Same content", "of two items");
    case Sameness::Different:
        return ObstacleWords::tr("Different content", "of two items");
    case Sameness::Unknown:
        break;
    }
    if (conflict.inTheWay && isFolder(conflict.item.item.kind) != isFolder(conflict.inTheWay->kind))
        return ObstacleWords::tr("Folder and file", "two items that want the same name");
    return ObstacleWords::tr("Can't be compared", "of two items");
}

QString comparisonSentence(const NameConflict &conflict)
{
    switch (conflict.sameness) {
    case Sameness::Same:
        return ObstacleWords::tr("Both hold the same content.");
    case Sameness::Different:
        return ObstacleWords::tr("Their contents are different.");
    case Sameness::Unknown:
        break;
    }
    if (!conflict.inTheWay)
        return ObstacleWords::tr("It can't be told what is there.");
    if (isFolder(conflict.item.item.kind) && isFolder(conflict.inTheWay->kind))
        return ObstacleWords::tr("Both are folders; their contents were not compared.");
    if (isFolder(conflict.item.item.kind) != isFolder(conflict.inTheWay->kind))
        return ObstacleWords::tr("One is a folder, the other is not.");
    return ObstacleWords::tr("Their contents could not be compared.");
}

QString verbText(ConflictChoice::Verb verb)
{
    switch (verb) {
    case ConflictChoice::Verb::KeepBoth:
        return ObstacleWords::tr("Keep Both", "button and column: restore under another name");
    case ConflictChoice::Verb::Replace:
        return ObstacleWords::tr("Replace", "button and column: put the other one into the bin");
    case ConflictChoice::Verb::Skip:
        return ObstacleWords::tr("Skip", "button and column: leave it in the bin");
    }
    Q_UNREACHABLE();
}

QString verbText(ParentChoice::Verb verb)
{
    switch (verb) {
    case ParentChoice::Verb::Recreate:
        return ObstacleWords::tr("Recreate", "button and column: make the old folder again");
    case ParentChoice::Verb::RestoreParent:
        return ObstacleWords::tr("Restore It", "button and column: restore the old folder from the bin first");
    case ParentChoice::Verb::OtherFolder:
        return ObstacleWords::tr("Other Folder…", "button and column: choose another folder");
    case ParentChoice::Verb::Skip:
        return ObstacleWords::tr("Skip", "button and column: leave it in the bin");
    }
    Q_UNREACHABLE();
}

QString refusalText(ConflictChoice::Verb verb)
{
    switch (verb) {
    case ConflictChoice::Verb::KeepBoth:
        return ObstacleWords::tr("The service can't restore it under another name.");
    case ConflictChoice::Verb::Replace:
        return ObstacleWords::tr("What is there can't be put into the bin, so it would be lost.");
    case ConflictChoice::Verb::Skip:
        return {};
    }
    Q_UNREACHABLE();
}

QString refusalText(ParentChoice::Verb verb)
{
    switch (verb) {
    case ParentChoice::Verb::Recreate:
        return ObstacleWords::tr("Too little is known of the old folder to make it again.");
    case ParentChoice::Verb::RestoreParent:
        return ObstacleWords::tr("The old folder is not in the bin.");
    case ParentChoice::Verb::OtherFolder:
    case ParentChoice::Verb::Skip:
        return {};
    }
    Q_UNREACHABLE();
}

QString nameProblemText(NameProblem problem)
{
    switch (problem) {
    case NameProblem::None:
        return {};
    case NameProblem::Empty:
        return ObstacleWords::tr("A name is needed.");
    case NameProblem::Slash:
        return ObstacleWords::tr("A name can't hold a “/”.");
    case NameProblem::Dots:
        return ObstacleWords::tr("“.” and “..” are no names.");
    case NameProblem::Taken:
        return ObstacleWords::tr("Something with this name is there already.");
    case NameProblem::Twice:
        return ObstacleWords::tr("Two items would get this name.");
    }
    Q_UNREACHABLE();
}

QString missingFolderText(const MissingParent &missing)
{
    if (missing.isOriginUnknown || missing.path.isEmpty())
        return ObstacleWords::tr("Original folder unknown");
    return displayName(missing.path);
}

QString missingItemsText(const MissingParent &missing)
{
    if (missing.items.empty())
        return {};
    const QString first = nameInSentence(missing.items.front().item.name);
    const int more = int(missing.items.size()) - 1;
    if (more == 0)
        return first;
    return ObstacleWords::tr("%1 and %n more", "what came from a folder; %1 is a file name", more).arg(first);
}

QString destinationText(const MissingParent &missing, const ParentChoice &choice)
{
    switch (choice.verb) {
    case ParentChoice::Verb::Recreate:
        return displayName(missing.recreatedPath.isEmpty() ? missing.path : missing.recreatedPath);
    case ParentChoice::Verb::RestoreParent:
        return displayName(missing.path);
    case ParentChoice::Verb::OtherFolder:
        return displayName(choice.folderPath);
    case ParentChoice::Verb::Skip:
        return missing.isOriginUnknown ? ObstacleWords::tr("Stays in the bin until a folder is chosen")
                                       : ObstacleWords::tr("Stays in the bin");
    }
    Q_UNREACHABLE();
}

QString parentVerbSentence(const MissingParent &missing, ParentChoice::Verb verb)
{
    switch (verb) {
    case ParentChoice::Verb::Recreate:
        return ObstacleWords::tr("&Make %1 again", "choice; %1 is a path")
            .arg(pathInSentence(destinationText(missing, {verb, {}, {}})).replace(u'&', QStringLiteral("&&")));
    case ParentChoice::Verb::RestoreParent:
        return ObstacleWords::tr("Restore the &folder itself from the bin first", "choice");
    case ParentChoice::Verb::OtherFolder:
        return ObstacleWords::tr("Use an&other folder:", "choice");
    case ParentChoice::Verb::Skip:
        return ObstacleWords::tr("&Skip: leave %n item(s) in the bin", "choice", int(missing.items.size()));
    }
    Q_UNREACHABLE();
}

} // namespace Unbin
