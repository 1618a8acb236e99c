// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/secretservice.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QMap>

namespace Unbin::SecretService {

namespace {

const QString kSecrets = QStringLiteral("org.freedesktop.secrets");
const QString kWallet = QStringLiteral("org.kde.kwalletd5");

using Attributes = QMap<QString, QString>;

/** QtKeychain 0.13 takes KWallet exactly when the desktop says KDE (keychain_unix.cpp). */
bool isWalletDesktop()
{
    return qEnvironmentVariable("XDG_CURRENT_DESKTOP") == QLatin1String("KDE");
}

class LookJob final : public Job<Presence>
{
public:
    LookJob(QString service, QString entry)
        : m_service(std::move(service))
        , m_entry(std::move(entry))
    { }

protected:
    void run() override
    {
        qDBusRegisterMetaType<Attributes>();
        auto call = QDBusMessage::createMethodCall(kSecrets, QStringLiteral("/org/freedesktop/secrets"),
            QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("SearchItems"));
        call << QVariant::fromValue(
            Attributes{{QStringLiteral("server"), m_service}, {QStringLiteral("user"), m_entry}});
        auto *watcher
            = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, 10'000), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            const QDBusPendingReply<QList<QDBusObjectPath>, QList<QDBusObjectPath>> reply = *watcher;
            if (reply.isError()) {
                fail({.kind = Error::Kind::KeychainFailed,
                    .code = QStringLiteral("absent"),
                    .detail = reply.error().message()});
            } else if (!reply.argumentAt<0>().isEmpty()) {
                succeed(Presence::Unlocked);
            } else {
                succeed(reply.argumentAt<1>().isEmpty() ? Presence::Absent : Presence::Locked);
            }
        });
    }

private:
    QString m_service;
    QString m_entry;
};

} // namespace

bool isReachable()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || !bus.interface())
        return false;
    const QString wanted = isWalletDesktop() ? kWallet : kSecrets;
    return bus.interface()->isServiceRegistered(wanted).value()
        || bus.interface()->activatableServiceNames().value().contains(wanted);
}

JobPtr<Presence> look(const QString &service, const QString &entry)
{
    if (isWalletDesktop())
        return readyJob(Presence::NotAsked);
    return std::make_unique<LookJob>(service, entry);
}

} // namespace Unbin::SecretService
