// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/yandex/yandexcall.h"

#include "core/domain/clock.h"

#include <QUrl>

namespace Unbin {

namespace {

struct Wording {
    const char *code;
    const char16_t *russian;
    const char *english;
};

constexpr Wording kWordings[] = {
    {"UnauthorizedError", u"Не авторизован.", "Unauthorized"},
    {"FieldValidationError", u"Ошибка проверки поля.", "Error validating field."},
    {"DiskNotFoundError", u"Не удалось найти запрошенный ресурс.", "Resource not found."},
    {"DiskOperationNotFoundError", u"Не найдена операция с таким идентификатором.", "Operation not found."},
    {"DiskPathDoesntExistsError", u"Указанного пути не существует.", "Specified path does not exist."},
    {"DiskPathPointsToExistentDirectoryError", u"По указанному пути уже существует папка с таким именем.",
        "Specified path points to existent directory."},
    {"DiskResourceAlreadyExistsError", u"Ресурс уже существует.", "Resource already exists."},
    {"MD5DifferError", u"MD5 различаются.", "MD5 differ."},
    {"DiskResourceLockedError", u"Ресурс заблокирован. Возможно, над ним выполняется другая операция.",
        "Resource is locked."},
    {"TooManyRequestsError", u"Слишком много запросов.", "Too Many Requests"},
    {"ForbiddenError", u"Доступ запрещён. Возможно, у приложения недостаточно прав для данного действия.", "Forbidden"},
    {"DiskStorageQuotaExhaustedError", u"Недостаточно свободного места.", "Not enough free space."},
    {"MethodNotAllowedError", u"Недопустимый метод.", "Method Not Allowed"},
    {"InternalServerError", u"Внутренняя ошибка сервера. Попробуйте повторить запрос позже.", "Internal server error"},
};

} // namespace

SandboxResponse yandexError(const YandexState &state, int status, const QByteArray &code)
{
    QJsonObject json{{QStringLiteral("error"), QString::fromLatin1(code)}};
    for (const Wording &wording : kWordings) {
        if (code != wording.code)
            continue;
        json.insert(QStringLiteral("message"), QString::fromUtf16(wording.russian));
        json.insert(QStringLiteral("description"), QLatin1String(wording.english));
    }
    if (state.quirks.hasUnknownKeys) {
        json.insert(QStringLiteral("limit"), 1);
        json.insert(QStringLiteral("reason"), QStringLiteral("unknown"));
    }
    const bool reverses = state.quirks.reversesKeys != (state.requestNumber % 2 == 0); // order varies by itself
    return {.status = status,
        .headers = {{"Content-Type", "application/json"},
            {"Yandex-Cloud-Request-ID", "rest-" + QByteArray::number(state.requestNumber * 7919 + 1, 16)}},
        .body = yandexJson(json, reverses)};
}

YandexCall::YandexCall(YandexState &state, SandboxDrive &drive, const SandboxRequest &request)
    : m_state(state)
    , m_drive(drive)
    , m_request(request)
    , m_now(state.clock.now())
{ }

SandboxResponse YandexCall::answer()
{
    noteHabits();
    QByteArray path = m_request.path;
    while (path.size() > 1 && path.endsWith('/'))
        path.chop(1);
    const QByteArray &method = m_request.method;
    if (path == "/disk")
        return method == "GET" ? json(200, texts().disk()) : error(405, "MethodNotAllowedError");
    if (path == "/disk/resources")
        return answerResources();
    if (path == "/disk/resources/move")
        return method == "POST" ? move() : error(405, "MethodNotAllowedError");
    if (path == "/disk/trash/resources")
        return answerTrash();
    if (path == "/disk/trash/resources/restore")
        return method == "PUT" ? restore() : error(405, "MethodNotAllowedError");
    if (path == "/disk/operations" || path.startsWith("/disk/operations/"))
        return method == "GET" ? operation() : error(405, "MethodNotAllowedError");
    return error(404, "DiskNotFoundError");
}

SandboxResponse YandexCall::answerResources()
{
    if (m_request.method == "GET")
        return inspect();
    if (m_request.method == "PUT")
        return createFolder();
    return m_request.method == "DELETE" ? remove() : error(405, "MethodNotAllowedError");
}

SandboxResponse YandexCall::answerTrash()
{
    if (m_request.method == "GET")
        return inspectTrash();
    return m_request.method == "DELETE" ? purge() : error(405, "MethodNotAllowedError");
}

/** What the service takes, but a careful client does not do. */
void YandexCall::noteHabits()
{
    const QString what = QString::fromLatin1(m_request.method + ' ' + m_request.path);
    for (const char *name : {"path", "from"}) {
        const auto value = m_request.queryItem(name);
        if (value && !YandexPath::from(*value, {}).hasScheme)
            breach(what + QLatin1String(": a path without scheme"));
    }
    if (flag("overwrite"))
        breach(what + QLatin1String(": overwrite=true"));
    if (flag("permanently"))
        breach(what + QLatin1String(": permanently=true"));
    if (parameter("name").contains(QLatin1Char('/')))
        breach(what + QLatin1String(": a name with a slash"));
    if (!m_request.body.isEmpty())
        breach(what + QLatin1String(": a body"));
    if (m_request.query.contains('+'))
        breach(what + QLatin1String(": a bare plus sign"));
}

std::optional<YandexPath> YandexCall::pathParameter(const char *name, const QString &defaultScheme) const
{
    const auto value = m_request.queryItem(name);
    if (!value || value->isEmpty())
        return std::nullopt;
    return YandexPath::from(*value, defaultScheme);
}

SandboxResponse YandexCall::json(int status, QJsonObject object) const
{
    if (m_state.quirks.hasUnknownKeys)
        object.insert(QStringLiteral("aaa_new"), QJsonArray{1, QStringLiteral("x")});
    object = chosenFields(object, parameter("fields"));
    return {.status = status,
        .headers = {{"Content-Type", "application/json; charset=utf-8"}},
        .body = yandexJson(object, m_state.quirks.reversesKeys)};
}

SandboxResponse YandexCall::link(int status, const QString &path) const
{
    QString told = path;
    if (m_state.quirks.hrefHasNoScheme)
        told.remove(0, told.indexOf(QLatin1Char(':')) + 1);
    QByteArray encoded = QUrl::toPercentEncoding(told);
    if (m_state.quirks.hrefHasPlusForSpace)
        encoded.replace("%20", "+");
    QJsonObject object{{QStringLiteral("method"), QStringLiteral("GET")}, {QStringLiteral("templated"), false}};
    if (!m_state.quirks.linkWithoutHref)
        object.insert(QStringLiteral("href"), QString::fromLatin1(m_state.base + "/disk/resources?path=" + encoded));
    return json(status, object);
}

std::optional<SandboxRef> YandexCall::findLive(const YandexPath &path) const
{
    SandboxRef at = SandboxDrive::root;
    if (path.scheme != QLatin1String("disk"))
        return std::nullopt;
    for (const QString &name : path.names) {
        const auto child = at.kind == SandboxKind::Folder ? m_drive.childNamed(at, name) : std::nullopt;
        if (!child || child->kind == SandboxKind::Link)
            return std::nullopt;
        at = *child;
    }
    return at;
}

std::optional<SandboxRef> YandexCall::findTrashed(const YandexPath &path) const
{
    if (path.scheme != QLatin1String("trash") || path.isRoot())
        return std::nullopt;
    const QString &entry = path.names.first();
    const int kind = entry.size() > 40 ? entry.at(entry.size() - 9).digitValue() : -1;
    bool isNumber = false;
    const quint32 serial = entry.right(8).toUInt(&isNumber, 16);
    if (!isNumber || (kind != int(SandboxKind::File) && kind != int(SandboxKind::Folder)))
        return std::nullopt;
    SandboxRef at{SandboxKind(kind), serial};
    if (!m_drive.isTrashedItself(at) || YandexDialect::trashPath(m_drive, at) != QLatin1String("trash:/") + entry)
        return std::nullopt;
    for (const QString &name : path.names.mid(1)) {
        const auto child = at.kind == SandboxKind::Folder ? m_drive.childNamed(at, name) : std::nullopt;
        if (!child)
            return std::nullopt;
        at = *child;
    }
    return at;
}

QString YandexCall::pathInTrash(SandboxRef ref) const
{
    QString below;
    for (; !m_drive.isTrashedItself(ref); ref = m_drive.parent(ref))
        below.prepend(QLatin1Char('/') + m_drive.name(ref));
    return YandexDialect::trashPath(m_drive, ref) + below;
}

} // namespace Unbin
