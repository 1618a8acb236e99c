// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/batchrecord.h"
#include "core/restore/journalschema.h"
#include "tests/fuzz/fuzztargets.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace Unbin::Fuzz {

namespace {

QString folderTemplate()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/unbin-fuzz-XXXXXX");
}

} // namespace

/** The file itself: opened, moved aside if it is damaged, read. It is never lost. */
void journalfile(const QByteArray &bytes)
{
    static const QTemporaryDir folder(folderTemplate());
    QDir(folder.path()).removeRecursively();
    QDir().mkpath(folder.path());
    const QString path = folder.filePath(QStringLiteral("journal.db"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the folder is not writable");
    file.close();
    auto opened = Database::open(path, journalMigrations(), Database::Durability::Full);
    if (!opened)
        return;
    if (!opened->damagedFileMovedTo.isEmpty()) {
        QFile aside(opened->damagedFileMovedTo);
        if (!aside.open(QIODevice::ReadOnly) || (aside.size() == 0) != bytes.isEmpty())
            qFatal("the damaged file was not kept");
    }
    const auto history = readHistory(*opened->database, 10);
    if (!history)
        return;
    for (const BatchSummary &batch : *history) {
        const auto record = readBatch(*opened->database, batch.batch);
        if (record && qint64(record->receipt().lines.size()) != record->asked)
            qFatal("a receipt does not add up");
    }
    (void)readBatch(*opened->database, 1);
}

} // namespace Unbin::Fuzz
