// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job.h"

#include <QTest>

#include <memory>

using namespace Unbin;

namespace {

/** Runs a child and calls back once it has ended, while it is still running itself. */
class Outer final : public Job<Done>
{
public:
    explicit Outer(std::function<void()> afterChild)
        : m_afterChild(std::move(afterChild))
    { }

protected:
    void run() override
    {
        then(readyJob(7), [this](const Result<int> &) { m_afterChild(); });
    }

private:
    std::function<void()> m_afterChild;
};

} // namespace

/** Whoever hears of an end may make an end of everything. */
class TestJobEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theHandlerMayDeleteTheOwner()
    {
        auto owner = std::make_unique<QObject>();
        bool isEnded = false;
        launch(readyJob(1), owner.get(), [&](const Result<int> &result) {
            QVERIFY(result);
            isEnded = true;
            owner.reset();
        });
        QTRY_VERIFY(isEnded);
        QVERIFY(!owner);
    }

    void aChildsHandlerMayDeleteTheWholeJob()
    {
        auto owner = std::make_unique<QObject>();
        bool isEnded = false;
        bool isHeard = false;
        auto afterChild = [&] {
            isEnded = true;
            owner.reset();
        };
        launch(JobPtr<Done>(std::make_unique<Outer>(afterChild)), owner.get(),
            [&](const Result<Done> &) { isHeard = true; });
        QTRY_VERIFY(isEnded);
        QCoreApplication::processEvents();
        QVERIFY(!isHeard);
    }
};

QTEST_GUILESS_MAIN(TestJobEnd)
#include "tst_jobend.moc"
