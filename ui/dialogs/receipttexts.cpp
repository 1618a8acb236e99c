// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/receipttexts.h"

#include "core/domain/names.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"

#include <QCoreApplication>
#include <QStringList>

namespace Unbin {

namespace {

struct ReceiptWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::ReceiptDialog)
};

using Outcome = ReceiptLine::Outcome;

QString restoredText(const ReceiptLine &line)
{
    if (!line.now)
        return {};
    const QString folder = displayName(line.nowPath);
    const QString name = nameInSentence(line.now->name);
    if (line.replacedEntry)
        return ReceiptWords::tr("%1, in place of another one that is in the bin now", "%1 is a path").arg(folder);
    return line.isRenamed ? ReceiptWords::tr("%1 as “%2”", "%1 is a path, %2 a file name").arg(folder, name) : folder;
}

QString skippedText(Receipt::Kind kind, ReceiptLine::Reason reason)
{
    const bool isUndo = kind == Receipt::Kind::Undo;
    switch (reason) {
    case ReceiptLine::Reason::None:
        return ReceiptWords::tr("Left in the bin");
    case ReceiptLine::Reason::UserSkipped:
        return isUndo ? ReceiptWords::tr("Left where it is, as you chose")
                      : ReceiptWords::tr("Left in the bin, as you chose");
    case ReceiptLine::Reason::AlreadyThere:
        return ReceiptWords::tr("Left in the bin: the same content stands at its place already");
    case ReceiptLine::Reason::Cancelled:
        return isUndo ? ReceiptWords::tr("Left where it is: it was cancelled before its turn")
                      : ReceiptWords::tr("Left in the bin: it was cancelled before its turn");
    case ReceiptLine::Reason::GoneBefore:
        return isUndo ? ReceiptWords::tr("It was no longer where it had been restored to")
                      : ReceiptWords::tr("It was no longer in the bin");
    case ReceiptLine::Reason::NoSuchVersion:
        return ReceiptWords::tr("It has no version from then");
    case ReceiptLine::Reason::ChangedSince:
        return ReceiptWords::tr("Left where it is: it was changed after it had been restored");
    case ReceiptLine::Reason::NotEmpty:
        return ReceiptWords::tr("Left where it is: it holds something now");
    }
    Q_UNREACHABLE();
}

QString versionSkippedText(ReceiptLine::Reason reason)
{
    switch (reason) {
    case ReceiptLine::Reason::AlreadyThere:
        return ReceiptWords::tr("It has this content already");
    case ReceiptLine::Reason::GoneBefore:
        return ReceiptWords::tr("The file is no longer there");
    case ReceiptLine::Reason::NoSuchVersion:
        return skippedText(Receipt::Kind::Versions, reason);
    case ReceiptLine::Reason::None:
    case ReceiptLine::Reason::UserSkipped:
    case ReceiptLine::Reason::Cancelled:
    case ReceiptLine::Reason::ChangedSince:
    case ReceiptLine::Reason::NotEmpty:
        return ReceiptWords::tr("The file is as it was");
    }
    Q_UNREACHABLE();
}

/** What was done to a version: %1 is when its content was saved. */
QString deedText(const ReceiptLine &line)
{
    const VersionDeed &deed = *line.version;
    const QString when = instantText(deed.version.modifiedAt);
    switch (deed.what) {
    case VersionDeed::What::MakeCurrent:
        return ReceiptWords::tr("Has its content of %1 again", "%1 is a date and time").arg(when);
    case VersionDeed::What::Delete:
        return ReceiptWords::tr("Version of %1 deleted", "%1 is a date and time").arg(when);
    case VersionDeed::What::Untrash:
        return ReceiptWords::tr("Version of %1 is back", "%1 is a date and time").arg(when);
    case VersionDeed::What::SaveBeside:
        return ReceiptWords::tr("Content of %1 saved as “%2”", "%1 is a date and time, %2 a file name")
            .arg(when, line.now ? nameInSentence(line.now->name) : QString());
    case VersionDeed::What::SaveHere:
        return ReceiptWords::tr("Content of %1 saved to %2", "%1 is a date and time, %2 a path on this computer")
            .arg(when, displayName(deed.localPath));
    }
    Q_UNREACHABLE();
}

/** It lies inside a folder of the bin, and the service would not bring it back by itself. */
bool isRefusedInside(const ReceiptLine &line)
{
    using Kind = Error::Kind;
    return line.item.item.remark == Remark::InsideTrashedFolder && line.outcome == Outcome::Failed && line.error
        && !line.now && (line.error->kind == Kind::NotFound || line.error->kind == Kind::ServiceFailed);
}

