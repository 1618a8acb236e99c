// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guisupport.h"
#include "tests/ui/dialogs/dialogsamples.h"
#include "ui/dialogs/accountdialogs.h"
#include "ui/dialogs/connectaccountdialog.h"

#include <QCheckBox>
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

ConnectForm browserForm()
{
    ConnectForm form = connectForm();
    form.services[0].signIn = SignInChoice{
        .permissions = {QStringLiteral("See all files"), QStringLiteral("Restore and delete files")},
        .application = {QStringLiteral("built-in"), "b1"},
        .secret = OAuthService::Secret::Needed,
        .applicationAddress = QStringLiteral("https://example.org/apps"),
        .applicationHelp = QStringLiteral("Make one there."),
        .canShowCode = true};
    return form;
}

const SignInPage page{.address = QUrl(QStringLiteral("https://example.org/authorize?state=x%26y"))};

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
    void theBrowserComesFirstAndPermissionsAreShown();
    void aMissingApplicationIsAskedForWithHelp();
    void theApplicationOfLastTimeIsThereButNotOverWhatIsTyped();
    void waitingOffersTheLinkAndTheWayBack();
    void aCodeCanBeEnteredWhereTheServiceShowsOne();
    void aFailedSignInSaysWhyAndCanBeTriedAgain();
    void closingWhileWaitingGivesUp();
    void removingMayRevoke();
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
    auto *dialog = new RemoveAccountDialog(account, QStringLiteral("Box"), false);
    QSignalSpy confirmed(dialog, &RemoveAccountDialog::confirmed);
    QSignalSpy rejected(dialog, &QDialog::rejected);
    dialog->open();
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(rejected.count(), 1);

    auto *again = new RemoveAccountDialog(account, QStringLiteral("Box"), false);
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

void TestAccountDialogs::theBrowserComesFirstAndPermissionsAreShown()
{
    ConnectAccountDialog dialog(browserForm());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QVERIFY(findWidget<QLabel>(&dialog, "permissions")->text().contains(QStringLiteral("Restore and delete files")));
    QVERIFY(!findWidget<QLineEdit>(&dialog, "clientId")->isVisible()); // the build has one
    QVERIFY(!findWidget<QLineEdit>(&dialog, "token")->isVisible());
    QSignalSpy wanted(&dialog, &ConnectAccountDialog::signInWanted);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().at(0).value<ProviderId>(), ProviderId(QStringLiteral("box")));
    const auto wish = wanted.first().at(1).value<SignInWish>();
    QCOMPARE(wish.application, (OAuthApplication{QStringLiteral("built-in"), "b1"}));
    QCOMPARE(wish.way, SignInWish::Way::Return);
}

void TestAccountDialogs::aMissingApplicationIsAskedForWithHelp()
{
    ConnectForm form = browserForm();
    form.services[0].signIn->application = {};
    ConnectAccountDialog dialog(form);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QVERIFY(!findWidget<QPushButton>(&dialog, "connect")->isEnabled());
    QVERIFY(findWidget<QLineEdit>(&dialog, "clientId")->isVisible());
    QCOMPARE(findWidget<QLabel>(&dialog, "applicationHelp")->text(), QStringLiteral("Make one there."));
    QCOMPARE(findWidget<QLineEdit>(&dialog, "applicationAddress")->text(), QStringLiteral("https://example.org/apps"));
    findWidget<QLineEdit>(&dialog, "clientId")->setText(QStringLiteral(" mine "));
    QVERIFY(!findWidget<QPushButton>(&dialog, "connect")->isEnabled()); // the secret is needed here
    auto *secret = findWidget<QLineEdit>(&dialog, "clientSecret");
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    secret->setText(QStringLiteral("s1"));
    QSignalSpy wanted(&dialog, &ConnectAccountDialog::signInWanted);
    press(&dialog, "connect");
    QCOMPARE(wanted.first().at(1).value<SignInWish>().application, (OAuthApplication{QStringLiteral("mine"), "s1"}));
    dialog.reject();
    QVERIFY(secret->text().isEmpty());
}

void TestAccountDialogs::theApplicationOfLastTimeIsThereButNotOverWhatIsTyped()
{
    ConnectForm form = browserForm();
    form.services[0].signIn->application = {};
    ConnectAccountDialog dialog(form);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    dialog.setApplication(ProviderId(QStringLiteral("other")), {QStringLiteral("no"), "no"});
    QVERIFY(!findWidget<QPushButton>(&dialog, "connect")->isEnabled());
    dialog.setApplication(dialog.service(), {QStringLiteral("kept"), "k1"});
    QVERIFY(findWidget<QPushButton>(&dialog, "connect")->isEnabled());
    QVERIFY(!findWidget<QLineEdit>(&dialog, "clientId")->isVisible());
    press(&dialog, "ownApplication");
    auto *id = findWidget<QLineEdit>(&dialog, "clientId");
    QVERIFY(id->isVisible());
    id->selectAll();
    QTest::keyClicks(id, QStringLiteral("typed"));
    dialog.setApplication(dialog.service(), {QStringLiteral("late"), "l1"});
    QCOMPARE(id->text(), QStringLiteral("typed"));
}

