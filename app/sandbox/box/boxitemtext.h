// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/box/boxquirks.h"
#include "app/sandbox/jsontext.h"
#include "app/sandbox/sandboxdrive.h"
#include "app/sandbox/sandboxversions.h"

#include <QByteArrayList>

namespace Unbin {

/** Which of an item's fields a reply holds. */
struct BoxFields {
    enum class Default : quint8 { Mini, Standard };

    Default unasked = Default::Standard; ///< without a `fields` parameter
    bool isAsked = false;
    QByteArrayList asked; ///< names nobody knows are harmless, as at Box

    static BoxFields from(const std::optional<QString> &parameter, Default unasked);
    bool holds(QByteArrayView field) const;
};

/** Writes one drive's items the way Box does (box.md sections 0, 2, 3; schemas File--Full, Folder--Full,
 * WebLink). */
class BoxItemText
{
public:
    BoxItemText(const SandboxDrive &drive, const BoxQuirks &quirks, const SandboxVersions *versions)
        : m_drive(drive)
        , m_quirks(quirks)
        , m_versions(versions)
    { }

    void item(JsonText &json, SandboxRef ref, const BoxFields &fields) const;
    void mini(JsonText &json, SandboxRef ref) const; ///< as in `parent` and in conflicts
    void id(JsonText &json, const QByteArray &decimal) const;
    void size(JsonText &json, qint64 bytes) const;
    void user(JsonText &json) const; ///< the owner, mini

    QByteArray wireId(SandboxRef ref) const;
    /** 202650000012: versions of all files of a drive count together. */
    QByteArray wireVersion(quint32 number) const { return QByteArray::number(m_drive.numbering() * 3 + number); }
    static QByteArray etag(const SandboxDrive &drive, SandboxRef ref);
    static QByteArray typeName(SandboxKind kind);
    /** 2026-03-01T10:00:00+02:00: the offset varies by salt, as Box's varies by item. */
    QByteArray time(qint64 ms, quint32 salt) const;

private:
    void base(JsonText &json, SandboxRef ref) const;
    void ofKind(JsonText &json, SandboxRef ref, const BoxFields &fields) const;
    void times(JsonText &json, SandboxRef ref, const BoxFields &fields) const;
    void place(JsonText &json, SandboxRef ref, const BoxFields &fields) const;
    void people(JsonText &json, const BoxFields &fields) const;
    void permissions(JsonText &json, SandboxRef ref) const;

    const SandboxDrive &m_drive;
    const BoxQuirks &m_quirks;
    const SandboxVersions *m_versions;
};

} // namespace Unbin
