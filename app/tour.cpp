// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour.h"

#include "app/program.h"
#include "core/providers/olderdeletions.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QTreeView>

#include <cstdio>

namespace Unbin {

namespace {

constexpr std::chrono::milliseconds kTick{60};
constexpr int kMaxTries = 500; // half a minute

} // namespace

Tour::Tour(MainWindow &window, Program &program, PracticeCloud &cloud, QString directory)
    : m_window(window)
    , m_program(program)
    , m_cloud(cloud)
    , m_directory(std::move(directory))
{ }

QPalette Tour::darkPalette()
{
    QPalette palette(QColor(0x31, 0x36, 0x3b), QColor(0x23, 0x26, 0x29));
    palette.setColor(QPalette::Base, QColor(0x1b, 0x1e, 0x20));
    palette.setColor(QPalette::AlternateBase, QColor(0x23, 0x26, 0x29));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x7d, 0xa8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x4f, 0xb3, 0xd9));
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0xa0, 0xa6));
    palette.setColor(QPalette::Disabled, QPalette::WindowText, QColor(0x7f, 0x86, 0x8c));
    palette.setColor(QPalette::Disabled, QPalette::Text, QColor(0x7f, 0x86, 0x8c));
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, QColor(0x7f, 0x86, 0x8c));
    return palette;
}

void Tour::start()
{
    if (!QDir().mkpath(m_directory)) {
        std::fprintf(stderr, "unbin: can't make the folder %s\n", qPrintable(m_directory));
        end(1);
        return;
    }
    m_window.resize(1180, 760);
    plan();
    next();
}

void Tour::plan()
{
    planList();
    planOlder();
    planBatch();
    planSingles();
    planInside();
    planDialogs();
    planVersions({});
    planPasts();
    planLooks();
}

void Tour::planList()
{
    picture(QStringLiteral("all-bins-loading"));
    picture(QStringLiteral("all-bins"), [this] { return areBinsListed() && isListStill(); });
    selectFiltered(QStringLiteral("harvest"));
    picture(QStringLiteral("filtered"));
    act(QStringLiteral("seek nothing"),
        [this] { widget<QLineEdit>("filterField")->setText(QStringLiteral("no such thing")); });
    picture(QStringLiteral("no-match"), [this] { return isListStill(); });
}

void Tour::goToBinOfOneDrive()
{
    act(QStringLiteral("go to the bin of OneDrive"), [this] {
        widget<QLineEdit>("filterField")->clear();
        auto *places = widget<QTreeView>("places");
        const QModelIndexList found = places->model()->match(places->model()->index(0, 0), Qt::AccessibleTextRole,
            QStringLiteral("Bin of OneDrive"), 1, Qt::MatchStartsWith | Qt::MatchRecursive);
        if (!found.isEmpty())
            places->setCurrentIndex(found.front());
    });
}

/** A bin that its service does not list, and the search for what was deleted before. */
void Tour::planOlder()
{
    const auto isBarThere = [this] { return widget<QWidget>("olderBar")->isVisible() && isListStill(); };
    goToBinOfOneDrive();
    picture(QStringLiteral("complete-since"), isBarThere);
    act(QStringLiteral("shrink"), [this] { m_window.resize(800, 500); });
    picture(QStringLiteral("complete-since-small"), isBarThere);
    act(QStringLiteral("grow"), [this] { m_window.resize(1180, 760); });
    act(QStringLiteral("look for older deletions"), [this] { widget<QAbstractButton>("olderButton")->click(); });
    picture(QStringLiteral("older-looking"));
    picture(QStringLiteral("older-found"), [this] {
        OlderDeletions *older = nullptr;
        for (const Account &account : m_program.accounts().accounts()) {
            if (account.label == u"OneDrive")
                older = m_program.refresher().olderDeletions(account.id);
        }
        return older && older->state().isFinished && isListStill();
    });
    act(QStringLiteral("back to all bins"), [this] {
        auto *places = widget<QTreeView>("places");
        places->setCurrentIndex(places->model()->index(0, 0));
    });
}

void Tour::planBatch()
{
    selectFiltered(QStringLiteral("Deliverables"));
    showDialog(QStringLiteral("restore"), QStringLiteral("batch-question"));
    act(QStringLiteral("answer"), [this] { dialog()->findChild<QPushButton *>(QStringLiteral("restore"))->click(); });
    picture(QStringLiteral("batch-running"), [this] {
        const auto activities = m_program.restores().activities();
        return !activities.empty() && activities.back()->progress().doneItems >= 20;
    });
    picture(QStringLiteral("batch-done"), [this] { return isIdle() && isListStill(); });
    act(QStringLiteral("open the receipt"), [this] { widget<QAbstractButton>("showReceipt")->click(); });
    picture(QStringLiteral("receipt"), [this] { return dialog() != nullptr; });
    act(QStringLiteral("close the receipt"), [this] { dialog()->close(); });
}

void Tour::planSingles()
{
    selectFiltered(QStringLiteral("shopping"));
    showDialog(QStringLiteral("restore"), QStringLiteral("name-taken"));
    act(QStringLiteral("keep the bin"), [this] { dialog()->close(); });
    selectFiltered(QStringLiteral("materials"));
    showDialog(QStringLiteral("restore"), QStringLiteral("folder-gone"));
    act(QStringLiteral("keep the bin"), [this] { dialog()->close(); });
}

