// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/droppolicy.h"

#include <QTest>

using namespace Unbin;

namespace {

const AccountId box(QStringLiteral("box-1"));
const AccountId other(QStringLiteral("box-2"));

Capabilities able()
{
    Capabilities capabilities;
    capabilities.canRestore = true;
    capabilities.restoreElsewhere = Capabilities::Elsewhere::RestoreThenMove;
    return capabilities;
}

DropFolder reports()
{
    return {.account = box,
        .folder = ItemId(QStringLiteral("7")),
        .name = QStringLiteral("Reports"),
        .path = QStringLiteral("/Reports")};
}

DropLoad load(qint64 count, const std::set<AccountId> &accounts = {box})
{
    return {.count = count, .firstName = QStringLiteral("plan.txt"), .accounts = accounts};
}

DropVerdict judge(const DropLoad &load, const std::optional<DropFolder> &folder = reports(),
    const std::optional<Capabilities> &capabilities = able())
{
    return DropPolicy::judge(load, folder, capabilities, QStringLiteral("Work"));
}

} // namespace

class tst_DropPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSingleItemIsNamedInTheTip()
    {
        const DropVerdict verdict = judge(load(1));
        QVERIFY(verdict.isAccepted);
        QCOMPARE(verdict.tip, QStringLiteral("Restore “plan.txt” into “Reports”"));
    }

    void severalItemsAreCountedInTheTip()
    {
        const DropVerdict verdict = judge(load(3));
        QVERIFY(verdict.isAccepted);
        QCOMPARE(verdict.tip, QStringLiteral("Restore 3 items into “Reports”"));
    }

    void whatIsNoFolderAsksForOne()
    {
        const DropVerdict verdict = judge(load(1), std::nullopt);
        QVERIFY(!verdict.isAccepted);
        QCOMPARE(verdict.tip, QStringLiteral("Drop on a folder to restore into it"));
    }

    void itemsOfAnotherAccountAreRefused()
    {
        const DropVerdict verdict = judge(load(2, {other}));
        QVERIFY(!verdict.isAccepted);
        QCOMPARE(verdict.tip, QStringLiteral("Items of another account can’t be restored here"));
    }

    void aMixedLoadIsRefusedAndTheAccountNamed()
    {
        const DropVerdict verdict = judge(load(2, {box, other}));
        QVERIFY(!verdict.isAccepted);
        QCOMPARE(verdict.tip, QStringLiteral("Only items of “Work” can be restored here"));
    }

    void anAccountOutOfReachIsRefused() { QVERIFY(!judge(load(1), reports(), std::nullopt).isAccepted); }

    void aServiceThatCantRestoreElsewhereIsRefused()
    {
        Capabilities capabilities = able();
        capabilities.restoreElsewhere = Capabilities::Elsewhere::No;
        const DropVerdict verdict = judge(load(1), reports(), capabilities);
        QVERIFY(!verdict.isAccepted);
        QCOMPARE(verdict.tip, QStringLiteral("“Work” can’t restore into another folder"));
    }

    void aFolderThatTakesNothingIsRefused()
    {
        DropFolder folder = reports();
        folder.canAddChildren = false;
        QVERIFY(!judge(load(1), folder).isAccepted);
    }

    void whatCantBeRestoredIsRefused()
    {
        DropLoad broken = load(1);
        broken.isRestorable = false;
        QVERIFY(!judge(broken).isAccepted);
    }

    void hiddenCharactersOfANameAreShownInTheTip()
    {
        DropLoad hostile = load(1);
        hostile.firstName = QStringLiteral("a\u202Etxt.exe");
        QVERIFY(!judge(hostile).tip.contains(QChar(0x202E)));
    }
};

QTEST_APPLESS_MAIN(tst_DropPolicy)
#include "tst_droppolicy.moc"
