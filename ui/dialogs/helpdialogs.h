// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QKeySequence>

#include <vector>

namespace Unbin {

/** One action and the keys that do it. */
struct ShortcutLine {
    QString action;
    QList<QKeySequence> keys;
};

/** The keys of the window, as they are. Open it with open(); it deletes itself. */
class KeyboardHelpDialog : public QDialog
{
    Q_OBJECT
public:
    explicit KeyboardHelpDialog(const std::vector<ShortcutLine> &lines, QWidget *parent = nullptr);
};

/** What this is, which version, under which licence. Open it with open(); it deletes itself. */
class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    explicit AboutDialog(const QString &version, QWidget *parent = nullptr);
};

} // namespace Unbin
