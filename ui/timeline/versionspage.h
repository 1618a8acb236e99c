// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/restore/request.h"
#include "core/versions/history.h"
#include "core/versions/versioncache.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>

class QFileDialog;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace Unbin {

class Activity;
class CompareView;
class ElidedLabel;
class EmptyState;
class IconLine;
class PreviewPane;
class ProviderSet;
class RestoreService;
class VersionActions;
class VersionTimeline;

/**
 * One live file's past: its timeline, what the selected version holds, two versions side by side, and what can be done.
 * Everything that changes something goes to the RestoreService and can be undone there; the page reads the past again
 * when such a job has ended.
 */
class VersionsPage : public QWidget
{
    Q_OBJECT
public:
    VersionsPage(ProviderSet &providers, RestoreService &restores, VersionCache &cache, QWidget *parent = nullptr);
    ~VersionsPage() override;

    /** Reads the past of this file and shows it. path: its folder, for people. */
    void showFile(const AccountId &account, const LiveItem &file, const QString &path);
    void reload();
    const AccountId &account() const { return m_account; }
    const LiveItem &file() const { return m_file; }
    VersionTimeline *timeline() const { return m_timeline; }
    PreviewPane *preview() const { return m_preview; }
    CompareView *comparison() const { return m_compare; }
    bool isComparing() const;
    bool isReading() const { return !m_reading.isNull(); }
    /** Forgets everything; nothing of an account that goes may stay. */
    void clear();

Q_SIGNALS:
    void backWanted();
    void historyShown();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    QWidget *buildHead();
    QWidget *buildTools();
    QWidget *buildActions();
    QToolButton *tool(const char *name, const QString &text, const QString &tip, bool isCheckable);
    void connectParts();
    void showHistory(VersionHistory told);
    void showReadError(const Error &error);
    void showSelected(int version);
    QString forecast(int version) const;
    void showSummary();

    void previewSoon();
    void previewNow();
    void fetchForPreview(const Version &version);
    void compareNow();
    void fetchForComparison(const Version &left, const Version &right);
    void showFetchError(const Error &error, bool isComparison);
    void stopFetching();

    VersionOrder orderFor(VersionDeed::What what) const;
    void run(VersionDeed::What what);
    void saveHere();
    void watch(Activity *activity);

    ProviderSet &m_providers;
    RestoreService &m_restores;
    VersionCache &m_cache;
    AccountId m_account;
    LiveItem m_file;
    QString m_path;
    QPointer<JobBase> m_reading;
    QPointer<JobBase> m_fetching;
    QTimer m_previewLater;

    VersionActions *m_actions;
    VersionTimeline *m_timeline;
    PreviewPane *m_preview;
    CompareView *m_compare;
    ElidedLabel *m_title;
    ElidedLabel *m_summary;
    QLabel *m_selectedFacts;
    IconLine *m_forecast;
    QWidget *m_tools = nullptr;
    QToolButton *m_even;
    QToolButton *m_collapse;
    EmptyState *m_state;
    QStackedWidget *m_stack; ///< state, or everything
    QStackedWidget *m_contents; ///< preview, comparison
};

} // namespace Unbin
