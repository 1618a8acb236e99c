// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/localtrash/directorysizes.h"

#include "core/providers/localtrash/localids.h"
#include "core/providers/localtrash/posix.h"

#include <QRandomGenerator>

#include <fcntl.h>
#include <unistd.h>

namespace Unbin::LocalTrash {

namespace {

constexpr qint64 kMaxBytes = 16 * 1024 * 1024;
constexpr char kFileName[] = "directorysizes";

/** The name a line is about; empty if the line is none. */
QByteArray nameOfLine(const QByteArray &line, qint64 *size, qint64 *mtime)
{
    const QList<QByteArray> fields = line.split(' ');
    bool isSizeNumber = false;
    bool isMtimeNumber = false;
    if (fields.size() < 3)
        return {};
    *size = fields[0].toLongLong(&isSizeNumber);
    *mtime = fields[1].toLongLong(&isMtimeNumber);
    // Some writers leave blanks in names as they are.
    const QByteArray name = percentDecoded(line.mid(fields[0].size() + fields[1].size() + 2));
    return isSizeNumber && isMtimeNumber && *size >= 0 && isPlainName(name) ? name : QByteArray();
}

QByteArray readContent(int trashFolder)
{
    QByteArray content;
    struct stat facts;
    return readSmallFile(trashFolder, kFileName, kMaxBytes, &content, &facts) == 0 ? content : QByteArray();
}

} // namespace

DirectorySizes DirectorySizes::parse(const QByteArray &content)
{
    DirectorySizes sizes;
    for (const QByteArray &line : content.split('\n')) {
        Noted noted{};
        if (const QByteArray name = nameOfLine(line, &noted.sizeBytes, &noted.mtime); !name.isEmpty())
            sizes.m_noted.insert_or_assign(name, noted);
    }
    return sizes;
}

DirectorySizes DirectorySizes::readFrom(int trashFolder)
{
    return parse(readContent(trashFolder));
}

std::optional<qint64> DirectorySizes::sizeBytes(const QByteArray &name, qint64 infoMtimeSeconds) const
{
    const auto found = m_noted.find(name);
    if (found == m_noted.end())
        return std::nullopt;
    const qint64 mtime = found->second.mtime;
    if (mtime != infoMtimeSeconds && mtime / 1000 != infoMtimeSeconds)
        return std::nullopt;
    return found->second.sizeBytes;
}

void DirectorySizes::dropFrom(int trashFolder, const QByteArray &name)
{
    const QByteArray before = readContent(trashFolder);
    QByteArray after;
    for (const QByteArray &line : before.split('\n')) {
        qint64 size = 0;
        qint64 mtime = 0;
        if (!line.isEmpty() && nameOfLine(line, &size, &mtime) != name)
            after += line + '\n';
    }
    if (after.size() >= before.size())
        return;
    const QByteArray temporary = "directorysizes." + QByteArray::number(QRandomGenerator::global()->generate64(), 36);
    const FileDescriptor fd(
        openat(trashFolder, temporary.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!fd.isOpen())
        return;
    if (writeAll(fd.get(), after) != 0 || renameat(trashFolder, temporary.constData(), trashFolder, kFileName) != 0)
        unlinkat(trashFolder, temporary.constData(), 0);
}

} // namespace Unbin::LocalTrash
