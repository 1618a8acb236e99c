// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Unbin {

/**
 * Where sources about OneDrive disagree, are silent or only observed (onedrive.md, "(?)" and "(O)"), or where replies
 * vary: each such point is a switch, and the program must get along with every setting. The defaults are the likeliest.
 * Section numbers are onedrive.md's, where each source is named. Read 2026-11-26.
 */
struct OneDriveQuirks {
    // Errors (section 7; DC concepts/errors.md)
    enum class ErrorShape : quint8 {
        Usual, ///< innerError with date and ids, and a code where there is one
        LowerCase, ///< spelled "innererror"
        Nested, ///< the code two levels down
        Bare, ///< no inner error
        EmptyCode, ///< code "": only the status tells
    };
    ErrorShape errorShape = ErrorShape::Usual;
    bool unauthorizedHasBody = true;

    // Ids (section 5, "Personal migration")
    enum class DriveIdSpelling : quint8 {
        Steady,
        AlternatingCase, ///< upper and lower case by turns
        LosesZero, ///< 15 characters by turns, if the first is a 0
    };
    DriveIdSpelling driveIdSpelling = DriveIdSpelling::Steady;
    bool itemIdsVaryInCase = false; ///< the drive's digits before the "!", in references to parents

    // Who and how much (section 5)
    bool quotaIsPartial = false; ///< only `total` and `used`
    bool mailIsNull = false; ///< work accounts without a mailbox, most personal ones

    // Looking and listing (sections 1.2, 4.1)
    enum class Scan : quint8 {
        Works, ///< children?includeDeletedItems=true mixes live and deleted
        Ignored, ///< the flag changes nothing
        Refused, ///< 400
    };
    Scan scan = Scan::Works; ///< undocumented; three clients used it, nobody since the migration
    bool deletedItemsHavePaths = false; ///< parentReference.path of a deleted item
    bool pathsNameNoDrive = false; ///< "/drive/root:/A" instead of "/drives/{id}/root:/A"
    int childrenPageSize = 200; ///< without $top (D)
    int largestPage = 1000; ///< whatever $top asks for (RC uses 1000)

    // delta (section 1.5)
    enum class Pages : quint8 {
        Honest,
        EmptyBetween, ///< every other page holds nothing but a nextLink (O)
        SameLink, ///< the nextLink leads to the very page it stands on
        EverEmpty, ///< after the first page, empty ones for ever, each with a new link
    };
    enum class TombstoneParent : quint8 {
        Root, ///< called expected (learn.microsoft.com/answers 573033)
        Original,
        Replacement, ///< the folder of what took its name (OD#181), else the root
    };
    enum class TombstoneTimes : quint8 { Present, Missing, YearOne }; ///< OD#834, OD#535
    Pages pages = Pages::Honest;
    int deltaPageSize = 0; ///< > 0: $top is not honoured (DC#8829)
    int tombstonesPerPage = 0; ///< > 0: so many end a page; about 7 on Business (OD#1285)
    bool repeatsEntries = false; ///< an id twice in a page, stale first; the last one counts (D)
    bool childBeforeParent = false; ///< "not always" parents first (RC)
    bool hasForeignItems
        = false; ///< each page begins with an item of another drive, parentReference {driveId} (OD#561)
    bool rootComesAlong = true; ///< a run that tells anything tells the root too
    QByteArray deletedState = "deleted"; ///< of the facet; empty: {} as in the docs (OD#834)
    TombstoneParent tombstoneParent = TombstoneParent::Root;
    TombstoneTimes tombstoneTimes = TombstoneTimes::Present;
    bool deletedFolderTellsContent = true; ///< tombstones of what lay in it; "amount varies"
    bool restoredFolderTellsContent = true; ///< and that it lives again
    bool purgeIsTold = false; ///< a second tombstone when the bin loses an item (section 11 question 6)
    bool losesTombstones = false; ///< every third one never comes (OD#1927, AB#3751)

    enum class Resync : quint8 {
        Location, ///< 410 with the link that begins a new enumeration
        NoLocation,
        MalformedLocation, ///< OD#249
    };
    Resync resync = Resync::Location;
    QByteArray resyncCode = "resyncRequired"; ///< also seen: syncStateNotFound
    QByteArray resyncInnerCode = "resyncChangesApplyDifferences"; ///< older docs: resyncApplyDifferences
    /** Links of replies (nextLink, deltaLink, Location of a 410, content) begin with this instead of the service's own
        address: whoever follows them with a token gives it away. Empty: honest. */
    QByteArray linkOrigin;

    // Restoring (section 2)
    enum class Clash : quint8 { Refuse, Rename }; ///< no documented rule
    enum class GoneParent : quint8 { NotFound, BadRequest, ToRoot }; ///< undocumented
    Clash restoreClash = Clash::Refuse;
    GoneParent restoreWithoutParent = GoneParent::NotFound;
    bool restoreAnswers204 = false; ///< one client expects it (O)
    int notDeletedStatus = 400; ///< restoring what is not deleted: 400, 403 or 405 (O)
    int restoreUnsupportedStatus = 501; ///< on Business: 501 or 400
    bool restoresDescendants = true; ///< an item below a deleted folder by itself

    // Purging (section 4.4)
    enum class PermanentDelete : quint8 { Unsupported, LiveOnly, BinToo };
    PermanentDelete permanentDelete = PermanentDelete::BinToo; ///< Personal: works since 2026 (RC#9917), in the bin (O)

    // The bin of a site (section 1.3), Business
    enum class SiteBin : quint8 { V1AndBeta, BetaOnly, Nowhere };
    SiteBin siteBin = SiteBin::V1AndBeta;
    int siteBinMissingStatus = 400; ///< where it is not: 400, 404 or 501
    int siteBinPageSize = 100;
    bool siteBinTellsPeople = true; ///< the open type's deletedBy
    bool listsOtherKinds = false; ///< list rows and attachments in the same list

    // SharePoint REST (section 1.6), Business
    bool sharePointErrorsAreODataV3 = true; ///< {"odata.error": ...}; else {"error": {"message": {...}}}
    bool sharePointSizesAreText = false; ///< "Size may arrive as a string"
    bool sharePointRecreatesParents = true; ///< shown for the web UI (?)
    bool sharePointIsForbidden = false; ///< the tenant gives no consent: 403
    bool leafNamesAreEncoded = false; ///< "%" and "#" in LeafName and DirName; the paths' DecodedUrl is the safe one
    bool dirNamesAreServerRelative
        = false; ///< "personal/robin/Documents/A" instead of "Documents/A" (scripts of admins)

    // Versions (section 3)
    bool versionsTellIdsOnly = false; ///< "the metadata kept for old versions is incomplete"
    bool versionsAreThinned = false; ///< only the current one is listed
    int versionsPageSize = 0; ///< > 0: more than that come with a nextLink

    // $batch (section 7)
    bool batchIsReversed = true; ///< parts come back in any order
    int batchThrottlesEvery = 0; ///< > 0: every so manyth part is a 429 of its own
};

} // namespace Unbin
