// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program without its window: restores (or undoes) a whole Box bin, goes on where an earlier run was cut off, and
// writes the receipt. Kills itself at a journaled instant if told so. See tst_harness.
#include "app/program.h"
#include "core/restore/decider.h"
#include "tests/harness/drillclock.h"
#include "tests/harness/drillsecrets.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace {

using namespace Unbin;
using State = Activity::State;

QByteArray told(const char *name)
{
    return qgetenv(name);
}

qint64 residentKilobytes()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    return status.open(QIODevice::ReadOnly) ? status.readAll().split(' ').at(1).toLongLong() * 4 : 0;
}

/** Puts nothing over anything: names that are taken are left in the bin, folders that are gone are made again. */
class DrillDecider final : public Decider
{
public:
    JobPtr<Answer> ask(Question question) override
    {
        Answer answer = defaultAnswer(question);
        for (ConflictChoice &choice : answer.conflicts)
            choice.verb = ConflictChoice::Verb::Skip;
        return readyJob(std::move(answer));
    }
};

class Drill : public QObject
{
public:
    explicit Drill(Program &program)
        : m_program(program)
        , m_isUndo(told("UNBIN_DRILL_DO") == "undo")
    {
        killAt(told("UNBIN_DRILL_KILL_AT").toInt());
        connect(&m_program.accounts(), &AccountService::accountChanged, this, [this] { look(); });
        connect(&m_program.refresher(), &BinRefresher::stateChanged, this, [this] { look(); });
    }

    void start()
    {
        m_program.start();
        const auto activities = m_program.restores().activities();
        if (!activities.empty()) {
            follow(activities.front());
            return;
        }
        const auto accounts = m_program.accounts().accounts();
        const bool isKnown = std::any_of(accounts.begin(), accounts.end(),
            [](const Account &account) { return account.provider == ProviderId(QStringLiteral("box")); });
        if (!isKnown)
            signIn();
        lookIntoHistory();
    }

private:
    /** The n-th time that the journal is about to commit, or has just committed, nothing follows. */
    void killAt(int instant)
    {
        m_program.journal().setProbe([instants = m_instants, instant] {
            if (++*instants == instant)
                ::kill(::getpid(), SIGKILL);
        });
    }
    void signIn()
    {
        launch(m_program.accounts().connectWithToken(
                   ProviderId(QStringLiteral("box")), told("UNBIN_DRILL_TOKEN")),
            this, [this](const Result<Account> &account) {
                if (!account && account.error().kind != Error::Kind::NameTaken)
                    signIn(); // a fault: once more
            });
    }
    /** An earlier run may have finished and died before it could say so. */
    void lookIntoHistory()
    {
        launch(m_program.restores().history(10), this, [this](Result<std::vector<BatchSummary>> history) {
            const auto wanted = m_isUndo ? Receipt::Kind::Undo : Receipt::Kind::Restore;
            for (const BatchSummary &batch : *history) {
                if (batch.kind == wanted) {
                    follow(m_program.restores().recall(batch));
                    return;
                }
            }
            if (m_isUndo && !history->empty())
                m_toUndo = m_program.restores().recall(history->front());
            m_mayBegin = true;
            look();
        });
    }
    AccountId box() const
    {
        for (const Account &account : m_program.accounts().accounts()) {
            if (account.provider == ProviderId(QStringLiteral("box")))
                return account.id;
        }
        return {};
    }
    /** Begins once everything is there that it needs. */
    void look()
    {
        const AccountId account = box();
        if (!m_mayBegin || account.isEmpty() || !m_program.providers().find(account))
            return;
        const BinState bin = m_program.refresher().state(account);
        if (bin.phase == BinState::Phase::Failed)
            m_program.refresher().refresh(account);
        const qint64 expected = told("UNBIN_DRILL_ITEMS").toLongLong();
        const bool isListed = bin.phase == BinState::Phase::Listed;
        if (m_toUndo) {
            if (m_toUndo->state() != State::Finished) {
                connect(m_toUndo, &Activity::finished, this, [this] { look(); });
                return;
            }
            m_mayBegin = false;
            follow(m_program.restores().undo(m_toUndo, m_decider));
            return;
        }
        if (!isListed || m_program.catalog().count(account) < expected)
            return;
        m_mayBegin = false;
        if (told("UNBIN_DRILL_DO") == "look") {
            tellMemory();
            QCoreApplication::exit(0);
            return;
        }
        RestoreRequest request;
        const CatalogRows &rows = m_program.catalog().rows();
        for (RowNumber row = 0; row < RowNumber(rows.capacity()); ++row) {
            if (rows.isVacant(row))
                continue;
            const AccountItem item = rows.accountItem(row);
            if (item.account == account)
                request.items.push_back(item);
        }
        follow(m_program.restores().restore(std::move(request), m_decider));
    }
    void follow(Activity *activity)
    {
        if (!activity)
            qFatal("there is nothing to follow");
        connect(activity, &Activity::changed, this, [this, activity] {
            tellMemory();
            if (activity->state() == State::Interrupted)
                QMetaObject::invokeMethod(
                    this, [this, activity] { goOn(activity); }, Qt::QueuedConnection);
        });
        connect(activity, &Activity::finished, this, [this, activity] { end(*activity); }, Qt::QueuedConnection);
        if (activity->state() == State::Interrupted)
            goOn(activity);
        else if (activity->state() == State::Finished)
            end(*activity);
    }
    /** At once, for there may be no time later; so that it is not much, only what is a megabyte more than before. */
    void tellMemory()
    {
        const long long now = residentKilobytes();
        if (now < m_most + 1000)
            return;
        m_most = now;
        std::printf("memory %lld\n", now);
        std::fflush(stdout);
    }
    void goOn(Activity *interrupted)
    {
        if (interrupted->state() == State::Interrupted && !std::exchange(m_isGoingOn, true))
            follow(m_program.restores().goOn(interrupted, m_decider));
    }
    void end(const Activity &activity)
    {
        if (!activity.receipt())
            return;
        QSaveFile file(QFile::decodeName(told("UNBIN_DRILL_RECEIPT")));
        const QByteArray text = toJsonText(*activity.receipt(), [](const AccountId &) { return QString(); });
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
            qFatal("the receipt can't be written");
        std::printf("instants %d\n", m_instants->load());
        std::fflush(stdout);
        QCoreApplication::exit(0);
    }

