// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QTest>

using namespace Unbin;

class TestCommandLine : public QObject
{
    Q_OBJECT

    static CommandLine parse(const QString &words)
    {
        return CommandLine::parse((QStringLiteral("unbin ") + words).split(u' ', Qt::SkipEmptyParts));
    }

private Q_SLOTS:
    void nothingStartsTheProgramProper()
    {
        const CommandLine line = parse({});
        QCOMPARE(line.action, CommandLine::Action::Run);
        QVERIFY(!line.isDemo);
    }

    void optionsOfTheContractAreUnderstood()
    {
        CommandLine line = parse(QStringLiteral("--profile /p --endpoints=/e.json"));
        QCOMPARE(line.action, CommandLine::Action::Run);
        QCOMPARE(line.profile, QStringLiteral("/p"));
        QCOMPARE(line.endpoints, QStringLiteral("/e.json"));
        line = parse(QStringLiteral("--demo --screenshots /s"));
        QVERIFY(line.isDemo);
        QCOMPARE(line.screenshots, QStringLiteral("/s"));
    }

    void helpAndVersionEndWell()
    {
        CommandLine line = parse(QStringLiteral("--help"));
        QCOMPARE(line.action, CommandLine::Action::ShowText);
        QCOMPARE(line.exitCode, 0);
        for (const char *option :
            {"--demo", "--profile", "--endpoints", "--screenshots", "--version", "--help"})
            QVERIFY2(line.text.contains(QLatin1String(option)), option);
        line = parse(QStringLiteral("--version"));
        QCOMPARE(line.text, QStringLiteral("unbin " UNBIN_VERSION "\n"));
        QCOMPARE(line.exitCode, 0);
    }

    void wrongUseIsNamedAndEndsWithTwo_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("unknown option") << QStringLiteral("--nonsense");
        QTest::newRow("stray word") << QStringLiteral("file.txt");
        QTest::newRow("missing value") << QStringLiteral("--profile");
        QTest::newRow("empty value") << QStringLiteral("--profile=");
        QTest::newRow("pictures of the real thing") << QStringLiteral("--screenshots /s");
        QTest::newRow("demo with a profile") << QStringLiteral("--demo --profile /p");
    }
    void wrongUseIsNamedAndEndsWithTwo()
    {
        QFETCH(QString, words);
        const CommandLine line = parse(words);
        QCOMPARE(line.action, CommandLine::Action::ShowText);
        QCOMPARE(line.exitCode, 2);
        QVERIFY(line.text.startsWith(QLatin1String("unbin: ")));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
