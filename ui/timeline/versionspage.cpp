// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/versionspage.h"

#include "core/domain/names.h"
#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/providers/versions.h"
#include "core/restore/restoreservice.h"
#include "ui/base/emptystate.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/dialogs/dialogparts.h"
#include "ui/preview/compareview.h"
#include "ui/preview/previewpane.h"
#include "ui/timeline/versionactions.h"
#include "ui/timeline/versiontimeline.h"
#include "ui/views/iconline.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QStandardPaths>

namespace Unbin {

namespace {

using What = VersionDeed::What;

constexpr std::chrono::milliseconds kStandStill{300}; // before a content is fetched unasked
constexpr qint64 kFetchedUnasked = 8LL * 1024 * 1024;

/** "plan (2026-03-12 14.00).txt" */
QString nameOfThen(const QString &name, const QDateTime &savedAt)
{
    if (!savedAt.isValid())
        return name;
    const QString when = savedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH.mm"));
    const QString suffix = QFileInfo(name).suffix();
    const QString base = suffix.isEmpty() ? name : name.chopped(suffix.size() + 1);
    return suffix.isEmpty() || base.isEmpty() ? QStringLiteral("%1 (%2)").arg(name, when)
                                              : QStringLiteral("%1 (%2).%3").arg(base, when, suffix);
}

/** Advice on rights is about restoring, which nobody does here. */
QString reasonOf(const Error &error)
{
    return error.kind == Error::Kind::Forbidden ? errorText(error) : errorText(error) + u' ' + errorAdvice(error);
}

/** A name from a service is no path here. */
QString localName(QString name)
{
    for (QChar &c : name) {
        if (c == u'/' || c == u'\\' || c.unicode() < 0x20)
            c = u'_';
    }
    return name.startsWith(u'.') ? u'_' + name : name;
}

} // namespace

VersionsPage::VersionsPage(ProviderSet &providers, RestoreService &restores, VersionCache &cache, QWidget *parent)
    : QWidget(parent)
    , m_providers(providers)
    , m_restores(restores)
    , m_cache(cache)
    , m_actions(new VersionActions(this))
    , m_timeline(new VersionTimeline(this))
    , m_preview(new PreviewPane(this))
    , m_compare(new CompareView(this))
{
    setObjectName(QStringLiteral("versionsPage"));
    build();
    connectParts();
}

VersionsPage::~VersionsPage()
{
    stopFetching();
    delete m_reading;
}

void VersionsPage::connectParts()
{
    m_previewLater.setSingleShot(true);
    m_previewLater.setInterval(kStandStill);
    connect(&m_previewLater, &QTimer::timeout, this, &VersionsPage::previewNow);
    connect(m_timeline, &VersionTimeline::selectionMoved, this, &VersionsPage::showSelected);
    connect(m_timeline, &VersionTimeline::previewWanted, this, [this] {
        m_contents->setCurrentWidget(m_preview);
        previewNow();
    });
    connect(m_timeline, &VersionTimeline::compareWanted, m_actions->compare, &QAction::trigger);
    connect(m_timeline, &VersionTimeline::detailsWanted, this, [this] { m_selectedFacts->setFocus(); });
    connect(m_timeline, &VersionTimeline::handlesMoved, this, [this] {
        if (isComparing())
            compareNow();
    });
    connect(m_timeline, &VersionTimeline::menuWanted, this, [this](QPoint position) {
        auto *menu = new QMenu(this);
        menu->setObjectName(QStringLiteral("versionMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setToolTipsVisible(true);
        menu->addActions({m_actions->makeCurrent, m_actions->saveHere, m_actions->saveBeside, m_actions->compare,
            m_actions->remove, m_actions->untrash});
        menu->popup(position);
    });
    connect(m_actions->makeCurrent, &QAction::triggered, this, [this] { run(What::MakeCurrent); });
    connect(m_actions->saveBeside, &QAction::triggered, this, [this] { run(What::SaveBeside); });
    connect(m_actions->remove, &QAction::triggered, this, [this] { run(What::Delete); });
    connect(m_actions->untrash, &QAction::triggered, this, [this] { run(What::Untrash); });
    connect(m_actions->saveHere, &QAction::triggered, this, &VersionsPage::saveHere);
    connect(m_actions->compare, &QAction::triggered, this, &VersionsPage::compareNow);
    connect(&m_restores, &RestoreService::added, this, &VersionsPage::watch);
    connect(&m_providers, &ProviderSet::aboutToRemove, this, [this](const AccountId &account) {
        if (account == m_account)
            clear();
    });
}

/** What is done to versions by whoever: the past is another one afterwards. */
void VersionsPage::watch(Activity *activity)
{
    const bool isAboutVersions
        = activity->kind() == Receipt::Kind::Versions || activity->kind() == Receipt::Kind::UndoVersions;
    if (!isAboutVersions)
        return;
    connect(activity, &Activity::finished, this, [this, activity] {
        for (const ReceiptLine &line : activity->receipt()->lines) {
            if (line.item.account == m_account && line.item.item.id == m_file.id)
                return reload();
        }
    });
}

void VersionsPage::clear()
{
    stopFetching();
    delete m_reading;
    m_account = {};
    m_file = {};
    m_timeline->setHistory({});
    Q_EMIT backWanted();
}

bool VersionsPage::isComparing() const
{
    return m_contents->currentWidget() == m_compare;
}

void VersionsPage::showFile(const AccountId &account, const LiveItem &file, const QString &path)
{
    stopFetching();
    m_account = account;
    m_file = file;
    m_path = path;
    m_timeline->setHistory({});
    m_contents->setCurrentWidget(m_preview);
    m_title->setFullText(displayName(file.name));
    m_summary->setFullText({});
    m_preview->showMessage({}); // never another file's content
    reload();
}

void VersionsPage::reload()
{
    delete m_reading;
    Provider *provider = m_providers.find(m_account);
    Versions *versions = provider ? provider->versions() : nullptr;
    if (!versions)
        return showReadError(Error::of(provider ? Error::Kind::Unsupported : Error::Kind::SignInNeeded));
    if (m_timeline->history().isEmpty()) {
        m_state->show({.iconName = QStringLiteral("clock"),
            .title = tr("Reading the past of this file…", "in place of a timeline"),
            .isWaiting = true});
        m_stack->setCurrentWidget(m_state);
        m_tools->setEnabled(false);
    }
    m_reading = launch(versions->list(m_file), this, [this](Result<VersionHistory> told) {
        m_reading.clear();
        if (told)
            showHistory(std::move(*told));
        else
            showReadError(told.error());
    });
}

void VersionsPage::showReadError(const Error &error)
{
    const bool isNever = error.kind == Error::Kind::Unsupported;
    m_tools->setEnabled(false);
    m_state->show({.iconName = isNever ? QStringLiteral("clock") : QStringLiteral("error"),
        .title = isNever ? tr("This account keeps no versions", "in place of a timeline")
                         : tr("The past of this file can’t be shown", "in place of a timeline"),
        .explanation = isNever ? tr("The service behind it tells nothing of earlier contents, or keeps none.",
                           "in place of a timeline")
                               : reasonOf(error),
        .details = isNever ? QString() : errorDetails(error),
        .offers = {{QStringLiteral("retryHistory"), tr("&Try Again", "button in place of a timeline"), [this] { reload(); }},
            {QStringLiteral("leaveHistory"), tr("&Back", "button in place of a timeline"),
                [this] { Q_EMIT backWanted(); }}}});
    m_stack->setCurrentWidget(m_state);
}

void VersionsPage::showHistory(VersionHistory told)
{
    const bool isFirst = m_timeline->history().isEmpty();
    m_file = told.file;
    m_timeline->setHistory(History(std::move(told)));
    m_title->setFullText(displayName(m_file.name));
    showSummary();
    m_stack->setCurrentIndex(1);
    m_tools->setEnabled(true);
    if (isFirst)
        m_timeline->setFocus();
    showSelected(m_timeline->selected());
    Q_EMIT historyShown();
}

void VersionsPage::showSummary()
{
    const History &history = m_timeline->history();
    QStringList parts{tr("%n save(s)", "summary of a file's past", history.saves())};
    if (const auto contents = history.contents())
        parts += tr("%n content(s)", "summary of a file's past: different ones", *contents);
    if (history.authors().size() > 1)
        parts += tr("%n author(s)", "summary of a file's past", int(history.authors().size()));
    if (history.trashed() > 0)
        parts += tr("%n in the bin", "summary of a file's past: trashed versions", history.trashed());
    if (!history.isComplete())
        parts += tr("the service does not tell all of it", "summary of a file's past");
    m_summary->setFullText(parts.join(QStringLiteral(" · ")));
}

void VersionsPage::showSelected(int version)
{
    const History &history = m_timeline->history();
    Provider *provider = m_providers.find(m_account);
    Versions *versions = provider ? provider->versions() : nullptr;
    m_actions->update(history, version, versions ? versions->abilities() : VersionAbilities());
    if (version < 0) {
        m_selectedFacts->clear();
        m_selectedFacts->setAccessibleName(tr("No version selected", "accessible name"));
        m_forecast->show({}, {});
        return;
    }
    const Version &what = history.version(version);
    QString facts = m_timeline->describe(version);
    if (!what.label.isEmpty())
        facts += tr(" · number %1", "facts of a version").arg(what.label);
    m_selectedFacts->setText(facts);
    m_selectedFacts->setAccessibleName(facts);
    m_forecast->show(what.isTrashed() ? QStringLiteral("bin") : QStringLiteral("info"), forecast(version));
    if (!isComparing())
        previewSoon();
}

/** What Make Current will do, before it is done. */
QString VersionsPage::forecast(int index) const
{
    const Version &version = m_timeline->history().version(index);
    Provider *provider = m_providers.find(m_account);
    Versions *versions = provider ? provider->versions() : nullptr;
    if (!versions)
        return {};
    if (version.isCurrent)
        return tr("This is what the file holds now.", "forecast of a version");
    if (version.isTrashed()) {
        return version.purgeAt.isValid()
            ? tr("This version lies in the bin of versions; it is deleted for good on %1.", "forecast of a version")
                  .arg(instantText(version.purgeAt))
            : tr("This version lies in the bin of versions.", "forecast of a version");
    }
    const VersionAbilities can = versions->abilities();
    if (!can.canMakeCurrent)
        return {};
    const bool isRenamed = can.makingCurrentRevertsName && !version.name.isEmpty() && version.name != m_file.name;
    if (isRenamed) {
        return tr("Make Current adds a version on top with this content, and the file is called “%1” again. Nothing is "
                  "lost, and you can undo it.",
            "forecast of a version")
            .arg(nameInSentence(version.name));
    }
    return tr("Make Current adds a version on top with this content. Nothing is lost, and you can undo it.",
        "forecast of a version");
}

void VersionsPage::stopFetching()
{
    m_previewLater.stop();
    delete m_fetching;
}

void VersionsPage::previewSoon()
{
    stopFetching();
    const int selected = m_timeline->selected();
    if (selected < 0)
        return;
    const Version &version = m_timeline->history().version(selected);
    if (CachedContentPtr content = m_cache.known(m_account, m_file, version))
        return m_preview->showContent(std::move(content));
    if (version.sizeBytes <= kFetchedUnasked && !version.isTrashed()) {
        m_previewLater.start();
        return;
    }
    m_preview->showMessage({.iconName = typeIconName(ItemKind::File, m_file.name),
        .title = sizeText(version.sizeBytes),
        .explanation = tr("Press Space to fetch and show it.", "in place of a preview"),
        .offers = {{QStringLiteral("fetchPreview"), tr("&Show", "button in place of a preview"), [this] { previewNow(); }}}});
}

void VersionsPage::previewNow()
{
    stopFetching();
    const int selected = m_timeline->selected();
    if (selected >= 0)
        fetchForPreview(m_timeline->history().version(selected));
}

void VersionsPage::fetchForPreview(const Version &version)
{
    Provider *provider = m_providers.find(m_account);
    if (!provider)
        return;
    m_fetching = launch(m_cache.fetch(m_account, *provider, m_file, version, kMostPreviewBytes), this,
        [this](const Result<CachedContentPtr> &content) {
            m_fetching.clear();
            if (content)
                m_preview->showContent(*content);
            else
                showFetchError(content.error(), false);
        });
    m_preview->showMessage({.iconName = QStringLiteral("clock"),
        .title = tr("Fetching…", "in place of a preview"),
        .explanation = sizeText(version.sizeBytes),
        .offers = {{QStringLiteral("cancelFetch"), tr("&Cancel", "button in place of a preview"),
            [this] {
                if (m_fetching)
                    m_fetching->cancel();
            }}},
        .isWaiting = true});
}

/** A is the handle, or the current version, or what came before it; B is the other handle, or the selected one. */
void VersionsPage::compareNow()
{
    stopFetching();
    const History &history = m_timeline->history();
    const int selected = m_timeline->selected();
    if (selected < 0 || history.saves() < 2)
        return;
    const bool isFresh = !isComparing();
    int b = m_timeline->handleB() >= 0 && !isFresh ? m_timeline->handleB() : selected;
    int a = m_timeline->handleA() >= 0 ? m_timeline->handleA() : history.current();
    if (a == b)
        a = b + 1 < history.size() ? b + 1 : b - 1; // with what came before
    const bool isOlderFirst = a > b; // larger is older: old on the left
    m_contents->setCurrentWidget(m_compare);
    m_timeline->setHandles(a, b);
    const int left = isOlderFirst ? a : b;
    const int right = isOlderFirst ? b : a;
    const auto title = [&](int version) {
        return CompareView::Title{version == a ? QStringLiteral("A") : QStringLiteral("B"), m_timeline->describe(version)};
    };
    m_compare->setTitles(title(left), title(right));
    fetchForComparison(history.version(left), history.version(right));
}

void VersionsPage::fetchForComparison(const Version &left, const Version &right)
{
    if (!m_providers.find(m_account))
        return;
    m_compare->showMessage({.iconName = QStringLiteral("clock"),
        .title = tr("Fetching both versions…", "in place of a comparison"),
        .isWaiting = true});
    const auto fetch = [this](const Version &version) {
        return m_cache.fetch(m_account, *m_providers.find(m_account), m_file, version, kMostPreviewBytes);
    };
    m_fetching = launch(fetch(left), this, [this, fetch, right](const Result<CachedContentPtr> &first) {
        m_fetching.clear();
        if (!first)
            return showFetchError(first.error(), true);
        if (m_providers.find(m_account) == nullptr)
            return;
        m_fetching = launch(fetch(right), this, [this, first = *first](const Result<CachedContentPtr> &second) {
            m_fetching.clear();
            if (second)
                m_compare->showContents(first, *second);
            else
                showFetchError(second.error(), true);
        });
    });
}

void VersionsPage::showFetchError(const Error &error, bool isComparison)
{
    const bool isCancelled = error.kind == Error::Kind::Cancelled;
    const EmptyStateText text{.iconName = isCancelled ? QStringLiteral("cancel") : QStringLiteral("error"),
        .title = isCancelled ? tr("Not fetched", "in place of a preview")
                             : tr("The content could not be fetched", "in place of a preview"),
        .explanation = isCancelled ? QString() : reasonOf(error),
        .details = isCancelled ? QString() : errorDetails(error),
        .offers = {{QStringLiteral("fetchAgain"), tr("&Try Again", "button in place of a preview"),
            [this, isComparison] { isComparison ? compareNow() : previewNow(); }}}};
    isComparison ? m_compare->showMessage(text) : m_preview->showMessage(text);
}

VersionOrder VersionsPage::orderFor(What what) const
{
    const History &history = m_timeline->history();
    const Version &version = history.version(m_timeline->selected());
    const Version before = history.current() >= 0 ? history.version(history.current()) : Version();
    return {.account = m_account,
        .file = m_file,
        .path = m_path,
        .deed = {.what = what, .version = version, .before = before},
        .beside = {m_file.parent, nameOfThen(m_file.name, version.modifiedAt)}};
}

void VersionsPage::run(What what)
{
    if (m_timeline->selected() >= 0)
        m_restores.changeVersions({{orderFor(what)}});
}

void VersionsPage::saveHere()
{
    if (m_timeline->selected() < 0)
        return;
    const VersionOrder order = orderFor(What::SaveHere);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    auto *dialog = new QFileDialog(this, tr("Save a Copy of This Version", "title of a dialog"), folder);
    dialog->setObjectName(QStringLiteral("saveVersionDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(localName(order.beside.name));
    connect(dialog, &QFileDialog::fileSelected, this, [this, order](const QString &path) {
        VersionOrder chosen = order;
        chosen.deed.localPath = path;
        m_restores.changeVersions({{chosen}});
    });
    dialog->open();
}

void VersionsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    if (!isComparing())
        return Q_EMIT backWanted();
    stopFetching();
    m_contents->setCurrentWidget(m_preview);
    m_timeline->setHandles(-1, -1);
    m_timeline->setFocus();
    previewSoon();
}

} // namespace Unbin
