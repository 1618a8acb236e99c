// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QtGlobal>

#include <algorithm>
#include <ctime>
#include <functional>

namespace Unbin {

/** A miss by less than this is taken for noise of the machine: others work on it, too. */
constexpr double noiseMargin = 1.25;

/** Prints figure, bar and their ratio. False if the bar is missed by more than noise. */
inline bool holds(const char *what, double figure, double bar, const char *unit)
{
    const double ratio = figure / bar;
    const char *verdict = ratio <= 1 ? "held" : ratio <= noiseMargin ? "missed, within noise" : "MISSED";
    qInfo("%-52s %8.1f %-6s bar %6.1f   ratio %.2f   %s", what, figure, unit, bar, ratio, verdict);
    return ratio <= noiseMargin;
}

/** A figure without a bar, for comparison. */
inline void tell(const char *what, double figure, const char *unit)
{
    qInfo("%-52s %8.1f %s", what, figure, unit);
}

/** CPU time of all threads so far. Beside a wall time it tells whether the machine had time for us. */
inline double cpuMilliseconds()
{
    return double(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

/** CPU time of the calling thread so far. */
inline double threadCpuMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

inline double millisecondsOf(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

/** The least of some rounds: what the program needs when nobody interrupts it. */
inline double bestOf(int rounds, const std::function<double()> &round)
{
    double best = round();
    for (int i = 1; i < rounds; ++i)
        best = std::min(best, round());
    return best;
}

/** What some work took, in milliseconds; the least of each over some rounds. */
struct Cost {
    double wall = 1e9;
    double cpu = 1e9; ///< of all threads
    double block = 1e9; ///< of the main thread at a stretch

    void takeLeast(const Cost &other)
    {
        wall = std::min(wall, other.wall);
        cpu = std::min(cpu, other.cpu);
        block = std::min(block, other.block);
    }
};

inline Cost costOf(const std::function<void()> &work)
{
    const double before = cpuMilliseconds();
    const double wall = millisecondsOf(work);
    return {.wall = wall, .cpu = cpuMilliseconds() - before};
}

/** An application that knows the longest time one event kept the main thread. */
template <class Application>
class TimedApplication : public Application
{
public:
    using Application::Application;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return Application::notify(receiver, event);
        QElapsedTimer timer;
        timer.start();
        ++m_depth;
        const bool isHandled = Application::notify(receiver, event);
        --m_depth;
        m_longest = std::max(m_longest, timer.nsecsElapsed());
        return isHandled;
    }

    void forgetLongest() { m_longest = 0; }
    double longestMilliseconds() const { return double(m_longest) / 1e6; }

private:
    int m_depth = 0;
    qint64 m_longest = 0;
};

} // namespace Unbin
