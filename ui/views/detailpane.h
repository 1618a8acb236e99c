// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/accountnames.h"
#include "ui/dialogs/itemfacts.h"
#include "ui/views/selectionsummary.h"

#include <QIcon>
#include <QPointer>
#include <QScrollArea>
#include <QTimer>

class QFormLayout;
class QLabel;

namespace Unbin {

class Clock;
class IconLabel;
class IconLine;
class JobBase;
class RestoreService;

/**
 * What is known about the selection: for one item its facts, remarks and what a restore would do; for several
 * their count and bytes, by account; for none, how to begin. All text in it is plain: names can't format it. */
class DetailPane : public QScrollArea
{
    Q_OBJECT
public:
    /** All must outlive the pane. */
    DetailPane(RestoreService &restores, Clock &clock, AccountNames accountName, QWidget *parent = nullptr);
    ~DetailPane() override;

    void show(const SelectionSummary &selection);
    /** A live item, or the hint what a live folder is good for. path is that of its folder, for people. */
    void show(const std::optional<LiveItem> &item, const AccountId &account, const QString &path);
    QSize sizeHint() const override;

private:
    void clear();
    void showHint(const QString &iconName, const QString &title, const QString &hint);
    void showItem(const AccountItem &item);
    void showSeveral(const SelectionSummary &selection);
    void showHead(const QString &iconName, const QString &title, QIcon::Mode mode = QIcon::Normal);
    void showFacts(const std::vector<Fact> &facts);
    void lookAhead();
    void stopForecast();

    RestoreService &m_restores;
    Clock &m_clock;
    AccountNames m_accountName;
    IconLabel *m_icon;
    QLabel *m_title;
    IconLine *m_hiddenCharacters;
    IconLine *m_remark;
    IconLine *m_forecast;
    QFormLayout *m_facts;
    std::optional<AccountItem> m_item;
    QTimer m_lookAheadLater; // walking through the list asks no service
    QPointer<JobBase> m_forecastJob;
};

} // namespace Unbin
