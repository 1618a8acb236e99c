// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QMessageBox;
class QWidget;

namespace Unbin {

class RestoreService;

/** Asks before the window is closed while something runs; then stops it after the items under way, and closes. */
class CloseGuard : public QObject
{
    Q_OBJECT
public:
    CloseGuard(RestoreService &restores, QWidget *window);

    /** True if nothing runs. Otherwise asks, once, and closes the window later if the user agrees. */
    bool mayClose();

private:
    void stopAndClose();

    RestoreService &m_restores;
    QWidget *m_window;
    QPointer<QMessageBox> m_question;
    bool m_isClosing = false;
};

} // namespace Unbin
