// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/detailpane.h"

#include "core/domain/clock.h"
#include "core/domain/names.h"
#include "core/restore/restoreservice.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/base/iconlabel.h"
#include "ui/views/forecasttext.h"
#include "ui/views/iconline.h"

#include <QFormLayout>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

#include <chrono>

namespace Unbin {

namespace {

using namespace std::chrono_literals;
constexpr std::chrono::milliseconds LookAheadDelay = 250ms;
constexpr int IconSize = 64;
constexpr int PaneWidthInCharacters = 32;
constexpr int LongestUnbroken = 8; // characters

/** The same to the eye, but it may be broken anywhere: names and checksums have no spaces. */
QString breakable(const QString &text)
{
    QString broken;
    int unbroken = 0;
    for (const QChar character : text) {
        unbroken = character.isSpace() ? 0 : unbroken + 1;
        if (unbroken > LongestUnbroken && !character.isLowSurrogate() && !character.isMark()) {
            broken += QChar(0x200B);
            unbroken = 1;
        }
        broken += character;
    }
    return broken;
}

} // namespace

DetailPane::DetailPane(RestoreService &restores, Clock &clock, AccountNames accountName, QWidget *parent)
    : QScrollArea(parent)
    , m_restores(restores)
    , m_clock(clock)
    , m_accountName(std::move(accountName))
    , m_icon(new IconLabel)
    , m_title(new QLabel)
    , m_hiddenCharacters(new IconLine(QStringLiteral("hiddenCharacters")))
    , m_remark(new IconLine(QStringLiteral("remark")))
    , m_forecast(new IconLine(QStringLiteral("forecast")))
    , m_facts(new QFormLayout)
{
    setObjectName(QStringLiteral("detailPane"));
    setAccessibleName(tr("Details", "accessible name of the pane beside the list"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_icon->setAlignment(Qt::AlignCenter);
    m_title->setObjectName(QStringLiteral("detailTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    QFont titleFont = m_title->font();
    titleFont.setPointSizeF(titleFont.pointSizeF() * 1.15);
    titleFont.setBold(true);
    m_title->setFont(titleFont);
    m_facts->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_facts->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_facts->setLabelAlignment(Qt::AlignLeading | Qt::AlignTop);

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 16, 12, 12);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_icon, m_title, m_hiddenCharacters, m_remark, m_forecast})
        layout->addWidget(widget);
    layout->addLayout(m_facts);
    layout->addStretch();
    setWidget(content);

    m_lookAheadLater.setSingleShot(true);
    m_lookAheadLater.setInterval(LookAheadDelay);
    connect(&m_lookAheadLater, &QTimer::timeout, this, &DetailPane::lookAhead);
    show(SelectionSummary());
}

DetailPane::~DetailPane()
{
    stopForecast();
}

QSize DetailPane::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * PaneWidthInCharacters, QScrollArea::sizeHint().height()};
}

void DetailPane::show(const SelectionSummary &selection)
{
    clear();
    m_item = selection.single;
    if (selection.isEmpty()) {
        showHint(QStringLiteral("restore"), tr("Nothing selected", "detail pane"),
            tr("Select what you want back, then press Restore or drag it to a folder.", "detail pane"));
    } else if (selection.single) {
        showItem(*selection.single);
    } else {
        showSeveral(selection);
    }
}

void DetailPane::show(const std::optional<LiveItem> &item, const AccountId &account, const QString &path)
{
    clear();
    if (!item) {
        showHint(QStringLiteral("folder-open"), tr("Nothing selected", "detail pane"),
            tr("This is a folder of live files. Items of this account’s bin can be dropped here.", "detail pane"));
        return;
    }
    showHead(typeIconName(item->kind, item->name), displayName(item->name));
    showFacts(factsOf(*item, path, m_accountName(account)));
}

void DetailPane::clear()
{
    stopForecast();
    m_item.reset();
    for (IconLine *line : {m_hiddenCharacters, m_remark, m_forecast})
        line->show({}, {});
    verticalScrollBar()->setValue(0);
}

void DetailPane::showHint(const QString &iconName, const QString &title, const QString &hint)
{
    showHead(iconName, title, QIcon::Disabled);
    showFacts({{{}, hint}});
}

void DetailPane::showItem(const AccountItem &item)
{
    showHead(typeIconName(item.item.kind, item.item.name), displayName(item.item.name));
    if (hasHiddenCharacters(item.item.name)) {
        m_hiddenCharacters->show(
            QStringLiteral("warning"), tr("The name has hidden characters; they are shown as symbols.", "detail pane"));
    }
    m_remark->show(QStringLiteral("warning"), remarkText(item.item.remark));
    showFacts(factsOf(item.item, m_accountName(item.account), m_clock.now()));
    m_lookAheadLater.start();
}

void DetailPane::showSeveral(const SelectionSummary &selection)
{
    const auto sizeOf = [](qint64 bytes, bool isAtLeast) {
        return isAtLeast ? tr("at least %1", "a size, where some are unknown").arg(sizeText(bytes)) : sizeText(bytes);
    };
    showHead(QStringLiteral("all-bins"), tr("%Ln items selected", "detail pane", int(selection.count)));
    std::vector<Fact> facts{{tr("Size", "detail pane"), sizeOf(selection.bytes, selection.unknownSizes > 0)}};
    if (selection.accounts.size() > 1) {
        for (const SelectionSummary::Part &part : selection.accounts) {
            facts.push_back({displayName(m_accountName(part.account)),
                part.count == 1
                    ? tr("1 item, %1", "detail pane; a size").arg(sizeText(part.bytes))
                    : tr("%Ln items, %1", "detail pane; a size", int(part.count)).arg(sizeText(part.bytes))});
        }
    }
    if (selection.restorable < selection.count) {
        const int rest = int(selection.count - selection.restorable);
        m_remark->show(QStringLiteral("warning"),
            rest == 1 ? tr("One of them can’t be restored.", "detail pane")
                      : tr("%Ln of them can’t be restored.", "detail pane", rest));
    }
    showFacts(facts);
}

void DetailPane::showHead(const QString &iconName, const QString &title, QIcon::Mode mode)
{
    m_icon->setIcon(iconName, IconSize, mode);
    m_title->setText(breakable(title));
    m_title->setAccessibleName(title);
}

void DetailPane::showFacts(const std::vector<Fact> &facts)
{
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    for (const Fact &fact : facts) {
        if (!fact.label.isEmpty() && fact.value == m_title->accessibleName())
            continue; // the name stands above
        auto *value = new QLabel(breakable(fact.value)); // not to be copied: the properties are
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        value->setAccessibleName(fact.value);
        if (fact.label.isEmpty()) {
            value->setAlignment(Qt::AlignCenter);
            m_facts->addRow(value);
            continue;
        }
        auto *label = new QLabel(fact.label);
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
        value->setAccessibleName(fact.label + QLatin1String(": ") + fact.value);
        m_facts->addRow(label, value);
    }
}

void DetailPane::lookAhead()
{
    if (!m_item || !isVisible())
        return;
    m_forecastJob = launch(m_restores.forecast(*m_item), this, [this](const Result<Forecast> &forecast) {
        m_forecastJob.clear();
        // What can't be told now is told by the restore itself; a failed look ahead is no news.
        if (forecast)
            m_forecast->show(forecastIconName(*forecast), forecastText(*forecast));
    });
}

void DetailPane::stopForecast()
{
    m_lookAheadLater.stop();
    delete m_forecastJob;
}

} // namespace Unbin
