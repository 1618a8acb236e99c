// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/plurals.h"

#include <QCoreApplication>
#include <QTranslator>

namespace Unbin {

namespace {

struct WordPair {
    QLatin1String many;
    QLatin1String one;
};

/** What changes for one, longest first: nouns, and the words that follow them. */
constexpr WordPair forOne[] = {
    {QLatin1String("item(s) to their original places"), QLatin1String("item to its original place")},
    {QLatin1String("There are %Ln items"), QLatin1String("There is %Ln item")},
    {QLatin1String("name(s) are taken"), QLatin1String("name is taken")},
    {QLatin1String("folder(s) are gone"), QLatin1String("folder is gone")},
    {QLatin1String("%Ln items"), QLatin1String("%Ln item")},
    {QLatin1String("(s)"), QLatin1String("")},
};

class EnglishPlurals final : public QTranslator
{
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *sourceText, const char *, int count) const override
    {
        return count < 0 ? QString() : englishPlural(QString::fromUtf8(sourceText), count);
    }
};

} // namespace

QString englishPlural(const QString &sourceText, int count)
{
    QString text = sourceText;
    if (count != 1)
        return text.replace(QLatin1String("(s)"), QLatin1String("s"));
    for (const WordPair &pair : forOne)
        text.replace(pair.many, pair.one);
    return text;
}

void installEnglishPlurals()
{
    QCoreApplication::installTranslator(new EnglishPlurals(QCoreApplication::instance()));
}

} // namespace Unbin
