// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profile.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QStandardPaths>

namespace Unbin {

Profile::Profile(QString directory, std::unique_ptr<QLockFile> lock)
    : m_directory(std::move(directory))
    , m_lock(std::move(lock))
{ }

Profile::~Profile() = default;

Result<std::unique_ptr<Profile>> Profile::open(const QString &directory)
{
    const QString path
        = QDir(directory.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : directory)
              .absolutePath();
    const bool isNew = !QDir(path).exists();
    if (!QDir().mkpath(path))
        return failure(Error::Kind::LocalIo, path);
    if (isNew)
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

    auto lock = std::make_unique<QLockFile>(path + QStringLiteral("/lock"));
    lock->setStaleLockTime(0); // stale only if its process is gone: a job may run for hours
    if (!lock->tryLock()) {
        const bool isTaken = lock->error() == QLockFile::LockFailedError;
        return failure(isTaken ? Error::Kind::Busy : Error::Kind::LocalIo, path);
    }
    return std::unique_ptr<Profile>(new Profile(path, std::move(lock)));
}

} // namespace Unbin
