// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/yandex/yandexdialect.h"

#include "app/sandbox/yandex/yandexcall.h"
#include "core/domain/clock.h"

#include <QCryptographicHash>

#include <algorithm>

namespace Unbin {

namespace {

QByteArray digest(
    const SandboxDrive &drive, SandboxRef ref, const QByteArray &salt, QCryptographicHash::Algorithm algorithm)
{
    const QByteArray text = QByteArray::number(drive.numbering()) + ':' + QByteArray::number(int(ref.kind)) + ':'
        + QByteArray::number(ref.serial) + ':' + salt;
    return QCryptographicHash::hash(text, algorithm).toHex();
}

} // namespace

YandexDialect::YandexDialect(Clock &clock)
    : m_state{.clock = clock}
{ }

void YandexDialect::addAccount(const QByteArray &token, SandboxDrive &drive)
{
    m_accounts.insert(token, {&drive, false});
}

void YandexDialect::expireToken(const QByteArray &token)
{
    m_accounts[token].isExpired = true;
}

int YandexDialect::runningOperations() const
{
    return int(std::count_if(m_state.operations.begin(), m_state.operations.end(),
        [](const YandexOperation &o) { return o.state == YandexOperation::State::Running; }));
}

/** Name, "_" and 40 hexadecimal digits; the last nine of them lead back to the thing, so that finding it is quick. */
QString YandexDialect::trashPath(const SandboxDrive &drive, SandboxRef ref)
{
    const QByteArray when = QByteArray::number(drive.node(ref)->trashedMs);
    const QByteArray hash = digest(drive, ref, when, QCryptographicHash::Sha1).left(31)
        + QByteArray::number(int(ref.kind)) + QByteArray::number(ref.serial, 16).rightJustified(8, '0');
    return QLatin1String("trash:/") + drive.name(ref) + QLatin1Char('_') + QString::fromLatin1(hash);
}

QString YandexDialect::resourceId(const SandboxDrive &drive, SandboxRef ref)
{
    return QStringLiteral("%1:%2")
        .arg(drive.owner().id)
        .arg(QLatin1String(digest(drive, ref, "resource", QCryptographicHash::Sha256)));
}

void YandexDialect::advanceOperations()
{
    const auto now = m_state.clock.monotonic();
    for (YandexOperation &operation : m_state.operations) {
        if (operation.state == YandexOperation::State::Running && now >= operation.endsAt)
            endOperation(operation);
    }
    const auto isOver = [now](const YandexLag &lag) {
        return now >= lag.until;
    };
    std::erase_if(m_state.binLags, isOver);
    std::erase_if(m_state.liveLags, isOver);
}

SandboxResponse YandexDialect::handle(const SandboxRequest &request)
{
    ++m_state.requestNumber;
    advanceOperations();
    const QByteArray authorization = request.header("Authorization");
    const QByteArray token = authorization.startsWith("OAuth ") ? authorization.mid(6) : QByteArray();
    const Account account = m_accounts.value(token);
    if (!account.drive || account.isExpired)
        return yandexError(m_state, 401, "UnauthorizedError");
    return YandexCall(m_state, *account.drive, request).answer();
}

SandboxResponse YandexDialect::refusal(int status) const
{
    if (m_state.quirks.refusesInHtml) {
        return {.status = status,
            .headers = {{"Content-Type", "text/html"}},
            .body
            = "<html>\r\n<head><title>Error</title></head>\r\n<body><center><h1>nginx</h1></center></body></html>"};
    }
    switch (status) {
    case 423:
        return yandexError(m_state, status, "DiskResourceLockedError");
    case 429:
        return yandexError(m_state, status, "TooManyRequestsError");
    case 507:
        return yandexError(m_state, status, "DiskStorageQuotaExhaustedError");
    default:
        return yandexError(m_state, status, status >= 500 ? "InternalServerError" : "FieldValidationError");
    }
}

} // namespace Unbin
