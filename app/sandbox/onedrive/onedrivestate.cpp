// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/onedrive/onedrivestate.h"

#include "app/sandbox/jsontext.h"
#include "core/domain/clock.h"

#include <QCryptographicHash>
#include <QUrl>
#include <QtEndian>

#include <chrono>

namespace Unbin::OneDriveSandbox {

namespace {

constexpr qint64 signatureLivesMs = 10 * 60 * 1000;
const QByteArray migratedRoot = QByteArrayLiteral("sea8cc6beffdb43d7976fbc7da445c639"); // onedrive.md section 5

QByteArray md5(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Md5);
}

QByteArray asGuid(const QByteArray &bytes)
{
    QByteArray hex = bytes.toHex();
    for (const int at : {20, 16, 12, 8})
        hex.insert(at, '-');
    return hex;
}

QByteArray token(const SandboxRequest &request)
{
    const QByteArray authorization = request.header("Authorization");
    return authorization.startsWith("Bearer ") ? authorization.mid(7) : QByteArray();
}

} // namespace

Drive::Drive(SandboxDrive &drive, DriveKind kind, SandboxVersions *past, std::shared_ptr<const OneDriveQuirks> quirks)
    : m_drive(drive)
    , m_kind(kind)
    , m_ownPast(past ? nullptr : std::make_unique<SandboxVersions>(drive))
    , m_past(past ? past : m_ownPast.get())
    , m_log(drive, std::move(quirks))
{
    const QByteArray seed = md5("drive " + QByteArray::number(drive.numbering()));
    if (isPersonal())
        m_id = "0" + seed.toHex().left(15); // a leading 0, since that is what gets lost
    else
        m_id = "b!" + (seed + md5(seed)).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool Drive::isCalled(const QByteArray &driveId) const
{
    if (!isPersonal())
        return driveId == m_id;
    return driveId.toLower() == m_id || "0" + driveId.toLower() == m_id;
}

/** 16 bytes: ten that look like nothing, then kind and serial. Made a million times for a big drive, so no real hash. */
QByteArray Drive::digest(SandboxRef ref) const
{
    const quint64 number = quint64(ref.kind) << 32 | ref.serial;
    const auto mix = [](quint64 value) { // splitmix64's finish
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    };
    const quint64 first = mix(m_drive.numbering() + number * 0x9e3779b97f4a7c15);
    QByteArray bytes(24, Qt::Uninitialized);
    qToBigEndian(first, bytes.data());
    qToBigEndian(mix(first + 1), bytes.data() + 8);
    qToBigEndian(number, bytes.data() + 16);
    return bytes.left(10) + bytes.right(6);
}

QByteArray Drive::itemId(SandboxRef ref) const
{
    if (!isPersonal())
        return "01" + digest(ref).toHex().toUpper();
    const QByteArray cid = m_id.toUpper() + '!';
    if (!m_isMigrated)
        return cid
            + QByteArray::number(101 + quint64(ref.serial) * 3
                + quint64(ref.kind == SandboxKind::Folder ? 0
                        : ref.kind == SandboxKind::File   ? 1
                                                          : 2));
    return cid + (ref == SandboxDrive::root ? migratedRoot : 's' + digest(ref).toHex());
}

std::optional<SandboxRef> Drive::refOf(const QByteArray &itemId) const
{
    static constexpr std::array<SandboxKind, 3> byRest = {SandboxKind::Folder, SandboxKind::File, SandboxKind::Link};
    const QByteArray tail = itemId.mid(itemId.indexOf('!') + 1);
    SandboxRef ref = SandboxDrive::root;
    if (isPersonal() && !m_isMigrated) {
        const quint64 number = tail.toULongLong() - 101;
        ref = {byRest[number % 3], quint32(number / 3)};
    } else if (tail.toLower() != migratedRoot) {
        const QByteArray number = QByteArray::fromHex(tail.right(12));
        if (number.size() != 6 || number[1] > 2)
            return std::nullopt;
        ref = {SandboxKind(number[1]), qFromBigEndian<quint32>(number.constData() + 2)};
    }
    const QByteArray known = this->itemId(ref);
    const bool isSame = isPersonal() ? known.compare(itemId, Qt::CaseInsensitive) == 0 : known == itemId;
    return isSame && m_drive.node(ref) ? std::optional(ref) : std::nullopt;
}

QByteArray Drive::guid(const QByteArray &seed) const
{
    return asGuid(md5(seed + ' ' + m_id));
}

QByteArray Drive::eTag(SandboxRef ref) const
{
    const SandboxNode *node = m_drive.node(ref);
    return "\"{" + asGuid(digest(ref)).toUpper() + "}," + QByteArray::number(node ? node->revision + 1 : 0) + '"';
}

QByteArray Drive::cTag(SandboxRef ref) const
{
    return "\"c:" + eTag(ref).mid(1);
}

QByteArray Drive::binGuid(SandboxRef ref) const
{
    return asGuid(md5(digest(ref) + QByteArray::number(m_drive.node(ref)->trashedMs)));
}

std::optional<SandboxRef> Drive::refOfBinGuid(const QByteArray &guid)
{
    for (const auto &[ref, from] : m_log.trashed()) {
        if (binGuid(ref) == guid.toLower())
            return ref;
    }
    return std::nullopt;
}

QByteArray Drive::versionId(quint32 number) const
{
    if (isPersonal()) // "other forms on Personal: opaque"
        return ("version:" + QByteArray::number(number)).toBase64();
    return QByteArray::number(number) + ".0";
}

QByteArray Drive::siteId(const QByteArray &host) const
{
    return host + ',' + siteGuid() + ',' + webGuid();
}

QByteArray Drive::sitePath() const
{
    return "/personal/" + m_drive.owner().login.toLower().replace(u'@', u'_').replace(u'.', u'_').toUtf8();
}

QString Drive::libraryFolder(SandboxRef ref) const
{
    return (QStringList(QStringLiteral("Documents")) + m_drive.lastPath(ref)).join(u'/');
}

qint64 Drive::binBytes() const
{
    qint64 bytes = 0;
    for (const auto &[ref, from] : m_log.trashed())
        bytes += m_drive.sizeBytes(ref);
    return bytes;
}

State::Account State::accountOf(const QHash<QByteArray, Account> &tokens, const SandboxRequest &request) const
{
    return tokens.value(token(request));
}

bool State::isToken(const QHash<QByteArray, Account> &tokens, const SandboxRequest &request) const
{
    return tokens.contains(token(request));
}

QByteArray State::sharePointHost() const
{
    return QUrl(QString::fromLatin1(addresses.sharePoint)).host().toLatin1();
}

QByteArray State::origin(const QByteArray &address) const
{
    if (odd().linkOrigin.isEmpty())
        return address;
    const qsizetype path = address.indexOf('/', address.indexOf("://") + 3);
    return odd().linkOrigin + (path < 0 ? QByteArray() : address.mid(path));
}

QByteArray State::signedAddress(Drive &drive, SandboxRef file, quint32 version) const
{
    const qint64 until = clock.now().toMSecsSinceEpoch() + signatureLivesMs;
    const QByteArray path = '/' + drive.itemId(file).toPercentEncoding() + '/' + QByteArray::number(version) + '/'
        + QByteArray::number(until);
    return origin(addresses.content) + path + "?sig=" + signature(path);
}

QByteArray State::signature(const QByteArray &path) const
{
    return QCryptographicHash::hash("practice" + path, QCryptographicHash::Sha256).toHex();
}

QByteArray isoTime(qint64 ms)
{
    using namespace std::chrono;
    const auto seconds = floor<std::chrono::seconds>(milliseconds(ms));
    const auto day = floor<days>(sys_seconds(seconds));
    const year_month_day date(day);
    const hh_mm_ss time(sys_seconds(seconds) - day);
    std::array<char, 40> text;
    const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int(date.year()),
        unsigned(date.month()), unsigned(date.day()), int(time.hours().count()), int(time.minutes().count()),
        int(time.seconds().count()));
    return QByteArray(text.data(), length);
}

