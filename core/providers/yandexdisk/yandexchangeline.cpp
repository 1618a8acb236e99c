// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/yandexdisk/yandexchangeline.h"

#include "core/providers/yandexdisk/yandexpaths.h"

#include <algorithm>

namespace Unbin::Yandex {

bool areEntangled(const QStringList &a, const QStringList &b)
{
    return std::any_of(a.begin(), a.end(), [&b](const QString &mine) {
        return std::any_of(b.begin(), b.end(),
            [&mine](const QString &other) { return isWithin(mine, other) || isWithin(other, mine); });
    });
}

Turn::Turn(ChangeLine &line, QStringList paths)
    : m_line(&line)
    , m_paths(std::move(paths))
{ }

Turn::~Turn()
{
    if (m_line)
        m_line->leave(this);
}

void Turn::rest()
{
    m_isSending = false;
    if (m_line)
        m_line->dispatchLater();
}

/** Stands in line until it is granted, cancelled or let go. */
class ChangeLine::Waiter final : public Job<TurnPtr>
{
public:
    Waiter(ChangeLine &line, QStringList paths)
        : m_line(&line)
        , m_paths(std::move(paths))
    { }
    ~Waiter() override { release(); }

    const QStringList &paths() const { return m_paths; }
    void begin(TurnPtr turn) { succeed(std::move(turn)); }
    void showWaiting()
    {
        Progress waiting;
        waiting.waiting = Progress::Waiting::Busy;
        setProgress(waiting);
    }

protected:
    void run() override
    {
        if (!m_line)
            return fail(Error::of(Error::Kind::Cancelled, QStringLiteral("the account was closed")));
        m_line->m_waiting.push_back(this);
        m_line->dispatchLater();
    }
    void release() override
    {
        if (m_line)
            m_line->m_waiting.remove(this);
    }

private:
    QPointer<ChangeLine> m_line;
    QStringList m_paths;
};

JobPtr<ChangeLine::TurnPtr> ChangeLine::turn(QStringList paths)
{
    return std::make_unique<Waiter>(*this, std::move(paths));
}

ChangeLine::TurnPtr ChangeLine::resting(QStringList paths)
{
    TurnPtr turn = grant(std::move(paths));
    turn->rest();
    return turn;
}

ChangeLine::TurnPtr ChangeLine::grant(QStringList paths)
{
    TurnPtr turn(new Turn(*this, std::move(paths)));
    m_turns.push_back(turn.get());
    return turn;
}

void ChangeLine::leave(Turn *turn)
{
    std::erase(m_turns, turn);
    dispatchLater();
}

void ChangeLine::dispatchLater()
{
    if (std::exchange(m_isDispatching, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isDispatching = false;
            dispatch();
        },
        Qt::QueuedConnection);
}

void ChangeLine::dispatch()
{
    std::list<Waiter *> before;
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        Waiter *waiter = *it;
        if (mayStart(*waiter, before)) {
            it = m_waiting.erase(it);
            waiter->begin(grant(waiter->paths()));
        } else {
            before.push_back(waiter);
            ++it;
        }
    }
    for (Waiter *waiter : before) {
        const bool isStillThere = std::find(m_waiting.begin(), m_waiting.end(), waiter) != m_waiting.end();
        if (isStillThere) // whoever hears of one's waiting may have stopped another
            waiter->showWaiting();
    }
}

bool ChangeLine::mayStart(const Waiter &waiter, const std::list<Waiter *> &before) const
{
    const bool isFree = std::none_of(m_turns.begin(), m_turns.end(),
        [&waiter](const Turn *turn) { return turn->m_isSending || areEntangled(turn->m_paths, waiter.paths()); });
    return isFree && std::none_of(before.begin(), before.end(), [&waiter](const Waiter *earlier) {
        return areEntangled(earlier->paths(), waiter.paths());
    });
}

} // namespace Unbin::Yandex
