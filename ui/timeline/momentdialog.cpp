// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/momentdialog.h"

#include "core/domain/names.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace Unbin {

using Verdict = MomentLine::Verdict;

void MomentPlanModel::setPlan(const MomentPlan &plan)
{
    beginResetModel();
    m_lines = plan.lines;
    std::stable_sort(m_lines.begin(), m_lines.end(),
        [](const MomentLine &a, const MomentLine &b) { return int(a.verdict) < int(b.verdict); });
    endResetModel();
}

int MomentPlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int MomentPlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString MomentPlanModel::text(const MomentLine &line)
{
    switch (line.verdict) {
    case Verdict::GoesBack:
        return line.changesName
            ? tr("Goes back to %1, and is called “%2” again", "plan for a file; %1 is a date and time")
                  .arg(instantText(line.version.modifiedAt), nameInSentence(line.version.name))
            : tr("Goes back to %1", "plan for a file; a date and time").arg(instantText(line.version.modifiedAt));
    case Verdict::AlreadySo:
        return tr("Is already so", "plan for a file");
    case Verdict::NoVersionThen:
        return tr("Stays: there is no version from then", "plan for a file");
    case Verdict::VersionTrashed:
        return tr("Stays: its version of then lies in the bin of versions", "plan for a file");
    case Verdict::Unknown:
        return line.error ? tr("Stays: %1", "plan for a file; a sentence").arg(errorText(*line.error)) : QString();
    }
    Q_UNREACHABLE();
    return {};
}

QVariant MomentPlanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MomentLine &line = m_lines[size_t(index.row())];
    if (role == Qt::DecorationRole && index.column() == Name)
        return icon(line.verdict == Verdict::GoesBack ? QStringLiteral("restore")
                : line.verdict == Verdict::AlreadySo  ? QStringLiteral("check")
                                                      : QStringLiteral("skip"));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Name:
        return displayName(line.file.name);
    case Folder:
        return displayName(line.path);
    case Result:
        return text(line);
    default:
        return {};
    }
}

QVariant MomentPlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name", "column of a plan");
    case Folder:
        return tr("Folder", "column of a plan");
    case Result:
        return tr("What happens", "column of a plan");
    default:
        return {};
    }
}

MomentDialog::MomentDialog(const QString &what, const QDateTime &now, QWidget *parent)
    : QDialog(parent)
    , m_moment(new QDateTimeEdit(now.addDays(-7), this))
    , m_look(new QPushButton(tr("&Look", "button: makes the plan"), this))
    , m_confirm(new QPushButton(tr("&Bring Them Back", "button"), this))
    , m_summary(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_list(new QTreeView(this))
    , m_model(new MomentPlanModel(this))
{
    setObjectName(QStringLiteral("momentDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("As They Were", "title of a dialog"));
    auto *question = new QLabel(tr("How were %1 on", "before a date; %1 names files").arg(what), this);
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    question->setBuddy(m_moment);
    m_moment->setObjectName(QStringLiteral("moment"));
    m_moment->setAccessibleName(tr("Date and time", "accessible name"));
    if (auto *field = m_moment->findChild<QLineEdit *>())
        field->setAccessibleName(m_moment->accessibleName());
    m_moment->setCalendarPopup(true);
    m_moment->setMaximumDateTime(now);
    m_moment->setDisplayFormat(QLocale().dateTimeFormat(QLocale::ShortFormat));
    m_look->setObjectName(QStringLiteral("lookAtMoment"));
    m_look->setDefault(true);
    m_confirm->setObjectName(QStringLiteral("confirmMoment"));
    m_confirm->setEnabled(false);
    m_summary->setObjectName(QStringLiteral("momentSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setText(tr("Choose a moment, then look: nothing changes before you agree.", "below a date"));
    m_progress->setAccessibleName(tr("Reading the past of the files", "accessible name"));
    m_progress->hide();
    m_list->setObjectName(QStringLiteral("momentLines"));
    m_list->setAccessibleName(tr("Plan", "accessible name of a list"));
    m_list->setModel(m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->resizeSection(MomentPlanModel::Name, 24 * fontMetrics().averageCharWidth());
    m_list->header()->resizeSection(MomentPlanModel::Folder, 18 * fontMetrics().averageCharWidth());

    auto *row = new QHBoxLayout;
    row->addWidget(question, 1);
    row->addWidget(m_moment);
    row->addWidget(m_look);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_confirm, QDialogButtonBox::AcceptRole);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(row);
    layout->addWidget(m_progress);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_summary);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 95, fontMetrics().height() * 28);

    connect(m_look, &QPushButton::clicked, this, &MomentDialog::look);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed();
        accept();
    });
    connect(m_moment, &QDateTimeEdit::dateTimeChanged, this, [this] { // a plan for another moment is none for this
        m_confirm->setEnabled(false);
        m_model->setPlan({});
        m_look->setDefault(true);
    });
}

void MomentDialog::look()
{
    m_confirm->setEnabled(false);
    m_progress->setRange(0, 0);
    m_progress->show();
    m_summary->setText(tr("Reading the past of the files…", "below a date"));
    Q_EMIT momentChosen(m_moment->dateTime().toUTC());
}

void MomentDialog::showProgress(const Progress &progress)
{
    m_progress->setRange(0, int(std::max<qint64>(0, progress.totalItems)));
    m_progress->setValue(int(progress.doneItems));
}

void MomentDialog::showPlan(const MomentPlan &plan)
{
    m_progress->hide();
    if (plan.moment != m_moment->dateTime().toUTC())
        return; // another date was chosen meanwhile
    m_model->setPlan(plan);
    const int back = plan.count(Verdict::GoesBack);
    QStringList parts{tr("%n file(s) go back", "summary of a plan", back)};
    if (const int same = plan.count(Verdict::AlreadySo); same > 0)
        parts += tr("%n already so", "summary of a plan", same);
    const int rest = int(plan.lines.size()) - back - plan.count(Verdict::AlreadySo);
    if (rest > 0)
        parts += tr("%n stay as they are", "summary of a plan", rest);
    if (!plan.problems.empty())
        parts += tr("%n folder(s) could not be read", "summary of a plan", int(plan.problems.size()));
    //: below a plan; %1 is a summary
    m_summary->setText(tr("%1. Each gets a new version on top: nothing is lost, and all of it can be undone at once.")
                           .arg(parts.join(QStringLiteral(", "))));
    m_confirm->setText(tr("&Bring Back %n File(s)", "button", back));
    m_confirm->setEnabled(back > 0);
    if (back > 0) {
        m_confirm->setDefault(true);
        m_confirm->setFocus();
    }
}

void MomentDialog::showError(const Error &error)
{
    m_progress->hide();
    m_model->setPlan({});
    m_summary->setText(errorText(error) + u' ' + errorAdvice(error));
}

} // namespace Unbin
