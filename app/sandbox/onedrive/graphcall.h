// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/onedrive/onedriveitemtext.h"

#include <QDateTime>
#include <QJsonObject>

namespace Unbin::OneDriveSandbox {

/** One authenticated request to Graph, or one part of a $batch. Lives as long as its answer takes. */
class GraphCall
{
public:
    /** The path still has its "/v1.0" or "/beta". */
    GraphCall(State &state, Drive &drive, const SandboxRequest &request);

    SandboxResponse answer();

private:
    using Refusal = std::optional<SandboxResponse>;
    struct Segment {
        QByteArray raw; ///< as it came
        QByteArray text; ///< decoded
    };
    struct Wish { ///< what a body asks for
        std::optional<QString> name;
        std::optional<QByteArray> parentId;
    };
    struct Position; ///< what a delta token holds

    // graphcall.cpp: routes, reading the request, replies
    SandboxResponse answerDrive(QList<Segment> rest);
    Refusal findTarget(QList<Segment> &rest);
    Refusal followPath(QList<Segment> &rest);
    SandboxResponse answerTarget(const QList<Segment> &rest);
    SandboxResponse answerItem();
    Refusal readBody();
    Refusal readWish(Wish &wish) const;
    Refusal readQuery(const QByteArrayList &known);
    Refusal readSelection(bool isItem);
    Refusal refuseName(const QString &name, bool isFolder) const;
    Refusal refuseTaken(SandboxRef folder, const QString &name) const;
    Refusal refuseParent(const QByteArray &id, SandboxRef &folder) const;
    Refusal refuseStale() const;
    bool isDeletedWanted() const; ///< includeDeletedItems, where it counts
    SandboxResponse error(
        int status, const QByteArray &code, const QByteArray &message, const QByteArray &innerCode = {}) const;
    SandboxResponse badRequest(const QByteArray &message, const QByteArray &innerCode = {}) const;
    SandboxResponse itemNotFound() const;
    SandboxResponse notAllowed(int status = 405) const;
    SandboxResponse json(int status, const JsonText &text) const;
    SandboxResponse itemReply(int status, SandboxRef ref) const;
    ItemText texts() const { return {m_state, m_drive}; }
    SandboxDrive &files() const { return m_drive.drive(); }
    QByteArray here() const; ///< this request's address without its query

    // graphlooking.cpp
    SandboxResponse me();
    SandboxResponse driveFacts();
    SandboxResponse drives();
    void driveText(JsonText &text) const;
    SandboxResponse look();
    SandboxResponse thumbnails() const;

    // graphlisting.cpp
    SandboxResponse listChildren();
    std::vector<SandboxRef> childrenFor(bool withDeleted) const;
    Refusal sortChildren(std::vector<SandboxRef> &children) const;
    SandboxResponse page(
        const std::vector<SandboxRef> &all, int usualSize, const std::function<void(JsonText &, SandboxRef)> &write);
    Refusal readPaging(qint64 &size, qint64 &skip) const;

    // graphdelta.cpp
    SandboxResponse delta();
    Refusal readPosition(Position &position);
    Refusal refusePreferences() const;
    SandboxResponse gone() const;
    SandboxResponse deltaPage(Position position);
    std::vector<SandboxRef> changesFrom(Position &position, qint64 size);
    bool isTold(SandboxRef ref, const Position &position, quint64 at) const;
    void writeChanges(JsonText &text, std::vector<SandboxRef> changes) const;
    QByteArray deltaAddress(const Position &position) const;

    // graphchanging.cpp
    SandboxResponse createFolder();
    SandboxResponse update();
    SandboxResponse trash();
    SandboxResponse permanentDelete();
    QString freeName(SandboxRef folder, const QString &name) const;

    // graphrestoring.cpp
    SandboxResponse restore();
    Refusal findPlace(const Wish &wish, SandboxRef &folder) const;

    // graphversions.cpp
    SandboxResponse answerVersions(const QList<Segment> &rest);
    SandboxResponse listVersions();
    SandboxResponse answerVersion(const SandboxVersion &version, bool isCurrent, const QByteArray &below);
    void versionText(JsonText &text, const SandboxVersion &version, bool isCurrent) const;
    SandboxResponse content();

    // graphsite.cpp
    SandboxResponse answerSite(QList<Segment> rest);
    SandboxResponse listSiteBin();
    void siteBinRow(JsonText &text, SandboxRef ref) const;

    // graphbatch.cpp
    SandboxResponse batch();
    SandboxResponse answerPart(const QJsonObject &part);

    State &m_state;
    Drive &m_drive;
    const SandboxRequest &m_request;
    const QDateTime m_now;
    QByteArray m_version; ///< "v1.0" or "beta"
    QList<Segment> m_path; ///< without it
    QJsonObject m_body;
    Selection m_wanted;
    SandboxRef m_ref; ///< the item in the path
    bool m_isById = false;
};

} // namespace Unbin::OneDriveSandbox
