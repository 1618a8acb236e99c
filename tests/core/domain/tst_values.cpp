// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/contenthasher.h"
#include "core/domain/error.h"
#include "core/domain/item.h"

#include <QSet>
#include <QTest>

using namespace Unbin;
using Kind = Error::Kind;

class TestValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasANameOfItsOwnThatLeadsBack();
    void noOtherTextIsAKind();
    void noKindIsBothRetriedUnaskedAndPutToTheUser();
    void aLostReplyIsNeverRetriedUnasked();
    void errorsAreLoggedWithoutEmptyFields();
    void pathsAreJoinedForPeople_data();
    void pathsAreJoinedForPeople();
    void hashesCompareWithinOneAlgorithmOnly();
    void contentsAreHashedPieceByPiece_data();
    void contentsAreHashedPieceByPiece();
    void idsAreValues();
};

void TestValues::everyKindHasANameOfItsOwnThatLeadsBack()
{
    QSet<QString> names;
    for (int value = 0; value <= int(Kind::Internal); ++value) {
        const QString name = kindName(Kind(value));
        QVERIFY2(!name.isEmpty(), qPrintable(QString::number(value)));
        QVERIFY2(!names.contains(name), qPrintable(name));
        names += name;
        QCOMPARE(kindFromName(name), std::optional(Kind(value)));
    }
    QVERIFY(kindName(Kind(int(Kind::Internal) + 1)).isEmpty());
}

void TestValues::noOtherTextIsAKind()
{
    for (const char *text : {"", "cancelled", "Cancelled ", "Unknown", "0"})
        QVERIFY2(!kindFromName(QString::fromLatin1(text)), text);
}

void TestValues::noKindIsBothRetriedUnaskedAndPutToTheUser()
{
    for (int value = 0; value <= int(Kind::Internal); ++value) {
        const Error error = Error::of(Kind(value));
        QVERIFY2(!(error.isRetryable() && error.isAnswerable()), kindName(error.kind).data());
        QVERIFY2(!(error.stopsBatch() && error.isAnswerable()), kindName(error.kind).data());
    }
}

void TestValues::aLostReplyIsNeverRetriedUnasked()
{
    QVERIFY(!Error::of(Kind::OutcomeUnknown).isRetryable());
    QVERIFY(!Error::of(Kind::Cancelled).isRetryable());
    QVERIFY(Error::of(Kind::Unreachable).isRetryable());
    QVERIFY(Error::of(Kind::SignInNeeded).stopsBatch());
    QVERIFY(Error::of(Kind::NameTaken).isAnswerable());
}

void TestValues::errorsAreLoggedWithoutEmptyFields()
{
    const auto text = [](const Error &error) {
        QString log;
        QDebug(&log) << error;
        return log.trimmed();
    };
    QCOMPARE(text(Error::of(Kind::NoRoom)), QStringLiteral("NoRoom"));
    QCOMPARE(text({.kind = Kind::NameTaken,
                 .httpStatus = 409,
                 .code = QStringLiteral("item_name_in_use"),
                 .requestId = QStringLiteral("r1"),
                 .detail = QStringLiteral("why")}),
        QStringLiteral("NameTaken http=409 code=item_name_in_use request=r1 (why)"));
}

void TestValues::pathsAreJoinedForPeople_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("path");
    QTest::newRow("unknown") << QStringList() << QStringLiteral("/");
    QTest::newRow("root") << QStringList{QStringLiteral("All Files")} << QStringLiteral("/");
    QTest::newRow("one") << QStringList{QStringLiteral("All Files"), QStringLiteral("Reports")}
                         << QStringLiteral("/Reports");
    QTest::newRow("two") << QStringList{QString(), QStringLiteral("Reports"), QStringLiteral("2024")}
                         << QStringLiteral("/Reports/2024");
}

