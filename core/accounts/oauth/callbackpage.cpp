// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/oauth/loopbacklistener.h"

#include <QCoreApplication>

namespace Unbin {

namespace {

struct PageWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::CallbackPage)
};

struct Words {
    QString headline;
    QString text;
};

Words wordsOf(CallbackPage page)
{
    switch (page) {
    case CallbackPage::SignedIn:
        return {PageWords::tr("You can go back to Unbin", "headline of a page in the browser"),
            PageWords::tr("Unbin is finishing the sign-in. This page can be closed.", "page in the browser")};
    case CallbackPage::Denied:
        return {PageWords::tr("Unbin was not allowed in", "headline of a page in the browser"),
            PageWords::tr("Nothing was changed. Go back to Unbin if you want to try again; this page can be closed.",
                "page in the browser")};
    case CallbackPage::Failed:
        return {PageWords::tr("The service did not sign you in", "headline of a page in the browser"),
            PageWords::tr("Go back to Unbin to see why. This page can be closed.", "page in the browser")};
    case CallbackPage::NotThis:
        return {PageWords::tr("This does not belong to the sign-in that is waiting", "headline of a page in the browser"),
            PageWords::tr("Go back to Unbin and start the sign-in again from there.", "page in the browser")};
    }
    Q_UNREACHABLE();
    return {};
}

} // namespace

QByteArray callbackHtml(CallbackPage page)
{
    const Words words = wordsOf(page);
    const QString html
        = QStringLiteral(
            "<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">"
            "<meta name=\"viewport\" content=\"width=device-width\"><title>Unbin</title><style>"
            "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:18vh auto;padding:0 1.5rem}"
            "h1{font-size:1.6rem;margin:0 0 .5rem}</style></head><body><main><h1>%1</h1><p>%2</p></main></body></html>")
              .arg(words.headline.toHtmlEscaped(), words.text.toHtmlEscaped());
    return html.toUtf8();
}

} // namespace Unbin
