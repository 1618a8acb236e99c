// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include <chrono>

namespace Unbin {

/**
 * Runs the event loop until the condition holds; false if it does not in time. QTest::qWaitFor() sleeps ten milliseconds
 * after each turn of the loop, and a chain of queued calls takes as many turns: this one sleeps only while there is nothing
 * to do. The condition is looked at after every turn, so it must be cheap.
 */
template <class Condition>
bool waitUntil(Condition condition, std::chrono::milliseconds limit = std::chrono::minutes(1))
{
    const QDeadlineTimer deadline(limit);
    QTimer pulse; // what is waited for may not wake the loop
    pulse.start(std::chrono::milliseconds(5));
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // what a loop above this one would delete
    }
    return true;
}

} // namespace Unbin
