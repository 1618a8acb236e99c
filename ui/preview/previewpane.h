// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/previewjob.h"

#include <QPointer>
#include <QStackedWidget>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace Unbin {

class EmptyState;
class PageChooser;
class PictureView;
struct EmptyStateText;

/** Shows one content: text, picture, page, or facts. Knows no service; fetching is its owner's. */
class PreviewPane : public QWidget
{
    Q_OBJECT
public:
    explicit PreviewPane(QWidget *parent = nullptr);

    void showContent(CachedContentPtr content);
    void showMessage(const EmptyStateText &text);
    /** For tests and the status: what is shown now. */
    QString text() const;
    bool isShowingContent() const;

private:
    void load(int page);
    void showPreview(const Preview &preview);
    void showText(const DecodedText &text);
    void showPicture(const Preview &preview, const Picture &picture);
    void showFacts(const Preview &preview, const ContentFacts &facts);

    CachedContentPtr m_content;
    QPointer<JobBase> m_loading;
    QStackedWidget *m_stack;
    QPlainTextEdit *m_text;
    PictureView *m_picture;
    EmptyState *m_message;
    QWidget *m_bar;
    QLabel *m_note;
    QToolButton *m_fit;
    PageChooser *m_page;
};

} // namespace Unbin
