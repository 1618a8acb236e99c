// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/providers/providerset.h"
#include "core/restore/activity.h"
#include "core/restore/journal.h"
#include "core/restore/restoreservice.h"
#include "tests/support/fakeprovider.h"
#include "tests/support/scripteddecider.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

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
        if (activity->state() == Activity::State::Finished)
            return true;
        QEventLoop loop;
        QObject::connect(activity, &Activity::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(std::chrono::seconds(60), &loop, &QEventLoop::quit);
        loop.exec();
        return activity->state() == Activity::State::Finished;
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

/** What the receipt says against what the drive holds; empty if they agree. */
inline QString lie(const ReceiptLine &line, const FakeProvider &drive)
{
    const QString name = line.item.item.name;
    const bool isInBin = drive.isInBin(line.item.item.id);
    if (line.error && line.error->kind == Error::Kind::OutcomeUnknown && !line.now)
        return {}; // it says that it does not know
    if (line.now) {
        const auto live = drive.liveItem(line.now->id);
        if (!live || live->parent != line.now->parent || live->name != line.now->name)
            return name + QStringLiteral(": not live where the receipt says");
        if (isInBin)
            return name + QStringLiteral(": live and in the bin");
    } else if (!isInBin && line.reason != ReceiptLine::Reason::GoneBefore) {
        return name + QStringLiteral(": the receipt leaves it in the bin, where it is not");
    }
    if (line.outcome == ReceiptLine::Outcome::Restored && !line.now)
        return name + QStringLiteral(": restored to nowhere");
    if (line.outcome == ReceiptLine::Outcome::Failed && !line.error)
        return name + QStringLiteral(": failed without an error");
    if (line.replacedEntry && !drive.isInBin(line.replacedEntry->id))
        return name + QStringLiteral(": what it replaced is not in the bin");
    if (line.replaced && !line.replacedEntry && !drive.liveItem(line.replaced->id))
        return name + QStringLiteral(": what it replaced did not come back");
    return {};
}

inline QStringList lies(const Receipt &receipt, const FakeProvider &drive)
{
    QStringList all;
    for (const ReceiptLine &line : receipt.lines) {
        if (const QString told = lie(line, drive); !told.isEmpty())
            all += told;
    }
    return all;
}

/** The contents of all files, live or in the bin, sorted: must be the same before and after. */
inline QStringList contents(const FakeProvider &drive)
{
    QStringList all = drive.allContents();
    all.sort();
    return all;
}

} // namespace Unbin
