// SPDX-License-Identifier: GPL-3.0-or-later
// Tour: pasts of files, their contents beside each other, and what the page says where there is nothing to see.
#include "app/practicecloud.h"
#include "app/program.h"
#include "app/tour.h"
#include "ui/preview/compareview.h"
#include "ui/preview/previewpane.h"
#include "ui/timeline/versionspage.h"
#include "ui/timeline/versiontimeline.h"
#include "ui/views/filespage.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QPushButton>
#include <QTreeView>

namespace Unbin {

namespace {

void strike(QWidget *widget, Qt::Key key, int times = 1)
{
    for (int i = 0; i < times; ++i) {
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(widget, &press);
    }
}

} // namespace

/** The folder of live files is on screen and has this row; it becomes the selected one. */
void Tour::selectFile(const QString &name)
{
    act(
        QStringLiteral("select ") + name, [] {}, [this, name] { return trySelecting(name); });
}

bool Tour::trySelecting(const QString &name)
{
    const auto *list = widget<QTreeView>("folderList");
    const QModelIndexList found
        = list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly);
    if (!found.isEmpty())
        list->selectionModel()->setCurrentIndex(
            found.front(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    return !found.isEmpty();
}

void Tour::openNotes()
{
    act(QStringLiteral("go to the files"), [this] {
        auto *places = widget<QTreeView>("places");
        const QString files = QStringLiteral("Files of Work");
        const QModelIndexList found = places->model()->match(places->model()->index(0, 0), Qt::AccessibleTextRole, files, 1,
            Qt::MatchStartsWith | Qt::MatchRecursive);
        if (!found.isEmpty())
            places->setCurrentIndex(found.front());
    });
    act(
        QStringLiteral("open the folder"),
        [this] {
            auto *list = widget<QTreeView>("folderList");
            Q_EMIT list->activated(list->currentIndex());
        },
        [this] { // what is read anew still shows what was there before
            const auto *page = m_window.findChild<FilesPage *>();
            return page->isVisible() && !page->isLoading() && m_tries > 2 && trySelecting(QStringLiteral("Lighthouse notes"));
        });
}

void Tour::showVersions(const QString &file)
{
    act(
        QStringLiteral("show versions of ") + file, [this] { trigger(QStringLiteral("versions")); },
        [this, file] { // a folder that is read once more forgets what was selected
            return trySelecting(file) && m_window.findChild<QAction *>(QStringLiteral("versions"))->isEnabled();
        });
}

void Tour::leaveVersions()
{
    act(QStringLiteral("leave"), [this] { widget<QAbstractButton>("leaveVersions")->click(); });
}

void Tour::planVersions(const QString &look)
{
    openNotes();
    const auto isPreviewed = [this] { return widget<PreviewPane>("previewPane")->isShowingContent(); };
    const auto isCompared = [this] { return widget<CompareView>("compareView")->isShowingComparison(); };
    for (const auto &[file, name] : {std::pair{"Site plan.bmp", "versions-picture"}, std::pair{"Offer.pdf", "versions-pages"},
             std::pair{"Meeting notes.md", "versions"}}) {
        showVersions(QString::fromLatin1(file));
        picture(look + QString::fromLatin1(name), isPreviewed);
        act(QStringLiteral("walk"), [this] { strike(widget<QWidget>("versionTimeline"), Qt::Key_Left, 3); });
        act(QStringLiteral("compare"), [this] { trigger(QStringLiteral("compareVersions")); });
        picture(look + QString::fromLatin1(name) + QStringLiteral("-compared"), isCompared);
        leaveVersions();
    }
    planMoment(look);
}

void Tour::planMoment(const QString &look)
{
    act(QStringLiteral("up"), [this] { widget<QAbstractButton>("upButton")->click(); });
    selectFile(QStringLiteral("Handbook"));
    showDialog(QStringLiteral("goBack"), look + QStringLiteral("as-they-were"));
    act(QStringLiteral("look"), [this] { dialog()->findChild<QPushButton *>(QStringLiteral("lookAtMoment"))->click(); });
    picture(look + QStringLiteral("as-they-were-plan"),
        [this] { return dialog()->findChild<QPushButton *>(QStringLiteral("confirmMoment"))->isEnabled(); });
    act(QStringLiteral("close the plan"), [this] { dialog()->close(); });
}

/** A single version, two, thousands; while it is read, when it can't be, and where there never is one. */
void Tour::planPasts()
{
    openNotes();
    const auto isShown = [this] {
        return !widget<VersionsPage>("versionsPage")->isReading() && widget<PreviewPane>("previewPane")->isShowingContent();
    };
    for (const auto &[file, name] : {std::pair{"Lease.txt", "versions-one"}, std::pair{"Key list.txt", "versions-two"},
             std::pair{"Tide table.csv", "versions-thousands"}}) {
        showVersions(QString::fromLatin1(file));
        picture(QString::fromLatin1(name), isShown);
        leaveVersions();
    }
    act(QStringLiteral("slow down"), [this] { m_cloud.host().setLatency(std::chrono::seconds(3)); });
    showVersions(QStringLiteral("Offer.pdf"));
    picture(QStringLiteral("versions-loading"));
    act(QStringLiteral("hurry, and fail"), [this] {
        m_cloud.host().setLatency(std::chrono::milliseconds(40));
        m_cloud.host().faults().add(SandboxFault::refuse(404).on("GET", "*/versions*"));
        widget<VersionsPage>("versionsPage")->reload();
    });
    picture(QStringLiteral("versions-refused"), [this] { return !widget<VersionsPage>("versionsPage")->isReading(); });
    act(QStringLiteral("ask where there are none"), [this] {
        const auto accounts = m_program.accounts().accounts();
        const auto none = std::find_if(accounts.begin(), accounts.end(), [this](const Account &account) {
            const Provider *provider = m_program.providers().find(account.id);
            return provider && !provider->capabilities().hasVersions;
        });
        if (none != accounts.end())
            widget<VersionsPage>("versionsPage")->showFile(none->id, {.name = QStringLiteral("Diary.txt")}, {});
    });
    picture(QStringLiteral("versions-none-kept"));
    leaveVersions();
    act(QStringLiteral("up"), [this] { widget<QAbstractButton>("upButton")->click(); });
}

} // namespace Unbin
