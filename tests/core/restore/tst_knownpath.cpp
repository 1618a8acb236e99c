// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/itemplanner.h"

#include <QTest>

using namespace Unbin;
using FolderState = FolderFacts::State;

namespace {

const Breadcrumb kRoot{ItemId(QStringLiteral("root")), QStringLiteral("Root")};

QStringList namesOf(const KnownPath &path)
{
    QStringList names;
    for (const Breadcrumb &crumb : path.crumbs)
        names.append(crumb.name);
    return names;
}

} // namespace

/** Which path is made again: what the service still knows, or what the entry noted while its folder lived. */
class TestKnownPath : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLongerMemoryOfAGoneFolderCounts_data()
    {
        QTest::addColumn<QString>("noted");
        QTest::addColumn<QString>("known");
        QTest::newRow("never noted") << QString() << QStringLiteral("Invoices");
        QTest::newRow("noted in full") << QStringLiteral("/Work/Invoices") << QStringLiteral("Work/Invoices");
        QTest::newRow("noted as much") << QStringLiteral("/Old name") << QStringLiteral("Invoices");
    }
    void theLongerMemoryOfAGoneFolderCounts()
    {
        QFETCH(QString, noted);
        QFETCH(QString, known);
        const FolderFacts facts{.state = FolderState::Gone,
            .name = QStringLiteral("Invoices"),
            .path = {kRoot, {{}, QStringLiteral("Invoices")}}};
        const KnownPath path = knownPath(facts, TrashedItem{.originalPath = noted});
        QCOMPARE(namesOf(path).join(u'/'), known);
    }

    void aPathThatHangsOnALiveFolderIsBelieved()
    {
        const FolderFacts facts{.state = FolderState::Gone,
            .name = QStringLiteral("Invoices"),
            .path = {kRoot, {ItemId(QStringLiteral("7")), QStringLiteral("Desk")}, {{}, QStringLiteral("Invoices")}}};
        const KnownPath path = knownPath(facts, TrashedItem{.originalPath = QStringLiteral("/A/B/C/Invoices")});
        QCOMPARE(namesOf(path), (QStringList{QStringLiteral("Desk"), QStringLiteral("Invoices")}));
    }

    void aNameAloneIsBetterThanNothing()
    {
        const FolderFacts facts{.state = FolderState::Gone, .name = QStringLiteral("Invoices")};
        const KnownPath path = knownPath(facts, {});
        QCOMPARE(namesOf(path), QStringList{QStringLiteral("Invoices")});
        QVERIFY(!path.isWhole);
    }
};

QTEST_GUILESS_MAIN(TestKnownPath)
#include "tst_knownpath.moc"
