// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/item.h"
#include "core/domain/version.h"
#include "core/restore/boxed.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

#include <functional>
#include <vector>

namespace Unbin {

/** What a job does to one version of a file, or did: beside a line of Kind::Versions or Kind::UndoVersions. */
struct VersionDeed {
    enum class What {
        MakeCurrent, ///< its content on top of the file
        Delete, ///< into the bin of versions, or away
        Untrash, ///< back from there
        SaveBeside, ///< as a new live file: now
        SaveHere, ///< to localPath on this computer
    };

    What what = What::MakeCurrent;
    Version version; ///< the one it is about
    /** MakeCurrent: what is current until then. Made current again, it undoes this; the name is the line's item's. */
    Version before;
    QString localPath; ///< SaveHere
};

/**
 * Folders that the service made again only because an item passed through them on its way to another place: the one it was
 * in, and of those above it as many as were missing before. Nobody wished for them.
 */
struct PassedThrough {
    ItemId folder; ///< empty until it is known
    QStringList path; ///< names from the root down to that folder: one that is called otherwise is not it
    int levels = 0; ///< so many at the end of the path were missing; at least 1
};

/** What a job did with one item. */
struct ReceiptLine {
    enum class Outcome {
        Restored, ///< it is where now and nowPath say (purge: deleted for good; undo: back in the bin; versions: the
                  ///< deed is done)
        Skipped, ///< left in the bin, as reason says
        Failed, ///< error says why; now says where it is if it left the bin (restored, but the move failed)
    };
    enum class Reason {
        None,
        UserSkipped, ///< chosen in the dialog
        AlreadyThere, ///< the same content stands at the place already
        Cancelled, ///< the job was cancelled before its turn
        GoneBefore, ///< it was no longer in the bin (undo: no longer live)
        NoSuchVersion, ///< the file has no version from then
        ChangedSince, ///< undo: it is not what was restored any more, and was left alone
        NotEmpty, ///< undo: a folder made for the restore holds something now
    };
    /** What a second look after the batch saw. */
    enum class Check : quint8 {
        None, ///< nobody looked
        Confirmed, ///< it stands where the line says
        Differs, ///< it did, but is somewhere else or gone now; the line tells the newer truth
        Unseen, ///< looking failed
    };

    AccountItem item;
    Outcome outcome = Outcome::Skipped;
    Reason reason = Reason::None;
    Boxed<Error> error; ///< set when Failed
    Boxed<LiveItem> now; ///< set when it is live
    QString nowPath; ///< folder it is in now, for people; set when now is
    bool isRenamed = false; ///< now.name differs from the original name
    Check check = Check::None;
    /** What stood there. In the bin now, as replacedEntry; or, if that is empty, it stands there (again). */
    Boxed<LiveItem> replaced;
    Boxed<TrashedItem> replacedEntry;
    /** Left on the way, to be taken away once they are empty. */
    Boxed<PassedThrough> passed;
    /** Versions only; then item is the live file dressed as an entry: its id, kind, name, and folder. */
    Boxed<VersionDeed> version;
    /** Undo: what was undone, as it stood, and the entry of the bin that it is now. What a redo needs. */
    Boxed<LiveItem> was;
    Boxed<TrashedItem> entry;
};

/** One line per item after a job: planned = restored + skipped + failed, always. */
struct Receipt {
    enum class Kind { Restore, Purge, Undo, Versions, UndoVersions };

    Kind kind = Kind::Restore;
    qint64 batch = 0; ///< its number in the journal; 0: never journaled
    QDateTime startedAt; ///< UTC
    QDateTime finishedAt; ///< UTC
    std::vector<ReceiptLine> lines; ///< in the order of the request
    /** Folders that were nobody's wish but had to come back first (ParentChoice::RestoreParent). Not counted.
     */
    std::vector<ReceiptLine> alongside;

    qint64 count(ReceiptLine::Outcome outcome) const;
    bool isCompleteSuccess() const { return count(ReceiptLine::Outcome::Restored) == qint64(lines.size()); }
};

/** Restored, but not to where it was wanted: it left the bin, and its line tells where it stands. */
bool isHalfDone(Receipt::Kind kind, const ReceiptLine &line);
qint64 halfDoneCount(const Receipt &receipt);

/** RFC 4180, UTF-8 with byte order mark (spreadsheets), a header row, untranslated; values that a spreadsheet
   would take for a formula are quoted with a leading apostrophe. accountName names an account for people. */
QByteArray toCsv(const Receipt &receipt, const std::function<QString(const AccountId &)> &accountName);

/** The same as one JSON object, UTF-8: kind, times, counts, and a line per item with ids for programs to go on with. */
QByteArray toJsonText(const Receipt &receipt, const std::function<QString(const AccountId &)> &accountName);

} // namespace Unbin
