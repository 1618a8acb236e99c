// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activitytexts.h"

#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/dialogs/receipttexts.h"

#include <QCoreApplication>

#include <algorithm>

namespace Unbin {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Unbin::ActivityPanel)
};

using Outcome = ReceiptLine::Outcome;
using What = VersionDeed::What;

/** What a batch does to versions: one deed for all of its files. */
What deedOf(const Activity &activity)
{
    const auto &receipt = activity.receipt();
    const bool isTold = receipt && !receipt->lines.empty() && receipt->lines.front().version;
    return isTold ? receipt->lines.front().version->what : What::MakeCurrent;
}

QString restoringTitle(const Activity &activity)
{
    const int count = int(activity.itemCount());
    const QString target = activity.targetPath();
    if (count == 1 && target.isEmpty())
        return Texts::tr("Restoring “%1” to its original place", "title of an activity")
            .arg(nameInSentence(activity.firstName()));
    if (count == 1)
        return Texts::tr("Restoring “%1” to %2", "title of an activity; %2 is a path")
            .arg(nameInSentence(activity.firstName()), pathInSentence(target));
    if (target.isEmpty())
        return Texts::tr("Restoring %n item(s) to their original places", "title of an activity", count);
    return Texts::tr("Restoring %n item(s) to %1", "title of an activity; %1 is a path", count)
        .arg(pathInSentence(target));
}

QString runningTitle(const Activity &activity)
{
    const int count = int(activity.itemCount());
    const QString name = nameInSentence(activity.firstName());
    switch (activity.kind()) {
    case Receipt::Kind::Restore:
        return restoringTitle(activity);
    case Receipt::Kind::Purge:
        return count == 1 ? Texts::tr("Deleting “%1” for good", "title of an activity").arg(name)
                          : Texts::tr("Deleting %n item(s) for good", "title of an activity", count);
    case Receipt::Kind::Undo:
        return count == 1 ? Texts::tr("Putting “%1” back into the bin", "title of an activity").arg(name)
                          : Texts::tr("Putting %n item(s) back into the bin", "title of an activity", count);
    case Receipt::Kind::Versions:
        return count == 1 ? Texts::tr("Working on a version of “%1”", "title of an activity").arg(name)
                          : Texts::tr("Bringing back earlier contents of %n file(s)", "title of an activity", count);
    case Receipt::Kind::UndoVersions:
        return count == 1 ? Texts::tr("Undoing the change to “%1”", "title of an activity").arg(name)
                          : Texts::tr("Undoing the change to %n file(s)", "title of an activity", count);
    }
    Q_UNREACHABLE();
}

QString doneText(Receipt::Kind kind, int count)
{
    switch (kind) {
    case Receipt::Kind::Restore:
        return Texts::tr("%n restored", "part of a summary", count);
    case Receipt::Kind::Purge:
        return Texts::tr("%n deleted for good", "part of a summary", count);
    case Receipt::Kind::Undo:
        return Texts::tr("%n put back into the bin", "part of a summary", count);
    case Receipt::Kind::Versions:
        return Texts::tr("%n done", "part of a summary: files whose earlier content came back", count);
    case Receipt::Kind::UndoVersions:
        return Texts::tr("%n as before", "part of a summary: files that have their former content again", count);
    }
    Q_UNREACHABLE();
}

/** One item, restored: where it is now, and under which name if that is another one. */
QString restoredTitle(const ReceiptLine &line)
{
    const QString name = nameInSentence(line.item.item.name);
    const QString folder = pathInSentence(line.nowPath);
    if (line.isRenamed && line.now)
        return Texts::tr("“%1” is back in %2 as “%3”", "title of an activity; %2 is a path")
            .arg(name, folder, nameInSentence(line.now->name));
    return Texts::tr("“%1” is back in %2", "title of an activity; %2 is a path").arg(name, folder);
}

/** What it was, for more than one item; how that ended is the status. */
QString pastTitle(const Activity &activity)
{
    const int count = int(activity.itemCount());
    const QString target = activity.targetPath();
    switch (activity.kind()) {
    case Receipt::Kind::Restore:
        return target.isEmpty()
            ? Texts::tr("Restore of %n item(s) to their original places", "title of an activity", count)
            : Texts::tr("Restore of %n item(s) to %1", "title of an activity; %1 is a path", count)
                  .arg(pathInSentence(target));
    case Receipt::Kind::Purge:
        return Texts::tr("Permanent deletion of %n item(s)", "title of an activity", count);
    case Receipt::Kind::Undo:
        return Texts::tr("Undone restore of %n item(s)", "title of an activity", count);
    case Receipt::Kind::Versions:
        return Texts::tr("Earlier contents of %n file(s)", "title of an activity", count);
    case Receipt::Kind::UndoVersions:
        return Texts::tr("Undone change to %n file(s)", "title of an activity", count);
    }
    Q_UNREACHABLE();
}

