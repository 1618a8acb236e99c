// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/previewpane.h"

#include "ui/base/emptystate.h"
#include "ui/base/errortext.h"
#include "ui/base/formats.h"
#include "ui/preview/pagechooser.h"
#include "ui/preview/pictureview.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace Unbin {

PreviewPane::PreviewPane(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_text(new QPlainTextEdit(this))
    , m_picture(new PictureView(this))
    , m_message(new EmptyState(this))
    , m_bar(new QWidget(this))
    , m_note(new QLabel(m_bar))
    , m_fit(new QToolButton(m_bar))
    , m_page(new PageChooser(QStringLiteral("previewPage"), m_bar))
{
    setObjectName(QStringLiteral("previewPane"));
    m_text->setObjectName(QStringLiteral("previewText"));
    m_text->setAccessibleName(tr("Content of the version", "accessible name"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setUndoRedoEnabled(false);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_picture);

    m_note->setObjectName(QStringLiteral("previewNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_fit->setObjectName(QStringLiteral("fitPicture"));
    m_fit->setText(tr("&Fit", "button: the whole picture is shown"));
    m_fit->setToolTip(tr("Show the whole picture, or its own size", "tool tip"));
    m_fit->setCheckable(true);
    m_fit->setChecked(true);
    m_fit->setAutoRaise(true);
    auto *line = new QHBoxLayout(m_bar);
    line->setContentsMargins(8, 2, 8, 2);
    line->addWidget(m_note, 1);
    line->addWidget(m_page);
    line->addWidget(m_fit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_bar);
    m_bar->hide();

    connect(m_fit, &QToolButton::toggled, m_picture, &PictureView::setFitted);
    connect(m_page, &PageChooser::pageChosen, this, &PreviewPane::load);
}

void PreviewPane::showContent(CachedContentPtr content)
{
    m_content = std::move(content);
    load(0);
}

void PreviewPane::showMessage(const EmptyStateText &text)
{
    delete m_loading;
    m_content.reset();
    m_message->show(text);
    m_stack->setCurrentWidget(m_message);
    m_bar->hide();
}

QString PreviewPane::text() const
{
    return m_stack->currentWidget() == m_text ? m_text->toPlainText()
        : m_stack->currentWidget() == m_message ? m_message->title()
                                                : m_picture->accessibleName();
}

bool PreviewPane::isShowingContent() const
{
    return m_content && !m_loading;
}

void PreviewPane::load(int page)
{
    delete m_loading;
    if (!m_content)
        return;
    m_loading = launch(previewJob(m_content, page), this, [this](const Result<Preview> &preview) {
        m_loading.clear();
        if (preview)
            return showPreview(*preview);
        showMessage({.iconName = QStringLiteral("error"),
            .title = tr("The content can’t be shown", "in place of a preview"),
            .explanation = errorText(preview.error()),
            .details = errorDetails(preview.error())});
    });
}

void PreviewPane::showPreview(const Preview &preview)
{
    if (const auto *text = std::get_if<DecodedText>(&preview.what))
        showText(*text);
    else if (const auto *picture = std::get_if<Picture>(&preview.what))
        showPicture(preview, *picture);
    else
        showFacts(preview, std::get<ContentFacts>(preview.what));
}

void PreviewPane::showText(const DecodedText &text)
{
    m_text->setPlainText(text.text);
    QStringList notes{text.isGuessed ? tr("%1 (guessed)", "an encoding").arg(text.encoding) : text.encoding};
    if (text.isCut)
        notes += tr("only the beginning is shown", "note below a preview");
    if (text.hasBrokenLines)
        notes += tr("very long lines are broken", "note below a preview");
    m_note->setText(notes.join(QStringLiteral(" · ")));
    m_fit->hide();
    m_page->hide();
    m_bar->show();
    m_stack->setCurrentWidget(m_text);
}

void PreviewPane::showPicture(const Preview &preview, const Picture &picture)
{
    const QString size = tr("%1 × %2 pixels", "size of a picture")
                             .arg(picture.fullSize.width())
                             .arg(picture.fullSize.height());
    const QString what = preview.isPages
        ? tr("Page %1 of %2", "what is shown of a document").arg(preview.page + 1).arg(picture.pages)
        : size;
    m_picture->setPicture(picture.image, what);
    m_note->setText(preview.isPages ? tr("%n page(s)", "note below a preview", picture.pages) : size);
    m_page->setPage(preview.page, preview.isPages ? picture.pages : 1);
    m_fit->show();
    m_bar->show();
    m_stack->setCurrentWidget(m_picture);
}

void PreviewPane::showFacts(const Preview &preview, const ContentFacts &facts)
{
    QString title = tr("No preview for this kind of content", "in place of a preview");
    if (facts.why && facts.why->kind == Error::Kind::TooLarge)
        title = tr("Too large to be shown", "in place of a preview");
    else if (facts.why && facts.why->kind == Error::Kind::TimedOut)
        title = tr("It takes too long to show this", "in place of a preview");
    else if (facts.why && facts.why->kind == Error::Kind::Forbidden)
        title = tr("This document is locked by a password", "in place of a preview");
    else if (facts.why && facts.why->kind != Error::Kind::Unsupported)
        title = tr("This content is damaged or of a kind that can’t be read", "in place of a preview");
    m_message->show({.iconName = QStringLiteral("file"),
        .title = title,
        .explanation = tr("%1, SHA-256 %2…", "in place of a preview; %1 is a size, %2 the beginning of a checksum")
                           .arg(exactSizeText(preview.sizeBytes), QString::fromLatin1(facts.sha256.toHex().left(16))),
        .details = QString::fromLatin1(facts.sha256.toHex())});
    m_stack->setCurrentWidget(m_message);
    m_bar->hide();
}

} // namespace Unbin
