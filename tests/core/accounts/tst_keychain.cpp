// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real Secret Service: keychain-session starts one on a bus of its own and runs this inside.
#include "core/accounts/keychainsecretstore.h"
#include "tests/support/jobwait.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QProcess>
#include <QTest>

using namespace Unbin;

class TestKeychain : public QObject
{
    Q_OBJECT

    KeychainSecretStore m_store{QStringLiteral("org.unbin.Test")};
    const SecretKey m_key{
        ProviderId(QStringLiteral("cloud")), AccountId(QStringLiteral("a-1")), QStringLiteral("access")};

    static bool lockCollection()
    {
        auto call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"),
            QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"),
            QStringLiteral("Lock"));
        call << QVariant::fromValue(QList<QDBusObjectPath>{
            QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/collection/login"))});
        return QDBusConnection::sessionBus().call(call).type() == QDBusMessage::ReplyMessage;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(KeychainSecretStore::isAvailable(), "no Secret Service on this bus"); }

    void whatWasNeverStoredIsAbsent()
    {
        const auto secret = waitFor(m_store.read(m_key));
        QVERIFY2(secret, qPrintable(secret ? QString() : secret.error().detail));
        QVERIFY(!*secret);
        QVERIFY(waitFor(m_store.remove(m_key)));
    }

    void aSecretIsThereForTheNextProcess()
    {
        QVERIFY(waitFor(m_store.write(m_key, "s3cret-\xc3\xbc")));
        QCOMPARE(**waitFor(KeychainSecretStore(QStringLiteral("org.unbin.Test")).read(m_key)),
            QByteArray("s3cret-\xc3\xbc"));

        QProcess tool;
        tool.start(QStringLiteral("secret-tool"),
            {QStringLiteral("lookup"), QStringLiteral("server"), QStringLiteral("org.unbin.Test"),
                QStringLiteral("user"), m_key.text()});
        QVERIFY(tool.waitForFinished());
        QCOMPARE(tool.readAllStandardOutput().trimmed(), QByteArray("s3cret-\xc3\xbc"));
    }

    void aLaterSecretTakesTheFormersPlace()
    {
        QVERIFY(waitFor(m_store.write(m_key, "second")));
        QCOMPARE(**waitFor(m_store.read(m_key)), QByteArray("second"));
    }

    void aRemovedSecretIsGone()
    {
        QVERIFY(waitFor(m_store.remove(m_key)));
        QVERIFY(!*waitFor(m_store.read(m_key)));
    }

    void aLockedKeychainIsToldApartFromAMissingSecret()
    {
        QVERIFY(waitFor(m_store.write(m_key, "kept")));
        QVERIFY(lockCollection());
        const auto removed = waitFor(m_store.remove(m_key));
        QVERIFY(!removed);
        QCOMPARE(removed.error().kind, Error::Kind::KeychainFailed);
        QCOMPARE(removed.error().code, QStringLiteral("locked"));
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
