// SPDX-License-Identifier: GPL-3.0-or-later
// On a session bus that has no Secret Service and can start none.
#include "core/accounts/keychainsecretstore.h"
#include "tests/support/jobwait.h"

#include <QTest>

using namespace Unbin;

class TestNoKeychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isNotOffered() { QVERIFY(!KeychainSecretStore::isAvailable()); }

    void readingFailsAndDoesNotPretendThatThereWasNothing()
    {
        KeychainSecretStore store(QStringLiteral("org.unbin.Test"));
        const auto secret = waitFor(store.read(
            {ProviderId(QStringLiteral("cloud")), AccountId(QStringLiteral("a")), QStringLiteral("access")}));
        QVERIFY(!secret);
        QCOMPARE(secret.error().kind, Error::Kind::KeychainFailed);
        QCOMPARE(secret.error().code, QStringLiteral("absent"));
    }
};

QTEST_GUILESS_MAIN(TestNoKeychain)
#include "tst_nokeychain.moc"
