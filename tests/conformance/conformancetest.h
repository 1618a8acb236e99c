// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/providerfixture.h"
#include "tests/support/jobwait.h"

#include <QTest>

#include <algorithm>

namespace Unbin {

/** Ends a test that waits for a job which must succeed; "value" is declared. */
#define VERIFY_OK(declaration, expression)                                                                             \
    auto declaration##Result = (expression);                                                                           \
    QVERIFY2(                                                                                                          \
        declaration##Result, declaration##Result ? "" : qPrintable(QDebug::toString(declaration##Result.error())));    \
    [[maybe_unused]] const auto &declaration = *declaration##Result

#define VERIFY_FAILS(expression, expectedKind)                                                                         \
    do {                                                                                                               \
        const auto failing = (expression);                                                                             \
        QVERIFY2(!failing, "succeeded");                                                                               \
        QCOMPARE(kindName(failing.error().kind), kindName(expectedKind));                                              \
    } while (false)

inline QString path(const char *text)
{
    return QString::fromUtf8(text);
}

/** What the parts of the suite share: a fresh fixture for each test, once per provider. */
class ConformanceTest : public QObject
{
    Q_OBJECT

protected:
    Provider &provider() { return m_fixture->provider(); }
    Capabilities can() { return provider().capabilities(); }

    Result<ListSummary> listBin(std::vector<TrashedItem> &items)
    {
        return waitFor(provider().listBin([&items](std::vector<TrashedItem> &&page) {
            std::move(page.begin(), page.end(), std::back_inserter(items));
        }));
    }
    Result<ListSummary> listFolder(const ItemId &folder, std::vector<LiveItem> &items)
    {
        return waitFor(provider().listFolder(folder, [&items](std::vector<LiveItem> &&page) {
            std::move(page.begin(), page.end(), std::back_inserter(items));
        }));
    }
    /** The entry of the bin with this name; a default one if there is none. */
    TrashedItem entry(const QString &name)
    {
        std::vector<TrashedItem> items;
        if (!listBin(items))
            return {};
        const auto it
            = std::find_if(items.begin(), items.end(), [&name](const TrashedItem &i) { return i.name == name; });
        return it == items.end() ? TrashedItem() : *it;
    }
    LiveItem live(const QString &folder, const QString &name)
    {
        std::vector<LiveItem> items;
        if (!listFolder(m_fixture->idOf(folder), items))
            return {};
        const auto it = std::find_if(items.begin(), items.end(), [&name](const LiveItem &i) { return i.name == name; });
        return it == items.end() ? LiveItem() : *it;
    }
    /** Seeds a folder "/Work" with "a.txt" in it, and trashes the file. */
    TrashedItem trashedFile(const QByteArray &content = "content of a")
    {
        m_fixture->addFolder(path("/Work"));
        m_fixture->addFile(path("/Work/a.txt"), content);
        m_fixture->trash(path("/Work/a.txt"));
        return entry(path("a.txt"));
    }

    std::unique_ptr<ProviderFixture> m_fixture;

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<int>("row");
        int row = 0;
        for (const FixtureRow &fixture : allFixtures())
            QTest::newRow(fixture.name) << row++;
    }
    void init() { makeFixture(); }
    void cleanup() { m_fixture.reset(); }

protected:
    void makeFixture()
    {
        QFETCH_GLOBAL(int, row);
        m_fixture = allFixtures()[size_t(row)].make();
    }
};

} // namespace Unbin
