// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/versionactions.h"

#include "ui/base/icons.h"

#include <QAction>
#include <QWidget>

namespace Unbin {

namespace {

constexpr const char *kTip = "tip";

void permit(QAction *action, const QString &reason)
{
    action->setEnabled(reason.isEmpty());
    action->setToolTip(reason.isEmpty() ? action->property(kTip).toString() : reason);
    action->setStatusTip(action->toolTip());
}

} // namespace

VersionActions::VersionActions(QWidget *page)
    : QObject(page)
    , makeCurrent(make(page, "makeCurrent", QStringLiteral("restore"), tr("&Make Current", "action on a version"),
          tr("Put this content back on top; nothing is lost", "tip of an action"), Qt::CTRL | Qt::Key_M))
    , saveHere(make(page, "saveHere", QStringLiteral("save"), tr("Save a &Copy…", "action on a version"),
          tr("Save this content to this computer", "tip of an action"), Qt::CTRL | Qt::Key_S))
    , saveBeside(make(page, "saveBeside", QStringLiteral("add"), tr("Save &Beside It", "action on a version"),
          tr("Save this content as a new file in the same folder", "tip of an action"),
          Qt::CTRL | Qt::SHIFT | Qt::Key_S))
    , remove(make(page, "removeVersion", QStringLiteral("delete-forever"), tr("De&lete Version", "action on a version"),
          tr("Move this version to the bin of versions", "tip of an action"), Qt::Key_Delete))
    , untrash(make(page, "untrashVersion", QStringLiteral("undo"), tr("B&ring Back Version", "action on a version"),
          tr("Bring this version back from the bin of versions", "tip of an action"), {}))
    , compare(make(page, "compareVersions", QStringLiteral("copy"), tr("C&ompare", "action on a version"),
          tr("Compare A, the current version unless you choose another, with B, this one (C)", "tip of an action"), {}))
{ }

QAction *VersionActions::make(QWidget *page, const char *name, const QString &iconName, const QString &text,
    const QString &tip, const QKeySequence &key)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QLatin1String(name));
    if (!key.isEmpty()) {
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    }
    const QString keys = key.toString(QKeySequence::NativeText);
    action->setProperty(kTip, keys.isEmpty() ? tip : tr("%1 (%2)", "a tip, its keys").arg(tip, keys));
    page->addAction(action);
    return action;
}

void VersionActions::update(const History &history, int selected, const VersionAbilities &can)
{
    const bool isAny = selected >= 0 && selected < history.size();
    const QString none = isAny ? QString() : tr("Select a version first", "why an action is disabled");
    const QString never = tr("This service can’t do that with versions", "why an action is disabled");
    const bool isCurrent = isAny && history.version(selected).isCurrent;
    const bool isTrashed = isAny && history.version(selected).isTrashed();
    const QString current = isCurrent ? tr("This is the current version", "why an action is disabled") : QString();
    const QString trashed
        = isTrashed ? tr("Bring this version back from its bin first", "why an action is disabled") : QString();
    const auto first = [](std::initializer_list<QString> reasons) {
        for (const QString &reason : reasons) {
            if (!reason.isEmpty())
                return reason;
        }
        return QString();
    };
    permit(makeCurrent, first({none, can.canMakeCurrent ? QString() : never, current, trashed}));
    permit(saveHere, first({none, trashed}));
    permit(saveBeside, first({none, can.canSaveBeside ? QString() : never, trashed}));
    permit(remove,
        first({none, can.canDelete ? QString() : never, current,
            isTrashed ? tr("It lies in the bin of versions already", "why an action is disabled") : QString()}));
    permit(untrash,
        first({none, can.canUntrash ? QString() : never,
            isTrashed ? QString() : tr("It is not in the bin of versions", "why an action is disabled")}));
    permit(compare,
        first({none, trashed,
            history.saves() < 2 ? tr("There is only one version", "why an action is disabled") : QString()}));
    remove->setVisible(can.canDelete && !isTrashed);
    untrash->setVisible(can.canUntrash && isTrashed);
    saveBeside->setVisible(can.canSaveBeside);
}

} // namespace Unbin
