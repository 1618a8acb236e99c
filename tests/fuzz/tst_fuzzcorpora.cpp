// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztargets.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

using namespace Unbin;

using Target = void (*)(const QByteArray &);

/** The corpora once more, without a fuzzer: each file as it is, cut off, and with some bytes changed, always the same. */
class TestFuzzCorpora : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void targetTakesWhateverComes_data();
    void targetTakesWhateverComes();
};

Q_DECLARE_METATYPE(Target)

void TestFuzzCorpora::targetTakesWhateverComes_data()
{
    QTest::addColumn<Target>("target");
    QTest::addColumn<QString>("corpus");
    QTest::addColumn<int>("variants");
    const auto add = [](const char *name, Target target, int variants) {
        QTest::newRow(name) << target << QStringLiteral(UNBIN_TEST_DATA "/corpus/") + QLatin1String(name) << variants;
    };
    add("boxreplies", Fuzz::boxreplies, 100);
    add("onedrivereplies", Fuzz::onedrivereplies, 100);
    add("yandexreplies", Fuzz::yandexreplies, 100);
    add("trashinfo", Fuzz::trashinfo, 100);
    add("journalrow", Fuzz::journalrow, 100);
    add("journalfile", Fuzz::journalfile, 8); // each opens a database
    add("endpoints", Fuzz::endpoints, 100);
    add("httpfields", Fuzz::httpfields, 100);
    add("versions", Fuzz::versions, 100);
    add("preview", Fuzz::preview, 100);
}

void TestFuzzCorpora::targetTakesWhateverComes()
{
    QFETCH(Target, target);
    QFETCH(QString, corpus);
    QFETCH(int, variants);
    const QFileInfoList files = QDir(corpus).entryInfoList(QDir::Files, QDir::Name);
    QVERIFY2(!files.isEmpty(), qPrintable(corpus));
    QRandomGenerator random(7);
    target({});
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        target(bytes);
        for (int i = 0; i < variants && !bytes.isEmpty(); ++i) {
            QByteArray changed = bytes.left(i % 3 == 0 ? qsizetype(random.bounded(quint32(bytes.size()))) : bytes.size());
            for (int n = 0; n < i % 5 && !changed.isEmpty(); ++n)
                changed[random.bounded(quint32(changed.size()))] = char(random.bounded(256u));
            target(changed);
        }
    }
}

QTEST_GUILESS_MAIN(TestFuzzCorpora)
#include "tst_fuzzcorpora.moc"
