// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <QObject>
#include <QString>

#include <memory>

namespace Unbin {

class Catalog;
class Clock;

/**
 * The catalog on disk, so that the next start shows its rows at once. A cache: losing it costs a listing,
 * nothing else; and folder paths that are asked for long after the folder died. A worker thread owns the
 * SQLite connection; it reads in chunks, newest deleted first, and writes what changed, gathered over a
 * second. Main thread.
 */
class CatalogStore : public QObject
{
    Q_OBJECT
public:
    /** Both must outlive the store. */
    CatalogStore(QString path, Catalog &catalog, Clock &clock, QObject *parent = nullptr);
    /** Writes what is left to write and waits for it. */
    ~CatalogStore() override;

    /** Opens the file, fills the catalog, then emits loaded(). Call once, before the first listing begins. */
    void load();
    /** Writes now what has been gathered; saved() follows. */
    void save();

Q_SIGNALS:
    /** Everything that could be read is in the catalog. Also emitted after failed(): the program goes on
     * without. */
    void loaded();
    void saved();
    /** The file can't be opened, read or written; rows live in memory only from here on. */
    void failed(const Unbin::Error &error);
    /** The file was damaged; a new one was begun, the old one is kept there. */
    void damagedFileMoved(const QString &newPath);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
