// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/restore/plan.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace Unbin {

class ProviderSet;

/** What stands under a name in a folder, or will. */
struct Occupant {
    enum class State : quint8 {
        Unknown, ///< not looked yet; the need is noted
        Free,
        Live, ///< item says what, if it was looked at
        Hidden, ///< the service says taken, but shows nothing there
        Batch, ///< index says which item of the batch
    };
    State state = State::Unknown;
    int index = -1;
    Boxed<LiveItem> item;
};

/**
 * What a plan knows of the live trees: facts of folders, names in them, and the names the batch itself will use. Whoever
 * asks for something unknown gets "unknown", and the need is noted; FolderLookups fetches all needs at once, each only
 * once however many items share it. Names compare by each account's rule.
 */
class FolderMemory
{
public:
    struct NameNeed {
        int folder;
        QString name;
    };
    struct Needs {
        std::vector<AccountKey> facts;
        std::vector<NameNeed> names; ///< by folder, then by order of asking
        bool isEmpty() const { return facts.empty() && names.empty(); }
    };

    FolderMemory(Plan &plan, const ProviderSet &providers);

    /** Null while unknown. */
    const Result<FolderFacts> *facts(const AccountKey &folder);
    /** What keeps all names of this folder from being known; null if nothing. */
    const Error *problem(int folder) const;
    /** Without detail, a name from a listing is told as Live without the item. */
    enum class Detail { Item, Name };
    Occupant occupant(int folder, const QString &name, Detail detail = Detail::Item);
    /** A free name like this one; nullopt while that is unknown. */
    std::optional<QString> freeName(int folder, const QString &name, bool isFolder);
    void reserve(int folder, const QString &name, int item);
    void release(int folder, const QString &name, int item);

    /** Hands over what was asked for since the last call. */
    Needs takeNeeds();
    void learnFacts(const AccountKey &folder, Result<FolderFacts> facts);
    void learnName(int folder, const QString &name, Result<std::optional<LiveItem>> found);
    /** One child of a folder that is being listed; kept whole only if its name was asked for. */
    void learnChild(int folder, LiveItem child);
    void learnListed(int folder, Result<bool> isComplete);
    bool isListed(int folder) const;
    /** How many names of this folder were asked for one by one. */
    int namesAsked(int folder) const;

    // The world has moved on:
    /** What could not be looked at may be asked for once more. */
    void forgetProblems();
    /** Whoever fetched what is needed has been stopped: it is needed again. */
    void forgetRequests();
    void forgetFacts(const AccountKey &folder);
    void learnTaken(int folder, const QString &name);

private:
    struct Name {
        Occupant occupant;
        bool isRefused = false; // the service said that it is taken
        bool isWanted = false;
    };
    struct Names {
        QHash<QString, Name> known;
        bool isListed = false;
        bool hasHoles = false; // listed, but not all of it could be read
        bool isOpaque = false; // can't be looked into: the service alone knows
        Boxed<Error> problem;
        int asked = 0;
    };

    Names &names(int folder);
    bool canLook(int folder) const;
    QString key(int folder, const QString &name) const;

    Plan &m_plan;
    const ProviderSet &m_providers;
    QHash<AccountKey, Result<FolderFacts>> m_facts;
    QSet<AccountKey> m_factsNeeded;
    std::vector<Names> m_names; // by index of the planned folder
    Needs m_needs;
};

} // namespace Unbin
