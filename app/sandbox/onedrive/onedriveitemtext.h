// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/jsontext.h"
#include "app/sandbox/onedrive/onedrivestate.h"

#include <QByteArrayList>

namespace Unbin::OneDriveSandbox {

/** The properties that a $select leaves. */
struct Selection {
    bool isAsked = false;
    QByteArrayList asked;

    bool holds(QByteArrayView property) const { return !isAsked || asked.contains(property); }
};

/** Writes one drive's items the way Graph does (onedrive.md sections 1 and 2; schema microsoft.graph.driveItem). */
class ItemText
{
public:
    enum class View : quint8 {
        Single, ///< asked for by itself or in a list
        Change, ///< alive, in a delta page: no path, Business no cTag
        Tombstone, ///< in a delta page: what is missing depends on the kind of drive
    };

    ItemText(State &state, Drive &drive)
        : m_state(state)
        , m_drive(drive)
    { }

    void item(JsonText &json, SandboxRef ref, const Selection &wanted, View view) const;
    /** The same thing as it never was, under an old name; what follows in the page counts. */
    void staleItem(JsonText &json, SandboxRef ref) const;
    /** Something that lies in somebody else's drive and came along. */
    void foreignItem(JsonText &json) const;
    void person(JsonText &json) const; ///< identitySet of the owner

    static bool isProperty(QByteArrayView name);

private:
    void tags(JsonText &json, SandboxRef ref, const Selection &wanted, View view) const;
    void times(JsonText &json, SandboxRef ref, const Selection &wanted, View view) const;
    void parentReference(JsonText &json, SandboxRef ref, View view) const;
    void facets(JsonText &json, SandboxRef ref, const Selection &wanted) const;
    void fileFacet(JsonText &json, SandboxRef ref) const;
    SandboxRef tombstoneParent(SandboxRef ref) const;
    QByteArray driveId() const;
    QByteArray pathText(SandboxRef folder) const;

    State &m_state;
    Drive &m_drive;
};

/** 20 bytes, as OneDrive computes them from a file's content (learn.microsoft.com, "QuickXorHash", read 2026-11-26). */
QByteArray quickXorHash(const QByteArray &content);

} // namespace Unbin::OneDriveSandbox
