// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/propertiesdialog.h"

#include "core/domain/names.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/base/icons.h"
#include "ui/dialogs/dialogparts.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

namespace Unbin {

namespace {

QString asText(const std::vector<Fact> &facts)
{
    QString text;
    for (const Fact &fact : facts)
        text += fact.label + QStringLiteral(": ") + fact.value + u'\n';
    return text;
}

} // namespace

ItemProperties propertiesOf(const AccountItem &item, const QString &accountName, const QDateTime &now)
{
    return {.name = item.item.name,
        .iconName = typeIconName(item.item.kind, item.item.name),
        .facts = factsOf(item.item, accountName, now),
        .remark = QString(remarkText(item.item.remark) + u' ' + nameCaution(item.item.name)).trimmed()};
}

ItemProperties propertiesOf(const LiveItem &item, const QString &path, const QString &accountName)
{
    return {.name = item.name,
        .iconName = typeIconName(item.kind, item.name),
        .facts = factsOf(item, path, accountName),
        .remark = nameCaution(item.name)};
}

PropertiesDialog::PropertiesDialog(const ItemProperties &properties, QWidget *parent)
    : QDialog(parent)
{
    prepareDialog(this, QStringLiteral("propertiesDialog"), tr("Properties", "title of a dialog"));

    auto *head = new QHBoxLayout;
    head->addWidget(makePicture(properties.iconName, 48, this));
    auto *name = new ElidedLabel(displayName(properties.name), Qt::ElideMiddle, this);
    QFont font = name->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.15);
    name->setFont(font);
    head->addWidget(name, 1);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    for (const Fact &fact : properties.facts) {
        //: a label before a value; %1 is such as "Deleted"
        form->addRow(tr("%1:").arg(fact.label), makeValue(fact.value, fact.label, this));
    }

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    //: button that copies all facts about an item
    QPushButton *copy = buttons->addButton(tr("&Copy All"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("copyFacts"));
    copy->setIcon(icon(QStringLiteral("copy")));
    copy->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setFocus();

    auto *column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(new InlineMessage(QStringLiteral("info"), properties.remark, this));
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 72);
    //: accessible name of the properties dialog; %1 is a file name
    setAccessibleName(tr("Properties of %1").arg(nameInSentence(properties.name)));

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(copy, &QPushButton::clicked, this,
        [facts = properties.facts] { QGuiApplication::clipboard()->setText(asText(facts)); });
}

} // namespace Unbin
