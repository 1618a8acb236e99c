// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/providerset.h"
#include "core/restore/journal.h"
#include "core/restore/restoreservice.h"
#include "tests/core/providers/yandexdisk/yandexbench.h"
#include "tests/support/scripteddecider.h"
#include "tests/support/waituntil.h"

#include <QTemporaryDir>

namespace Unbin {

/** A drive behind Yandex's dialect on which program after program works, with one journal on the disk. */
struct YandexWorld : YandexBench {
    explicit YandexWorld(std::chrono::milliseconds clockStep = std::chrono::milliseconds(200))
        : YandexBench(clockStep)
    {
        start();
    }

    void start()
    {
        auto ours = std::make_unique<YandexDiskProvider>(
            network, tokens, clock, QUrl(QStringLiteral("https://sandbox.test/yandex/v1")));
        providers = std::make_unique<ProviderSet>();
        providers->add(account, std::move(ours));
        journal = std::move(Journal::open(folder.filePath(QStringLiteral("journal.db")))->journal);
        service = std::make_unique<RestoreService>(*providers, *journal, clock);
    }
    /** The program is gone in the middle of whatever it did. */
    void die()
    {
        service.reset();
        journal.reset();
        providers.reset();
    }
    Activity *begin(const QStringList &names, const std::optional<QString> &into = {})
    {
        RestoreRequest request;
        for (const QString &name : names)
            request.items.push_back({account, entry(name)});
        if (into)
            request.target = ChosenFolder{account, ItemId(QLatin1String("disk:") + *into), *into};
        return service->restore(std::move(request), decider);
    }
    Receipt run(const QStringList &names, const std::optional<QString> &into = {})
    {
        return end(begin(names, into));
    }
    /** Its receipt, when it is over. */
    Receipt end(Activity *activity)
    {
        const bool isOver = waitUntil([activity] { return activity->state() == Activity::State::Finished; });
        return isOver ? activity->receipt().value_or(Receipt()) : Receipt();
    }
    /** Rules of the service that were broken; empty: none. */
    QString breaches() const { return yandex.breaches().join(u'\n'); }
    QString held() const { return drive.dump(); }

    const AccountId account{QStringLiteral("yandex")};
    QTemporaryDir folder;
    std::unique_ptr<ProviderSet> providers;
    std::unique_ptr<Journal> journal;
    ScriptedDecider decider;
    std::unique_ptr<RestoreService> service;
};

} // namespace Unbin
