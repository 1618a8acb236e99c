// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/binpagetexts.h"

#include <QTest>

using namespace Unbin;

namespace {

using Bin = BinPageFacts::Bin;
using Phase = BinState::Phase;

Bin bin(Phase phase, const char *name = "Work")
{
    return {.account = AccountId(QLatin1String(name)), .name = QLatin1String(name), .state = {.phase = phase}};
}

Bin failedBin(Error::Kind kind, const char *name = "Work")
{
    Bin failed = bin(Phase::Failed, name);
    failed.state.error = Error::of(kind, QStringLiteral("raw detail"));
    return failed;
}

const BinTotals NothingAtAll;
const BinTotals AllShown{.shownCount = 5, .allCount = 5};
const BinTotals NoneMatches{.shownCount = 0, .allCount = 5};

BinPageOffers noOffers()
{
    return {[] {}, [] {}, [](const AccountId &) {},
        [](const AccountId &) {
        }};
}

std::optional<EmptyStateText> inPlace(const BinPageFacts &facts)
{
    return BinPageTexts::inPlaceOfList(facts, noOffers());
}
std::optional<InfoBarText> above(const BinPageFacts &facts)
{
    return BinPageTexts::aboveList(facts, noOffers());
}

} // namespace

class tst_BinPageTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsNeedNoExplanation()
    {
        const BinPageFacts facts{.bins = {bin(Phase::Listed)}, .totals = AllShown};
        QVERIFY(!inPlace(facts));
        QVERIFY(!above(facts));
    }

    void anEmptyBinSaysThatItIsEmpty()
    {
        QCOMPARE(
            inPlace({.bins = {bin(Phase::Listed)}, .totals = NothingAtAll})->title, QStringLiteral("The bin is empty"));
    }

    void aListingThatFoundNothingYetCounts()
    {
        Bin listing = bin(Phase::Listing);
        listing.state.listedCount = 1200;
        const auto text = inPlace({.bins = {listing}, .totals = NothingAtAll});
        QVERIFY(text->isWaiting);
        QCOMPARE(text->explanation, QStringLiteral("1,200 items so far"));
    }

    void aBinThatWasNotAskedYetIsNotCalledEmpty()
    {
        QVERIFY(inPlace({.bins = {bin(Phase::Unlisted)}, .totals = NothingAtAll})->isWaiting);
    }

    void noMatchOffersToClearTheFilter()
    {
        bool isCleared = false;
        BinPageOffers offers = noOffers();
        offers.clearFilter = [&isCleared] {
            isCleared = true;
        };
        const auto text = BinPageTexts::inPlaceOfList(
            {.bins = {bin(Phase::Listed)}, .totals = NoneMatches, .filterText = QStringLiteral("xyz")}, offers);
        QCOMPARE(text->title, QStringLiteral("Nothing matches “xyz”"));
        QCOMPARE(text->offers.size(), size_t(1));
        text->offers.front().run();
        QVERIFY(isCleared);
    }

    void aFilterThatIsBeingWorkedOutIsNotCalledWithoutMatch()
    {
        const auto text = inPlace({.bins = {bin(Phase::Listed)},
            .totals = NoneMatches,
            .filterText = QStringLiteral("xyz"),
            .isArranging = true});
        QVERIFY(text->isWaiting);
    }

    void aFailedListingSaysWhyAndOffersToTryAgain()
    {
        const auto text = inPlace({.bins = {failedBin(Error::Kind::Unreachable)}, .totals = NothingAtAll});
        QCOMPARE(text->title, QStringLiteral("The bin could not be read"));
        QVERIFY(!text->explanation.isEmpty());
        QVERIFY(text->details.contains(QStringLiteral("raw detail")));
        QCOMPARE(text->offers.front().objectName, QStringLiteral("retryBin"));
    }

    void aSignedOutAccountOffersToSignIn()
    {
        Bin out = bin(Phase::Failed);
        out.needsSignIn = true;
        const auto text = inPlace({.bins = {out}, .totals = NothingAtAll});
        QCOMPARE(text->offers.front().objectName, QStringLiteral("signInAgain"));
    }

    void aLockedKeychainOffersToUnlock()
    {
        Bin locked = bin(Phase::Unlisted);
        locked.isKeychainLocked = true;
        const auto text = inPlace({.bins = {locked}, .totals = NothingAtAll});
        QCOMPARE(text->offers.front().objectName, QStringLiteral("unlockKeychain"));
    }

    void oneFailedBinOfSeveralIsSaidAboveTheList()
    {
        const BinPageFacts facts{
            .bins = {bin(Phase::Listed, "Home"), failedBin(Error::Kind::Unreachable)}, .totals = AllShown};
        QVERIFY(above(facts)->text.contains(QStringLiteral("Work")));
        QVERIFY(!inPlace(facts));
    }

    void aFailureIsNotSaidTwice()
    {
        QVERIFY(!above({.bins = {failedBin(Error::Kind::Unreachable)}, .totals = NothingAtAll}));
    }

    void partsThatWereNotReadAreCountedAndExplained()
    {
        Bin partial = bin(Phase::Listed);
        partial.state.isPartial = true;
        partial.state.problems = {Error::of(Error::Kind::Unsafe, QStringLiteral("/mnt/a")),
            Error::of(Error::Kind::LocalIo, QStringLiteral("/mnt/b"))};
        const auto bar = above({.bins = {partial}, .totals = AllShown});
        QCOMPARE(bar->text, QStringLiteral("2 parts of the bin of “Work” were not read."));
        QVERIFY(bar->details.contains(QStringLiteral("/mnt/a")));
        QVERIFY(bar->details.contains(QStringLiteral("/mnt/b")));
    }

    void anEmptyBinOfWhichPartsWereNotReadStillSaysSo()
    {
        Bin partial = bin(Phase::Listed);
        partial.state.isPartial = true;
        partial.state.problems = {Error::of(Error::Kind::Unsafe)};
        QVERIFY(above({.bins = {partial}, .totals = NothingAtAll}));
    }
};

QTEST_APPLESS_MAIN(tst_BinPageTexts)
#include "tst_binpagetexts.moc"