/** One item that stayed as it was. */
QString undoneTitle(const Activity &activity)
{
    const QString name = nameInSentence(activity.firstName());
    if (activity.receipt() && halfDoneCount(*activity.receipt()) > 0)
        return Texts::tr("“%1” left the bin, but did not get to its new place", "title of an activity").arg(name);
    switch (activity.kind()) {
    case Receipt::Kind::Restore:
        return Texts::tr("“%1” was not restored", "title of an activity").arg(name);
    case Receipt::Kind::Purge:
        return Texts::tr("“%1” was not deleted", "title of an activity").arg(name);
    case Receipt::Kind::Undo:
        return Texts::tr("“%1” was not put back into the bin", "title of an activity").arg(name);
    case Receipt::Kind::Versions:
        return deedOf(activity) == What::MakeCurrent
            ? Texts::tr("“%1” was not changed", "title of an activity").arg(name)
            : Texts::tr("The version of “%1” is as it was", "title of an activity").arg(name);
    case Receipt::Kind::UndoVersions:
        return Texts::tr("The change to “%1” was not undone", "title of an activity").arg(name);
    }
    Q_UNREACHABLE();
}

/** One version, and what was done to it. */
QString deedTitle(const ReceiptLine &line)
{
    const QString name = nameInSentence(line.item.item.name);
    if (!line.version)
        return name;
    const QString when = instantText(line.version->version.modifiedAt);
    switch (line.version->what) {
    case What::MakeCurrent:
        return Texts::tr("“%1” has its content of %2 again", "title of an activity; %2 is a date and time").arg(name, when);
    case What::Delete:
        return Texts::tr("The version of “%1” of %2 is deleted", "title of an activity; %2 is a date and time")
            .arg(name, when);
    case What::Untrash:
        return Texts::tr("The version of “%1” of %2 is back", "title of an activity; %2 is a date and time")
            .arg(name, when);
    case What::SaveBeside:
        return Texts::tr("The content of %1 is saved as “%2”", "title of an activity; %1 is a date and time")
            .arg(when, nameInSentence(line.now ? line.now->name : QString()));
    case What::SaveHere:
        return Texts::tr("The content of “%1” of %2 is saved on this computer", "title of an activity; %2 is a date and time")
            .arg(name, when);
    }
    Q_UNREACHABLE();
}

/** One item that is where it was wanted. */
QString doneTitle(Receipt::Kind kind, const ReceiptLine &line)
{
    const QString name = nameInSentence(line.item.item.name);
    switch (kind) {
    case Receipt::Kind::Restore:
        return restoredTitle(line);
    case Receipt::Kind::Purge:
        return Texts::tr("“%1” is deleted for good", "title of an activity").arg(name);
    case Receipt::Kind::Undo:
        return Texts::tr("“%1” is back in the bin", "title of an activity").arg(name);
    case Receipt::Kind::Versions:
        return deedTitle(line);
    case Receipt::Kind::UndoVersions:
        return Texts::tr("“%1” is as it was before", "title of an activity").arg(name);
    }
    Q_UNREACHABLE();
}

QString finishedTitle(const Activity &activity)
{
    if (activity.itemCount() != 1)
        return pastTitle(activity);
    const auto &receipt = activity.receipt();
    const bool isDone = receipt && receipt->lines.size() == 1 && receipt->lines.front().outcome == Outcome::Restored;
    return isDone ? doneTitle(receipt->kind, receipt->lines.front()) : undoneTitle(activity);
}

QString versionReasonText(ReceiptLine::Reason reason)
{
    switch (reason) {
    case ReceiptLine::Reason::AlreadyThere:
        return Texts::tr("Nothing to do: it has this content already.", "how an activity ended");
    case ReceiptLine::Reason::Cancelled:
        return Texts::tr("Cancelled; the file is as it was.", "how an activity ended");
    case ReceiptLine::Reason::GoneBefore:
        return Texts::tr("The file is no longer there.", "how an activity ended");
    case ReceiptLine::Reason::NoSuchVersion:
        return Texts::tr("It has no version from then.", "how an activity ended");
    case ReceiptLine::Reason::None:
    case ReceiptLine::Reason::UserSkipped:
    case ReceiptLine::Reason::ChangedSince:
    case ReceiptLine::Reason::NotEmpty:
        return Texts::tr("Left as it was, as you chose.", "how an activity ended");
    }
    Q_UNREACHABLE();
}

