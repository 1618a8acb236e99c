// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/binpagetexts.h"

#include "core/domain/names.h"
#include "ui/base/errortext.h"

#include <algorithm>

namespace Unbin {

namespace {

using Bin = BinPageFacts::Bin;

bool isOut(const Bin &bin)
{
    return bin.needsSignIn || bin.isKeychainLocked;
}
bool hasFailed(const Bin &bin)
{
    return bin.state.phase == BinState::Phase::Failed;
}

template <class Condition>
bool any(const BinPageFacts &facts, Condition condition)
{
    return std::any_of(facts.bins.begin(), facts.bins.end(), condition);
}

template <class Condition>
bool all(const BinPageFacts &facts, Condition condition)
{
    return !facts.bins.empty() && std::all_of(facts.bins.begin(), facts.bins.end(), condition);
}

} // namespace

std::optional<EmptyStateText> BinPageTexts::inPlaceOfList(const BinPageFacts &facts, const BinPageOffers &offers)
{
    if (facts.totals.shownCount > 0)
        return std::nullopt;
    if (facts.totals.allCount > 0) {
        // While a filter is being worked out the old, empty result is no answer to it.
        return facts.filterText.trimmed().isEmpty() || facts.isArranging ? loading(facts) : noMatch(facts, offers);
    }
    if (facts.bins.size() == 1 && facts.bins.front().needsSignIn)
        return signInNeeded(facts.bins.front(), offers);
    if (facts.bins.size() == 1 && facts.bins.front().isKeychainLocked)
        return keychainLocked(facts.bins.front(), offers);
    const auto isLoading = [](const Bin &bin) {
        return !isOut(bin) && (bin.state.isListing() || bin.state.phase == BinState::Phase::Unlisted);
    };
    if (any(facts, isLoading) || facts.isArranging)
        return loading(facts);
    if (all(facts, [](const Bin &bin) { return hasFailed(bin) || isOut(bin); }))
        return failed(facts, offers);
    return nothingDeleted(facts);
}

EmptyStateText BinPageTexts::loading(const BinPageFacts &facts)
{
    qint64 listed = 0;
    for (const Bin &bin : facts.bins)
        listed += bin.state.listedCount;
    return {.iconName = QStringLiteral("bin"),
        .title = tr("Reading the bin…", "in place of the list"),
        .explanation = listed > 0 ? tr("%Ln items so far", "in place of the list", int(listed)) : QString(),
        .isWaiting = true};
}

EmptyStateText BinPageTexts::failed(const BinPageFacts &facts, const BinPageOffers &offers)
{
    QStringList reasons;
    QStringList details;
    for (const Bin &bin : facts.bins) {
        if (!bin.state.error)
            continue;
        const QString reason
            = (errorText(*bin.state.error) + QLatin1Char(' ') + errorAdvice(*bin.state.error)).trimmed();
        reasons += facts.bins.size() == 1
            ? reason
            : tr("%1: %2", "an account, what is wrong").arg(displayName(bin.name), reason);
        details += errorDetails(*bin.state.error);
    }
    const bool isOne = facts.bins.size() == 1;
    return {.iconName = QStringLiteral("error"),
        .title = isOne ? tr("The bin could not be read", "in place of the list")
                       : tr("None of the bins could be read", "in place of the list"),
        .explanation = reasons.join(QLatin1Char('\n')),
        .details = details.join(QLatin1Char('\n')),
        .offers = {{QStringLiteral("retryBin"), tr("&Try Again", "button in place of the list"), offers.retry}}};
}

EmptyStateText BinPageTexts::signInNeeded(const Bin &bin, const BinPageOffers &offers)
{
    return {.iconName = QStringLiteral("sign-in"),
        .title = tr("You are signed out of “%1”", "in place of the list; an account").arg(displayName(bin.name)),
        .explanation = tr("The service no longer accepts the stored access. Sign in again to see this bin; nothing "
                          "in it is lost.",
            "in place of the list"),
        .offers = {{QStringLiteral("signInAgain"), tr("&Sign In Again…", "button in place of the list"),
            [account = bin.account, offers] {
                offers.signIn(account);
            }}}};
}

EmptyStateText BinPageTexts::keychainLocked(const Bin &bin, const BinPageOffers &offers)
{
    return {.iconName = QStringLiteral("lock"),
        .title = tr("The keychain is locked", "in place of the list"),
        .explanation = tr("The access to “%1” is kept in the system’s keychain. Unlock it to see this bin.",
            "in place of the list; an account")
                           .arg(displayName(bin.name)),
        .offers = {{QStringLiteral("unlockKeychain"), tr("&Unlock…", "button in place of the list"),
            [account = bin.account, offers] {
                offers.unlock(account);
            }}}};
}

EmptyStateText BinPageTexts::noMatch(const BinPageFacts &facts, const BinPageOffers &offers)
{
    return {.iconName = QStringLiteral("search"),
        .title = tr("Nothing matches “%1”", "in place of the list; the filter's text")
                     .arg(displayName(facts.filterText.trimmed())),
        .explanation = facts.totals.allCount == 1
            ? tr("There is one item in the bin.", "in place of the list")
            : tr("There are %Ln items in the bin.", "in place of the list", int(facts.totals.allCount)),
        .offers = {{QStringLiteral("clearFilter"), tr("&Clear the Filter", "button in place of the list"),
            offers.clearFilter}}};
}

EmptyStateText BinPageTexts::nothingDeleted(const BinPageFacts &facts)
{
    return {.iconName = QStringLiteral("bin"),
        .title = facts.bins.size() == 1 ? tr("The bin is empty", "in place of the list")
                                        : tr("The bins are empty", "in place of the list"),
        .explanation = tr("What you delete will be listed here.", "in place of the list")};
}

std::optional<InfoBarText> BinPageTexts::aboveList(const BinPageFacts &facts, const BinPageOffers &offers)
{
    const bool saysItAlready = facts.totals.allCount == 0
        && (facts.bins.size() == 1 || all(facts, [](const Bin &bin) { return hasFailed(bin) || isOut(bin); }));
    QStringList lines;
    QStringList details;
    InfoBarText bar{.weight = InfoBarText::Weight::Warning};
    bool mayRetry = false;
    for (const Bin &bin : facts.bins) {
        const QString name = displayName(bin.name);
        if (bin.needsSignIn && !saysItAlready) {
            lines += tr("You are signed out of “%1”: what is listed may be old.", "bar above the list").arg(name);
            bar.offers.push_back({QStringLiteral("signInAgain"), tr("&Sign In Again…", "button above the list"),
                [account = bin.account, offers] {
                    offers.signIn(account);
                }});
        } else if (bin.isKeychainLocked && !saysItAlready) {
            lines += tr("The keychain is locked, so “%1” can’t be reached.", "bar above the list").arg(name);
            bar.offers.push_back({QStringLiteral("unlockKeychain"), tr("&Unlock…", "button above the list"),
                [account = bin.account, offers] {
                    offers.unlock(account);
                }});
        } else if (hasFailed(bin) && bin.state.error && !saysItAlready && !isOut(bin)) {
            lines += tr("The bin of “%1” could not be read: %2", "bar above the list; an account, a sentence")
                         .arg(name, errorText(*bin.state.error));
            details += errorDetails(*bin.state.error);
            mayRetry = true;
        } else if (bin.state.phase == BinState::Phase::Listed && bin.state.isPartial) {
            const int parts = int(bin.state.problems.size());
            lines += parts == 1
                ? tr("One part of the bin of “%1” was not read.", "bar above the list").arg(name)
                : tr("%Ln parts of the bin of “%1” were not read.", "bar above the list", parts).arg(name);
            for (const Error &problem : bin.state.problems)
                details += errorText(problem) + QLatin1String("\n    ") + errorDetails(problem);
            mayRetry = true;
        }
    }
    if (lines.isEmpty())
        return std::nullopt;
    bar.text = lines.join(QLatin1Char('\n'));
    bar.details = details.join(QLatin1Char('\n'));
    if (mayRetry)
        bar.offers.push_back({QStringLiteral("retryBin"), tr("&Try Again", "button above the list"), offers.retry});
    return bar;
}

} // namespace Unbin
