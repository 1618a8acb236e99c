// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in through the real window and the practice cloud's pages, with a scripted browser in place of the system's.
#include "app/demo.h"
#include "app/practicecloud.h"
#include "tests/support/guisupport.h"
#include "tests/support/scriptedbrowser.h"
#include "ui/dialogs/accountdialogs.h"
#include "ui/dialogs/accountsdialog.h"
#include "ui/dialogs/connectaccountdialog.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

using namespace Unbin;
using State = AccountStatus::State;

class TestSignInWindow : public QObject
{
    Q_OBJECT

    std::unique_ptr<Demo> m_demo;
    std::unique_ptr<Program> m_program;
    std::unique_ptr<MainWindow> m_window;
    ScriptedBrowser m_browser;

    AccountService &accounts() { return m_program->accounts(); }
    size_t count() { return accounts().accounts().size(); }
    std::optional<Account> accountOf(const QString &login)
    {
        for (const Account &account : accounts().accounts()) {
            if (account.login == login)
                return account;
        }
        return std::nullopt;
    }
    void trigger(const char *action) { m_window->findChild<QAction *>(QLatin1String(action))->trigger(); }
    template <class Dialog>
    Dialog *dialog()
    {
        Dialog *found = nullptr;
        const bool isThere = QTest::qWaitFor([&] { return (found = visibleWindow<Dialog>()) != nullptr; }, 10'000);
        return isThere ? found : nullptr;
    }
    static void press(const QWidget *root, const char *button)
    {
        QTest::mouseClick(findWidget<QAbstractButton>(root, button), Qt::LeftButton);
    }
    /** Opens the dialog, chooses a service by its name, and sends the browser off. */
    ConnectAccountDialog *beginToConnect(const QString &service)
    {
        trigger("addAccount");
        auto *connecting = dialog<ConnectAccountDialog>();
        if (!connecting)
            return nullptr;
        auto *box = findWidget<QComboBox>(connecting, "service");
        box->setCurrentIndex(box->findText(service));
        Q_EMIT box->activated(box->currentIndex());
        press(connecting, "connect");
        return connecting;
    }

private Q_SLOTS:
    void init()
    {
        QDesktopServices::setUrlHandler(QStringLiteral("http"), &m_browser, "open");
        m_browser.decision = ScriptedBrowser::Decision::Allow;
        m_demo = std::move(*Demo::make());
        m_program = std::move(*Program::make(m_demo->takeSetup()));
        m_window = std::make_unique<MainWindow>(AppServices{m_program->accounts(), m_program->providers(),
            m_program->catalog(), m_program->refresher(), m_program->restores(), m_program->clock(),
            m_program->settings(), true});
        m_window->show();
        m_program->start();
        m_demo->connectAccounts(accounts());
        QTRY_COMPARE_WITH_TIMEOUT(count(), Demo::accountCount(), 20'000);
    }
    void cleanup()
    {
        QDesktopServices::unsetUrlHandler(QStringLiteral("http"));
        m_window.reset();
        m_program.reset();
        m_demo.reset();
    }

    void anAccountIsConnectedThroughTheBrowserAndRemovedAgain()
    {
        m_browser.login = QStringLiteral("kim@example.org");
        const size_t before = count();
        QPointer<ConnectAccountDialog> connecting = beginToConnect(QStringLiteral("Box"));
        QVERIFY(connecting);
        QTRY_COMPARE_WITH_TIMEOUT(count(), before + 1, 30'000);
        QTRY_VERIFY(!connecting);
        const auto kim = accountOf(m_browser.login);
        QVERIFY(kim);
        QCOMPARE(kim->signIn, Account::SignIn::Browser);
        QTRY_COMPARE_WITH_TIMEOUT(m_program->catalog().count(kim->id), 3, 20'000);

        trigger("manageAccounts");
        auto *page = dialog<AccountsDialog>();
        QVERIFY(page);
        page->choose(kim->id);
        QCOMPARE(findWidget<QLineEdit>(page, "accountLogin")->text(), m_browser.login);
        press(page, "colour5");
        QCOMPARE(accounts().account(kim->id)->colour, 5);
        press(page, "moveUp");
        QCOMPARE(accounts().accounts()[before - 1].id, kim->id);
        press(page, "removeAccount");
        auto *removing = dialog<RemoveAccountDialog>();
        QVERIFY(removing);
        press(removing, "confirmRemove"); // "also end the sign-in" is ticked
        QTRY_COMPARE_WITH_TIMEOUT(m_demo->cloud().logins().box().revokeCount(), 1, 20'000);
        QCOMPARE(count(), before);
        QCOMPARE(findWidget<QListWidget>(page, "accountList")->count(), int(before));
        page->reject();
    }

    void whoSaysNoIsTakenAtTheirWordAndMayTryAgain()
    {
        m_browser.login = QStringLiteral("kim@example.org");
        m_browser.decision = ScriptedBrowser::Decision::Deny;
        QPointer<ConnectAccountDialog> connecting = beginToConnect(QStringLiteral("Box"));
        QVERIFY(connecting);
        auto *problem = findWidget<QWidget>(connecting, "connectProblem");
        QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible(), 30'000);
        QVERIFY(problem->accessibleName().contains(QStringLiteral("didn't allow")));
        QVERIFY(!accountOf(m_browser.login));
        m_browser.decision = ScriptedBrowser::Decision::Allow;
        press(connecting, "connect");
        QTRY_VERIFY_WITH_TIMEOUT(accountOf(m_browser.login), 30'000);
        QTRY_VERIFY(!connecting);
    }

    void goingBackClosesTheDoor()
    {
        m_browser.decision = ScriptedBrowser::Decision::LookOnly;
        ConnectAccountDialog *connecting = beginToConnect(QStringLiteral("Box"));
        QVERIFY(connecting);
        QTRY_VERIFY_WITH_TIMEOUT(m_browser.isDone, 20'000);
        press(connecting, "otherWay");
        QVERIFY(findWidget<QWidget>(connecting, "permissions")->isVisible());
        QVERIFY(!findWidget<QWidget>(connecting, "connectProblem")->isVisible());
        connecting->reject();
    }

    void anEndedSignInIsRegainedFromTheSidebar()
    {
        m_browser.login = QStringLiteral("kim@example.org");
        QPointer<ConnectAccountDialog> connecting = beginToConnect(QStringLiteral("Box"));
        QTRY_VERIFY_WITH_TIMEOUT(accountOf(m_browser.login), 30'000);
        QTRY_VERIFY(!connecting);
        const AccountId kim = accountOf(m_browser.login)->id;
        m_demo->cloud().logins().box().endSignIns(m_browser.login);
        accounts().checkAgain(kim);
        QTRY_COMPARE_WITH_TIMEOUT(accounts().status(kim).state, State::SignInNeeded, 20'000);

        trigger("manageAccounts");
        auto *page = dialog<AccountsDialog>();
        page->choose(kim);
        QVERIFY(findWidget<QWidget>(page, "accountAdvice")->isVisible());
        press(page, "signInAgain");
        auto *again = dialog<ConnectAccountDialog>();
        QVERIFY(again);
        press(again, "connect");
        QTRY_COMPARE_WITH_TIMEOUT(accounts().status(kim).state, State::SignedIn, 30'000);
        auto *state = findWidget<QLabel>(page, "accountState");
        QTRY_VERIFY2(state->text().startsWith(QStringLiteral("Signed in")), qPrintable(state->text()));
        page->reject();
    }
};

QTEST_MAIN(TestSignInWindow)
#include "tst_signinwindow.moc"
