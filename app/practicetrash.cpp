// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practicetrash.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <array>

#include <unistd.h>

namespace Unbin {

namespace {

struct Lost {
    const char *path; ///< below the practice home; ends in "/" for a folder
    int hoursAgo;
    int sizeBytes;
};

// The folder "Garden shed" does not exist any more, and a newer "shopping.txt" stands where the deleted one lay.
constexpr std::array kLost = {
    Lost{"Documents/shopping.txt", 3, 612},
    Lost{"Documents/Letter to the landlord.odt", 26, 18'400},
    Lost{"Documents/Garden shed/plan.pdf", 52, 231'000},
    Lost{"Documents/Garden shed/materials.ods", 53, 14'200},
    Lost{"Pictures/harvest 01.jpg", 70, 412'000},
    Lost{"Pictures/harvest 02.jpg", 70, 398'000},
    Lost{"Pictures/harvest 03.jpg", 70, 405'500},
    Lost{"Music/rehearsal.ogg", 190, 1'204'000},
    Lost{"Downloads/fonts.tar.gz", 300, 96'000},
    Lost{"Documents/Old projects/", 411, 0},
};

bool writeFile(const QString &path, const QByteArray &content, const QDateTime &modified)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.flush())
        return false;
    return file.setFileTime(modified, QFileDevice::FileModificationTime);
}

QByteArray contentFor(const Lost &lost)
{
    return QByteArray(lost.path)
        .append('\n')
        .repeated(lost.sizeBytes / int(qstrlen(lost.path) + 1) + 1)
        .left(lost.sizeBytes);
}

bool lose(const QString &home, const QString &trash, const Lost &lost, const QDateTime &now)
{
    QString path = QLatin1String(lost.path);
    const bool isFolder = path.endsWith(u'/');
    if (isFolder)
        path.chop(1);
    const QString name = QFileInfo(path).fileName();
    const QString content = trash + QStringLiteral("/files/") + name;
    const QDateTime deleted = now.addSecs(-3600 * lost.hoursAgo);
    const QByteArray info = "[Trash Info]\nPath=" + QUrl::toPercentEncoding(home + u'/' + path, "/")
        + "\nDeletionDate=" + deleted.toLocalTime().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toLatin1() + '\n';
    if (!writeFile(trash + QStringLiteral("/info/") + name + QStringLiteral(".trashinfo"), info, deleted))
        return false;
    if (!isFolder)
        return writeFile(content, contentFor(lost), deleted.addDays(-9));
    return QDir().mkpath(content) && writeFile(content + QStringLiteral("/notes.txt"), "Ideas of long ago\n", deleted);
}

} // namespace

Result<LocalTrashConfig> makePracticeTrash(const QString &directory, const QDateTime &now)
{
    const QString home = directory + QStringLiteral("/home");
    const QString data = home + QStringLiteral("/.local/share");
    const QString trash = data + QStringLiteral("/Trash");
    for (const char *folder : {"/Documents", "/Pictures", "/Music", "/Downloads"})
        QDir().mkpath(home + QLatin1String(folder));
    QDir().mkpath(trash + QStringLiteral("/files"));
    QDir().mkpath(trash + QStringLiteral("/info"));
    for (const QString &path : {trash, trash + QStringLiteral("/files"), trash + QStringLiteral("/info")})
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

    bool isMade
        = writeFile(home + QStringLiteral("/Documents/shopping.txt"), "bread\napples\nmustard\n", now.addSecs(-1800))
        && writeFile(home + QStringLiteral("/Documents/budget.ods"), QByteArray(9000, 'b'), now.addDays(-4));
    for (const Lost &lost : kLost)
        isMade = isMade && lose(home, trash, lost, now);
    if (!isMade)
        return failure(Error::Kind::LocalIo, trash);
    return LocalTrashConfig{.dataHome = QFile::encodeName(data),
        .mountinfoPath = {},
        .uid = quint32(::geteuid()),
        .liveRoot = QFile::encodeName(home)};
}

} // namespace Unbin
