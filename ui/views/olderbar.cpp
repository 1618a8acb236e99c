// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/olderbar.h"

#include "ui/base/errortext.h"
#include "ui/base/formats.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace Unbin {

namespace {

QString sinceText(const OlderDeletions::State &state, const QString &name)
{
    if (!state.completeSince.isValid())
        return name.isEmpty()
            ? OlderBar::tr("The service does not list this bin: it is being put together for the first time.",
                "line below a bin's list")
            : OlderBar::tr("The service does not list the bin of %1: it is being put together for the first time.",
                "line below the list of all bins; %1 is the name of an account")
                  .arg(nameInSentence(name));
    const QString since = instantText(state.completeSince);
    return name.isEmpty() ? OlderBar::tr("Complete since %1.", "line below a bin's list; %1 is a date").arg(since)
                          : OlderBar::tr("%1: complete since %2.",
                              "line below the list of all bins; %1 is the name of an account, %2 a date")
                                .arg(nameInSentence(name), since);
}

QString lookingText(const OlderDeletions::State &state)
{
    const QString folders = OlderBar::tr("%Ln folder(s) searched", "part of the line below a bin's list, while it is searched",
        int(state.foldersDone));
    const QString found = OlderBar::tr(
        "%Ln older deletion(s) found", "part of the line below a bin's list, while it is searched", int(state.found));
    return OlderBar::tr("Looking for older deletions: %1, %2.", "line below a bin's list; %1 and %2 are counts in words")
        .arg(folders, found);
}

} // namespace

OlderBarText OlderBarText::of(const OlderDeletions::State &state, const QString &name)
{
    const QString since = sinceText(state, name);
    if (state.isLooking)
        return {lookingText(state), OlderBar::tr("&Stop", "button below a bin's list, while it is searched")};
    if (!state.canLook)
        return {OlderBar::tr("%1 This service does not tell what was deleted before.",
                    "line below a bin's list; %1 is the sentence that tells since when it is complete")
                    .arg(since),
            {}};
    if (state.error)
        return {OlderBar::tr("The search for older deletions stopped. %1",
                    "line below a bin's list; %1 is a sentence that tells why")
                    .arg(errorText(*state.error)),
            OlderBar::tr("&Go On", "button below a bin's list: goes on with a search")};
    if (state.isFinished)
        return {OlderBar::tr("%1 Every folder was searched for older deletions.",
                    "line below a bin's list; %1 is the sentence that tells since when it is complete")
                    .arg(since),
            OlderBar::tr("Look A&gain", "button below a bin's list: searches once more")};
    if (!state.completeSince.isValid())
        return {since, {}};
    return {OlderBar::tr("%1 What was deleted before is not listed.",
                "line below a bin's list; %1 is the sentence that tells since when it is complete")
                .arg(since),
        OlderBar::tr("&Look for Older Deletions", "button below a bin's list")};
}

OlderBar::OlderBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("olderBar"));
    m_text->setObjectName(QStringLiteral("olderText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_button->setObjectName(QStringLiteral("olderButton"));
    m_button->setText(tr("&Look for Older Deletions", "button below a bin's list")); // until it knows better: never nameless
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &OlderBar::press);
    hide();
}

void OlderBar::follow(OlderDeletions *older, const QString &name)
{
    if (older != m_older) {
        if (m_older)
            disconnect(m_older, nullptr, this, nullptr);
        m_older = older;
        if (m_older) {
            connect(m_older, &OlderDeletions::changed, this, &OlderBar::refresh);
            connect(m_older, &QObject::destroyed, this, &QWidget::hide);
        }
    }
    m_name = name;
    refresh();
}

void OlderBar::refresh()
{
    if (m_older) {
        const OlderBarText text = OlderBarText::of(m_older->state(), m_name);
        m_text->setText(text.text);
        m_button->setText(text.button);
        m_button->setAccessibleDescription(text.text);
        m_button->setVisible(!text.button.isEmpty());
    }
    setVisible(m_older);
}

void OlderBar::press()
{
    if (!m_older)
        return;
    if (m_older->state().isLooking)
        m_older->stop();
    else
        m_older->look();
}

} // namespace Unbin
