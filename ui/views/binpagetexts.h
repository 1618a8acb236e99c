// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/binrefresher.h"
#include "core/catalog/binview.h"
#include "ui/base/emptystate.h"
#include "ui/views/infobar.h"

#include <QCoreApplication>

#include <functional>
#include <optional>
#include <vector>

namespace Unbin {

/** What a bin page knows at one moment. A value. */
struct BinPageFacts {
    struct Bin {
        AccountId account;
        QString name; ///< of the account, for people
        BinState state;
        bool needsSignIn = false;
        bool isKeychainLocked = false;
    };

    std::vector<Bin> bins; ///< those that are shown: one, or all
    BinTotals totals;
    QString filterText;
    bool isArranging = false; ///< a filter or an order is being worked out
};

/** What the buttons of the texts do. */
struct BinPageOffers {
    std::function<void()> retry;
    std::function<void()> clearFilter;
    std::function<void(const AccountId &)> signIn;
    std::function<void(const AccountId &)> unlock;
};

/** Chooses what a bin page says about itself: plain functions of what it knows. */
class BinPageTexts
{
    Q_DECLARE_TR_FUNCTIONS(BinPageTexts)
public:
    /** In place of the list; nothing if there are rows to show. */
    static std::optional<EmptyStateText> inPlaceOfList(const BinPageFacts &facts, const BinPageOffers &offers);
    /** Above the list; nothing if all is well, or if the whole page says it already. */
    static std::optional<InfoBarText> aboveList(const BinPageFacts &facts, const BinPageOffers &offers);

private:
    static EmptyStateText loading(const BinPageFacts &facts);
    static EmptyStateText failed(const BinPageFacts &facts, const BinPageOffers &offers);
    static EmptyStateText signInNeeded(const BinPageFacts::Bin &bin, const BinPageOffers &offers);
    static EmptyStateText keychainLocked(const BinPageFacts::Bin &bin, const BinPageOffers &offers);
    static EmptyStateText noMatch(const BinPageFacts &facts, const BinPageOffers &offers);
    static EmptyStateText nothingDeleted(const BinPageFacts &facts);
};

} // namespace Unbin
