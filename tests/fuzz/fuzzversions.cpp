// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxversionitems.h"
#include "core/versions/history.h"
#include "core/versions/momentplan.h"
#include "tests/fuzz/fuzztargets.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Unbin::Fuzz {

/** What Box tells of versions, as far as a history that is asked for a moment. */
void versions(const QByteArray &bytes)
{
    Box::VersionedFile file;
    file.file = {.id = ItemId(QStringLiteral("file:1")), .name = QStringLiteral("a")};
    file.current = {.id = VersionId(QStringLiteral("9")), .isCurrent = true, .name = file.file.name};
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (document.isObject()) {
        if (const auto read = Box::readVersionedFile(document.object()))
            file = *read;
        if (const auto version = Box::readVersion(document.object()); version && version->id.isEmpty())
            qFatal("a version without an id");
    }
    auto page = Box::readVersionPage(bytes);
    const History history(Box::historyOf(file, page ? page->versions : std::vector<Version>(), true));
    const auto currents = std::count_if(history.versions().begin(), history.versions().end(),
        [](const Version &version) { return version.isCurrent; });
    if (currents != 1 || history.current() < 0)
        qFatal("not exactly one version is current");
    int versions = 0;
    for (const VersionRun &run : history.runs())
        versions += run.count;
    if (versions != history.size())
        qFatal("the runs are not the history");
    (void)lineFor(history, QDateTime::fromMSecsSinceEpoch(1'700'000'000'000), true);
}

} // namespace Unbin::Fuzz