QString reasonText(const ReceiptLine &line)
{
    if (line.version)
        return versionReasonText(line.reason);
    switch (line.reason) {
    case ReceiptLine::Reason::None:
    case ReceiptLine::Reason::UserSkipped:
        return Texts::tr("Left in the bin, as you chose.", "how an activity ended");
    case ReceiptLine::Reason::AlreadyThere:
        return Texts::tr("Left in the bin: the same content stands at its place already.", "how an activity ended");
    case ReceiptLine::Reason::Cancelled:
        return Texts::tr("Cancelled; it is still in the bin.", "how an activity ended");
    case ReceiptLine::Reason::GoneBefore:
        return Texts::tr("It was no longer in the bin.", "how an activity ended");
    case ReceiptLine::Reason::NoSuchVersion:
        return versionReasonText(line.reason);
    case ReceiptLine::Reason::ChangedSince:
        return Texts::tr("Left where it is: it was changed after it had been restored.", "how an activity ended");
    case ReceiptLine::Reason::NotEmpty:
        return Texts::tr("Left where it is: it holds something now.", "how an activity ended");
    }
    Q_UNREACHABLE();
}

QString troubleText(const Error &error)
{
    //: what went wrong and what to do: two sentences
    return Texts::tr("%1 %2").arg(errorText(error), errorAdvice(error)).trimmed();
}

QString finishedStatus(const Activity &activity)
{
    if (activity.error())
        return troubleText(*activity.error());
    if (!activity.receipt())
        return {};
    const Receipt &receipt = *activity.receipt();
    if (receipt.lines.size() == 1) {
        const ReceiptLine &line = receipt.lines.front();
        if (line.outcome == Outcome::Failed && line.error)
            return Texts::tr("%1 %2").arg(resultText(receipt.kind, line), lineAdvice(receipt.kind, line)).trimmed();
        if (line.outcome == Outcome::Skipped)
            return reasonText(line);
    }
    if (activity.end() == Activity::End::Cancelled)
        return Texts::tr("Cancelled: %1", "how an activity ended; %1 is a summary").arg(receiptSummary(receipt));
    return receiptSummary(receipt);
}

QString countText(const Progress &progress)
{
    if (progress.totalItems < 0)
        return Texts::tr("%n item(s)", "how far an activity is", int(progress.doneItems));
    return Texts::tr("%1 of %2", "how far an activity is: items")
        .arg(QLocale().toString(progress.doneItems), QLocale().toString(progress.totalItems));
}

QString runningStatus(const Activity &activity)
{
    const Progress &progress = activity.progress();
    QStringList parts = {countText(progress)};
    if (progress.totalBytes > 0) {
        parts += Texts::tr("%1 of %2", "how far an activity is: sizes")
                     .arg(sizeText(progress.doneBytes), sizeText(progress.totalBytes));
    }
    const double rate = activity.itemsPerSecond();
    if (rate > 0)
        parts += Texts::tr("%1 a second", "how fast an activity is, in items")
                     .arg(QLocale().toString(rate, 'f', rate < 10 ? 1 : 0));
    if (rate > 0 && progress.totalItems > progress.doneItems) {
        const std::chrono::duration<double> left(double(progress.totalItems - progress.doneItems) / rate);
        parts += Texts::tr("%1 left", "time until an activity is done")
                     .arg(durationText(std::chrono::duration_cast<std::chrono::milliseconds>(left)));
    }
    return parts.join(QStringLiteral(" · "));
}

QString interruptedTitle(const Activity &activity)
{
    const int count = int(activity.itemCount());
    switch (activity.kind()) {
    case Receipt::Kind::Restore:
        return Texts::tr("Restoring %n item(s) was interrupted", "title of an activity", count);
    case Receipt::Kind::Purge:
        return Texts::tr("Deleting %n item(s) for good was interrupted", "title of an activity", count);
    case Receipt::Kind::Undo:
        return Texts::tr("Putting %n item(s) back into the bin was interrupted", "title of an activity", count);
    case Receipt::Kind::Versions:
    case Receipt::Kind::UndoVersions:
        return Texts::tr("Changing versions of %n file(s) was interrupted", "title of an activity", count);
    }
    Q_UNREACHABLE();
}

