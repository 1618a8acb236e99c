// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/provider.h"

#include <QStringList>

#include <functional>
#include <map>
#include <set>

namespace Unbin {

/**
 * A Provider over a drive in memory: live tree, bin, capabilities that can be switched, faults by script, a
 * log of requests. It refuses what services refuse and, like them, may heed only a part of what it is asked.
 */
class FakeProvider final : public Provider
{
    Q_OBJECT
public:
    /** Capabilities and habits shaped like a service's. */
    enum class Shape { Box, OneDrivePersonal, OneDriveWork, Yandex, Local };
    static Capabilities capabilitiesOf(Shape shape);

    explicit FakeProvider(Shape shape = Shape::Box, QObject *parent = nullptr);

    // The drive, changed at once and unlogged, as if by somebody else.
    ItemId addFolder(const ItemId &parent, const QString &name);
    ItemId addFile(const ItemId &parent, const QString &name, const QByteArray &content = "content");
    /** Adds a file and puts it into the bin. */
    TrashedItem addTrashed(const ItemId &parent, const QString &name, const QByteArray &content = "content");
    TrashedItem trashNow(const ItemId &id);
    void purgeNow(const ItemId &id); ///< live or trashed, children included
    void forgetFolder(const ItemId &folder); ///< gone for good; entries that came from it stay in the bin
    /** As a provider is that was just made: names and places of folders that are gone are known to nobody any more. */
    void forgetLastPaths() { m_lastPaths.clear(); }
    LiveItem restoreNow(const ItemId &entry); ///< to its original place
    void lockFolder(const ItemId &folder) { m_locked.insert(folder); } ///< nothing may be put into it
    void writeNow(const ItemId &file, const QByteArray &content);
    void moveNow(const ItemId &id, const ItemId &parent, const QString &name);

    // The truth, for comparing.
    /** Sorted paths of everything live; files with "=content". */
    QStringList tree() const;
    /** Sorted names (with "=content" for files) of the entries of the bin. */
    QStringList bin() const;
    /** Of every file, live or trashed. */
    QStringList allContents() const;
    bool isLive(const ItemId &id) const;
    bool isInBin(const ItemId &entry) const;
    std::optional<LiveItem> liveItem(const ItemId &id) const;
    std::optional<ItemId> find(const QString &path) const; ///< "/a/b"

    // What was asked.
    struct Request {
        QString verb; ///< the operation's name: "restore", "findChild"...
        ItemId item;
        ItemId folder;
        QString name;
    };
    std::vector<Request> log;
    bool isLogging = true; ///< off where memory is measured
    int count(const QString &verb) const;
    /** Requests so far that meant to change something. */
    int changes() const;
    int mostAtOnce = 0; ///< changing requests under way together
    int mostFolderRestoresAtOnce = 0;

    // Faults.
    struct Fault {
        Error error;
        /** The change happens all the same: for OutcomeUnknown after the effect. */
        bool isDone = false;
    };
    /** Asked for every request before it acts. */
    std::function<std::optional<Fault>(const Request &)> faults;
    /** The n-th request from now (0 is the next) fails so. */
    void failRequest(int n, Fault fault);
    /** Run just before a request acts: for what somebody else does meanwhile. */
    std::function<void(const Request &)> before;
    /** Run when a request has acted, before anybody hears of it. Who asked may die in it, as in before. */
    std::function<void(const Request &)> after;
    /** For services that go on by themselves: a request for which this gives a handle is accepted under it before it acts. */
    std::function<QString(const Request &)> handleOf;
    QStringList followed; ///< handles that somebody asked after
    /** While set, requests are taken but neither act nor end. */
    void hold(bool isHeld);
    int heldCount() const { return int(m_held.size()); }

    Capabilities caps;
    bool renamesSilently = false; ///< a taken name on restore makes "name (1)" instead of NameTaken
    bool ignoresName = false; ///< takes a new name while restoring, and doesn't heed it
    bool changesIds = false; ///< entries of the bin have ids of their own, as on this computer

    Capabilities capabilities() const override { return caps; }
    ItemId rootFolder() const override { return ItemId(QStringLiteral("root")); }
    JobPtr<AccountFacts> identify() override;
    JobPtr<ListSummary> listBin(PageSink<TrashedItem> sink) override;
    JobPtr<Whereabouts> locate(const TrashedItem &item) override;
    JobPtr<ListSummary> listFolder(const ItemId &folder, PageSink<LiveItem> sink) override;
    JobPtr<FolderFacts> lookAtFolder(const ItemId &folder) override;
    JobPtr<std::optional<LiveItem>> findChild(const ItemId &folder, const QString &name) override;
    JobPtr<LiveItem> restore(const RestoreOrder &order) override;
    JobPtr<LiveItem> move(const LiveItem &item, const Place &place) override;
    JobPtr<LiveItem> createFolder(const Place &place) override;
    JobPtr<TrashedItem> trash(const LiveItem &item) override;
    JobPtr<Done> purge(const TrashedItem &item) override;
    JobPtr<Done> follow(const QString &handle) override;

private:
    struct Node {
        ItemId id;
        ItemKind kind = ItemKind::File;
        QString name;
        ItemId parent;
        QByteArray content;
        ItemId entry; // set: it is itself an entry of the bin
        int revision = 1;
        int deletedAt = 0; // seconds; later is more
    };
    template <class T>
    class Call;

    Node *node(const ItemId &id);
    const Node *node(const ItemId &id) const;
    Node *nodeOfEntry(const ItemId &entry);
    const Node *nodeOfEntry(const ItemId &entry) const;
    const Node *childNamed(const ItemId &folder, const QString &name) const;
    bool isFolderLive(const ItemId &id) const;
    LiveItem describe(const Node &node) const;
    TrashedItem describeEntry(const Node &node) const;
    Breadcrumbs crumbs(const ItemId &folder) const;
    QString path(const Node &node) const;
    ItemId add(const ItemId &parent, const QString &name, ItemKind kind, const QByteArray &content);
    std::vector<ItemId> childrenOf(const ItemId &folder) const;
    Result<ItemId> restoreFolderFor(const Node &node, const RestoreOrder &order);
    ItemId recreate(const ItemId &gone);
    std::optional<Error> refuseName(const ItemId &folder, const QString &name, const ItemId &except) const;

    Result<LiveItem> doRestore(const RestoreOrder &order);
    Result<LiveItem> doMove(const LiveItem &item, const Place &place);
    Result<LiveItem> doCreateFolder(const Place &place);
    Result<TrashedItem> doTrash(const LiveItem &item);
    Result<Done> doPurge(const TrashedItem &item);

    template <class T>
    JobPtr<T> call(Request request, std::function<Result<T>()> act);

    std::map<ItemId, Node> m_nodes;
    std::map<ItemId, std::set<ItemId>> m_children; // trashed ones included
    std::map<ItemId, ItemId> m_entries; // the bin: entry to node
    std::map<ItemId, ItemId> m_formerEntries; // came back, to node
    std::set<ItemId> m_locked; // folders that nothing may be put into
    std::map<ItemId, Breadcrumbs> m_lastPaths; // of folders that are gone for good
    std::vector<std::function<void()>> m_held;
    bool m_isHeld = false;
    std::map<int, Fault> m_scripted;
    int m_requests = 0;
    int m_changesUnderWay = 0;
    int m_folderRestoresUnderWay = 0;
    int m_lastId = 0;
};

} // namespace Unbin
