// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <list>
#include <memory>

namespace Unbin::Yandex {

class ChangeLine;

/** The right to change something. Given back when the last holder lets go. */
class Turn
{
public:
    ~Turn();
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

    /** Nothing of ours is on the wire now (the service works on it, or is waited for): others may send what has nothing to do
        with it. */
    void rest();

private:
    friend class ChangeLine;
    Turn(ChangeLine &line, QStringList paths);

    QPointer<ChangeLine> m_line;
    QStringList m_paths;
    bool m_isSending = true;
};

/**
 * Keeps the changes of one account apart: the service answers 423 to a change that touches what another one is busy with,
 * or anything above or below it (yandex-disk.md section 9). One change is on the wire at a time; while an operation goes
 * on by itself, only what is entangled with it waits. Who is entangled stands in line, so nobody is overtaken for ever.
 * Main thread.
 */
class ChangeLine final : public QObject
{
    Q_OBJECT
public:
    using TurnPtr = std::shared_ptr<Turn>;

    /** paths: all that the change touches, whole. Waiting shows as Progress::Waiting::Busy. */
    JobPtr<TurnPtr> turn(QStringList paths);
    /** For work that the service is busy with already: begins at once, resting. */
    TurnPtr resting(QStringList paths);

private:
    friend class Turn;
    class Waiter;

    void leave(Turn *turn);
    void dispatchLater();
    void dispatch();
    bool mayStart(const Waiter &waiter, const std::list<Waiter *> &before) const;
    TurnPtr grant(QStringList paths);

    std::list<Waiter *> m_waiting;
    std::vector<Turn *> m_turns;
    bool m_isDispatching = false;
};

/** The same path, or one above the other. */
bool areEntangled(const QStringList &a, const QStringList &b);

} // namespace Unbin::Yandex
