// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultserver.h"

#include <QtEndian>

#include <array>

namespace Unbin {

using Answer = FaultServer::Answer;

namespace {

QByteArray head(int status, const HttpHeaders &headers)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n";
    for (const auto &[name, value] : headers)
        text += name + ": " + value + "\r\n";
    return text + "\r\n";
}

QByteArray chunk(const QByteArray &body)
{
    return QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n";
}

quint32 crc32(const QByteArray &data)
{
    quint32 crc = 0xffffffffU;
    for (const char c : data) {
        crc ^= uchar(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (0xedb88320U & (0U - (crc & 1U)));
    }
    return ~crc;
}

/** qCompress writes a length, a zlib header, deflated data and a checksum; gzip wants other wrapping. */
QByteArray gzipped(const QByteArray &body)
{
    const QByteArray zlib = qCompress(body, 9);
    std::array<uchar, 8> trailer{};
    qToLittleEndian(crc32(body), trailer.data());
    qToLittleEndian(quint32(body.size()), trailer.data() + 4);
    return QByteArray("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff", 10) + zlib.mid(6, zlib.size() - 10)
        + QByteArray(reinterpret_cast<const char *>(trailer.data()), trailer.size());
}

} // namespace

Answer Answer::reply(int status, const QByteArray &body, const HttpHeaders &headers)
{
    HttpHeaders all = headers;
    if (status != 204 && status != 304)
        all.append({"Content-Length", QByteArray::number(body.size())});
    return {.bytes = head(status, all) + body};
}

Answer Answer::json(const QByteArray &body, int status)
{
    return reply(status, body, {{"Content-Type", "application/json"}});
}

Answer Answer::redirect(const QUrl &target, int status)
{
    return reply(status, {}, {{"Location", target.toEncoded()}});
}

Answer Answer::chunked(const QByteArray &body)
{
    return {.bytes = head(200, {{"Content-Type", "application/json"}, {"Transfer-Encoding", "chunked"}})
            + chunk(body) + "0\r\n\r\n"};
}

Answer Answer::gzip(const QByteArray &body)
{
    return reply(200, gzipped(body), {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}});
}

Answer Answer::closeBeforeReading()
{
    return {.closesBeforeReading = true};
}

Answer Answer::closeAfterRequest()
{
    return {.ending = Ending::Close};
}

Answer Answer::stall()
{
    return {.ending = Ending::Stall};
}

Answer Answer::garbage()
{
    return {.bytes = "\x16\x03\x01 this is no HTTP at all\r\n\r\n\r\n", .ending = Ending::Close};
}

Answer Answer::shortBody(const QByteArray &body)
{
    Answer answer = json(body).closing();
    answer.bytes.chop(body.size() / 2);
    return answer;
}

Answer Answer::cutChunked(const QByteArray &body)
{
    return {.bytes = head(200, {{"Content-Type", "application/json"}, {"Transfer-Encoding", "chunked"}})
            + chunk(body.left(body.size() / 2)),
        .ending = Ending::Close};
}

Answer Answer::dripping(std::chrono::milliseconds every) const
{
    Answer answer = *this;
    answer.dripEvery = every;
    return answer;
}

Answer Answer::stallingAfter(qsizetype bytes) const
{
    Answer answer = *this;
    answer.bytes = answer.bytes.left(bytes);
    answer.ending = Ending::Stall;
    return answer;
}

Answer Answer::closing() const
{
    Answer answer = *this;
    answer.ending = Ending::Close;
    return answer;
}

} // namespace Unbin
