// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/forecasttext.h"

#include "core/domain/names.h"

#include <QCoreApplication>

namespace Unbin {

namespace {

struct ForecastText {
    Q_DECLARE_TR_FUNCTIONS(ForecastText)
};

} // namespace

QString forecastText(const Forecast &forecast)
{
    const QString folder = displayName(forecast.folderPath);
    switch (forecast.kind) {
    case Forecast::Kind::InPlace:
        return ForecastText::tr("Goes back to %1", "detail pane; a folder").arg(folder);
    case Forecast::Kind::NameTaken:
        return ForecastText::tr("Goes back to %1, where its name is taken: you will be asked", "detail pane; a folder")
            .arg(folder);
    case Forecast::Kind::AlreadyThere:
        return ForecastText::tr("The same content is in %1 already", "detail pane; a folder").arg(folder);
    case Forecast::Kind::ParentMissing:
        return ForecastText::tr("Its folder %1 is gone: you will be asked where it shall go", "detail pane; a folder")
            .arg(folder);
    case Forecast::Kind::ParentTrashed:
        return ForecastText::tr(
            "Its folder %1 lies in the bin too: you will be asked where it shall go", "detail pane; a folder")
            .arg(folder);
    case Forecast::Kind::NeedsFolder:
        return ForecastText::tr("Where it came from isn’t known: you will be asked for a folder", "detail pane");
    case Forecast::Kind::CleanUpOnly:
        return ForecastText::tr("Can’t be restored: its content is gone", "detail pane");
    case Forecast::Kind::NotNow:
        return ForecastText::tr("Can’t be restored now", "detail pane");
    case Forecast::Kind::Unknown:
        return {};
    }
    Q_UNREACHABLE();
}

QString forecastIconName(const Forecast &forecast)
{
    switch (forecast.kind) {
    case Forecast::Kind::InPlace:
        return QStringLiteral("restore");
    case Forecast::Kind::AlreadyThere:
        return QStringLiteral("check");
    case Forecast::Kind::NameTaken:
    case Forecast::Kind::ParentMissing:
    case Forecast::Kind::ParentTrashed:
    case Forecast::Kind::NeedsFolder:
        return QStringLiteral("info");
    case Forecast::Kind::CleanUpOnly:
    case Forecast::Kind::NotNow:
        return QStringLiteral("warning");
    case Forecast::Kind::Unknown:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace Unbin
