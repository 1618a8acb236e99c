// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/closeguard.h"

#include "core/restore/restoreservice.h"

#include <QMessageBox>
#include <QPushButton>

namespace Unbin {

CloseGuard::CloseGuard(RestoreService &restores, QWidget *window)
    : QObject(window)
    , m_restores(restores)
    , m_window(window)
{ }

bool CloseGuard::mayClose()
{
    if (!m_restores.isBusy())
        return true;
    if (m_question || m_isClosing)
        return false;
    m_question = new QMessageBox(QMessageBox::Question, tr("Quit Unbin", "title of a dialog"),
        tr("Something is still running. Stop it and quit?", "question of a dialog"), QMessageBox::NoButton, m_window);
    m_question->setObjectName(QStringLiteral("quitQuestion"));
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setInformativeText(
        tr("What is under way is finished first. Items whose turn has not come stay in the bin.", "text of a dialog"));
    QPushButton *stop = m_question->addButton(tr("&Stop and Quit", "button of a dialog"), QMessageBox::DestructiveRole);
    stop->setObjectName(QStringLiteral("stopAndQuit"));
    QPushButton *stay = m_question->addButton(tr("&Keep Running", "button of a dialog"), QMessageBox::RejectRole);
    m_question->setDefaultButton(stay);
    m_question->setEscapeButton(stay);
    connect(stop, &QPushButton::clicked, this, &CloseGuard::stopAndClose);
    m_question->open();
    return false;
}

void CloseGuard::stopAndClose()
{
    m_isClosing = true;
    const auto closeWhenIdle = [this] {
        if (m_restores.isBusy())
            return;
        m_isClosing = false;
        m_window->close();
    };
    for (Activity *activity : m_restores.activities()) {
        if (activity->state() == Activity::State::Finished || activity->state() == Activity::State::Interrupted)
            continue;
        connect(activity, &Activity::finished, this, closeWhenIdle, Qt::QueuedConnection);
        activity->cancel();
    }
    QMetaObject::invokeMethod(this, closeWhenIdle, Qt::QueuedConnection);
}

} // namespace Unbin
