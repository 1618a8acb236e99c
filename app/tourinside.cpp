// SPDX-License-Identifier: GPL-3.0-or-later
// Tour: the dialog that looks into a folder of the bin, in every state and in both looks.
#include "app/practicecloud.h"
#include "app/tour.h"
#include "ui/base/emptystate.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QTreeWidget>

namespace Unbin {

/** The same state twice: nothing but the colours changes between the pictures. */
void Tour::pictureInBothLooks(const QString &name, std::function<bool()> isReady)
{
    picture(name, std::move(isReady));
    act(QStringLiteral("go dark"), [this] {
        m_light = QApplication::palette();
        QApplication::setPalette(darkPalette());
    });
    act(QStringLiteral("dark-") + name, [this, name] {
        save(QStringLiteral("dark-") + name);
        QApplication::setPalette(m_light);
    });
}

/** In the list of what a folder of the bin holds. */
void Tour::openInside(const QString &name)
{
    act(
        QStringLiteral("open ") + name,
        [this] { dialog()->findChild<QAbstractButton *>(QStringLiteral("openFolder"))->click(); },
        [this, name] {
            auto *contents = dialog()->findChild<QTreeWidget *>(QStringLiteral("contents"));
            const auto found = contents->findItems(name, Qt::MatchExactly);
            if (!found.isEmpty())
                contents->setCurrentItem(found.front());
            return !found.isEmpty();
        });
}

void Tour::planInside()
{
    const auto lookInside = [this] {
        act(
            QStringLiteral("look inside"), [this] { trigger(QStringLiteral("lookInside")); },
            [this] { // of all that was in that folder, itself
                auto *list = widget<QAbstractItemView>("binList");
                const QModelIndexList found = list->model()->match(
                    list->model()->index(0, 0), Qt::DisplayRole, QStringLiteral("Choir"), 1, Qt::MatchExactly);
                if (!found.isEmpty())
                    list->setCurrentIndex(found.front());
                return m_window.findChild<QAction *>(QStringLiteral("lookInside"))->isEnabled();
            });
    };
    const auto title = [this] {
        const auto *empty = dialog()->findChild<EmptyState *>();
        return empty->isVisible() ? empty->title() : QString();
    };
    selectFiltered(QStringLiteral("Choir"));
    act(QStringLiteral("slow down"), [this] { m_cloud.host().setLatency(std::chrono::seconds(3)); });
    lookInside();
    pictureInBothLooks(QStringLiteral("inside-loading"), [this] { return dialog() != nullptr; });
    act(QStringLiteral("hurry"), [this] {
        m_cloud.host().setLatency(std::chrono::milliseconds(40));
        dialog()->close();
    });
    lookInside();
    openInside(QStringLiteral("Nothing yet"));
    pictureInBothLooks(QStringLiteral("inside-empty"), [title] { return title().contains(QStringLiteral("empty")); });
    act(QStringLiteral("up"), [this] { dialog()->findChild<QAbstractButton *>(QStringLiteral("up"))->click(); });
    pictureInBothLooks(QStringLiteral("inside"), [title] { return title().isEmpty(); });
    act(QStringLiteral("fail"), [this] {
        m_cloud.host().faults().add(SandboxFault::refuse(404).on("GET", "*/trash/resources").times(1));
    });
    openInside(QStringLiteral("Sheet music"));
    pictureInBothLooks(QStringLiteral("inside-refused"), [title] { return title().contains(QStringLiteral("can’t")); });
    act(QStringLiteral("close"), [this] { dialog()->close(); });
}

} // namespace Unbin
