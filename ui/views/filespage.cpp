// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filespage.h"

#include "core/providers/providerset.h"
#include "ui/base/emptystate.h"
#include "ui/base/errortext.h"
#include "ui/base/icons.h"
#include "ui/models/livefoldermodel.h"
#include "ui/views/breadcrumbbar.h"
#include "ui/views/folderview.h"
#include "ui/views/infobar.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace Unbin {

FilesPage::FilesPage(ProviderSet &providers, AccountName accountName, QWidget *parent)
    : QWidget(parent)
    , m_providers(providers)
    , m_accountName(std::move(accountName))
    , m_model(new LiveFolderModel(this))
    , m_breadcrumbs(new BreadcrumbBar(this))
    , m_up(new QToolButton(this))
    , m_problems(new InfoBar(QStringLiteral("folderProblems"), this))
    , m_stack(new QStackedWidget(this))
    , m_list(new FolderView([this](QPoint position) { return folderAt(position); }, this))
    , m_empty(new EmptyState(this))
    , m_filter(new QLineEdit(this))
{
    setObjectName(QStringLiteral("filesPage"));
    m_up->setObjectName(QStringLiteral("upButton"));
    m_up->setIcon(icon(QStringLiteral("up")));
    m_up->setAutoRaise(true);
    m_up->setFocusPolicy(Qt::StrongFocus);
    m_up->setToolTip(tr("Go to the folder above (Backspace)", "tool tip"));
    m_up->setAccessibleName(tr("Folder above", "accessible name"));
    m_list->setModel(m_model);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);

    auto *path = new QHBoxLayout;
    path->setContentsMargins(6, 4, 6, 4);
    path->addWidget(m_up);
    path->addWidget(m_breadcrumbs, 1);
    m_filter->setObjectName(QStringLiteral("filesFilter"));
    m_filter->setAccessibleName(tr("Filter files by name", "accessible name"));
    m_filter->setPlaceholderText(tr("Filter by name", "placeholder"));
    m_filter->setToolTip(tr("Looks in this folder and in those you have opened before", "tool tip"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 34);
    m_filter->installEventFilter(this);
    path->addWidget(m_filter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(path);
    layout->addWidget(m_problems);
    layout->addWidget(m_stack, 1);

    connect(m_up, &QToolButton::clicked, this, &FilesPage::goUp);
    connect(m_list, &FolderView::upWanted, this, &FilesPage::goUp);
    connect(m_list, &QTreeView::activated, this, &FilesPage::openRow);
    connect(m_filter, &QLineEdit::textChanged, this, &FilesPage::showMatching);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FilesPage::selectionEdited);
    connect(m_breadcrumbs, &BreadcrumbBar::crumbChosen, this,
        [this](const ItemId &folder) { showFolder(m_account, folder); });
    // The jobs use the provider: none may outlive it.
    connect(&m_providers, &ProviderSet::aboutToRemove, this, [this](const AccountId &account) {
        if (account == m_account)
            stop();
    });
}

FilesPage::~FilesPage()
{
    stop();
}

void FilesPage::stop()
{
    delete m_listing;
    delete m_look;
}

/** By value: the ids may be ones that this page is about to forget. */
void FilesPage::showFolder(AccountId account, ItemId folder, ItemId itemToSelect)
{
    stop();
    if (m_account != account) {
        m_known.clear();
        m_paths.clear();
    }
    m_account = account;
    m_folder = folder;
    m_items.clear();
    m_filter->clear();
    m_itemToSelect = itemToSelect;
    m_facts.reset();
    m_problems->hide();
    m_model->setItems({});
    lookAtPath();
    startListing(
        [this](std::vector<LiveItem> &&page) {
            remember(page);
            m_items.insert(m_items.end(), page.begin(), page.end());
            if (isFiltered())
                showMatching();
            else
                m_model->append(std::move(page));
            showContent();
        },
        [this](const Result<ListSummary> &result) { endListing(result); });
    if (m_listing) // else it has been said why not
        showContent();
    Q_EMIT folderShown(account, folder);
}

void FilesPage::reload()
{
    if (m_account.isEmpty() || m_listing)
        return;
    auto items = std::make_shared<std::vector<LiveItem>>();
    startListing(
        [items](std::vector<LiveItem> &&page) { std::move(page.begin(), page.end(), std::back_inserter(*items)); },
        [this, items](const Result<ListSummary> &result) { endReload(std::move(*items), result); });
}

