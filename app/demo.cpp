// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include "app/practicecloud.h"
#include "app/practicetrash.h"
#include "core/accounts/memorysecretstore.h"

#include <QTemporaryDir>

namespace Unbin {

namespace {

struct PracticeAccount {
    ProviderId provider;
    const char *token;
    QString label;
};

/** One line for each. */
std::vector<PracticeAccount> practiceAccounts()
{
    const ProviderId box(QStringLiteral("box"));
    return {
        {box, PracticeTokens::robinAtWork, QStringLiteral("Work")},
        {box, PracticeTokens::robinAtHome, QStringLiteral("Home")},
        {ProviderId(QStringLiteral("onedrive")), PracticeOneDrive::token, QStringLiteral("OneDrive")},
        {ProviderId(QStringLiteral("yandex")), PracticeYandex::token, QStringLiteral("Robin’s Disk")},
    };
}

} // namespace

size_t Demo::accountCount()
{
    return practiceAccounts().size() + 1;
}

Result<std::unique_ptr<Demo>> Demo::make()
{
    auto directory = std::make_unique<QTemporaryDir>();
    if (!directory->isValid())
        return failure(Error::Kind::LocalIo, directory->errorString());
    auto profile = Profile::open(directory->filePath(QStringLiteral("profile")));
    if (!profile)
        return failure(profile.error());
    auto trash = makePracticeTrash(directory->path(), SystemClock().now());
    if (!trash)
        return failure(trash.error());
    auto cloud = std::make_unique<PracticeCloud>();
    if (!cloud->listen())
        return failure(Error::Kind::Unreachable, QStringLiteral("127.0.0.1"));
    Endpoints endpoints = Endpoints::standard();
    endpoints.box.api = cloud->boxApi();
    endpoints.onedrive.api = cloud->oneDriveApi();
    cloud->fillInLogins(endpoints);
    endpoints.yandex.api = cloud->yandexApi();
    std::unique_ptr<Demo> demo(new Demo(std::move(directory), std::move(cloud)));
    demo->m_setup = {.profile = std::move(*profile),
        .endpoints = std::move(endpoints),
        .trash = std::move(*trash),
        .secrets = std::make_unique<MemorySecretStore>()};
    return demo;
}

Demo::Demo(std::unique_ptr<QTemporaryDir> directory, std::unique_ptr<PracticeCloud> cloud)
    : m_directory(std::move(directory))
    , m_cloud(std::move(cloud))
{ }

Demo::~Demo() = default;

void Demo::connectAccounts(AccountService &accounts)
{
    for (const auto &[provider, token, label] : practiceAccounts()) {
        launch(accounts.connectWithToken(provider, token), &accounts,
            [&accounts, label = label](const Result<Account> &account) {
                if (account)
                    accounts.rename(account->id, label);
                else
                    qWarning() << "the practice account can't be connected:" << account.error();
            });
    }
}

} // namespace Unbin
