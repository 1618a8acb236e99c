// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signinoffers.h"

#include "core/providers/box/boxsignin.h"
#include "core/providers/onedrive/onedrivesignin.h"
#include "core/providers/yandexdisk/yandexsignin.h"

#include <QCoreApplication>

namespace Unbin {

namespace {

struct Offer {
    Q_DECLARE_TR_FUNCTIONS(Unbin::SignInOffer)
};

OAuthAddresses addressesOf(const ServiceEndpoints &endpoints)
{
    return {.authorize = endpoints.authorize, .token = endpoints.token, .revoke = endpoints.revoke};
}

OAuthApplication applicationOf(const ServiceEndpoints &endpoints)
{
    return {endpoints.clientId, endpoints.clientSecret.toUtf8()};
}

/** What to register, one address a line. */
QString redirectsOf(const OAuthRedirect &redirect)
{
    const QString base = QStringLiteral("http://") + redirect.host;
    const QString path = redirect.saysPath ? redirect.path : QString();
    QStringList all;
    for (const quint16 port : redirect.ports)
        all += base + u':' + QString::number(port) + path;
    return all.isEmpty() ? base + path : all.join(u'\n');
}

} // namespace

SignInOffer boxSignInOffer(const ServiceEndpoints &endpoints)
{
    SignInOffer offer{.service = boxSignIn(addressesOf(endpoints), endpoints.redirectPort),
        .application = applicationOf(endpoints)};
    offer.permissions = {
        Offer::tr("See, change, restore and delete all files and folders of this account", "permission asked for at Box")};
    offer.applicationAddress = QStringLiteral("https://app.box.com/developers/console");
    //: how to make an application of one's own at Box; names in quotes as Box's console has them; %1 is an address
    offer.applicationHelp = Offer::tr("In Box's developer console create a “Custom App” with “User Authentication (OAuth "
                                      "2.0)”. In its configuration add the redirect URI below and the scope “Read and "
                                      "write all files and folders stored in Box”. Then copy its client ID and secret "
                                      "here.\n%1")
                                .arg(redirectsOf(offer.service.redirect));
    return offer;
}

SignInOffer oneDriveSignInOffer(const ServiceEndpoints &endpoints)
{
    SignInOffer offer{.service = oneDriveSignIn(addressesOf(endpoints), endpoints.redirectPort),
        .application = applicationOf(endpoints)};
    offer.permissions
        = {Offer::tr("Read, change, restore and delete all files this account can use", "permission asked for at OneDrive"),
            Offer::tr("See your name and mail address", "permission asked for at OneDrive"),
            Offer::tr("Stay signed in until you remove the account", "permission asked for at OneDrive")};
    offer.applicationAddress = QStringLiteral("https://entra.microsoft.com/");
    //: how to make an application of one's own at Microsoft; names in quotes as the Entra pages have them; %1 is an address
    offer.applicationHelp = Offer::tr("In the Microsoft Entra admin center, under “App registrations”, register an "
                                      "application for personal and work accounts. Add the platform “Mobile and desktop "
                                      "applications” with the redirect URI below. Then copy its “Application (client) "
                                      "ID” here; it needs no secret.\n%1")
                                .arg(redirectsOf(offer.service.redirect));
    return offer;
}

SignInOffer yandexSignInOffer(const ServiceEndpoints &endpoints, const QString &deviceId)
{
    SignInOffer offer{.service = yandexSignIn(addressesOf(endpoints), endpoints.redirectPort, deviceId),
        .application = applicationOf(endpoints)};
    offer.permissions = {Offer::tr("See how much room there is", "permission asked for at Yandex Disk"),
        Offer::tr("Read all files, and what is in the bin", "permission asked for at Yandex Disk"),
        Offer::tr("Change, restore and delete files", "permission asked for at Yandex Disk")};
    offer.applicationAddress = QStringLiteral("https://oauth.yandex.com/client/new");
    //: how to make an application of one's own at Yandex; names in quotes as its pages have them; %1 are addresses
    offer.applicationHelp
        = Offer::tr("On Yandex's OAuth page create an application with the permissions of “Yandex.Disk REST API”: info, "
                    "read, write. As a “Web service” add the redirect URIs below; made “for API access”, it shows a code "
                    "to copy instead. Then copy its client ID and secret here.\n%1")
              .arg(redirectsOf(offer.service.redirect));
    return offer;
}

} // namespace Unbin
