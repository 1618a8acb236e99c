// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guisupport.h"
#include "ui/dialogs/accountcardview.h"
#include "ui/dialogs/accountsdialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Unbin;

namespace {

AccountCard cardOf(const char *id, const char *label)
{
    return {.account = {.id = AccountId(QLatin1String(id)),
                .provider = ProviderId(QStringLiteral("box")),
                .label = QString::fromLatin1(label),
                .login = QStringLiteral("ada@example.org")},
        .serviceName = QStringLiteral("Box"),
        .iconName = QStringLiteral("box"),
        .personName = QStringLiteral("Ada"),
        .state = QStringLiteral("Signed in"),
        .totalBytes = 10'000'000'000,
        .usedBytes = 2'100'000'000,
        .binBytes = 300'000'000};
}

} // namespace

class TestAccountsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theAccountsPageShowsWhoIsSignedIn();
    void theAccountsPageRenamesColoursAndOrders();
    void theAccountsPageKeepsWhatIsBeingTyped();
    void spaceIsToldAsFarAsItIsKnown();
};

void TestAccountsPage::theAccountsPageShowsWhoIsSignedIn()
{
    AccountsDialog dialog;
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    AccountCard here{.account = {.id = AccountId(QStringLiteral("here")), .label = QStringLiteral("This Computer")},
        .serviceName = QStringLiteral("This Computer"), .iconName = QStringLiteral("computer"),
        .state = QStringLiteral("Always there"), .canBeRemoved = false};
    AccountCard lost = cardOf("b", "Home");
    lost.state = QStringLiteral("Signed out");
    lost.advice = QStringLiteral("Sign in again");
    lost.isTroubled = lost.needsSignIn = true;
    dialog.setCards({here, cardOf("a", "Work"), lost});
    dialog.open();
    QVERIFY(!findWidget<QPushButton>(&dialog, "removeAccount")->isVisible());
    dialog.choose(AccountId(QStringLiteral("a")));
    QCOMPARE(dialog.current(), AccountId(QStringLiteral("a")));
    QCOMPARE(findWidget<QLineEdit>(&dialog, "accountLogin")->text(), QStringLiteral("ada@example.org"));
    QVERIFY(findWidget<QLabel>(&dialog, "accountSpace")->text().contains(QStringLiteral("in the bin")));
    QVERIFY(!findWidget<QWidget>(&dialog, "accountAdvice")->isVisible());
    dialog.choose(AccountId(QStringLiteral("b")));
    QCOMPARE(findWidget<QLabel>(&dialog, "accountState")->text(), QStringLiteral("Signed out"));
    QVERIFY(findWidget<QWidget>(&dialog, "accountAdvice")->isVisible());
    QSignalSpy signIn(&dialog, &AccountsDialog::signInWanted);
    press(&dialog, "signInAgain");
    QCOMPARE(signIn.first().first().value<AccountId>(), AccountId(QStringLiteral("b")));
    QCOMPARE(controlsWithoutAccessibleName(&dialog), QStringList());
}

void TestAccountsPage::theAccountsPageRenamesColoursAndOrders()
{
    AccountsDialog dialog;
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.setCards({cardOf("a", "Work"), cardOf("b", "Home"), cardOf("c", "Attic")});
    dialog.open();
    QSignalSpy renamed(&dialog, &AccountsDialog::renamed);
    auto *name = findWidget<QLineEdit>(&dialog, "accountName");
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("Office"));
    dialog.choose(AccountId(QStringLiteral("b"))); // without Enter: it still counts for the one it was typed at
    QCOMPARE(renamed.count(), 1);
    QCOMPARE(renamed.first().at(0).value<AccountId>(), AccountId(QStringLiteral("a")));
    QCOMPARE(renamed.first().at(1).toString(), QStringLiteral("Office"));
    QSignalSpy coloured(&dialog, &AccountsDialog::colourChosen);
    press(&dialog, "colour3");
    QCOMPARE(coloured.first().at(0).value<AccountId>(), AccountId(QStringLiteral("b")));
    QCOMPARE(coloured.first().at(1).toInt(), 3);
    QSignalSpy reordered(&dialog, &AccountsDialog::reordered);
    press(&dialog, "moveUp");
    QCOMPARE(reordered.count(), 1);
    const auto order = reordered.first().first().value<std::vector<AccountId>>();
    QCOMPARE(order, (std::vector{AccountId(QStringLiteral("b")), AccountId(QStringLiteral("a")),
        AccountId(QStringLiteral("c"))}));
    QCOMPARE(dialog.current(), AccountId(QStringLiteral("b")));
    QVERIFY(!findWidget<QToolButton>(&dialog, "moveUp")->isEnabled());
}

void TestAccountsPage::theAccountsPageKeepsWhatIsBeingTyped()
{
    AccountsDialog dialog;
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.setCards({cardOf("a", "Work"), cardOf("b", "Home")});
    dialog.open();
    auto *name = findWidget<QLineEdit>(&dialog, "accountName");
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("Off"));
    AccountCard changed = cardOf("a", "Work");
    changed.state = QStringLiteral("Signing in…");
    dialog.setCards({changed, cardOf("b", "Home")}); // something else about it changed
    QCOMPARE(name->text(), QStringLiteral("Off"));
    QCOMPARE(findWidget<QLabel>(&dialog, "accountState")->text(), changed.state);
    dialog.setCards({cardOf("b", "Home")});
    QCOMPARE(dialog.current(), AccountId(QStringLiteral("b")));
}

void TestAccountsPage::spaceIsToldAsFarAsItIsKnown()
{
    AccountCard card = cardOf("a", "Work");
    QCOMPARE(spaceText(card), QStringLiteral("2.1 GB of 10.0 GB used, 300.0 MB in the bin"));
    card.binBytes = -1;
    QCOMPARE(spaceText(card), QStringLiteral("2.1 GB of 10.0 GB used"));
    card.totalBytes = -1;
    QCOMPARE(spaceText(card), QStringLiteral("2.1 GB used"));
    card.usedBytes = -1;
    QVERIFY(!spaceText(card).isEmpty());
}

QTEST_MAIN(TestAccountsPage)
#include "tst_accountspage.moc"
