// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/box/boxversionitems.h"
#include "core/providers/onedrive/onedriveversions.h"
#include "core/versions/history.h"
#include "core/versions/momentplan.h"
#include "tests/fuzz/fuzztargets.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Unbin::Fuzz {

namespace {

void checkHistory(const History &history)
{
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

} // namespace

/** What Box and OneDrive tell of versions, as far as a history that is asked for a moment. */
void versions(const QByteArray &bytes)
{
    const LiveItem plain{.id = ItemId(QStringLiteral("1")), .name = QStringLiteral("a")};
    auto told = OneDrive::readVersions(bytes);
    std::vector<Version> settled = told ? std::move(told->versions) : std::vector<Version>();
    OneDrive::settleVersions(settled, plain);
    checkHistory(History(VersionHistory{.file = plain, .versions = std::move(settled)}));

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
    checkHistory(History(Box::historyOf(file, page ? page->versions : std::vector<Version>(), true)));
}

} // namespace Unbin::Fuzz