SandboxResponse graphError(
    State &state, int status, const QByteArray &code, const QByteArray &message, const QByteArray &innerCode)
{
    using Shape = OneDriveQuirks::ErrorShape;
    const Shape shape = state.odd().errorShape;
    const QByteArray id = asGuid(md5("request " + QByteArray::number(state.requestNumber)));
    JsonText json;
    json.beginObject().key("error").beginObject();
    json.key("code").text(shape == Shape::EmptyCode ? QByteArray() : code).key("message").text(message);
    if (shape != Shape::Bare) {
        json.key(shape == Shape::LowerCase ? "innererror" : "innerError").beginObject();
        if (!innerCode.isEmpty() && shape != Shape::EmptyCode) {
            if (shape == Shape::Nested)
                json.key("innererror").beginObject().key("code").text(innerCode).endObject();
            else
                json.key("code").text(innerCode);
        }
        json.key("date").text(isoTime(state.clock.now().toMSecsSinceEpoch()).chopped(1)); // without a zone
        json.key("request-id").text(id).key("client-request-id").text(id).endObject();
    }
    json.endObject().endObject();
    return {
        .status = status, .headers = {{"Content-Type", "application/json"}, {"request-id", id}}, .body = json.bytes()};
}

SandboxResponse sharePointError(State &state, int status, const QByteArray &code, const QByteArray &message)
{
    JsonText json;
    json.beginObject().key(state.odd().sharePointErrorsAreODataV3 ? "odata.error" : "error").beginObject();
    json.key("code").text(code).key("message").beginObject();
    json.key("lang").text(u"en-US").key("value").text(message).endObject().endObject().endObject();
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = json.bytes()};
}

} // namespace Unbin::OneDriveSandbox
