// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace Unbin {

/**
 * Where sources about Box disagree or are silent (box.md, "UNSURE", "UNDOCUMENTED"), or where live replies
 * vary: each such point is a switch, and the program must get along with every setting. The defaults are the
 * likeliest. Read 2026-11-22.
 */
struct BoxQuirks {
    /** Shapes of context_info in a 409 item_name_in_use (box.md section 1). */
    enum class ConflictShape : unsigned char { Array, Object, String, Null, Absent };
    /** How next_marker says "that was all" (section 2). */
    enum class EndMark : unsigned char { Null, Empty, Absent };
    enum class OrderShape : unsigned char { Array, Object };
    enum class Pages : unsigned char {
        Honest,
        SameMarker, ///< the first page for ever, with the same marker
        EverEmpty, ///< after the first, empty pages for ever, each with a new marker
    };
    enum class TrashedParent : unsigned char {
        CountsAsGone, ///< parent.id is used
        InTheWay, ///< refused with parentGoneStatus even if parent.id is given
    };

    // Listing (section 2)
    EndMark endMark = EndMark::Null;
    OrderShape orderShape = OrderShape::Array; ///< "order" as an object: rclone#8776
    Pages pages = Pages::Honest;
    int shortPages = 0; ///< > 0: no page holds more entries, whatever the limit (duplicati#7099)
    bool repeatsEntries = false; ///< each page begins with the last entry of the one before
    bool goneParentIsNull = false; ///< `parent` of an item whose folder is gone: null instead of the folder it was
    bool listsUnknownType = false; ///< the first page of the bin ends with an entry of a type nobody knows

    // Numbers and times (section 0)
    bool idsAsNumbers = false; ///< {"id": 12} instead of {"id": "12"} [seed 002]
    bool sizesInExponentForm = false; ///< 1.0e+3 (rclone#2261)
    bool fractionalSeconds = false;
    bool statusAsString = false; ///< {"status": "409"} [J4]

    // Inspecting (section 3)
    bool trashedFileIsFound = true; ///< GET of a trashed file or link: 200 [PY]; else 404 as the old Java guide says
    bool unknownTokenIsForbidden = false; ///< folder GETs answer 403 without code instead of 401 [S]
    bool unauthorizedHasBody = false; ///< often empty (section 9)

    // Restoring (section 4)
    ConflictShape restoreConflict = ConflictShape::Array;
    int parentGoneStatus = 404; ///< parent gone and no parent.id sent: 404, 403 or 409
    TrashedParent trashedParent = TrashedParent::CountsAsGone;
    bool notTrashedSaysNotFound = false; ///< code not_found where not_trashed is expected
    /** A folder restore works for so long; meanwhile its tree and its destination are locked. */
    std::chrono::milliseconds restoreTakes{0};
    /** After a folder restore, that many requests that touch its tree or destination are refused. */
    int lockedRequests = 0;

    // Changing (section 5 and 6)
    ConflictShape createConflict = ConflictShape::Array;
    ConflictShape moveConflict = ConflictShape::Object;
    ConflictShape preflightConflict = ConflictShape::Object;
    bool folderMoveMustBeAlone = false; ///< 403 operation_limit_exceeded for parent.id and name together [S]
    bool deleteIsForGood = false; ///< an enterprise may have switched the bin off [S]
    bool purgeIsForbidden = false; ///< 403 by admin settings (rclone#5545)

    // Versions (section 7)
    enum class Content : unsigned char {
        Elsewhere, ///< 302 to a signed address
        Here, ///< 200 with the bytes
        NotReadyAtFirst, ///< 202 with Retry-After, then 302
    };
    Content content = Content::Elsewhere;
    bool signedAddressesExpireAtOnce = false; ///< the first address for a content is dead when it is used
    bool oldestVersionsFirst = false; ///< newest first was seen, but is not promised
    bool currentVersionIsAnswered = true; ///< GET versions/{id} of the current one; else 404 (not documented)
    bool listsCurrentVersion = false; ///< the current one among the past ones, as no source says
    bool deletedVersionsAreGone = false; ///< DELETE of a version is for good, by the company's settings
    ConflictShape promoteConflict = ConflictShape::Object; ///< the old name is taken: 409 (UNSURE)
    int shortVersionPages = 0; ///< > 0: no page of versions holds more, whatever the limit
    bool tellsTotalOfVersions = true; ///< total_count in the list
};

} // namespace Unbin
