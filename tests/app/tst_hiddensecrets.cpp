// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever goes on while signing in, staying in and being thrown out: no token, code, verifier or secret may be found in
// logs with every category on, in files of the profile, in errors, in this process's arguments, or in what is sent along.
#include "app/program.h"
#include "tests/core/accounts/accountsworld.h"

#include <QDirIterator>
#include <QLoggingCategory>
#include <QTemporaryDir>

using namespace Unbin;

namespace {

QByteArray g_log;
QMutex g_logMutex;

void keepLog(QtMsgType, const QMessageLogContext &context, const QString &text)
{
    const QMutexLocker lock(&g_logMutex);
    g_log += QByteArray(context.category) + ' ' + text.toUtf8() + '\n';
}

} // namespace

class TestHiddenSecrets : public QObject
{
    Q_OBJECT

    static QByteArray filesBelow(const QString &folder)
    {
        QByteArray all;
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll() + '\n';
        }
        return all;
    }

private Q_SLOTS:
    void nothingSecretIsFoundWhereItDoesNotBelong()
    {
        QTemporaryDir folder;
        const QString profilePath = folder.filePath(QStringLiteral("profile"));
        PracticeLogin login(LoginStyle::Box);
        QByteArray wire; // what the API host is told beside the one header
        login.host.observe([&](const QByteArray &prefix, const SandboxRequest &request, const SandboxDelivery &) {
            if (prefix != "/api")
                return;
            wire += request.path + '?' + request.query + '\n';
            for (const auto &[name, value] : request.headers) {
                if (name.compare("Authorization", Qt::CaseInsensitive) != 0)
                    wire += name + ": " + value + '\n';
            }
        });
        const QtMessageHandler before = qInstallMessageHandler(keepLog);
        QLoggingCategory::setFilterRules(QStringLiteral("*=true"));
        QByteArray errors;
        const auto note = [&errors](const auto &result) {
            if (!result)
                errors += QDebug::toString(result.error()).toUtf8() + '\n';
        };
        {
            Endpoints endpoints = Endpoints::standard();
            endpoints.box = {.api = login.server.url("/api"),
                .authorize = login.service.addresses.authorize,
                .token = login.service.addresses.token,
                .revoke = login.service.addresses.revoke,
                .clientId = kApplication.id,
                .clientSecret = QString::fromUtf8(kApplication.secret)};
            auto program = std::move(*Program::make({.profile = std::move(*Profile::open(profilePath)),
                .endpoints = endpoints,
                .trash = {},
                .secrets = std::make_unique<LastingSecretStore>()}));
            program->start();
            AccountService &accounts = program->accounts();
            const ProviderId box(QStringLiteral("box"));
            const auto signIn = [&](const AccountId &again, const OAuthApplication &application) {
                auto job = again.isEmpty() ? accounts.connectInBrowser(box, {.application = application})
                                           : accounts.signInAgainInBrowser(again, {.application = application});
                connect(job.get(), &BrowserConnectJob::pageReady, &login.browser,
                    [&login](const SignInPage &page) { login.browser.open(page.address); });
                auto account = waitFor(JobPtr<Account>(std::move(job)));
                note(account);
                return account;
            };
            const auto works = [&](const AccountId &id) {
                auto facts = waitFor(program->providers().find(id)->identify());
                note(facts);
                return facts.has_value();
            };
            QVERIFY(!signIn({}, {kApplication.id, "a-secret-that-is-wrong"}));
            const auto account = signIn({}, kApplication);
            QVERIFY(account);
            QVERIFY(works(account->id));
            login.oauth.expireAccessTokens();
            QVERIFY(works(account->id)); // refreshed
            login.host.faults().add(SandboxFault::garbage("<html>hello").on("POST", "/token"));
            login.oauth.expireAccessTokens();
            works(account->id); // a token spent for nothing
            login.oauth.endSignIns(QString::fromLatin1(kRobin));
            QVERIFY(!works(account->id));
            QTRY_COMPARE(accounts.status(account->id).state, AccountStatus::State::SignInNeeded);
            errors += QDebug::toString(accounts.status(account->id).error.value_or(Error{})).toUtf8();
            QVERIFY(signIn(account->id, kApplication));
            QVERIFY(waitFor(accounts.remove(account->id, true)));
            QVERIFY(signIn({}, kApplication)); // one stays, for the files
        }
        QLoggingCategory::setFilterRules({});
        qInstallMessageHandler(before);

        QFile arguments(QStringLiteral("/proc/self/cmdline"));
        QVERIFY(arguments.open(QIODevice::ReadOnly));
        const QByteArray cmdline = arguments.readAll();
        QVERIFY(!cmdline.isEmpty());
        const QByteArray files = filesBelow(profilePath);
        QVERIFY(files.contains("robin@example.org")); // they are looked at
        QVERIFY2(g_log.contains("unbin.http"), "the log is looked at");
        QVERIFY(wire.contains("/users/me"));
        QVERIFY(!errors.isEmpty());
        QVERIFY(!wire.toLower().contains("referer"));

        QList<QByteArray> secrets = login.oauth.secrets();
        QVERIFY(secrets.size() > 15); // states, pages, codes, verifiers, access and refresh tokens
        secrets += {kApplication.secret, "a-secret-that-is-wrong"};
        const std::pair<const char *, const QByteArray *> places[]
            = {{"log", &g_log}, {"files", &files}, {"errors", &errors}, {"arguments", &cmdline}, {"wire", &wire}};
        for (const QByteArray &secret : std::as_const(secrets)) {
            for (const auto &[place, text] : places) {
                const bool isThere = text->contains(secret) || text->contains(secret.toPercentEncoding());
                QVERIFY2(!isThere, qPrintable(QStringLiteral("%1 holds a secret").arg(QLatin1String(place))));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestHiddenSecrets)
#include "tst_hiddensecrets.moc"
