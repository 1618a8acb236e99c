// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/whole/wholeworld.h"

#include "tests/support/hurriedclock.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QTableView>

namespace Unbin {

WholeWorld::WholeWorld()
{
    auto demo = Demo::make();
    if (!demo)
        qFatal("there is no demo");
    m_demo = std::move(*demo);
    cloud().host().setLatency({});
    Program::Setup setup = m_demo->takeSetup();
    setup.clock = std::make_unique<HurriedClock>(
        std::chrono::milliseconds(50), QDateTime::currentDateTimeUtc()); // the practice data are of today
    m_home = QFile::decodeName(setup.trash.liveRoot);
    auto program = Program::make(std::move(setup));
    if (!program)
        qFatal("there is no program");
    m_program = std::move(*program);
    m_window
        = std::make_unique<MainWindow>(AppServices{m_program->accounts(), m_program->providers(), m_program->catalog(),
            m_program->refresher(), m_program->restores(), m_program->clock(), m_program->settings(), true});
    m_window->show();
    m_window->activateWindow();
    m_program->start();
    m_demo->connectAccounts(m_program->accounts());
    await("the practice bins on screen", [this] { return isReady(); });
    qApp->installEventFilter(this);
}

WholeWorld::~WholeWorld()
{
    m_window.reset();
}

bool WholeWorld::isReady()
{
    const auto accounts = m_program->accounts().accounts();
    const bool areListed = std::all_of(accounts.begin(), accounts.end(), [this](const Account &account) {
        return m_program->refresher().state(account.id).phase == BinState::Phase::Listed;
    });
    const auto *list = m_window->findChild<QTableView *>(QStringLiteral("binList"));
    return accounts.size() == Demo::accountCount() && areListed && !account(QStringLiteral("Work")).isEmpty()
        && !account(QStringLiteral("Home")).isEmpty() && list->model()->rowCount() == m_program->catalog().count()
        && m_window->isActiveWindow();
}

AccountId WholeWorld::account(const QString &label)
{
    for (const Account &account : m_program->accounts().accounts()) {
        if (account.label == label)
            return account.id;
    }
    return {};
}

QByteArray WholeWorld::content(const QString &path) const
{
    QFile file(home(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QMap<QString, QByteArray> WholeWorld::trashed() const
{
    QMap<QString, QByteArray> found;
    const QDir files(home(QStringLiteral(".local/share/Trash/files")));
    const QStringList names = files.entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        QFile file(files.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            found.insert(name, file.readAll());
    }
    return found;
}

SandboxRef WholeWorld::trashedAtWork(const QString &name)
{
    const auto ref = work().findTrashed(name);
    if (!ref)
        qFatal("the practice bin has no %s", qPrintable(name));
    return *ref;
}

bool WholeWorld::isLiveAtWork(SandboxRef ref, const QString &path)
{
    return work().isLive(ref) && work().find(path) == ref;
}

Receipt WholeWorld::receipt()
{
    await("an activity's end", [this] {
        const auto all = m_program->restores().activities();
        return !all.empty() && all.back()->state() == Activity::State::Finished;
    });
    return *m_program->restores().activities().back()->receipt();
}

bool WholeWorld::isListed(const QString &name)
{
    return findRow(m_window->findChild<QTableView *>(QStringLiteral("binList"))->model(), name).isValid();
}

QAbstractButton *WholeWorld::button(const QWidget *parent, const char *objectName)
{
    auto *found = parent->findChild<QAbstractButton *>(QLatin1String(objectName));
    if (!found)
        qFatal("there is no button %s", objectName);
    return found;
}

bool WholeWorld::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && watched->objectName() == u"obstacleDialog")
        ++m_questions;
    // A window manager gives the keyboard back to whom the dialog belongs; the offscreen platform has none.
    const auto *dialog = event->type() == QEvent::Hide ? qobject_cast<QDialog *>(watched) : nullptr;
    if (dialog && dialog->parentWidget())
        dialog->parentWidget()->window()->activateWindow();
    return QObject::eventFilter(watched, event);
}

} // namespace Unbin
