// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/steps.h"
#include "tests/support/fakeprovider.h"

#include <QTest>

using namespace Unbin;

using Origin = Situation::Origin;
using Shape = FakeProvider::Shape;

class TestSteps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void choosesFromCapabilities_data();
    void choosesFromCapabilities();
    void refusesWhatNoStepsCanDo_data();
    void refusesWhatNoStepsCanDo();
    void asksForNamesOnlyOnTheWayThroughTheOrigin();
};

void TestSteps::choosesFromCapabilities_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<Situation>("situation");
    QTest::addColumn<bool>("namesFolder");
    QTest::addColumn<QString>("restoreName");
    QTest::addColumn<bool>("movesAfter");

    const QString own = QStringLiteral("a.txt");
    const QString other = QStringLiteral("b.txt");
    const QString passing = QStringLiteral("a.unbin");
    const Situation home{.ownName = own, .wantedName = own};
    const Situation homeRenamed{.ownName = own, .wantedName = other};
    const Situation away{.goesHome = false, .ownName = own, .wantedName = own, .passingName = passing};
    Situation gone = away;
    gone.origin = Origin::Gone;
    Situation blocked = away;
    blocked.isOwnNameFree = blocked.isWantedNameFree = false;
    Situation renamed = away;
    renamed.wantedName = other;
    Situation renamedBlocked = renamed;
    renamedBlocked.isOwnNameFree = false;

    QTest::newRow("box, home") << Shape::Box << home << false << QString() << false;
    QTest::newRow("box, home, renamed") << Shape::Box << homeRenamed << false << other << false;
    QTest::newRow("box, away: its folder lives, so move after") << Shape::Box << away << false << QString() << true;
    QTest::newRow("box, away: its folder is gone") << Shape::Box << gone << true << QString() << false;
    QTest::newRow("box, away: name taken at home") << Shape::Box << blocked << false << passing << true;
    QTest::newRow("box, away, renamed") << Shape::Box << renamed << false << QString() << true;
    QTest::newRow("box, away, renamed, own name taken") << Shape::Box << renamedBlocked << false << other << true;
    QTest::newRow("personal, away") << Shape::OneDrivePersonal << away << true << QString() << false;
    QTest::newRow("personal, away, renamed") << Shape::OneDrivePersonal << renamed << true << other << false;
    QTest::newRow("work, home, renamed after") << Shape::OneDriveWork << homeRenamed << false << QString() << true;
    QTest::newRow("work, away") << Shape::OneDriveWork << away << false << QString() << true;
    QTest::newRow("work, away: its folder is made again") << Shape::OneDriveWork << gone << false << QString() << true;
    QTest::newRow("yandex, away: name taken at home") << Shape::Yandex << blocked << false << passing << true;
    QTest::newRow("yandex, away: always under a name that nothing can have")
        << Shape::Yandex << away << false << passing << true;
    QTest::newRow("yandex, away: its folder is made again") << Shape::Yandex << gone << false << passing << true;
    QTest::newRow("yandex, home: the name is its own") << Shape::Yandex << home << false << QString() << false;
    QTest::newRow("local, away, renamed") << Shape::Local << renamed << true << other << false;
}

void TestSteps::choosesFromCapabilities()
{
    QFETCH(Shape, shape);
    QFETCH(Situation, situation);
    const auto steps = chooseSteps(FakeProvider::capabilitiesOf(shape), situation);
    QVERIFY(steps);
    QTEST(steps->namesFolder, "namesFolder");
    QTEST(steps->restoreName, "restoreName");
    QTEST(steps->movesAfter, "movesAfter");
}

void TestSteps::refusesWhatNoStepsCanDo_data()
{
    QTest::addColumn<Capabilities>("can");
    QTest::addColumn<Situation>("situation");
    QTest::addColumn<Error::Kind>("kind");

    const QString own = QStringLiteral("a.txt");
    const Situation home{.ownName = own, .wantedName = own};
    Situation away{.goesHome = false, .ownName = own, .wantedName = own};

    Capabilities can = FakeProvider::capabilitiesOf(Shape::Yandex);
    can.canRestore = false;
    QTest::newRow("can't restore at all") << can << home << Error::Kind::Unsupported;
    can = FakeProvider::capabilitiesOf(Shape::Yandex);
    can.canMove = false;
    QTest::newRow("away, and can't move") << can << away << Error::Kind::Unsupported;
    can = FakeProvider::capabilitiesOf(Shape::Box);
    can.restoreElsewhere = Capabilities::Elsewhere::No;
    QTest::newRow("nowhere else") << can << away << Error::Kind::Unsupported;
    Situation renamed = home;
    renamed.wantedName = QStringLiteral("b.txt");
    can = FakeProvider::capabilitiesOf(Shape::OneDriveWork);
    can.canMove = false;
    QTest::newRow("renamed, and can't rename") << can << renamed << Error::Kind::Unsupported;
    Situation blocked = away;
    blocked.isOwnNameFree = false;
    QTest::newRow("no name to pass under")
        << FakeProvider::capabilitiesOf(Shape::OneDriveWork) << blocked << Error::Kind::NameTaken;
    Situation gone = away;
    gone.origin = Origin::Gone;
    can = FakeProvider::capabilitiesOf(Shape::Yandex);
    can.parentGone = Capabilities::ParentGone::NeedsFolder;
    QTest::newRow("gone, and takes no folder") << can << gone << Error::Kind::Unsupported;
}

void TestSteps::refusesWhatNoStepsCanDo()
{
    QFETCH(Capabilities, can);
    QFETCH(Situation, situation);
    const auto steps = chooseSteps(can, situation);
    QVERIFY(!steps);
    QTEST(steps.error().kind, "kind");
}

void TestSteps::asksForNamesOnlyOnTheWayThroughTheOrigin()
{
    const Situation away{.goesHome = false};
    Situation gone = away;
    gone.origin = Origin::Gone;
    QVERIFY(passesThroughOrigin(FakeProvider::capabilitiesOf(Shape::Box), away));
    QVERIFY(!passesThroughOrigin(FakeProvider::capabilitiesOf(Shape::Box), gone));
    QVERIFY(!passesThroughOrigin(FakeProvider::capabilitiesOf(Shape::Box), Situation{}));
    QVERIFY(passesThroughOrigin(FakeProvider::capabilitiesOf(Shape::OneDriveWork), away));
    QVERIFY(!passesThroughOrigin(FakeProvider::capabilitiesOf(Shape::Yandex), away)); // under a name of our own
    QVERIFY(!passesThroughOrigin(FakeProvider::capabilitiesOf(Shape::Local), away));
}

QTEST_GUILESS_MAIN(TestSteps)
#include "tst_steps.moc"
