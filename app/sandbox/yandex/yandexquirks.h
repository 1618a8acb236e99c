// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace Unbin {

/**
 * Where sources about Yandex Disk disagree or are silent ([?] in yandex-disk.md), or where live replies vary: each such
 * point is a switch, and the program must get along with every setting. The defaults are the likeliest. Read 2026-11-26.
 */
struct YandexQuirks {
    /** A restore into a taken name (section 2): documented as "cancelled", seen as 201 under another name. */
    enum class RestoreConflict : unsigned char {
        NumberAtEnd, ///< "a.txt (1)"
        NumberBeforeEnding, ///< "a (1).txt"
        ConflictExists, ///< 409 DiskResourceAlreadyExistsError
        ConflictDirectory, ///< 409 DiskPathPointsToExistentDirectoryError
    };
    /** When a change is answered 202 with an operation (sections 2, 4, 5). */
    enum class Async : unsigned char { Never, FullFolders, Always };
    /** What a Link to an operation looks like (section 3). */
    enum class OperationLink : unsigned char {
        Path, ///< ".../operations/<id>"
        Query, ///< ".../operations?id=<id>"
        PlainPath, ///< the same two with http instead of https
        PlainQuery,
        OtherHost, ///< on the service's other name
        Unreadable, ///< no href at all
    };
    /** How operations go. */
    enum class OperationFate : unsigned char {
        Succeeds,
        Fails, ///< "failed", and nothing was done
        FailsInOtherWords, ///< "failure" (rclone)
        Hangs, ///< "in-progress" for ever
        VanishesDone, ///< done, then 404 DiskOperationNotFoundError instead of "success"
        VanishesUndone, ///< 404, and nothing was done
    };
    /** Restoring one child of a trashed folder (section 1). */
    enum class ChildRestore : unsigned char { NotFound, FailedOperation, Works };
    /** What happens to the bin before each page but the first (section 1, paging). */
    enum class BetweenPages : unsigned char {
        Nothing,
        FirstLeaves, ///< the first entry of the list leaves the bin
        OneArrives, ///< a file is trashed
    };

    // Listing (section 1)
    int mostPerPage = 0; ///< > 0: no page holds more, whatever the limit
    BetweenPages betweenPages = BetweenPages::Nothing;
    int pagesToDisturb = 3; ///< so often, then the bin is left in peace
    bool totalWobbles = false; ///< `total` is one too high on every second page
    bool ordersAtRandom = false; ///< pays no heed to `sort`: every page is cut from a list in another order
    std::chrono::milliseconds binLag{0}; ///< the bin's list shows our changes so much later
    std::chrono::milliseconds liveLag{0}; ///< what a restore or a move brought is not found for so long
    bool childrenTellOrigin = false; ///< children of trashed folders carry origin_path and deleted

    // Restoring (section 2)
    RestoreConflict restoreConflict = RestoreConflict::NumberAtEnd;
    Async restoreAsync = Async::FullFolders;
    ChildRestore childRestore = ChildRestore::NotFound;
    bool linkWithoutHref = false; ///< a 201 whose Link tells nothing
    bool hrefHasPlusForSpace = false; ///< in `path=` of a Link
    bool hrefHasNoScheme = false; ///< "path=/docs" instead of "path=disk:/docs"

    // Operations (section 3)
    OperationLink operationLink = OperationLink::Path;
    OperationFate operationFate = OperationFate::Succeeds;
    std::chrono::milliseconds operationTakes{0}; ///< by the clock
    int pollsUntilDone = 2; ///< and at least so many questions are answered "in-progress"
    bool hasOtherWordForRunning = false; ///< "waiting" before "in-progress"

    // Changing (sections 4 and 5)
    Async moveAsync = Async::FullFolders;
    Async deleteAsync = Async::FullFolders;
    Async purgeAsync = Async::FullFolders;
    bool overwriteMerges = false; ///< folders; else replaced
    bool folderConflictIsDirectoryError = false; ///< move onto a folder: DiskPathPointsToExistentDirectoryError
    int lockedRequests = 0; ///< that many changes are refused with 423
    QString refusedCharacters; ///< names with one of them are refused: what is accepted is not documented
    QString readOnlyRights = QStringLiteral("r"); ///< `share.rights` of a folder nothing may be put into

    // Shapes (sections 0, 1, 6)
    bool omitsOptional = false; ///< whatever need not be there is not there, but sizes
    bool omitsResourceIds = false;
    bool hasUnknownKeys = false;
    bool reversesKeys = false;
    bool tellsOtherOffset = false; ///< times as "+04:00"
    bool refusesInHtml = false; ///< errors of the gateway: 410, 429, 5xx
};

} // namespace Unbin