void FilesPage::startListing(PageSink<LiveItem> sink, std::function<void(const Result<ListSummary> &)> ended)
{
    Provider *provider = m_providers.find(m_account);
    if (!provider)
        return showError(Error::of(Error::Kind::SignInNeeded));
    m_listing = launch(provider->listFolder(m_folder, std::move(sink)), this,
        [this, ended = std::move(ended)](const Result<ListSummary> &result) {
            m_listing.clear();
            ended(result);
        });
}

void FilesPage::endListing(const Result<ListSummary> &result)
{
    if (!result)
        return showError(result.error());
    m_model->finishLoading();
    showProblems(*result);
    select(m_itemToSelect);
    showContent();
}

void FilesPage::endReload(std::vector<LiveItem> items, const Result<ListSummary> &result)
{
    if (!result)
        return showError(result.error());
    const QModelIndex current = m_list->currentIndex();
    const ItemId selected = current.isValid() ? m_model->item(current.row()).id : ItemId();
    const int scrolled = m_list->verticalScrollBar()->value();
    remember(items);
    m_items = std::move(items);
    showMatching();
    select(selected);
    m_list->verticalScrollBar()->setValue(scrolled);
    showProblems(*result);
    showContent();
}

bool FilesPage::isFiltered() const
{
    return !m_filter->text().trimmed().isEmpty();
}

void FilesPage::remember(const std::vector<LiveItem> &items)
{
    constexpr qsizetype kMost = 200'000;
    for (const LiveItem &item : items) {
        if (item.kind == ItemKind::File && m_known.size() < kMost)
            m_known.insert(item.id, item);
    }
}

/** All words in any order, in this folder first; then in the files of folders that were read before. */
void FilesPage::showMatching()
{
    if (!isFiltered()) {
        m_model->setItems(m_items);
        return showContent();
    }
    const QStringList words = m_filter->text().toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    const auto fits = [&words](const LiveItem &item) {
        const QString name = item.name.toCaseFolded();
        return std::all_of(words.begin(), words.end(), [&name](const QString &word) { return name.contains(word); });
    };
    std::vector<LiveItem> found;
    std::copy_if(m_items.begin(), m_items.end(), std::back_inserter(found), fits);
    for (const LiveItem &item : std::as_const(m_known)) {
        if (item.parent != m_folder && fits(item))
            found.push_back(item);
    }
    m_model->setItems(std::move(found));
    showContent();
}

void FilesPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

/** Down goes from the filter into the list, Escape empties it. */
bool FilesPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Escape && isFiltered()) {
        m_filter->clear();
        return true;
    }
    const bool goesDown = key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!goesDown || m_model->rowCount() == 0)
        return QWidget::eventFilter(watched, event);
    m_list->setFocus();
    if (!m_list->currentIndex().isValid() || m_list->selectionModel()->selectedRows().isEmpty())
        m_list->setCurrentIndex(m_model->index(0, 0));
    return true;
}

void FilesPage::select(const ItemId &item)
{
    const int row = item.isEmpty() ? -1 : m_model->rowOf(item);
    if (row >= 0)
        m_list->setCurrentIndex(m_model->index(row, 0));
}

void FilesPage::showContent()
{
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_list);
    } else if (isFiltered()) {
        m_empty->show({.iconName = QStringLiteral("filter"),
            .title = tr("Nothing fits the filter", "in place of a list"),
            .explanation = tr("It looks in this folder and in those you have opened before.", "in place of a list"),
            .offers = {{QStringLiteral("clearFilesFilter"), tr("&Show All", "button in place of a list"),
                [this] { m_filter->clear(); }}}});
        m_stack->setCurrentWidget(m_empty);
    } else {
        m_empty->show(m_listing ? EmptyStateText{.iconName = QStringLiteral("folder-open"),
                          .title = tr("Reading the folder…", "in place of a list"),
                          .isWaiting = true}
                                : EmptyStateText{.iconName = QStringLiteral("folder-open"),
                                    .title = tr("This folder is empty", "in place of a list"),
                                    .explanation = tr("Drop items of this account’s bin here to restore them "
                                                      "into it.",
                                        "in place of a list")});
        m_stack->setCurrentWidget(m_empty);
    }
    m_up->setEnabled(m_facts && m_facts->path.size() > 1);
    Q_EMIT contentChanged();
}

