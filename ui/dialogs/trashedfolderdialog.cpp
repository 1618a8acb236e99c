// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/trashedfolderdialog.h"

#include "core/domain/names.h"
#include "core/providers/trashedfolders.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Unbin {

namespace {

enum Column { Name, Size, Modified, ColumnCount };
constexpr int kRow = Qt::UserRole;

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
    m_up = new QToolButton(this);
    m_up->setObjectName(QStringLiteral("up"));
    m_up->setIcon(icon(QStringLiteral("up")));
    m_up->setShortcut(Qt::ALT | Qt::Key_Up);
    //: tip and accessible name of a button
    m_up->setToolTip(tr("To the folder above (Alt+Up)"));
    m_up->setAccessibleName(tr("To the folder above"));
    m_place = new ElidedLabel({}, Qt::ElideLeft, this);
    m_place->setObjectName(QStringLiteral("place"));
    auto *place = new QHBoxLayout;
    place->addWidget(m_up);
    place->addWidget(m_place, 1);

    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("contents"));
    //: accessible name of a list
    m_list->setAccessibleName(tr("What the folder holds"));
    m_list->setHeaderLabels({tr("Name", "column"), tr("Size", "column"), tr("Modified", "column")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    for (const int column : {Size, Modified})
        m_list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);

    m_message = new InlineMessage(QStringLiteral("error"), {}, this);
    m_message->setObjectName(QStringLiteral("listMessage"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_open = buttons->addButton(tr("&Open", "button: shows what a folder holds"), QDialogButtonBox::ActionRole);
    m_open->setObjectName(QStringLiteral("openFolder"));
    m_restore = buttons->addButton(
        tr("&Restore (May Fail)", "button: one item out of a folder of the bin"), QDialogButtonBox::ActionRole);
    m_restore->setObjectName(QStringLiteral("restoreInside"));
    m_restore->setIcon(icon(QStringLiteral("restore")));
    m_restore->setToolTip(remarkText(Remark::InsideTrashedFolder));

    auto *column = new QVBoxLayout(this);
    column->addLayout(place);
    column->addWidget(m_list, 1);
    column->addWidget(m_message);
    column->addWidget(
        makeNote(tr("Bringing back the whole folder is the sure way. A single item of it can be tried, but "
                    "the service may refuse.",
                     "note in a dialog"),
            this));
    column->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().lineSpacing() * 26);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_up, &QToolButton::clicked, this, &TrashedFolderDialog::leave);
    connect(m_list, &QTreeWidget::itemActivated, this,
        [this](QTreeWidgetItem *item) { openRow(item->data(Name, kRow).toInt()); });
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &TrashedFolderDialog::updateButtons);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const TrashedItem *item = selected())
            enter(TrashedItem(*item));
    });
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (const TrashedItem *item = selected()) {
            const TrashedItem wanted = *item;
            accept();
            Q_EMIT restoreWanted(wanted);
        }
    });
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
    m_way.pop_back();
    list();
}

void TrashedFolderDialog::list()
{
    delete m_listing.data();
    m_items.clear();
    m_list->clear();
    m_message->setText({});
    QStringList names;
    for (const TrashedItem &folder : m_way)
        names += displayName(folder.name);
    m_place->setFullText(names.join(QStringLiteral(" / ")));
    updateButtons();
    m_listing = launch(m_folders.list(m_way.back(), [this](std::vector<TrashedItem> &&page) { add(std::move(page)); }),
        this, [this](const Result<ListSummary> &end) {
            m_listing = nullptr;
            if (!end)
                m_message->setText(errorText(end.error()));
            else if (m_items.empty())
                m_message->setText(tr("This folder is empty.", "in place of a list"));
            if (m_list->topLevelItemCount() > 0 && !m_list->currentItem())
                m_list->setCurrentItem(m_list->topLevelItem(0));
        });
}

void TrashedFolderDialog::add(std::vector<TrashedItem> &&items)
{
    QList<QTreeWidgetItem *> rows;
    for (TrashedItem &item : items) {
        auto *row = new QTreeWidgetItem;
        row->setText(Name, displayName(item.name));
        row->setIcon(Name, icon(typeIconName(item.kind, item.name)));
        row->setText(Size, item.kind == ItemKind::Folder ? QString() : sizeText(item.sizeBytes));
        row->setTextAlignment(Size, Qt::AlignTrailing | Qt::AlignVCenter);
        row->setText(Modified, instantText(item.modifiedAt));
        row->setData(Name, kRow, int(m_items.size()));
        rows.push_back(row);
        m_items.push_back(std::move(item));
    }
    m_list->addTopLevelItems(rows);
}

const TrashedItem *TrashedFolderDialog::selected() const
{
    const auto rows = m_list->selectedItems();
    return rows.size() == 1 ? &m_items[size_t(rows.front()->data(Name, kRow).toInt())] : nullptr;
}

void TrashedFolderDialog::openRow(int row)
{
    const TrashedItem item = m_items[size_t(row)];
    if (item.kind == ItemKind::Folder)
        enter(item);
}

void TrashedFolderDialog::updateButtons()
{
    const TrashedItem *item = selected();
    m_up->setEnabled(m_way.size() > 1);
    m_open->setEnabled(item && item->kind == ItemKind::Folder);
    m_restore->setEnabled(item != nullptr);
}

} // namespace Unbin