void Tour::planDialogs()
{
    const std::initializer_list<std::pair<const char *, const char *>> dialogs = {
        {"restoreTo", "restore-to"},
        {"restoreAs", "restore-as"},
        {"purge", "delete-permanently"},
        {"properties", "properties"},
        {"addAccount", "add-account"},
        {"keyboardHelp", "keyboard"},
        {"about", "about"},
    };
    selectFiltered(QStringLiteral("Letter to the landlord")); // one of the practice clouds has a folder of that name
    for (const auto &[action, name] : dialogs) {
        showDialog(QLatin1String(action), QLatin1String(name));
        act(QStringLiteral("close"), [this] { dialog()->close(); });
    }
    act(QStringLiteral("show where it was"), [this] { trigger(QStringLiteral("showInFolder")); });
    picture(QStringLiteral("files"), [this] {
        const auto *list = widget<QTreeView>("folderList");
        return list && list->isVisible() && list->model()->rowCount() > 0;
    });
}

void Tour::planLooks()
{
    act(QStringLiteral("go dark"), [this] {
        QApplication::setPalette(darkPalette());
        auto *places = widget<QTreeView>("places");
        places->setCurrentIndex(places->model()->index(0, 0));
    });
    selectFiltered(QStringLiteral("Deliverables"));
    picture(QStringLiteral("dark"));
    selectFiltered(QStringLiteral("shopping"));
    showDialog(QStringLiteral("restore"), QStringLiteral("dark-name-taken"));
    act(QStringLiteral("keep the bin"), [this] { dialog()->close(); });
    planVersions(QStringLiteral("dark-"));
    act(QStringLiteral("back to the bins"), [this] {
        auto *places = widget<QTreeView>("places");
        places->setCurrentIndex(places->model()->index(0, 0));
    });
    act(QStringLiteral("shrink"), [this] {
        widget<QLineEdit>("filterField")->clear();
        m_window.resize(800, 500);
    });
    picture(QStringLiteral("dark-small"), [this] { return isListStill(); });
    goToBinOfOneDrive();
    picture(QStringLiteral("dark-small-older"), [this] { return isListStill(); });
    act(QStringLiteral("grow"), [this] { m_window.resize(1180, 760); });
    picture(QStringLiteral("dark-older"), [this] { return isListStill(); });
}

void Tour::act(const QString &name, std::function<void()> action, std::function<bool()> isReady)
{
    m_steps.push_back({name, std::move(isReady), std::move(action)});
}

void Tour::picture(const QString &name, std::function<bool()> isReady)
{
    act(
        QStringLiteral("come to ") + name, [] {}, std::move(isReady));
    // Two turns later everything has been laid out and painted.
    act(name, [] {});
    act(name, [this, name] { save(name); });
}

void Tour::showDialog(const QString &action, const QString &pictureName)
{
    act(
        action, [this, action] { trigger(action); },
        [this, action] { return m_window.findChild<QAction *>(action)->isEnabled(); });
    picture(pictureName, [this] { return dialog() != nullptr; });
}

/** Everything that matches the words, selected; the detail pane has its forecast. */
void Tour::selectFiltered(const QString &words)
{
    act(QStringLiteral("look for ") + words, [this, words] { widget<QLineEdit>("filterField")->setText(words); });
    act(
        QStringLiteral("select ") + words,
        [this] {
            auto *list = widget<QAbstractItemView>("binList");
            list->selectAll();
            list->setFocus();
        },
        [this] { return isListStill(); });
}

void Tour::trigger(const QString &action) const
{
    m_window.findChild<QAction *>(action)->trigger();
}

bool Tour::areBinsListed() const
{
    const auto accounts = m_program.accounts().accounts();
    return accounts.size() >= 3 && std::all_of(accounts.begin(), accounts.end(), [this](const Account &account) {
        return m_program.refresher().state(account.id).phase == BinState::Phase::Listed;
    });
}

bool Tour::isListStill() const
{
    return m_tries >= 8; // the filter waits for more letters, the list gathers rows: half a second covers both
}

bool Tour::isIdle() const
{
    return !m_program.restores().isBusy();
}

QWidget *Tour::dialog() const
{
    for (QDialog *dialog : m_window.findChildren<QDialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

void Tour::next()
{
    if (m_step == m_steps.size()) {
        end(0);
        return;
    }
    const Step &step = m_steps[m_step];
    if (step.isReady && !step.isReady()) {
        if (++m_tries > kMaxTries) {
            std::fprintf(stderr, "unbin: the tour is stuck at '%s'\n", qPrintable(step.name));
            end(1);
            return;
        }
    } else {
        m_tries = 0;
        ++m_step;
        step.act();
    }
    QTimer::singleShot(kTick, this, &Tour::next);
}

void Tour::save(const QString &name)
{
    QWidget *shown = dialog() ? dialog() : static_cast<QWidget *>(&m_window);
    const QString file
        = QStringLiteral("%1/%2-%3.png").arg(m_directory).arg(++m_number, 2, 10, QLatin1Char('0')).arg(name);
    if (!shown->grab().save(file)) {
        std::fprintf(stderr, "unbin: can't save %s\n", qPrintable(file));
        m_steps.resize(m_step);
        end(1);
    }
}

void Tour::end(int exitCode)
{
    Q_EMIT finished(exitCode);
}

} // namespace Unbin
