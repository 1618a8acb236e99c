// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace Unbin {

/** The field for a pasted access token, and where to get one. */
class TokenForm : public QWidget
{
    Q_OBJECT
public:
    explicit TokenForm(QWidget *parent = nullptr);

    /** Where the service hands out tokens; empty: nowhere. */
    void setHelpAddress(const QString &address);
    QString token() const; ///< without white space around it
    /** Visible ASCII (RFC 6750); anything else was copied along by mistake. */
    bool looksLikeToken() const;
    void forget();
    /** For another try: the old text is selected. */
    void startOver();
    void setBusy(bool isBusy);

Q_SIGNALS:
    void edited();

private:
    QLineEdit *m_token;
    QPushButton *m_paste;
    QLineEdit *m_address;
    QWidget *m_help;
};

} // namespace Unbin
