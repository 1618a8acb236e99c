// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/trashedfolderdialog.h"

#include "core/domain/names.h"
#include "core/providers/trashedfolders.h"
#include "ui/base/emptystate.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QCollator>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Unbin {

namespace {

enum Column { Name, Modified, Size };

/** Folders first, as everywhere; then by the column that was clicked. */
class InsideRow : public QTreeWidgetItem
{
public:
    InsideRow(const TrashedItem &item, int number, int height)
        : number(number)
        , m_isFolder(item.kind == ItemKind::Folder)
        , m_sizeBytes(item.sizeBytes)
        , m_modifiedAt(item.modifiedAt)
    {
        setSizeHint(Name, {0, height});
        setText(Name, displayName(item.name));
        setToolTip(Name, displayName(item.name).toHtmlEscaped());
        setIcon(Name, Unbin::icon(typeIconName(item.kind, item.name)));
        setText(Size, m_isFolder ? QString() : sizeText(item.sizeBytes));
        setTextAlignment(Size, Qt::AlignTrailing | Qt::AlignVCenter);
        setText(Modified, instantText(item.modifiedAt));
    }

    bool operator<(const QTreeWidgetItem &other) const override
    {
        const auto &that = static_cast<const InsideRow &>(other);
        const QTreeWidget *tree = treeWidget();
        if (m_isFolder != that.m_isFolder) { // in either direction
            const bool isDescending = tree && tree->header()->sortIndicatorOrder() == Qt::DescendingOrder;
            return m_isFolder != isDescending;
        }
        const int column = tree ? tree->sortColumn() : Name;
        if (column == Size && m_sizeBytes != that.m_sizeBytes)
            return m_sizeBytes < that.m_sizeBytes;
        if (column == Modified && m_modifiedAt != that.m_modifiedAt)
            return m_modifiedAt < that.m_modifiedAt;
        static const QCollator collator = [] {
            QCollator made;
            made.setNumericMode(true);
            made.setCaseSensitivity(Qt::CaseInsensitive);
            return made;
        }();
        return collator.compare(text(Name), that.text(Name)) < 0;
    }

    const int number; ///< of the item, as it came

private:
    bool m_isFolder;
    qint64 m_sizeBytes;
    QDateTime m_modifiedAt;
};

} // namespace

TrashedFolderDialog::TrashedFolderDialog(TrashedFolders &folders, const TrashedItem &folder, QWidget *parent)
    : QDialog(parent)
    , m_folders(folders)
{
    prepareDialog(this, QStringLiteral("trashedFolderDialog"), tr("Inside a Folder of the Bin", "title of a dialog"));
    build();
    enter(folder);
    m_list->setFocus();
}

TrashedFolderDialog::~TrashedFolderDialog() = default;

void TrashedFolderDialog::build()
{
    makeList();
    m_empty = new EmptyState(this);
    m_pages = new QStackedWidget(this);
    m_pages->setFrameStyle(m_list->frameStyle()); // one frame around either
    m_list->setFrameStyle(QFrame::NoFrame);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);
    m_message = new InlineMessage(QStringLiteral("warning"), {}, this);
    m_message->setObjectName(QStringLiteral("listMessage"));

    auto *column = new QVBoxLayout(this);
    column->addLayout(makePlaceRow());
    column->addWidget(m_pages, 1);
    column->addWidget(m_message);
    auto *note = new InlineMessage(QStringLiteral("info"),
        tr("Restoring the whole folder is the sure way. A single item of it can be tried: the service may refuse, and "
           "then it stays in the bin.",
            "note in a dialog"),
        this);
    column->addWidget(note);
    column->addWidget(makeButtons());
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().lineSpacing() * 26);
}

QLayout *TrashedFolderDialog::makePlaceRow()
{
    m_up = new QToolButton(this);
    m_up->setObjectName(QStringLiteral("up"));
    m_up->setIcon(icon(QStringLiteral("up")));
    m_up->setAutoRaise(true);
    m_up->setFocusPolicy(Qt::StrongFocus);
    m_up->setShortcut(Qt::ALT | Qt::Key_Up);
    //: tip and accessible name of a button
    m_up->setToolTip(tr("To the folder above (Alt+Up)"));
    m_up->setAccessibleName(tr("To the folder above"));
    m_place = new ElidedLabel({}, Qt::ElideLeft, this);
    m_place->setObjectName(QStringLiteral("place"));
    QFont font = m_place->font();
    font.setBold(true);
    m_place->setFont(font);
    auto *row = new QHBoxLayout;
    row->addWidget(m_up);
    row->addWidget(m_place, 1);
    connect(m_up, &QToolButton::clicked, this, &TrashedFolderDialog::leave);
    return row;
}

void TrashedFolderDialog::makeList()
{
    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("contents"));
    //: accessible name of a list
    m_list->setAccessibleName(tr("What the folder holds"));
    m_list->setHeaderLabels({tr("Name", "column"), tr("Modified", "column"), tr("Size", "column")});
    m_list->headerItem()->setTextAlignment(Size, Qt::AlignTrailing | Qt::AlignVCenter);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(Name, Qt::AscendingOrder);
    m_list->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    const int character = fontMetrics().averageCharWidth();
    m_list->header()->resizeSection(Modified, 26 * character);
    m_list->header()->resizeSection(Size, 12 * character);
    connect(m_list, &QTreeWidget::itemActivated, this, [this] {
        if (m_open->isEnabled())
            m_open->click();
    });
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &TrashedFolderDialog::updateButtons);
}

