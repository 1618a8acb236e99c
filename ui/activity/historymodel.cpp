// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/historymodel.h"

#include "ui/activity/activitytexts.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"

namespace Unbin {

namespace {

QString whatText(const BatchSummary &batch)
{
    const int count = int(batch.items);
    const QString name = nameInSentence(batch.firstName);
    switch (batch.kind) {
    case Receipt::Kind::Restore:
        return count == 1 ? HistoryModel::tr("Restore of “%1”", "a past job").arg(name)
                          : HistoryModel::tr("Restore of %n item(s)", "a past job", count);
    case Receipt::Kind::Purge:
        return count == 1 ? HistoryModel::tr("Permanent deletion of “%1”", "a past job").arg(name)
                          : HistoryModel::tr("Permanent deletion of %n item(s)", "a past job", count);
    case Receipt::Kind::Undo:
        return count == 1 ? HistoryModel::tr("Undone restore of “%1”", "a past job").arg(name)
                          : HistoryModel::tr("Undone restore of %n item(s)", "a past job", count);
    case Receipt::Kind::Versions:
        return HistoryModel::tr("Versions of %n file(s)", "a past job", count);
    case Receipt::Kind::UndoVersions:
        return HistoryModel::tr("Undone change of %n file(s)", "a past job", count);
    }
    Q_UNREACHABLE();
}

QString resultText(const BatchSummary &batch)
{
    QString text = HistoryModel::tr("%1 of %2 done", "result of a past job: counts")
                       .arg(QLocale().toString(batch.restored), QLocale().toString(batch.items));
    if (batch.failed > 0)
        text = HistoryModel::tr("%1, %n failed", "result of a past job; %1 is the first part of it", int(batch.failed))
                   .arg(text);
    if (batch.undoneBy > 0)
        text = HistoryModel::tr("%1; undone since", "result of a past job; %1 is what it was").arg(text);
    else if (batch.isCancelled)
        text = HistoryModel::tr("%1; cancelled", "result of a past job; %1 is what it was").arg(text);
    return text;
}

} // namespace

void HistoryModel::setHistory(std::vector<BatchSummary> history)
{
    beginResetModel();
    m_history = std::move(history);
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_history.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case What:
        return tr("What Was Done", "column of the history");
    case Result:
        return tr("Result", "column of the history");
    case When:
        return tr("When", "column of the history");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BatchSummary &about = batch(index.row());
    if (role == Qt::DecorationRole && index.column() == What)
        return icon(pictureName(about.kind));
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(index.column())) {
    case What:
        return whatText(about);
    case Result:
        return resultText(about);
    case When:
        return instantText(about.startedAt);
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace Unbin