QString interruptedStatus(const Activity &activity)
{
    const Progress &progress = activity.progress();
    return Texts::tr("%1 of %2 are settled; nothing was lost. Go on with the rest?",
        "state of an activity that an earlier run of the program could not finish: items")
        .arg(QLocale().toString(progress.doneItems), QLocale().toString(progress.totalItems));
}

} // namespace

QString pictureName(Receipt::Kind kind)
{
    switch (kind) {
    case Receipt::Kind::Restore:
        return QStringLiteral("restore");
    case Receipt::Kind::Purge:
        return QStringLiteral("delete-forever");
    case Receipt::Kind::Undo:
    case Receipt::Kind::UndoVersions:
        return QStringLiteral("undo");
    case Receipt::Kind::Versions:
        return QStringLiteral("clock");
    }
    Q_UNREACHABLE();
}

QString activityTitle(const Activity &activity)
{
    if (activity.state() == Activity::State::Interrupted)
        return interruptedTitle(activity);
    return activity.state() == Activity::State::Finished ? finishedTitle(activity) : runningTitle(activity);
}

QString activityStatus(const Activity &activity, std::chrono::milliseconds waitingFor, const QDateTime &now)
{
    const Progress &progress = activity.progress();
    if (progress.waiting == Progress::Waiting::Service && progress.since.isValid())
        waitingFor = std::max(std::chrono::milliseconds(progress.since.msecsTo(now)), std::chrono::milliseconds(0));
    switch (activity.state()) {
    case Activity::State::Planning:
        if (progress.waiting != Progress::Waiting::No)
            return Texts::tr("Cut off earlier; finding out how far it came: %1",
                "state of an activity; %1 says why that waits")
                .arg(waitingText(progress.waiting, waitingFor));
        return Texts::tr("Looking at what stands where…", "state of an activity");
    case Activity::State::Asking:
        return waitingText(Progress::Waiting::Question, waitingFor);
    case Activity::State::Interrupted:
        return interruptedStatus(activity);
    case Activity::State::Verifying:
        return Texts::tr("Done; looking again at what stands where…", "state of an activity");
    case Activity::State::Running:
        break;
    case Activity::State::Finished:
        return finishedStatus(activity);
    }
    if (activity.isPaused())
        return Texts::tr("Paused · %1", "state of an activity; %1 says how far it is")
            .arg(countText(progress));
    if (progress.waiting == Progress::Waiting::No)
        return runningStatus(activity);
    return Texts::tr("%1 · %2", "state of an activity: how far it is, why it waits")
        .arg(countText(progress), waitingText(progress.waiting, waitingFor));
}

QString receiptSummary(const Receipt &receipt)
{
    QStringList parts;
    const auto add = [&](Outcome outcome, auto text) {
        if (const int count = int(receipt.count(outcome)); count > 0)
            parts += text(count);
    };
    add(Outcome::Restored, [&](int count) { return doneText(receipt.kind, count); });
    add(Outcome::Skipped, [](int count) { return Texts::tr("%n skipped", "part of a summary", count); });
    add(Outcome::Failed, [](int count) { return Texts::tr("%n failed", "part of a summary", count); });
    if (parts.isEmpty())
        return Texts::tr("Nothing was done", "summary of an activity");
    return parts.join(Texts::tr(", ", "between the parts of a summary"));
}

QString waitingText(Progress::Waiting waiting, std::chrono::milliseconds waitingFor)
{
    const bool isTimed = waitingFor > std::chrono::milliseconds(0);
    switch (waiting) {
    case Progress::Waiting::No:
        return {};
    case Progress::Waiting::RateLimit:
        return isTimed ? Texts::tr("the service asks to wait %1", "why an activity waits").arg(durationText(waitingFor))
                       : Texts::tr("the service asks to wait", "why an activity waits");
    case Progress::Waiting::Busy:
        return Texts::tr("waiting until another operation on the same folder is done", "why an activity waits");
    case Progress::Waiting::Network:
        return Texts::tr("waiting for the network", "why an activity waits");
    case Progress::Waiting::Question:
        return Texts::tr("waiting for your answer", "why an activity waits");
    case Progress::Waiting::SignIn:
        return Texts::tr("waiting until you sign in again", "why an activity waits");
    case Progress::Waiting::Service:
        return isTimed ? Texts::tr("the service is working on it, for %1 by now", "why an activity waits")
                             .arg(durationText(waitingFor))
                       : Texts::tr("the service is working on it", "why an activity waits");
    }
    Q_UNREACHABLE();
}

} // namespace Unbin
