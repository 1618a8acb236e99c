// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/box/boxdialect.h"
#include "app/sandbox/box/boxitemtext.h"

#include <QDateTime>
#include <QJsonObject>

#include <functional>

namespace Unbin {

/** An error reply as Box writes it (schema ClientError). contextInfo is JSON; empty: the member is left out.
 */
SandboxResponse boxError(const BoxState &state, int status, const QByteArray &code, const QByteArray &message,
    const QByteArray &contextInfo = {});

/** One authenticated request to Box. Lives as long as its answer takes. */
class BoxCall
{
public:
    BoxCall(BoxState &state, SandboxDrive &drive, SandboxVersions &versions, const SandboxRequest &request);

    SandboxResponse answer();

private:
    using Next = std::function<std::optional<SandboxRef>(std::optional<SandboxRef> after)>;
    struct Target { ///< what a body asks for: {"name": ..., "parent": {"id": ...}}
        std::optional<QString> name;
        std::optional<QByteArray> parentId;
    };

    // boxcall.cpp: routes, reading the request, replies
    SandboxResponse answerItem(SandboxKind kind);
    SandboxResponse answerTrashedItem();
    std::optional<SandboxResponse> readBody();
    std::optional<SandboxResponse> readTarget(Target &target) const;
    std::optional<SandboxRef> refOf(SandboxKind kind, const QByteArray &id) const;
    SandboxResponse error(
        int status, const QByteArray &code, const QByteArray &message, const QByteArray &contextInfo = {}) const;
    SandboxResponse badParameter(const QByteArray &name, const QByteArray &message) const;
    SandboxResponse notFound() const;
    SandboxResponse methodNotAllowed() const;
    SandboxResponse json(int status, const JsonText &text) const;
    SandboxResponse itemReply(int status, SandboxRef ref, BoxFields::Default unasked = BoxFields::Default::Standard);
    BoxItemText texts() const { return {m_drive, m_state.quirks, &m_versions}; }

    // boxlisting.cpp
    SandboxResponse listTrash();
    SandboxResponse listFolder();
    SandboxResponse listPage(const Next &next, bool isBin);
    SandboxResponse markerPage(const Next &next, bool isBin, qint64 limit);
    SandboxResponse offsetPage(const Next &next, qint64 limit);
    std::optional<SandboxResponse> refuseListing(bool isBin, qint64 &limit) const;

    // boxlooking.cpp
    SandboxResponse user() const;
    SandboxResponse inspect();
    SandboxResponse inspectTrashed();

    // boxrestoring.cpp
    SandboxResponse restore();
    std::optional<SandboxResponse> findPlace(const Target &target, SandboxRef &folder) const;
    std::optional<SandboxResponse> refuseLocked(SandboxRef item, SandboxRef folder);
    std::chrono::milliseconds lockAfterRestore(SandboxRef folder);
    SandboxResponse notTrashed() const;

    // boxchanging.cpp
    SandboxResponse createFolder();
    SandboxResponse update();
    SandboxResponse moveTo(SandboxRef folder, const QString &name);
    SandboxResponse trash();
    SandboxResponse purge();
    SandboxResponse preflight();
    std::optional<SandboxResponse> refuseStale() const;
    std::optional<SandboxResponse> refuseName(const QString &name) const;
    std::optional<SandboxResponse> refuseTaken(
        SandboxRef folder, const QString &name, BoxQuirks::ConflictShape shape) const;
    std::optional<SandboxResponse> refuseFolder(const QByteArray &id, SandboxRef &folder) const;

    // boxversioning.cpp
    std::optional<SandboxResponse> answerVersions(const QByteArray &below);
    SandboxResponse answerVersion(const QByteArray &id);
    SandboxResponse listVersions();
    SandboxResponse promote();
    SandboxResponse content();
    SandboxResponse signedAddress(const SandboxContent &content, const QByteArray &key);
    SandboxResponse copy();
    SandboxResponse untrashVersion(const SandboxVersion &version);
    SandboxResponse trashVersion(const SandboxVersion &version);
    std::optional<SandboxVersion> versionOf(const QByteArray &id, bool withCurrent) const;
    SandboxResponse versionReply(int status, const SandboxVersion &version) const;
    void writeVersion(JsonText &json, const SandboxVersion &version, const BoxFields &fields) const;
    int numberOf(const SandboxVersion &version) const;

    BoxState &m_state;
    SandboxDrive &m_drive;
    SandboxVersions &m_versions;
    const SandboxRequest &m_request;
    const QDateTime m_now;
    QList<QByteArray> m_path; ///< decoded parts
    QJsonObject m_body;
    SandboxRef m_ref; ///< the item in the path, once it is known to exist
};

} // namespace Unbin
