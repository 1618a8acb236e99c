// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/providers/providerset.h"
#include "core/restore/activity.h"
#include "core/restore/journal.h"
#include "core/restore/restoreservice.h"
#include "tests/support/fakeprovider.h"
#include "tests/support/scripteddecider.h"

#include <QTest>

namespace Unbin {

/** A restore service with one fake account, a journal in memory and a decider that expects no question. */
struct RestoreBench {
    explicit RestoreBench(FakeProvider::Shape shape = FakeProvider::Shape::Box)
        : journal(std::move(Journal::openInMemory()->journal))
        , drive(addAccount(account, shape))
        , service(std::make_unique<RestoreService>(providers, *journal, clock))
    { }

    FakeProvider *addAccount(const AccountId &id, FakeProvider::Shape shape)
    {
        auto provider = std::make_unique<FakeProvider>(shape);
        FakeProvider *added = provider.get();
        providers.add(id, std::move(provider));
        return added;
    }
    RestoreRequest request(const std::vector<TrashedItem> &items) const
    {
        RestoreRequest request;
        for (const TrashedItem &item : items)
            request.items.push_back({account, item});
        return request;
    }
    RestoreRequest request(const std::vector<TrashedItem> &items, const ItemId &folder) const
    {
        RestoreRequest request = this->request(items);
        request.target = ChosenFolder{account, folder, QStringLiteral("/chosen")};
        return request;
    }
    static bool waitFor(const Activity *activity)
    {
        return QTest::qWaitFor([activity] { return activity->state() == Activity::State::Finished; }, 30000);
    }
    /** Runs a restore to its end. */
    const Receipt &run(RestoreRequest request)
    {
        last = service->restore(std::move(request), decider);
        if (!waitFor(last))
            qFatal("the restore did not end");
        return *last->receipt();
    }

    SystemClock clock;
    AccountId account{QStringLiteral("a")};
    ProviderSet providers;
    std::unique_ptr<Journal> journal;
    FakeProvider *drive;
    ScriptedDecider decider;
    std::unique_ptr<RestoreService> service;
    Activity *last = nullptr;
    const ItemId root{QStringLiteral("root")};
};

/** planned = restored + skipped + failed. */
inline bool addsUp(const Receipt &receipt, size_t planned)
{
    const qint64 told = receipt.count(ReceiptLine::Outcome::Restored) + receipt.count(ReceiptLine::Outcome::Skipped)
        + receipt.count(ReceiptLine::Outcome::Failed);
    return receipt.lines.size() == planned && told == qint64(planned);
}

} // namespace Unbin