/** None of them is pressed by Enter from elsewhere: in the list that opens a folder. */
QWidget *TrashedFolderDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto add = [buttons](const char *name, const char *iconName, const QString &text) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(QLatin1String(name));
        button->setIcon(icon(QLatin1String(iconName)));
        return button;
    };
    QPushButton *whole = add("restoreWhole", "restore", tr("Restore &Whole Folder", "button: the folder of the bin"));
    m_restore = add("restoreInside", "restore", tr("&Restore Item (May Fail)", "button: one item out of a folder of the bin"));
    m_restore->setToolTip(remarkText(Remark::InsideTrashedFolder));
    m_open = add("openFolder", "folder-open", tr("&Open", "button: shows what a folder holds"));
    for (QPushButton *button : buttons->findChildren<QPushButton *>())
        button->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(whole, &QPushButton::clicked, this, [this] { askBack(m_way.front()); });
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (const TrashedItem *item = selected())
            askBack(*item);
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const TrashedItem *item = selected())
            enter(TrashedItem(*item));
    });
    return buttons;
}

void TrashedFolderDialog::askBack(const TrashedItem &item)
{
    const TrashedItem wanted = item;
    accept();
    Q_EMIT restoreWanted(wanted);
}

void TrashedFolderDialog::enter(const TrashedItem &folder)
{
    m_way.push_back(folder);
    list();
}

void TrashedFolderDialog::leave()
{
    if (m_way.size() < 2)
        return;
    const ItemId left = m_way.back().id;
    m_way.pop_back();
    list(left);
}

void TrashedFolderDialog::list(const ItemId &toSelect)
{
    delete m_listing.data();
    m_items.clear();
    m_list->clear();
    m_message->setText({});
    QStringList names;
    for (const TrashedItem &folder : m_way)
        names += displayName(folder.name);
    m_place->setFullText(names.join(QStringLiteral(" / ")));
    m_empty->show({.iconName = QStringLiteral("folder-open"),
        .title = tr("Reading the folder…", "in place of a list"),
        .isWaiting = true});
    m_pages->setCurrentWidget(m_empty);
    updateButtons();
    m_listing = launch(m_folders.list(m_way.back(), [this](std::vector<TrashedItem> &&page) { add(std::move(page)); }),
        this, [this, toSelect](const Result<ListSummary> &end) {
            m_listing = nullptr;
            listed(end, toSelect);
        });
}

void TrashedFolderDialog::add(std::vector<TrashedItem> &&items)
{
    QList<QTreeWidgetItem *> rows;
    const int height = m_list->fontMetrics().height() * 3 / 2; // as roomy as the rows of a bin
    for (TrashedItem &item : items) {
        rows.push_back(new InsideRow(item, int(m_items.size()), height));
        m_items.push_back(std::move(item));
    }
    m_list->addTopLevelItems(rows);
    if (m_items.empty() || m_pages->currentWidget() == m_list)
        return;
    m_pages->setCurrentWidget(m_list);
    if (!m_up->hasFocus()) // who walks up by it goes on walking
        m_list->setFocus();
}

void TrashedFolderDialog::listed(const Result<ListSummary> &end, const ItemId &toSelect)
{
    if (m_items.empty())
        showInPlaceOfList(end);
    else if (!end)
        m_message->setText(errorText(end.error()) + QLatin1Char(' ') + errorAdvice(end.error()));
    else if (end->isPartial)
        m_message->setText(tr("Not all of this folder could be read.", "beside a list"));
    if (m_items.empty() || selected()) // the current one alone may be nobody's choice
        return;
    QTreeWidgetItem *current = m_list->topLevelItem(0);
    for (int row = 0; !toSelect.isEmpty() && row < m_list->topLevelItemCount(); ++row) {
        auto *candidate = static_cast<InsideRow *>(m_list->topLevelItem(row));
        if (m_items[size_t(candidate->number)].id == toSelect)
            current = candidate;
    }
    m_list->setCurrentItem(current);
    m_list->scrollToItem(current);
}

void TrashedFolderDialog::showInPlaceOfList(const Result<ListSummary> &end)
{
    if (end && !end->isPartial) {
        m_empty->show({.iconName = QStringLiteral("folder-open"), .title = tr("This folder is empty", "in place of a list")});
        return;
    }
    const Error error = end ? Error::of(Error::Kind::BadResponse) : end.error();
    const bool isGone = error.kind == Error::Kind::NotFound;
    m_empty->show({.iconName = QStringLiteral("error"),
        .title = tr("The folder can’t be shown", "in place of a list"),
        .explanation = isGone ? tr("It is no longer in the bin, or the service does not show what it holds.", "in place of a list")
                              : errorText(error) + QLatin1Char(' ') + errorAdvice(error),
        .details = errorDetails(error),
        .offers = {{QStringLiteral("retryFolder"), tr("&Try Again", "button in place of a list"), [this] { list(); }}}});
}

const TrashedItem *TrashedFolderDialog::selected() const
{
    const auto rows = m_list->selectedItems();
    return rows.size() == 1 ? &m_items[size_t(static_cast<InsideRow *>(rows.front())->number)] : nullptr;
}

void TrashedFolderDialog::updateButtons()
{
    const TrashedItem *item = selected();
    m_up->setEnabled(m_way.size() > 1);
    m_open->setEnabled(item && item->kind == ItemKind::Folder);
    m_restore->setEnabled(item != nullptr);
}

} // namespace Unbin