QString failedText(Receipt::Kind kind, const ReceiptLine &line)
{
    const QString why = failureText(line);
    if (!line.now || line.version)
        return why;
    if (kind == Receipt::Kind::Undo) {
        //: %1 is a sentence that says why it could not be put back into the bin, %2 a path, %3 a file name
        return ReceiptWords::tr("%1 It is still in %2 as “%3”.")
            .arg(why, pathInSentence(line.nowPath), nameInSentence(line.now->name));
    }
    if (line.isRenamed) {
        //: %1 is a sentence that says what went wrong, %2 a path, %3 a file name
        return ReceiptWords::tr("%1 It left the bin and is in %2 as “%3” now.")
            .arg(why, pathInSentence(line.nowPath), nameInSentence(line.now->name));
    }
    //: %1 is a sentence that says what went wrong, %2 a path
    return ReceiptWords::tr("%1 It left the bin and is in %2 now.").arg(why, pathInSentence(line.nowPath));
}

/** What the second look saw. */
QString checkText(ReceiptLine::Check check)
{
    switch (check) {
    case ReceiptLine::Check::None:
        return {};
    case ReceiptLine::Check::Confirmed:
        return ReceiptWords::tr("Looked at again afterwards: it is there.", "detail of a receipt");
    case ReceiptLine::Check::Differs:
        return ReceiptWords::tr("Looked at again afterwards: it had changed by then.", "detail of a receipt");
    case ReceiptLine::Check::Unseen:
        return ReceiptWords::tr("It could not be looked at again afterwards.", "detail of a receipt");
    }
    Q_UNREACHABLE();
}

} // namespace

QString outcomeText(Receipt::Kind kind, Outcome outcome)
{
    switch (outcome) {
    case Outcome::Restored:
        break;
    case Outcome::Skipped:
        return ReceiptWords::tr("Skipped", "outcome of an item");
    case Outcome::Failed:
        return ReceiptWords::tr("Failed", "outcome of an item");
    }
    switch (kind) {
    case Receipt::Kind::Restore:
        return ReceiptWords::tr("Restored", "outcome of an item");
    case Receipt::Kind::Purge:
        return ReceiptWords::tr("Deleted for good", "outcome of an item");
    case Receipt::Kind::Undo:
        return ReceiptWords::tr("Back in the bin", "outcome of an item");
    case Receipt::Kind::Versions:
        return ReceiptWords::tr("Done", "outcome of an item");
    case Receipt::Kind::UndoVersions:
        return ReceiptWords::tr("As before", "outcome of an item");
    }
    Q_UNREACHABLE();
}

QString outcomeIconName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Restored:
        return QStringLiteral("check");
    case Outcome::Skipped:
        return QStringLiteral("skip");
    case Outcome::Failed:
        return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

QString resultText(Receipt::Kind kind, const ReceiptLine &line)
{
    switch (line.outcome) {
    case Outcome::Restored:
        return line.version ? deedText(line) : restoredText(line);
    case Outcome::Skipped:
        return line.version ? versionSkippedText(line.reason) : skippedText(kind, line.reason);
    case Outcome::Failed:
        return failedText(kind, line);
    }
    Q_UNREACHABLE();
}

QString failureText(const ReceiptLine &line)
{
    if (isRefusedInside(line))
        return ReceiptWords::tr("The service does not bring it back without its folder.", "why one item failed");
    return line.error ? errorText(*line.error) : QString();
}

QString lineAdvice(Receipt::Kind kind, const ReceiptLine &line)
{
    if (isRefusedInside(line))
        return ReceiptWords::tr("Restore the whole folder: that brings it back too.", "advice of a receipt");
    if (isHalfDone(kind, line))
        return ReceiptWords::tr("Go on from there, or put it back into the bin.", "advice of a receipt");
    return line.error ? errorAdvice(*line.error) : QString();
}

QString lineDetails(Receipt::Kind kind, const ReceiptLine &line, const QString &accountName)
{
    QStringList lines
        = {displayName(line.item.item.name), outcomeText(kind, line.outcome), resultText(kind, line), lineAdvice(kind, line),
            //: detail of a receipt; %1 is an account
            ReceiptWords::tr("Account: %1").arg(accountName),
            //: detail of a receipt; %1 is a path
            ReceiptWords::tr("Original location: %1").arg(displayName(line.item.item.originalPath))};
    if (const QString check = checkText(line.check); !check.isEmpty())
        lines += check;
    if (line.error)
        lines += errorDetails(*line.error);
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString receiptHeadline(const Receipt &receipt)
{
    const int count = int(receipt.lines.size());
    const QString when = instantText(receipt.finishedAt);
    switch (receipt.kind) {
    case Receipt::Kind::Restore:
        return ReceiptWords::tr("Restore of %n item(s), %1", "headline; %1 is a date and time", count).arg(when);
    case Receipt::Kind::Purge:
        return ReceiptWords::tr("Permanent deletion of %n item(s), %1", "headline; %1 is a date and time", count)
            .arg(when);
    case Receipt::Kind::Undo:
        return ReceiptWords::tr("Undone restore of %n item(s), %1", "headline; %1 is a date and time", count).arg(when);
    case Receipt::Kind::Versions:
        return ReceiptWords::tr("Earlier contents of %n file(s), %1", "headline; %1 is a date and time", count).arg(when);
    case Receipt::Kind::UndoVersions:
        return ReceiptWords::tr("Undone change to %n file(s), %1", "headline; %1 is a date and time", count).arg(when);
    }
    Q_UNREACHABLE();
}

} // namespace Unbin
