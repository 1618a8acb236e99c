// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QSettings;

namespace Unbin {

class AccountService;
class BinRefresher;
class Catalog;
class Clock;
class ProviderSet;
class RestoreService;

/** Everything the window is given. All of it outlives the window; the window owns none of it. Main thread. */
struct AppServices {
    AccountService &accounts;
    ProviderSet &providers;
    Catalog &catalog;
    BinRefresher &refresher;
    RestoreService &restores;
    Clock &clock;
    /** Geometry, columns, splitters: where the user left things. Holds no secret and nothing about any item. */
    QSettings &settings;
    /** The built-in practice cloud: the window says so, and offers nothing that would reach a real service. */
    bool isPractice = false;
    /** Damaged files of ours that were moved aside at the start, by their new paths: told once, at the top. */
    QStringList damagedFiles = {};
    /** Folder below which fetched contents are kept while the window lives; empty: the platform's place for caches. */
    QString contentsPath = {};
};

} // namespace Unbin
