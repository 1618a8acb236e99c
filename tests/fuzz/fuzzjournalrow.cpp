// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/journaljson.h"
#include "core/restore/plan.h"
#include "tests/fuzz/fuzztargets.h"

#include <QJsonDocument>

namespace Unbin::Fuzz {

/** The JSON in a row of the journal: read, written, read again, it is the same. */
void journalrow(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return;
    const QJsonObject json = document.object();
    if (const auto item = trashedItemFrom(json)) {
        const auto again = trashedItemFrom(toJson(*item));
        if (!again || again->id != item->id || again->name != item->name || toJson(*again) != toJson(*item))
            qFatal("an entry was not kept");
    }
    if (const auto item = liveItemFrom(json)) {
        const auto again = liveItemFrom(toJson(*item));
        if (!again || toJson(*again) != toJson(*item))
            qFatal("an item was not kept");
    }
    if (const auto error = errorFrom(json)) {
        const auto again = errorFrom(toJson(*error));
        if (!again || again->kind != error->kind)
            qFatal("an error was not kept");
    }
    (void)chosenFolderFrom(json);
    (void)placeFrom(json);
    if (toJson(wishFrom(toJson(wishFrom(json)))) != toJson(wishFrom(json)))
        qFatal("a wish was not kept");
}

} // namespace Unbin::Fuzz
