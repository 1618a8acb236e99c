// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"
#include "core/domain/place.h"

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <optional>

namespace Unbin {

enum class ItemKind : quint8 {
    File,
    Folder,
    Link, ///< a web link (Box) or a symbolic link (this computer); has no content of its own
    Other, ///< something the service calls by a name we don't know; listed, never silently dropped
};

/** "file", "folder", "link", "other": for the journal and CSV, never for people. */
QLatin1String kindName(ItemKind kind);

/** A hash of a file's content as the service tells it. Hashes compare only within one algorithm. */
struct ContentHash {
    enum class Algorithm : quint8 { None, Sha1, Sha256, Md5, QuickXor };

    Algorithm algorithm = Algorithm::None;
    QByteArray bytes; ///< raw, not hexadecimal

    bool isKnown() const { return algorithm != Algorithm::None && !bytes.isEmpty(); }
    friend bool operator==(const ContentHash &, const ContentHash &) = default;
};

/** Answer to "do these hold the same content?". */
enum class Sameness { Same, Different, Unknown };
Sameness compareContent(const ContentHash &a, const ContentHash &b);

/** A file or folder that is where it belongs. */
struct LiveItem {
    ItemId id;
    ItemKind kind = ItemKind::File;
    QString name; ///< raw, as the service tells it; pass through displayName() before showing
    ItemId parent; ///< empty for the root
    qint64 sizeBytes = -1; ///< -1 unknown
    QDateTime modifiedAt; ///< UTC; invalid if unknown
    ContentHash hash;
    QString etag; ///< guards a later change; empty where the service has none
    bool canAddChildren = true; ///< folders only: false when known that nothing may be put in
};

/** What an entry of a bin allows. Anything but InPlace carries a Remark that says why. */
enum class Restorability : quint8 {
    InPlace, ///< to its original place, or anywhere the provider can put things
    ChosenFolderOnly, ///< its original place is unknown or not to be trusted
    CleanUpOnly, ///< the content is gone; the entry can only be deleted
    NotNow, ///< e.g. the drive is not connected
};

/** Something the user should know about an entry. The text is made by ui. */
enum class Remark : quint8 {
    None,
    OriginUnknown, ///< content without a (readable) note of where it came from
    OriginOutsideVolume, ///< the noted place leaves the volume the bin is on: the note can't be trusted
    UntrustedBin, ///< the file system keeps no owners: anybody may have written the entry
    InfoBroken, ///< the note of where it came from can't be understood
    ContentMissing, ///< a note without content
    DriveNotConnected,
    PartlyDeleted, ///< permanent deletion stopped half way
    MayBeGone, ///< known from an earlier listing, not confirmed by the newest
    InsideTrashedFolder, ///< no entry of its own: bringing it back without its folder may fail
};

/** One entry of a bin: a file, folder or link that can be restored by itself. */
struct TrashedItem {
    ItemId id;
    ItemKind kind = ItemKind::File;
    QString name; ///< original name, raw; pass through displayName() before showing
    ItemId originalParent; ///< folder it was deleted from; empty if unknown
    QString originalPath; ///< path of that folder for people, "/" separated, root is "/"; empty while unknown
    qint64 sizeBytes = -1; ///< -1 unknown
    QDateTime deletedAt; ///< UTC; invalid if unknown
    QDateTime createdAt; ///< UTC; invalid if unknown
    QDateTime modifiedAt; ///< UTC, of the content; invalid if unknown
    QDateTime purgeAt; ///< UTC, when the service deletes it for good; invalid if never or unknown
    bool isPurgeEstimated = false; ///< purgeAt is our guess from the usual retention
    QString deletedBy; ///< for people; empty where the service does not tell
    QString owner; ///< for people; empty if unknown
    ContentHash hash;
    QString etag;
    Restorability restorability = Restorability::InPlace;
    Remark remark = Remark::None;
};

/** An item of a bin together with the account whose bin it lies in. */
struct AccountItem {
    AccountId account;
    TrashedItem item;
};

/** Where a folder stands that something shall be restored into. */
struct FolderFacts {
    enum class State { Live, Trashed, Gone, NoAccess };

    State state = State::Gone;
    ItemId id;
    QString name; ///< empty if unknown
    /** From the root to the folder itself. For a folder that is not live: the longest part that is known; crumbs of
        folders that are gone have no id. */
    Breadcrumbs path;
    std::optional<TrashedItem> trashed; ///< set when state is Trashed and the folder is itself an entry of the bin
    bool canAddChildren = true;
};

/** "/Reports/2024" from crumbs; the root crumb's own name is left out; "/" for the root itself. */
QString pathForPeople(const Breadcrumbs &path);

/** Where an item is found right now. */
struct Whereabouts {
    enum class State { InBin, Live, Gone };

    State state = State::Gone;
    std::optional<TrashedItem> trashed; ///< set when InBin
    std::optional<LiveItem> live; ///< set when Live
};

} // namespace Unbin

Q_DECLARE_METATYPE(Unbin::TrashedItem)
Q_DECLARE_METATYPE(Unbin::LiveItem)
