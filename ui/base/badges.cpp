// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/badges.h"

#include "ui/base/icons.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QPainter>
#include <QPalette>

#include <array>

namespace Unbin {

namespace {

struct Badges {
    Q_DECLARE_TR_FUNCTIONS(Unbin::Badges)
};

struct Badge {
    QRgb colour;
    const char *name;
};

constexpr std::array kBadges = {
    Badge{0xffd9363e, QT_TRANSLATE_NOOP("Unbin::Badges", "Red")},
    Badge{0xffc8691c, QT_TRANSLATE_NOOP("Unbin::Badges", "Orange")},
    Badge{0xff9a7d0a, QT_TRANSLATE_NOOP("Unbin::Badges", "Yellow")},
    Badge{0xff2f8f46, QT_TRANSLATE_NOOP("Unbin::Badges", "Green")},
    Badge{0xff16878c, QT_TRANSLATE_NOOP("Unbin::Badges", "Teal")},
    Badge{0xff3477d1, QT_TRANSLATE_NOOP("Unbin::Badges", "Blue")},
    Badge{0xff8a5fd0, QT_TRANSLATE_NOOP("Unbin::Badges", "Purple")},
    Badge{0xffc44d94, QT_TRANSLATE_NOOP("Unbin::Badges", "Pink")},
};

bool isBadge(int badge)
{
    return badge > 0 && badge <= int(kBadges.size());
}

} // namespace

QColor badgeColour(int badge)
{
    return isBadge(badge) ? QColor::fromRgb(kBadges[size_t(badge - 1)].colour) : QColor();
}

QString badgeName(int badge)
{
    return isBadge(badge) ? QCoreApplication::translate("Unbin::Badges", kBadges[size_t(badge - 1)].name)
                          : Badges::tr("No colour", "badge of an account");
}

QIcon badgeIcon(int badge)
{
    constexpr int kSize = 64;
    QPixmap pixmap(kSize, kSize);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle(8, 8, kSize - 16, kSize - 16);
    if (isBadge(badge)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(badgeColour(badge));
        painter.drawEllipse(circle);
    } else {
        painter.setPen(QPen(QGuiApplication::palette().color(QPalette::Mid), 5));
        painter.drawEllipse(circle.adjusted(3, 3, -3, -3));
        painter.drawLine(QPointF(18, kSize - 18), QPointF(kSize - 18, 18));
    }
    return QIcon(pixmap);
}

QIcon badgedIcon(const QString &iconName, int badge)
{
    if (!isBadge(badge))
        return icon(iconName);
    constexpr int kSize = 72;
    QPixmap pixmap = icon(iconName).pixmap(QSize(kSize, kSize), 1.0);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF dot(kSize - 30, kSize - 30, 28, 28);
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    painter.drawEllipse(dot.adjusted(-5, -5, 5, 5)); // a gap, whatever the ground is
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter.setBrush(badgeColour(badge));
    painter.drawEllipse(dot);
    return QIcon(pixmap);
}

} // namespace Unbin
