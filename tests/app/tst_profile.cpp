// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profile.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Unbin;

class TestProfile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewProfileIsItsOwnersAlone()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("deep/profile"));
        const auto profile = Profile::open(path);
        QVERIFY(profile);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther
            | QFile::ExeOther;
        QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
        QCOMPARE((*profile)->journalPath(), path + QStringLiteral("/journal.db"));
    }

    void aSecondProgramIsTurnedAwayUntilTheFirstEnds()
    {
        const QTemporaryDir folder;
        {
            const auto first = Profile::open(folder.path());
            QVERIFY(first);
            const auto second = Profile::open(folder.path());
            QVERIFY(!second);
            QCOMPARE(second.error().kind, Error::Kind::Busy);
        }
        QVERIFY(Profile::open(folder.path()));
    }

    void aPlaceThatCanNotBeMadeIsAnError()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto profile = Profile::open(folder.filePath(QStringLiteral("file/profile")));
        QVERIFY(!profile);
        QCOMPARE(profile.error().kind, Error::Kind::LocalIo);
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
