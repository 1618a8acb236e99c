// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/clock.h"
#include "core/jobs/job.h"
#include "core/providers/localtrash/localtrashprovider.h"

#include <QCoreApplication>

#include <cstdio>

/**
 * Lists the bin of this computer through the provider, as the program does, and checks every row. Prints the number of
 * rows; exits 1 if one is not as local-trash-vs-gio made it. How long it takes is measured from outside.
 */
int main(int argc, char **argv)
{
    using namespace Unbin;
    QCoreApplication application(argc, argv);
    SystemClock clock;
    LocalTrashProvider provider(LocalTrashConfig::ofThisUser(), clock);

    qint64 rows = 0;
    qint64 wrong = 0;
    const auto isAsMade = [](const TrashedItem &item) {
        return item.restorability == Restorability::InPlace && !item.id.isEmpty() && item.deletedAt.isValid()
            && item.modifiedAt.isValid() && item.name.startsWith(QStringLiteral("report nr ")) && item.sizeBytes == 7
            && item.originalPath.contains(QStringLiteral("/folder "));
    };
    const auto count = [&](std::vector<TrashedItem> &&batch) {
        for (const TrashedItem &item : batch)
            wrong += !isAsMade(item);
        rows += qint64(batch.size());
    };
    launch(provider.listBin(count), &provider, [&](Result<ListSummary> summary) {
        const bool isRight = summary && !summary->isPartial && summary->items == rows && wrong == 0;
        std::printf("%lld\n", static_cast<long long>(rows));
        QCoreApplication::exit(isRight ? 0 : 1);
    });
    return QCoreApplication::exec();
}
