// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guisupport.h"
#include "ui/views/breadcrumbbar.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Unbin;

namespace {

Breadcrumbs path(const QStringList &names)
{
    Breadcrumbs crumbs{{ItemId(QStringLiteral("root")), QString()}};
    for (const QString &name : names)
        crumbs.push_back({ItemId(name), name});
    return crumbs;
}

QList<QToolButton *> visibleCrumbs(const BreadcrumbBar &bar)
{
    QList<QToolButton *> buttons = bar.findChildren<QToolButton *>(QStringLiteral("crumb"));
    buttons.removeIf([](const QToolButton *button) { return button->isHidden(); });
    return buttons;
}

} // namespace

class tst_BreadcrumbBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRootIsCalledLikeTheAccount()
    {
        BreadcrumbBar bar;
        bar.resize(600, 30);
        bar.setPath(QStringLiteral("Work"), path({QStringLiteral("Reports")}));
        QCOMPARE(visibleCrumbs(bar).front()->accessibleName(), QStringLiteral("Work"));
        QCOMPARE(visibleCrumbs(bar).size(), 2);
    }

    void pressingACrumbChoosesItsFolder()
    {
        BreadcrumbBar bar;
        bar.resize(600, 30);
        bar.setPath(QStringLiteral("Work"), path({QStringLiteral("Reports"), QStringLiteral("2024")}));
        QSignalSpy chosen(&bar, &BreadcrumbBar::crumbChosen);
        QTest::mouseClick(visibleCrumbs(bar)[1], Qt::LeftButton);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().value<ItemId>(), ItemId(QStringLiteral("Reports")));
    }

    void whatDoesNotFitIsBehindTheFirstButton()
    {
        BreadcrumbBar bar;
        QStringList names;
        for (int i = 0; i < 12; ++i)
            names += QStringLiteral("A folder number %1").arg(i);
        bar.setPath(QStringLiteral("Work"), path(names));
        bar.resize(300, 30);
        bar.show();
        auto *more = findWidget<QToolButton>(&bar, "moreCrumbs");
        QVERIFY(!more->isHidden());
        QCOMPARE(visibleCrumbs(bar).last()->accessibleName(), names.last());
        QCOMPARE(visibleCrumbs(bar).size() + more->menu()->actions().size(), names.size() + 1);
        bar.resize(4000, 30);
        QVERIFY(more->isHidden());
    }

    void anAmpersandInANameIsNoMnemonic()
    {
        BreadcrumbBar bar;
        bar.setPath(QStringLiteral("Work"), path({QStringLiteral("R&D")}));
        const auto crumbs = bar.findChildren<QToolButton *>(QStringLiteral("crumb"));
        QCOMPARE(crumbs.last()->text(), QStringLiteral("R&&D"));
        QCOMPARE(crumbs.last()->accessibleName(), QStringLiteral("R&D"));
    }
};

QTEST_MAIN(tst_BreadcrumbBar)
#include "tst_breadcrumbbar.moc"