void TestValues::pathsAreJoinedForPeople()
{
    QFETCH(QStringList, names);
    QFETCH(QString, path);
    Breadcrumbs crumbs;
    for (const QString &name : names)
        crumbs.push_back({ItemId(), name});
    QCOMPARE(pathForPeople(crumbs), path);
}

void TestValues::hashesCompareWithinOneAlgorithmOnly()
{
    using Algorithm = ContentHash::Algorithm;
    const ContentHash sha1{Algorithm::Sha1, "aaaa"};
    QCOMPARE(compareContent(sha1, {Algorithm::Sha1, "aaaa"}), Sameness::Same);
    QCOMPARE(compareContent(sha1, {Algorithm::Sha1, "bbbb"}), Sameness::Different);
    QCOMPARE(compareContent(sha1, {Algorithm::Md5, "aaaa"}), Sameness::Unknown);
    QCOMPARE(compareContent(sha1, {Algorithm::Sha1, {}}), Sameness::Unknown);
    QCOMPARE(compareContent({}, {}), Sameness::Unknown);
}

void TestValues::contentsAreHashedPieceByPiece_data()
{
    using Algorithm = ContentHash::Algorithm;
    QTest::addColumn<int>("algorithm");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("base64");
    const auto add = [](const char *name, Algorithm algorithm, const QByteArray &content, const QByteArray &base64) {
        QTest::newRow(name) << int(algorithm) << content << base64;
    };
    add("sha1", Algorithm::Sha1, "abc", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=");
    add("sha256", Algorithm::Sha256, "abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    add("md5", Algorithm::Md5, "abc", "kAFQmDzST7DWlj99KOF/cg==");
    // rclone's vectors for its own implementation (backend/onedrive/quickxorhash), read 2026-02.
    add("quick xor of nothing", Algorithm::QuickXor, {}, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    add("quick xor of one", Algorithm::QuickXor, QByteArray::fromBase64("Sg=="), "SgAAAAAAAAAAAAAAAQAAAAAAAAA=");
    add("quick xor of two", Algorithm::QuickXor, QByteArray::fromBase64("tbQ="), "taAFAAAAAAAAAAAAAgAAAAAAAAA=");
    add("quick xor of three", Algorithm::QuickXor, QByteArray::fromBase64("0pZP"), "0rDEEwAAAAAAAAAAAwAAAAAAAAA=");
    // 160 bytes bring every bit to the place where it began: the bytes cancel out but for the length.
    add("quick xor going round", Algorithm::QuickXor, QByteArray(320, 'x'), "AAAAAAAAAAAAAAAAQAEAAAAAAAA=");
    add("none", Algorithm::None, "abc", {});
}

void TestValues::contentsAreHashedPieceByPiece()
{
    QFETCH(int, algorithm);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, base64);
    for (const qsizetype piece : {1, 2, 7, 1000}) {
        ContentHasher hasher{ContentHash::Algorithm(algorithm)};
        for (qsizetype at = 0; at < content.size(); at += piece)
            hasher.add(QByteArrayView(content).sliced(at, std::min(piece, content.size() - at)));
        QCOMPARE(hasher.result().bytes, QByteArray::fromBase64(base64));
        QCOMPARE(hasher.result().isKnown(), !base64.isEmpty());
    }
}

void TestValues::idsAreValues()
{
    const ItemId a(QStringLiteral("a"));
    QCOMPARE(a, ItemId(QStringLiteral("a")));
    QVERIFY(a != ItemId(QStringLiteral("b")));
    QVERIFY(a < ItemId(QStringLiteral("b")));
    QVERIFY(ItemId().isEmpty());
    QCOMPARE(std::hash<ItemId>()(a), std::hash<ItemId>()(ItemId(QStringLiteral("a"))));
    static_assert(!std::is_convertible_v<AccountId, ItemId>);
    static_assert(!std::is_convertible_v<QString, ItemId>);
}

QTEST_GUILESS_MAIN(TestValues)
#include "tst_values.moc"
