// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guisupport.h"
#include "tests/ui/dialogs/dialogsamples.h"
#include "ui/dialogs/accountdialogs.h"
#include "ui/dialogs/connectaccountdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Unbin;
using namespace Unbin::Samples;

namespace {

const Account account{
    .id = work, .provider = ProviderId(QStringLiteral("box")), .label = QStringLiteral("Ada at Work")};

ConnectForm connectForm()
{
    return {.services = {{ProviderId(QStringLiteral("box")), QStringLiteral("Box"), QStringLiteral("box"),
                             QStringLiteral("https://example.org/tokens")},
                {ProviderId(QStringLiteral("other")), QStringLiteral("Other"), QStringLiteral("cloud"), {}}}};
}

void press(const QWidget *root, const char *button)
{
    QTest::mouseClick(findWidget<QAbstractButton>(root, button), Qt::LeftButton);
}

} // namespace

class TestAccountDialogs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTypedTokenIsCheckedByEnter();
    void aPastedTokenLosesTheSpaceAroundIt();
    void aTextThatIsNoTokenIsRefusedInPlace();
    void aRefusedTokenSaysWhyAndCanBeReplaced();
    void theTokenIsHiddenAndForgotten();
    void withoutAKeychainTheDialogSaysSo();
    void signingInAgainIsForOneServiceOnly();
    void everyReasonOfARefusalHasAText();
    void removingNeedsMoreThanEnter();
    void aRenamedAccountIsTold();
    void anUnchangedNameIsNotTold();
    void everyControlHasAnAccessibleName();
};

void TestAccountDialogs::aTypedTokenIsCheckedByEnter()
{
    QPointer<ConnectAccountDialog> dialog = new ConnectAccountDialog(connectForm());
    dialog->open();
    QSignalSpy entered(dialog, &ConnectAccountDialog::tokenEntered);
    auto *token = findWidget<QLineEdit>(dialog, "token");
    QVERIFY(!findWidget<QPushButton>(dialog, "connect")->isEnabled());
    QTest::keyClicks(token, QStringLiteral("abc123"));
    QTest::keyClick(token, Qt::Key_Return);
    QCOMPARE(entered.count(), 1);
    QCOMPARE(entered.first().at(0).value<ProviderId>(), ProviderId(QStringLiteral("box")));
    QCOMPARE(entered.first().at(1).toByteArray(), QByteArrayLiteral("abc123"));
    QVERIFY(!token->isEnabled()); // busy until the check is done
    QVERIFY(dialog->findChild<QProgressBar *>()->isVisible());
    dialog->accept();
    QTRY_VERIFY(!dialog);
}

void TestAccountDialogs::aPastedTokenLosesTheSpaceAroundIt()
{
    QGuiApplication::clipboard()->setText(QStringLiteral("  abc123\n"));
    const std::unique_ptr<ConnectAccountDialog> dialog(new ConnectAccountDialog(connectForm()));
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->open();
    QSignalSpy entered(dialog.get(), &ConnectAccountDialog::tokenEntered);
    press(dialog.get(), "paste");
    press(dialog.get(), "connect");
    QCOMPARE(entered.count(), 1);
    QCOMPARE(entered.first().at(1).toByteArray(), QByteArrayLiteral("abc123"));
}

void TestAccountDialogs::aTextThatIsNoTokenIsRefusedInPlace()
{
    ConnectAccountDialog dialog(connectForm());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QSignalSpy entered(&dialog, &ConnectAccountDialog::tokenEntered);
    for (const QString &wrong : {QStringLiteral("two words"), QStringLiteral("t\u00f6ken")}) {
        findWidget<QLineEdit>(&dialog, "token")->setText(wrong);
        press(&dialog, "connect");
        QVERIFY(findWidget<QWidget>(&dialog, "connectProblem")->isVisible());
    }
    QCOMPARE(entered.count(), 0);
}

void TestAccountDialogs::aRefusedTokenSaysWhyAndCanBeReplaced()
{
    ConnectAccountDialog dialog(connectForm());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    auto *token = findWidget<QLineEdit>(&dialog, "token");
    token->setText(QStringLiteral("old"));
    press(&dialog, "connect");
    dialog.refuse(Error::of(Error::Kind::SignInNeeded));
    auto *problem = findWidget<QWidget>(&dialog, "connectProblem");
    QVERIFY(problem->isVisible());
    QVERIFY(problem->accessibleName().contains(QStringLiteral("token")));
    QVERIFY(token->isEnabled());
    QSignalSpy entered(&dialog, &ConnectAccountDialog::tokenEntered);
    QTest::keyClicks(token, QStringLiteral("new")); // the old one is selected
    QVERIFY(!problem->isVisible());
    QTest::keyClick(token, Qt::Key_Return);
    QCOMPARE(entered.first().at(1).toByteArray(), QByteArrayLiteral("new"));
}

