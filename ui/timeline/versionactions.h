// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/versions.h"
#include "core/versions/history.h"

#include <QObject>

class QAction;
class QWidget;

namespace Unbin {

/** What can be done with the selected version, with icons, keys, words, and the reasons why not. What they do is connected
    by others. */
class VersionActions : public QObject
{
    Q_OBJECT
public:
    /** Their keys work within the page. */
    explicit VersionActions(QWidget *page);

    QAction *makeCurrent;
    QAction *saveHere;
    QAction *saveBeside;
    QAction *remove;
    QAction *untrash;
    QAction *compare;

    /** selected: index into the history, -1 for none. */
    void update(const History &history, int selected, const VersionAbilities &can);

private:
    QAction *make(QWidget *page, const char *name, const QString &icon, const QString &text, const QString &tip,
        const QKeySequence &key);
};

} // namespace Unbin
