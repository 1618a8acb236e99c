// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>
#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace Unbin {

class InlineMessage;

/** While the user is in the browser: what to do there, the link for a browser that did not open, a field for a code. */
class SignInWaiting : public QWidget
{
    Q_OBJECT
public:
    explicit SignInWaiting(QWidget *parent = nullptr);

    /** The page is not known yet. */
    void prepare(const QString &serviceName, bool canShowCode);
    /** isOpened: a browser took it. unusualRedirect: see SignInPage. */
    void showPage(const QUrl &address, bool wantsCode, bool isOpened, const QString &unusualRedirect);
    void showFinishing();
    void refuseCode();
    void forget();

Q_SIGNALS:
    void openWanted(const QUrl &address);
    void codeEntered(const QString &code);
    /** The service shows a code instead of coming back: begin anew that way. */
    void codeWayWanted();

private:
    QString m_service;
    QUrl m_address;
    bool m_canShowCode = false;
    QLabel *m_headline;
    QLabel *m_text;
    QWidget *m_codeRow;
    QLineEdit *m_code;
    QPushButton *m_takeCode;
    InlineMessage *m_note;
    QPushButton *m_copy;
    QPushButton *m_open;
    QPushButton *m_codeWay;
    QProgressBar *m_busy;
};

} // namespace Unbin
