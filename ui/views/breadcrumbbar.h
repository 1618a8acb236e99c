// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/place.h"

#include <QWidget>

#include <vector>

class QToolButton;

namespace Unbin {

/** The way from the account to the shown folder, each step a button. What does not fit is behind a "…"
 * button. */
class BreadcrumbBar : public QWidget
{
    Q_OBJECT
public:
    explicit BreadcrumbBar(QWidget *parent = nullptr);

    /** The root comes first and is shown under the account's name. */
    void setPath(const QString &accountName, const Breadcrumbs &path);
    const Breadcrumbs &path() const { return m_path; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void crumbChosen(const Unbin::ItemId &folder);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const QString &text, const ItemId &folder, bool isLast);
    void arrange();

    Breadcrumbs m_path;
    std::vector<QToolButton *> m_buttons;
    QToolButton *m_more;
    int m_separatorWidth;
};

} // namespace Unbin
