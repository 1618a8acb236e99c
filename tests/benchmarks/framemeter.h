// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/benchmarks/measure.h"

#include <QTimer>

#include <vector>

namespace Unbin {

/**
 * What a window would feel that wants to paint every 16 ms on this thread: how late each of its frames is, and for how long
 * the thread worked from one to the next. foreignCpu: milliseconds that this thread has spent so far on what is not the
 * program's, like a practice service.
 */
class FrameMeter
{
public:
    static constexpr double frameMilliseconds = 16;

    explicit FrameMeter(std::function<double()> foreignCpu)
        : m_foreignCpu(std::move(foreignCpu))
    {
        m_ticks.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_ticks, &QTimer::timeout, &m_ticks, [this] { note(); });
    }

    void start()
    {
        m_lateness.clear();
        m_cpu.clear();
        m_clock.start();
        m_lastCpu = ownCpu();
        m_ticks.start(int(frameMilliseconds));
    }
    void stop() { m_ticks.stop(); }

    size_t frameCount() const { return m_lateness.size(); }
    double lateness99() const { return percentile99(m_lateness); } ///< ms; the practice service's work is in it
    double cpu99() const { return percentile99(m_cpu); } ///< ms of this thread's CPU from frame to frame
    double longestCpu() const { return m_cpu.empty() ? 0 : *std::max_element(m_cpu.begin(), m_cpu.end()); }

private:
    double ownCpu() const { return threadCpuMilliseconds() - m_foreignCpu(); }
    void note()
    {
        const double passed = double(m_clock.nsecsElapsed()) / 1e6;
        m_clock.start();
        m_lateness.push_back(std::max(0.0, passed - frameMilliseconds));
        const double cpu = ownCpu();
        m_cpu.push_back(cpu - m_lastCpu);
        m_lastCpu = cpu;
    }
    static double percentile99(std::vector<double> values)
    {
        std::sort(values.begin(), values.end());
        return values.empty() ? 1e9 : values[values.size() * 99 / 100];
    }

    std::function<double()> m_foreignCpu;
    QTimer m_ticks;
    QElapsedTimer m_clock;
    double m_lastCpu = 0;
    std::vector<double> m_lateness;
    std::vector<double> m_cpu;
};

} // namespace Unbin