void FilesPage::showProblems(const ListSummary &summary)
{
    if (!summary.isPartial)
        return m_problems->hide();
    QStringList details;
    for (const Error &problem : summary.problems)
        details += errorDetails(problem);
    m_problems->show({.weight = InfoBarText::Weight::Warning,
        .text = tr("Not all of this folder could be read.", "bar above a folder"),
        .details = details.join(QLatin1Char('\n'))});
}

void FilesPage::showError(const Error &error)
{
    m_model->setItems({});
    m_empty->show({.iconName = QStringLiteral("error"),
        .title = tr("The folder can’t be shown", "in place of a list"),
        .explanation = errorText(error) + QLatin1Char(' ') + errorAdvice(error),
        .details = errorDetails(error),
        .offers = {{QStringLiteral("retryFolder"), tr("&Try Again", "button in place of a list"), [this] {
                        showFolder(m_account, m_folder, m_itemToSelect);
                    }}}});
    m_stack->setCurrentWidget(m_empty);
    Q_EMIT contentChanged();
}

void FilesPage::lookAtPath()
{
    const Provider *provider = m_providers.find(m_account);
    m_breadcrumbs->setPath(m_accountName(m_account), {});
    if (!provider)
        return;
    m_look
        = launch(m_providers.find(m_account)->lookAtFolder(m_folder), this, [this](const Result<FolderFacts> &facts) {
              m_look.clear();
              if (!facts)
                  return; // the listing fails for the same reason, and says so
              m_facts = *facts;
              m_paths.insert(m_folder, pathForPeople(m_facts->path));
              m_breadcrumbs->setPath(m_accountName(m_account), m_facts->path);
              m_up->setEnabled(m_facts->path.size() > 1);
          });
}

void FilesPage::goUp()
{
    if (m_facts && m_facts->path.size() > 1)
        showFolder(m_account, m_facts->path[m_facts->path.size() - 2].id, m_folder);
}

void FilesPage::openRow(const QModelIndex &index)
{
    const LiveItem &item = m_model->item(index.row());
    if (item.kind == ItemKind::Folder)
        showFolder(m_account, ItemId(item.id));
    else if (item.kind == ItemKind::File)
        Q_EMIT fileOpened();
}

std::optional<DropFolder> FilesPage::folderAt(QPoint position) const
{
    if (m_account.isEmpty())
        return std::nullopt;
    const QString path = folderPath();
    const QModelIndex index = m_list->indexAt(position);
    if (index.isValid() && m_model->item(index.row()).kind == ItemKind::Folder) {
        const LiveItem &folder = m_model->item(index.row());
        const QString above = path == QLatin1String("/") ? QString() : path;
        return DropFolder{
            m_account, folder.id, folder.name, above + QLatin1Char('/') + folder.name, folder.canAddChildren};
    }
    const bool isTop = !m_facts || m_facts->path.size() <= 1;
    return DropFolder{m_account, m_folder, isTop ? m_accountName(m_account) : m_facts->path.back().name,
        path.isEmpty() ? QStringLiteral("/") : path, !m_facts || m_facts->canAddChildren};
}

int FilesPage::itemCount() const
{
    return m_model->rowCount();
}

std::optional<LiveItem> FilesPage::selectedItem() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    return rows.size() == 1 ? std::optional(m_model->item(rows.front().row())) : std::nullopt;
}

std::vector<LiveItem> FilesPage::selectedItems() const
{
    std::vector<LiveItem> items;
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        items.push_back(m_model->item(row.row()));
    return items;
}

QString FilesPage::pathOf(const LiveItem &item) const
{
    return item.parent == m_folder || item.parent.isEmpty() ? folderPath() : m_paths.value(item.parent);
}

std::optional<LiveItem> FilesPage::folderItem() const
{
    if (!m_facts || m_facts->path.size() < 2)
        return std::nullopt;
    return LiveItem{.id = m_folder,
        .kind = ItemKind::Folder,
        .name = m_facts->path.back().name,
        .parent = m_facts->path[m_facts->path.size() - 2].id};
}

QString FilesPage::folderPath() const
{
    return m_facts ? pathForPeople(m_facts->path) : QString();
}

} // namespace Unbin
