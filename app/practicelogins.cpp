// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practicelogins.h"

#include "app/sandbox/sandboxhost.h"
#include "app/sandbox/sandboxserver.h"
#include "core/accounts/oauth/redirectports.h"
#include "core/domain/clock.h"

namespace Unbin {

namespace {

const QByteArray kBoxLogin = QByteArrayLiteral("/box/login");
const QByteArray kOneDriveLogin = QByteArrayLiteral("/onedrive/login");
const QByteArray kYandexLogin = QByteArrayLiteral("/yandex/login");
const QByteArray kApplication = QByteArrayLiteral("unbin-practice");
/** Opens nothing but the practice cloud of this very run. */
const QByteArray kApplicationSecret = QByteArrayLiteral("practice");

void trashAt(SandboxDrive &drive, const char *folder, const char *name, const QDateTime &at)
{
    const SandboxRef file = drive.addFile(drive.addFolders(QString::fromLatin1(folder), at.addDays(-90)),
        QString::fromLatin1(name), SandboxContent::of(name), at.addDays(-30));
    drive.trash(file, at);
}

void send(ServiceEndpoints &service, const SandboxServer &server, const QByteArray &prefix)
{
    service.authorize = server.url(prefix + "/authorize");
    service.token = server.url(prefix + "/token");
    if (!service.revoke.isEmpty())
        service.revoke = server.url(prefix + "/revoke");
    service.clientId = QString::fromLatin1(kApplication);
}

} // namespace

PracticeLogins::PracticeLogins(Clock &clock, SandboxTokens &box, SandboxTokens &oneDrive, SandboxTokens &yandex)
    : m_kim({903, QStringLiteral("Kim Castellanos"), QStringLiteral("kim@example.org")}, 700'000'000'000)
    , m_box(clock, box, SandboxOAuthRules::box())
    , m_oneDrive(clock, oneDrive, SandboxOAuthRules::microsoft())
    , m_yandex(clock, yandex, SandboxOAuthRules::yandex())
{
    const QDateTime now = clock.now();
    trashAt(m_kim, "/Garden", "Planting plan.odt", now.addDays(-3));
    trashAt(m_kim, "/Garden", "Seed list.ods", now.addDays(-3).addSecs(40));
    trashAt(m_kim, "/", "Grandma's recipes.pdf", now.addDays(-11));
    m_box.addPerson(m_kim);
    m_box.addApplication(kApplication, kApplicationSecret);
    m_oneDrive.addApplication(kApplication, {});
    m_yandex.addApplication(kApplication, kApplicationSecret);
    for (const quint16 port : kRedirectPorts)
        m_yandex.rules().registered += "http://127.0.0.1:" + QByteArray::number(port) + '/';
}

void PracticeLogins::mount(SandboxHost &host)
{
    host.mount(kBoxLogin, m_box);
    host.mount(kOneDriveLogin, m_oneDrive);
    host.mount(kYandexLogin, m_yandex);
}

void PracticeLogins::fillIn(Endpoints &endpoints, const SandboxServer &server) const
{
    send(endpoints.box, server, kBoxLogin);
    endpoints.box.clientSecret = QString::fromLatin1(kApplicationSecret);
    send(endpoints.onedrive, server, kOneDriveLogin);
    send(endpoints.yandex, server, kYandexLogin);
    endpoints.yandex.clientSecret = QString::fromLatin1(kApplicationSecret);
}

} // namespace Unbin