    Program &m_program;
    DrillDecider m_decider;
    const bool m_isUndo;
    // The journal's thread may count once more after the drill is gone.
    const std::shared_ptr<std::atomic<int>> m_instants = std::make_shared<std::atomic<int>>(0);
    Activity *m_toUndo = nullptr;
    bool m_mayBegin = false;
    bool m_isGoingOn = false;
    long long m_most = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("unbin-drill"));
    const QString folder = QFile::decodeName(told("UNBIN_DRILL_PROFILE"));
    auto profile = Profile::open(folder + QStringLiteral("/profile"));
    if (!profile)
        qFatal("no profile: %s", qPrintable(profile.error().detail));
    Endpoints endpoints = Endpoints::standard();
    endpoints.box.api = QUrl(QString::fromUtf8(told("UNBIN_DRILL_API")));
    LocalTrashConfig trash;
    QDir().mkpath(folder + QStringLiteral("/data"));
    trash.dataHome = QFile::encodeName(folder + QStringLiteral("/data"));
    trash.liveRoot = QFile::encodeName(folder);
    trash.mountinfoPath.clear();
    trash.uid = ::geteuid();
    auto program = Program::make({.profile = std::move(*profile),
        .endpoints = std::move(endpoints),
        .trash = std::move(trash),
        .secrets = std::make_unique<DrillSecrets>(told("UNBIN_DRILL_TOKEN")),
        .clock = std::make_unique<DrillClock>(told("UNBIN_DRILL_SEED").toUInt())});
    if (!program)
        qFatal("no program: %s", qPrintable(program.error().detail));
    Drill drill(**program);
    drill.start();
    return QCoreApplication::exec();
}
