// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/errortext.h"

#include <QSet>
#include <QTest>

using namespace Unbin;

class TestErrorText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasASentenceOfItsOwn();
    void everyKindButCancelledHasAdvice();
    void providerWordingStaysInTheDetails();
    void detailsShowHiddenCharacters();
    void everyRemarkHasASentence();
};

namespace {

std::vector<Error::Kind> allKinds()
{
    std::vector<Error::Kind> kinds;
    for (int i = 0; i <= int(Error::Kind::Internal); ++i)
        kinds.push_back(Error::Kind(i));
    return kinds;
}

} // namespace

void TestErrorText::everyKindHasASentenceOfItsOwn()
{
    QSet<QString> texts;
    for (const Error::Kind kind : allKinds()) {
        const QString text = errorText(Error::of(kind));
        QVERIFY2(text.endsWith(u'.'), qPrintable(kindName(kind)));
        QVERIFY2(!texts.contains(text), qPrintable(kindName(kind)));
        texts += text;
    }
}

void TestErrorText::everyKindButCancelledHasAdvice()
{
    for (const Error::Kind kind : allKinds())
        QCOMPARE(errorAdvice(Error::of(kind)).isEmpty(), kind == Error::Kind::Cancelled);
}

void TestErrorText::providerWordingStaysInTheDetails()
{
    const Error error{.kind = Error::Kind::NameTaken,
        .httpStatus = 409,
        .code = QStringLiteral("item_name_in_use"),
        .requestId = QStringLiteral("abc123"),
        .retryAfter = std::chrono::milliseconds(1500),
        .detail = QStringLiteral("Item with the same name already exists")};
    QCOMPARE(errorText(error), errorText(Error::of(Error::Kind::NameTaken)));
    const QString details = errorDetails(error);
    for (const char *fact : {"NameTaken", "409", "item_name_in_use", "abc123", "1500", "already exists"})
        QVERIFY2(details.contains(QLatin1String(fact)), fact);
}

void TestErrorText::detailsShowHiddenCharacters()
{
    const QString details = errorDetails(Error::of(Error::Kind::BadResponse, QStringLiteral("a\u202Eb\x07")));
    QVERIFY(!details.contains(QChar(0x202E)));
    QVERIFY(!details.contains(QChar(0x07)));
}

void TestErrorText::everyRemarkHasASentence()
{
    QVERIFY(remarkText(Remark::None).isEmpty());
    for (int i = 1; i <= int(Remark::MayBeGone); ++i)
        QVERIFY2(remarkText(Remark(i)).endsWith(u'.'), qPrintable(QString::number(i)));
}

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_errortext.moc"
