// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/provider.h"
#include "core/providers/yandexdisk/yandexchangejob.h"
#include "core/providers/yandexdisk/yandexlookup.h"
#include "core/providers/yandexdisk/yandexmemory.h"

/**
 * The jobs that change something at Yandex Disk. Each sends its change once; what is looked up before or after changes nothing.
 * Service must outlive them.
 */
namespace Unbin::Yandex {

/** What the jobs of one account share. */
struct Service {
    Connection connection;
    Memory memory;
    BinFolders bin;
    /** Called with what was found where another name was asked for: the service tells no upper from lower case. */
    std::function<void()> whenCaseDoesNotMatter = {};

    Service(QNetworkAccessManager &network, TokenSource &tokens, Clock &clock, const QUrl &api)
        : connection(network, tokens, clock, api)
        , memory(clock)
        , bin(connection)
    { }
};

/** The same look as lookAt(), which also notices a service that tells no upper from lower case. */
JobPtr<std::optional<LiveItem>> lookAtPlace(Service &service, const QString &path);

/**
 * Looks for a thing where a change should have brought it, again and again for a while, since what the service did may show
 * late. Asks for the expected place first, then for anything in that folder with the same resource_id.
 */
class FindArrivedJob final : public Job<std::optional<LiveItem>>
{
public:
    /** from: where it was if it was live; there it has not arrived. */
    FindArrivedJob(Service &service, TrashedItem thing, const QString &from, const QString &place,
        std::chrono::milliseconds patience);

protected:
    void run() override { look(); }

private:
    void look();
    void lookBeside();
    void again();

    Service &m_service;
    TrashedItem m_thing;
    QString m_from;
    QString m_place;
    std::chrono::milliseconds m_patience;
    std::optional<LiveItem> m_found;
};

/**
 * Takes an entry out of the bin, into its old folder, which the service makes again if need be. A taken name is documented to
 * cancel the restore, yet was seen to give the thing another name silently, so the place is looked at first: NameTaken.
 * Whatever comes up between the look and the restore shows in the reply, whose path is the truth. After an operation, whose end
 * tells no path, the thing is looked for.
 */
class RestoreJob final : public Job<LiveItem>
{
public:
    RestoreJob(Service &service, RestoreOrder order);

protected:
    void run() override;

private:
    void complete();
    void send();
    JobPtr<Done> lookFirst();
    Result<Done> judgePlace(const std::optional<LiveItem> &there) const;
    void ended(const Result<ChangeEnd> &end);
    void findIt(std::chrono::milliseconds patience, Error otherwise);
    void checkFailed();
    void arrived(LiveItem live);
    LiveItem asLive(const QString &path) const;

    Service &m_service;
    RestoreOrder m_order;
    QString m_target; ///< empty if it is not known where it was
};

/** Moves and renames in one call; never sends overwrite, so a taken name is refused. */
class MoveJob final : public Job<LiveItem>
{
public:
    MoveJob(Service &service, LiveItem item, const Place &place);

protected:
    void run() override;

private:
    JobPtr<Done> lookFirst();
    void ended(const Result<ChangeEnd> &end);
    void findIt(std::chrono::milliseconds patience, Error otherwise);

    Service &m_service;
    LiveItem m_item;
    QString m_from;
    QString m_name;
    QString m_to;
};

/**
 * Puts a live thing into the bin and brings its entry, which the reply does not name: it is looked for among the newest ones, for
 * half a minute, since the list may lag. A file goes only if its content is what it was.
 */
class TrashJob final : public Job<TrashedItem>
{
public:
    TrashJob(Service &service, LiveItem item);

protected:
    void run() override;

private:
    void send(const LiveItem &there);
    void ended(const Result<ChangeEnd> &end);
    void lookForEntry();
    void searchWholeBin();

    Service &m_service;
    LiveItem m_item;
    bool m_wasThere = false;
    int m_looks = 0;
    Error m_ifNotFound{.kind = Error::Kind::OutcomeUnknown,
        .code = QStringLiteral("not_in_bin"),
        .detail = QStringLiteral("deleted, but the bin does not show it")};
};

/** Deletes one entry for good. Anything that is not the path of an entry is Unsafe and sends nothing. */
class PurgeJob final : public Job<Done>
{
public:
    PurgeJob(Service &service, TrashedItem item);

protected:
    void run() override;

private:
    void ended(const Result<ChangeEnd> &end);
    void look(const Error &otherwise);

    Service &m_service;
    TrashedItem m_item;
    std::chrono::milliseconds m_patience{0};
};

JobPtr<LiveItem> createFolder(Service &service, const Place &place);

} // namespace Unbin::Yandex