void TestAccountDialogs::waitingOffersTheLinkAndTheWayBack()
{
    ConnectAccountDialog dialog(browserForm());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    press(&dialog, "connect");
    dialog.showPage(page, true);
    QVERIFY(findWidget<QLabel>(&dialog, "signInText")->text().contains(QStringLiteral("Box")));
    QVERIFY(!findWidget<QLineEdit>(&dialog, "signInCode")->isVisible());
    press(&dialog, "copyLink");
    QCOMPARE(QGuiApplication::clipboard()->text(), page.address.toString(QUrl::FullyEncoded));
    QSignalSpy opened(&dialog, &ConnectAccountDialog::openWanted);
    press(&dialog, "openAgain");
    QCOMPARE(opened.first().first().toUrl(), page.address);
    QSignalSpy givenUp(&dialog, &ConnectAccountDialog::signInGivenUp);
    press(&dialog, "otherWay");
    QCOMPARE(givenUp.count(), 1);
    QVERIFY(findWidget<QLabel>(&dialog, "permissions")->isVisible());

    press(&dialog, "connect");
    dialog.showPage(page, false);
    QVERIFY(findWidget<QWidget>(&dialog, "signInNote")->accessibleName().contains(QStringLiteral("No browser")));
    SignInPage moved = page;
    moved.unusualRedirect = QStringLiteral("http://127.0.0.1:5555/");
    dialog.showPage(moved, true);
    QVERIFY(findWidget<QWidget>(&dialog, "signInNote")->accessibleName().contains(moved.unusualRedirect));
}

void TestAccountDialogs::aCodeCanBeEnteredWhereTheServiceShowsOne()
{
    ConnectAccountDialog dialog(browserForm());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    press(&dialog, "connect");
    dialog.showPage(page, true);
    QSignalSpy givenUp(&dialog, &ConnectAccountDialog::signInGivenUp);
    QSignalSpy wanted(&dialog, &ConnectAccountDialog::signInWanted);
    press(&dialog, "codeWay");
    QCOMPARE(givenUp.count(), 1); // the door is not needed any more
    QCOMPARE(wanted.first().at(1).value<SignInWish>().way, SignInWish::Way::PastedCode);
    SignInPage shown = page;
    shown.way = SignInWish::Way::PastedCode;
    dialog.showPage(shown, true);
    auto *code = findWidget<QLineEdit>(&dialog, "signInCode");
    QVERIFY(code->isVisible());
    QSignalSpy entered(&dialog, &ConnectAccountDialog::codeEntered);
    QTest::keyClicks(code, QStringLiteral("1234567"));
    QTest::keyClick(code, Qt::Key_Return);
    QCOMPARE(entered.count(), 1);
    QCOMPARE(entered.first().first().toString(), QStringLiteral("1234567"));
    dialog.refuseCode();
    QVERIFY(findWidget<QWidget>(&dialog, "signInNote")->isVisible());
    dialog.reject();
    QVERIFY(code->text().isEmpty());
}

void TestAccountDialogs::aFailedSignInSaysWhyAndCanBeTriedAgain()
{
    ConnectAccountDialog dialog(browserForm());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QSignalSpy wanted(&dialog, &ConnectAccountDialog::signInWanted);
    const std::vector<std::pair<Error, QString>> reasons = {
        {{.kind = Error::Kind::Cancelled, .code = QStringLiteral("access_denied")}, QStringLiteral("didn't allow")},
        {{.kind = Error::Kind::TimedOut}, QStringLiteral("in time")},
        {{.kind = Error::Kind::Busy, .code = QStringLiteral("port"), .detail = QStringLiteral("53147")},
            QStringLiteral("53147")},
        {{.kind = Error::Kind::TlsFailed, .detail = QStringLiteral("box.test: self-signed")},
            QStringLiteral("box.test: self-signed")},
        {{.kind = Error::Kind::SignInNeeded, .code = QStringLiteral("invalid_client")}, QStringLiteral("client ID")},
        {{.kind = Error::Kind::SignInNeeded, .code = QStringLiteral("account_deactivated")},
            QStringLiteral("account_deactivated")},
        {{.kind = Error::Kind::Changed}, QStringLiteral("another account")},
    };
    int tries = 0;
    for (const auto &[error, words] : reasons) {
        press(&dialog, "connect");
        QCOMPARE(wanted.count(), ++tries);
        dialog.showPage(page, true);
        dialog.showFinishing();
        dialog.refuse(error);
        auto *problem = findWidget<QWidget>(&dialog, "connectProblem");
        QVERIFY(problem->isVisible());
        QVERIFY2(problem->accessibleName().contains(words), qPrintable(problem->accessibleName()));
    }
}

void TestAccountDialogs::closingWhileWaitingGivesUp()
{
    ConnectAccountDialog dialog(browserForm());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QSignalSpy givenUp(&dialog, &ConnectAccountDialog::signInGivenUp);
    press(&dialog, "connect");
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(givenUp.count(), 1);
    QVERIFY(!dialog.isVisible());
}

void TestAccountDialogs::removingMayRevoke()
{
    for (const bool revokes : {true, false}) {
        auto *dialog = new RemoveAccountDialog(account, QStringLiteral("Box"), true);
        QSignalSpy confirmed(dialog, &RemoveAccountDialog::confirmed);
        dialog->open();
        auto *box = findWidget<QCheckBox>(dialog, "alsoRevoke");
        QVERIFY(box->isVisible());
        box->setChecked(revokes);
        press(dialog, "confirmRemove");
        QCOMPARE(confirmed.first().first().toBool(), revokes);
    }
    RemoveAccountDialog without(account, QStringLiteral("Box"), false);
    without.setAttribute(Qt::WA_DeleteOnClose, false);
    without.open();
    QVERIFY(!findWidget<QCheckBox>(&without, "alsoRevoke")->isVisible());
}

QTEST_MAIN(TestAccountDialogs)
#include "tst_accountdialogs.moc"
