// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/actionpolicy.h"

#include <QTest>

using namespace Unbin;

namespace {

const AccountId box(QStringLiteral("box"));
const AccountId local(QStringLiteral("local"));

Capabilities able()
{
    Capabilities capabilities;
    capabilities.canRestore = true;
    capabilities.canRenameWhileRestoring = true;
    capabilities.restoreElsewhere = Capabilities::Elsewhere::OneStep;
    capabilities.canBrowse = true;
    capabilities.canPurge = true;
    return capabilities;
}

SelectionSummary one()
{
    TrashedItem item;
    item.name = QStringLiteral("plan.txt");
    item.originalParent = ItemId(QStringLiteral("7"));
    return {.count = 1, .restorable = 1, .accounts = {{.account = box, .count = 1}}, .single = AccountItem{box, item}};
}

SelectionSummary two(const AccountId &first = box, const AccountId &second = box)
{
    SelectionSummary selection{.count = 2, .restorable = 2, .accounts = {{.account = first, .count = 1}}};
    if (first != second)
        selection.accounts.push_back({.account = second, .count = 1});
    return selection;
}

SelectionPermissions judge(const SelectionSummary &selection, const Capabilities &capabilities = able())
{
    return ActionPolicy::judge(selection, [&](const AccountId &) { return std::optional(capabilities); });
}

} // namespace

class tst_ActionPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingSelectedAllowsNothingAndSaysWhy()
    {
        const SelectionPermissions may = judge({});
        for (const Permission &permission :
            {may.restore, may.restoreTo, may.restoreAs, may.purge, may.showInFolder, may.copyPath, may.properties})
            QCOMPARE(permission.reason, QStringLiteral("Select something in the bin first"));
    }

    void oneItemAllowsEverything()
    {
        const SelectionPermissions may = judge(one());
        for (const Permission &permission :
            {may.restore, may.restoreTo, may.restoreAs, may.purge, may.showInFolder, may.copyPath, may.properties})
            QCOMPARE(permission.reason, QString());
    }

    void severalItemsHaveNoPropertiesAndNoNewName()
    {
        const SelectionPermissions may = judge(two());
        QVERIFY(may.restore.isGiven());
        QVERIFY(may.restoreTo.isGiven());
        QVERIFY(may.purge.isGiven());
        QVERIFY(!may.properties.isGiven());
        QVERIFY(!may.restoreAs.isGiven());
        QVERIFY(!may.showInFolder.isGiven());
    }

    void aFolderCantBeChosenForTwoAccounts()
    {
        const SelectionPermissions may = judge(two(box, local));
        QVERIFY(may.restore.isGiven());
        QCOMPARE(may.restoreTo.reason, QStringLiteral("Select items of one account only"));
    }

    void withoutRestorableItemsRestoreIsRefusedButDeletingIsNot()
    {
        SelectionSummary gone = one();
        gone.restorable = 0;
        const SelectionPermissions may = judge(gone);
        QCOMPARE(may.restore.reason, QStringLiteral("This item can’t be restored"));
        QVERIFY(!may.restoreTo.isGiven());
        QVERIFY(may.purge.isGiven());
    }

    void eachCapabilityThatIsOffTakesItsActionAway()
    {
        Capabilities less = able();
        less.canPurge = false;
        QVERIFY(!judge(one(), less).purge.isGiven());
        less = able();
        less.restoreElsewhere = Capabilities::Elsewhere::No;
        QVERIFY(!judge(one(), less).restoreTo.isGiven());
        less = able();
        less.canRenameWhileRestoring = false;
        QVERIFY(!judge(one(), less).restoreAs.isGiven());
        less.canMove = true;
        QVERIFY(judge(one(), less).restoreAs.isGiven());
        less = able();
        less.canBrowse = false;
        QVERIFY(!judge(one(), less).showInFolder.isGiven());
        QVERIFY(!judge(one(), less).restoreTo.isGiven());
    }

    void anAccountOutOfReachStopsDeletingForAll()
    {
        const auto may = ActionPolicy::judge(two(box, local),
            [](const AccountId &account) { return account == box ? std::optional(able()) : std::nullopt; });
        QVERIFY(may.restore.isGiven()); // the other account's item can come back
        QVERIFY(!may.purge.isGiven());
    }

    void withoutKnownOriginThereIsNoFolderToShow()
    {
        SelectionSummary stray = one();
        stray.single->item.originalParent = ItemId();
        QCOMPARE(judge(stray).showInFolder.reason, QStringLiteral("Where it came from isn’t known"));
    }
};

QTEST_APPLESS_MAIN(tst_ActionPolicy)
#include "tst_actionpolicy.moc"
