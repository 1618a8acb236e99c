// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/yandex/yandexdialect.h"
#include "app/sandbox/yandex/yandexpath.h"
#include "app/sandbox/yandex/yandextext.h"

#include <QDateTime>

#include <functional>
#include <optional>

namespace Unbin {

/** An error reply as Yandex Disk writes it: Russian message, English description. */
SandboxResponse yandexError(const YandexState &state, int status, const QByteArray &code);
/** Its time is up: it does its work, or does not, as its fate says. Waits if it still wants to be asked. */
void endOperation(YandexOperation &operation);

/** One authenticated request to Yandex Disk. Lives as long as its answer takes. */
class YandexCall
{
public:
    YandexCall(YandexState &state, SandboxDrive &drive, const SandboxRequest &request);

    SandboxResponse answer();

private:
    using Refusal = std::optional<SandboxResponse>;
    using Async = YandexQuirks::Async;
    struct Window {
        qint64 limit = 20;
        qint64 offset = 0;
    };
    /** What a change is about, and how it is done. */
    struct Change {
        QStringList touches; ///< whole paths
        bool isFullFolder = false;
        Async async = Async::FullFolders;
        std::function<SandboxResponse()> apply; ///< does it and answers as if done at once
        bool failsAsOperation = false;
    };

    // yandexcall.cpp: routes, reading the request, replies
    SandboxResponse answerResources();
    SandboxResponse answerTrash();
    void noteHabits();
    void breach(const QString &what) { m_state.breaches.append(what); }
    QString parameter(const char *name) const { return m_request.queryItem(name).value_or(QString()); }
    bool flag(const char *name) const { return parameter(name) == QLatin1String("true"); }
    std::optional<YandexPath> pathParameter(const char *name, const QString &defaultScheme) const;
    SandboxResponse error(int status, const QByteArray &code) const { return yandexError(m_state, status, code); }
    SandboxResponse json(int status, QJsonObject object) const;
    SandboxResponse link(int status, const QString &path) const;
    YandexText texts() const { return {m_drive, m_state.quirks}; }
    std::optional<SandboxRef> findLive(const YandexPath &path) const;
    std::optional<SandboxRef> findTrashed(const YandexPath &path) const;
    QString pathInTrash(SandboxRef ref) const;

    // yandexoperations.cpp
    SandboxResponse operation();
    SandboxResponse carryOut(Change change);
    Refusal refuseLocked(const QStringList &touches);
    SandboxResponse operationLink(const QByteArray &id) const;
    void noteArrived(SandboxRef ref);
    void noteLeftBin(SandboxRef ref);
    void noteEnteredBin(SandboxRef ref);
    bool isHidden(SandboxRef ref, const std::vector<YandexLag> &lags) const;

    // yandexlisting.cpp
    SandboxResponse inspect();
    SandboxResponse inspectTrash();
    SandboxResponse listTrash(const Window &window);
    SandboxResponse trashedResource(SandboxRef ref, const Window &window);
    Refusal readWindow(Window &window) const;
    Refusal refuseSort(const QStringList &known) const;
    QJsonObject withChildren(QJsonObject folder, SandboxRef ref, const Window &window, const QString &path) const;
    struct BinRow {
        qint64 at = 0; ///< what the list is ordered by
        SandboxRef ref;
        QJsonObject entry = {}; ///< of what left, but still shows; else its text is made when it is needed
    };
    /** In the order that was asked for. */
    std::vector<BinRow> binRows() const;
    void disturbBin();

    // yandexrestoring.cpp
    SandboxResponse restore();
    SandboxResponse bringBack(SandboxRef ref, const YandexPath &target);
    SandboxResponse putBack(SandboxRef ref, const YandexPath &target);
    std::optional<SandboxRef> makeFolders(const YandexPath &path);
    QString numbered(SandboxRef folder, const QString &name) const;
    YandexPath originOf(SandboxRef ref) const;
    void clear(SandboxRef inTheWay, SandboxRef newcomer);

    // yandexchanging.cpp
    SandboxResponse createFolder();
    SandboxResponse move();
    SandboxResponse moveTo(SandboxRef ref, const YandexPath &target);
    SandboxResponse remove();
    SandboxResponse purge();
    SandboxResponse emptyTrash();
    Refusal refuseName(const QString &name) const;
    Refusal refuseParent(const YandexPath &target) const;
    Refusal refuseTaken(SandboxRef other) const;

    YandexState &m_state;
    SandboxDrive &m_drive;
    const SandboxRequest &m_request;
    const QDateTime m_now;
};

} // namespace Unbin