void TestAccountDialogs::theTokenIsHiddenAndForgotten()
{
    ConnectAccountDialog dialog(connectForm());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    auto *token = findWidget<QLineEdit>(&dialog, "token");
    token->setText(QStringLiteral("secret"));
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    QVERIFY(!token->displayText().contains(QStringLiteral("secret")));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(token->text().isEmpty());
}

void TestAccountDialogs::withoutAKeychainTheDialogSaysSo()
{
    ConnectForm form = connectForm();
    form.areSecretsLasting = false;
    const ConnectAccountDialog dialog(form);
    QVERIFY(findWidget<QWidget>(&dialog, "keychainNote")->accessibleName().contains(QStringLiteral("session only")));
}

void TestAccountDialogs::signingInAgainIsForOneServiceOnly()
{
    ConnectForm form = connectForm();
    form.again = account;
    ConnectAccountDialog dialog(form);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QVERIFY(!findWidget<QWidget>(&dialog, "service")->isEnabled());
    QCOMPARE(findWidget<QLineEdit>(&dialog, "tokenHelpAddress")->text(), QStringLiteral("https://example.org/tokens"));
    dialog.refuse(Error::of(Error::Kind::Changed));
    QVERIFY(!findWidget<QWidget>(&dialog, "service")->isEnabled());
}

void TestAccountDialogs::everyReasonOfARefusalHasAText()
{
    for (int kind = 0; kind <= int(Error::Kind::Internal); ++kind)
        QVERIFY(!connectErrorText(Error::of(Error::Kind(kind))).isEmpty());
    QVERIFY(connectErrorText(Error::of(Error::Kind::NameTaken)).contains(QStringLiteral("connected already")));
}

void TestAccountDialogs::removingNeedsMoreThanEnter()
{
    auto *dialog = new RemoveAccountDialog(account, QStringLiteral("Box"));
    QSignalSpy confirmed(dialog, &RemoveAccountDialog::confirmed);
    QSignalSpy rejected(dialog, &QDialog::rejected);
    dialog->open();
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(rejected.count(), 1);

    auto *again = new RemoveAccountDialog(account, QStringLiteral("Box"));
    QSignalSpy confirmedNow(again, &RemoveAccountDialog::confirmed);
    again->open();
    press(again, "confirmRemove");
    QCOMPARE(confirmedNow.count(), 1);
    QCOMPARE(confirmed.count(), 0);
}

void TestAccountDialogs::aRenamedAccountIsTold()
{
    auto *dialog = new RenameAccountDialog(account);
    QSignalSpy renamed(dialog, &RenameAccountDialog::renamed);
    dialog->open();
    auto *label = findWidget<QLineEdit>(dialog, "accountLabel");
    label->setText(QStringLiteral("   "));
    QVERIFY(!findWidget<QPushButton>(dialog, "confirmRename")->isEnabled());
    label->setText(QStringLiteral(" Work "));
    QTest::keyClick(label, Qt::Key_Return);
    QCOMPARE(renamed.count(), 1);
    QCOMPARE(renamed.first().first().toString(), QStringLiteral("Work"));
}

void TestAccountDialogs::anUnchangedNameIsNotTold()
{
    auto *dialog = new RenameAccountDialog(account);
    QSignalSpy renamed(dialog, &RenameAccountDialog::renamed);
    dialog->open();
    press(dialog, "confirmRename");
    QCOMPARE(renamed.count(), 0);
}

void TestAccountDialogs::everyControlHasAnAccessibleName()
{
    const ConnectAccountDialog connectDialog(connectForm());
    QCOMPARE(controlsWithoutAccessibleName(&connectDialog), QStringList());
    const RenameAccountDialog renameDialog(account);
    QCOMPARE(controlsWithoutAccessibleName(&renameDialog), QStringList());
}

QTEST_MAIN(TestAccountDialogs)
#include "tst_accountdialogs.moc"
