// SPDX-License-Identifier: GPL-3.0-or-later
// Yandex Disk: looking at live things, at the bin and into it (yandex-disk.md sections 1 and 5).
#include "app/sandbox/yandex/yandexcall.h"

#include "core/domain/clock.h"

#include <QRandomGenerator>

#include <algorithm>

namespace Unbin {

namespace {

qint64 numberOf(const std::optional<QString> &text, qint64 fallback, bool &isBad)
{
    if (!text)
        return fallback;
    bool isNumber = false;
    const qint64 number = text->toLongLong(&isNumber);
    isBad = isBad || !isNumber || number < 0;
    return number;
}

} // namespace

YandexCall::Refusal YandexCall::readWindow(Window &window) const
{
    bool isBad = false;
    window.limit = numberOf(m_request.queryItem("limit"), 20, isBad);
    window.offset = numberOf(m_request.queryItem("offset"), 0, isBad);
    if (isBad)
        return error(400, "FieldValidationError");
    if (m_state.quirks.mostPerPage > 0)
        window.limit = std::min<qint64>(window.limit, m_state.quirks.mostPerPage);
    return std::nullopt;
}

YandexCall::Refusal YandexCall::refuseSort(const QStringList &known) const
{
    QString sort = parameter("sort");
    if (sort.startsWith(QLatin1Char('-')))
        sort.remove(0, 1);
    return sort.isEmpty() || known.contains(sort) ? std::nullopt : Refusal(error(400, "FieldValidationError"));
}

SandboxResponse YandexCall::inspect()
{
    const auto path = pathParameter("path", QStringLiteral("disk"));
    Window window;
    if (!path)
        return error(400, "FieldValidationError");
    if (const auto refusal = readWindow(window))
        return *refusal;
    if (const auto refusal = refuseSort({QStringLiteral("name"), QStringLiteral("path"), QStringLiteral("created"),
            QStringLiteral("modified"), QStringLiteral("size")}))
        return *refusal;
    const auto ref = findLive(*path);
    if (!ref || isHidden(*ref, m_state.liveLags))
        return error(404, "DiskNotFoundError");
    const QString whole = texts().livePath(*ref);
    QJsonObject object = texts().resource(*ref, whole);
    if (ref->kind == SandboxKind::Folder)
        object = withChildren(std::move(object), *ref, window, whole);
    return json(200, object);
}

QJsonObject YandexCall::withChildren(
    QJsonObject folder, SandboxRef ref, const Window &window, const QString &path) const
{
    std::vector<std::pair<QString, SandboxRef>> children;
    for (const SandboxRef child : m_drive.children(ref)) {
        if (child.kind != SandboxKind::Link && !isHidden(child, m_state.liveLags))
            children.emplace_back(m_drive.name(child), child);
    }
    const QString sort = parameter("sort");
    const bool isDescending = sort.startsWith(QLatin1Char('-'));
    std::sort(children.begin(), children.end(),
        [isDescending](const auto &a, const auto &b) { return isDescending ? b < a : a < b; });
    QJsonArray items;
    const QString prefix = path.endsWith(QLatin1Char('/')) ? path : path + QLatin1Char('/');
    const qint64 end = std::min<qint64>(window.offset + window.limit, qint64(children.size()));
    for (qint64 i = window.offset; i < end; ++i) {
        const auto &[name, child] = children[size_t(i)];
        QJsonObject item = texts().resource(child, prefix + name);
        if (path.startsWith(QLatin1String("trash:")) && m_state.quirks.childrenTellOrigin) {
            item.insert(QStringLiteral("origin_path"), originOf(child).text());
            item.insert(QStringLiteral("deleted"), texts().time(m_now.toMSecsSinceEpoch()));
        }
        items.append(item);
    }
    folder.insert(QStringLiteral("_embedded"),
        texts().embedded(items, qint64(children.size()), window.limit, window.offset, path));
    return folder;
}

SandboxResponse YandexCall::inspectTrash()
{
    Window window;
    if (const auto refusal = readWindow(window))
        return *refusal;
    if (const auto refusal = refuseSort({QStringLiteral("deleted"), QStringLiteral("created")}))
        return *refusal;
    const YandexPath path
        = pathParameter("path", QStringLiteral("trash")).value_or(YandexPath{QStringLiteral("trash"), {}, true});
    if (path.isRoot() && path.scheme == QLatin1String("trash"))
        return listTrash(window);
    for (const YandexLag &lag : m_state.binLags) { // it left, but is still shown
        if (lag.drive == &m_drive && !lag.isArrival && lag.entry.value(QLatin1String("path")).toString() == path.text())
            return json(200, lag.entry);
    }
    const auto ref = findTrashed(path);
    if (!ref || isHidden(*ref, m_state.binLags))
        return error(404, "DiskNotFoundError");
    return trashedResource(*ref, window);
}

SandboxResponse YandexCall::trashedResource(SandboxRef ref, const Window &window)
{
    QJsonObject object
        = m_drive.isTrashedItself(ref) ? texts().trashEntry(ref) : texts().resource(ref, pathInTrash(ref));
    if (ref.kind == SandboxKind::Folder)
        object = withChildren(std::move(object), ref, window, pathInTrash(ref));
    return json(200, object);
}

std::vector<YandexCall::BinRow> YandexCall::binRows() const
{
    const QString sort = parameter("sort");
    const bool isByCreation = sort.endsWith(QLatin1String("created"));
    std::vector<BinRow> rows;
    for (const SandboxKind kind : {SandboxKind::File, SandboxKind::Folder}) {
        for (quint32 serial = 0; serial < m_drive.count(kind); ++serial) {
            const SandboxRef ref{kind, serial};
            if (!m_drive.isTrashedItself(ref) || isHidden(ref, m_state.binLags))
                continue;
            const SandboxNode &node = *m_drive.node(ref);
            rows.push_back({isByCreation ? node.createdMs : node.trashedMs, ref});
        }
    }
    for (const YandexLag &lag : m_state.binLags) {
        if (lag.drive == &m_drive && !lag.isArrival)
            rows.push_back({0, lag.ref, lag.entry});
    }
    std::sort(rows.begin(), rows.end(), [](const BinRow &a, const BinRow &b) {
        return std::tie(a.at, a.ref.kind, a.ref.serial) < std::tie(b.at, b.ref.kind, b.ref.serial);
    });
    if (sort.startsWith(QLatin1Char('-')) || sort.isEmpty())
        std::reverse(rows.begin(), rows.end());
    if (m_state.quirks.ordersAtRandom) {
        QRandomGenerator random{quint32(m_state.requestNumber)};
        std::shuffle(rows.begin(), rows.end(), random);
    }
    return rows;
}

SandboxResponse YandexCall::listTrash(const Window &window)
{
    if (window.offset > 0)
        disturbBin();
    const std::vector<BinRow> rows = binRows();
    QJsonArray items;
    const qint64 end = std::min<qint64>(window.offset + window.limit, qint64(rows.size()));
    for (qint64 i = window.offset; i < end; ++i) {
        const BinRow &row = rows[size_t(i)];
        items.append(row.entry.isEmpty() ? texts().trashEntry(row.ref) : row.entry);
    }
    qint64 total = qint64(rows.size());
    if (m_state.quirks.totalWobbles && m_state.requestNumber % 2 == 0)
        ++total;
    QJsonObject root = texts().trashRoot();
    root.insert(QStringLiteral("_embedded"),
        texts().embedded(items, total, window.limit, window.offset, QStringLiteral("trash:/")));
    return json(200, root);
}

/** Somebody else is busy in the same bin while we read it. */
void YandexCall::disturbBin()
{
    using Between = YandexQuirks::BetweenPages;
    const YandexQuirks &quirks = m_state.quirks;
    if (quirks.betweenPages == Between::Nothing || m_state.disturbedPages >= quirks.pagesToDisturb)
        return;
    ++m_state.disturbedPages;
    if (quirks.betweenPages == Between::OneArrives) {
        const QString name = QStringLiteral("arrival %1.txt").arg(m_state.disturbedPages);
        m_drive.trash(m_drive.addFile(SandboxDrive::root, name, SandboxContent::of("x"), m_now), m_now);
        return;
    }
    const std::vector<BinRow> rows = binRows();
    if (!rows.empty() && rows.front().entry.isEmpty())
        m_drive.purge(rows.front().ref);
}

} // namespace Unbin
