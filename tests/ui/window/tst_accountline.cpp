// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/sidebarfeed.h"

#include <QTest>

using namespace Unbin;

namespace {

SidebarAccount describe(const AccountStatus &status, const BinState &bin = {})
{
    return SidebarFeed::describe({.id = AccountId(QStringLiteral("a")), .label = QStringLiteral("Work")},
        QStringLiteral("box"), status, bin, true);
}

} // namespace

class tst_AccountLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSoundAccountIsNotRemarkedOn()
    {
        const SidebarAccount line = describe({.state = AccountStatus::State::SignedIn});
        QCOMPARE(line.label, QStringLiteral("Work"));
        QCOMPARE(line.status, QString());
        QVERIFY(line.canBrowse);
        QVERIFY(!line.needsSignIn);
    }

    void aDeadTokenAsksToSignInAndHidesTheFiles()
    {
        const SidebarAccount line = describe({.state = AccountStatus::State::SignInNeeded});
        QVERIFY(line.needsSignIn);
        QVERIFY(line.isTroubled);
        QVERIFY(!line.canBrowse);
    }

    void aLockedKeychainIsNotCalledSignedOut()
    {
        const SidebarAccount line = describe({.state = AccountStatus::State::KeychainLocked});
        QCOMPARE(line.status, QStringLiteral("Keychain is locked"));
        QVERIFY(!line.needsSignIn);
    }

    void anAccountOutOfReachSaysSo()
    {
        const BinState failed{.phase = BinState::Phase::Failed, .error = Error::of(Error::Kind::Unreachable)};
        const SidebarAccount line = describe({.state = AccountStatus::State::SignedIn}, failed);
        QCOMPARE(line.status, QStringLiteral("Unreachable"));
        QVERIFY(line.canBrowse);
    }

    void aSecretThatIsNotStoredIsRemarkedOnWithoutAlarm()
    {
        const SidebarAccount line = describe({.state = AccountStatus::State::SignedIn, .isForSessionOnly = true});
        QCOMPARE(line.status, QStringLiteral("For this session only"));
        QVERIFY(!line.isTroubled);
    }
};

QTEST_APPLESS_MAIN(tst_AccountLine)
#include "tst_accountline.moc"
