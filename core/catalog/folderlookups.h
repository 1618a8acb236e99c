// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"
#include "core/domain/result.h"

#include <QObject>
#include <QSet>

#include <deque>
#include <vector>

namespace Unbin {

class Catalog;
class Provider;
struct FolderFacts;

/**
 * Finds the paths of one account's original folders, for services that tell only their ids: a request per folder, a few
 * at once, visible ones first. Each folder is asked for once, until forgetAsked(). What is known already is asked for
 * again only when it is seen. A folder that is gone keeps the path we knew. Main thread.
 */
class FolderLookUps : public QObject
{
    Q_OBJECT
public:
    /** Both must outlive it. */
    FolderLookUps(Provider &provider, Catalog &catalog, AccountId account, QObject *parent);

    /** Looks up every folder whose path is not known. */
    void lookUpUnknown();
    /** These folders are on screen now: they come next, earlier wishes of this kind are void. */
    void setVisible(const std::vector<ItemId> &folders);
    /** The user asked for news: what was asked for may be asked for again. */
    void forgetAsked() { m_asked.clear(); }

private:
    void askOn();
    ItemId takeNext();
    void take(const ItemId &folder, const Result<FolderFacts> &facts);

    Provider &m_provider;
    Catalog &m_catalog;
    const AccountId m_account;
    QSet<ItemId> m_asked;
    std::deque<ItemId> m_visible;
    std::deque<ItemId> m_unknown;
    int m_underWay = 0;
};

} // namespace Unbin
