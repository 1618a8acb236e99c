// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program but for its window, over real loopback HTTP and real files.
#include "app/demo.h"
#include "app/practicecloud.h"
#include "tests/support/scripteddecider.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace Unbin;

class TestDemo : public QObject
{
    Q_OBJECT

    std::unique_ptr<Demo> m_demo;
    std::unique_ptr<Program> m_program;
    QString m_home;

    /** Where the first entry of this name lies; found by walking, as there are few. */
    std::optional<AccountItem> itemNamed(const QString &name)
    {
        const CatalogRows &rows = m_program->catalog().rows();
        for (RowNumber row = 0; row < RowNumber(rows.capacity()); ++row) {
            if (!rows.isVacant(row) && rows.name(row) == name)
                return rows.accountItem(row);
        }
        return std::nullopt;
    }
    Receipt restore(const AccountItem &item, Decider &decider)
    {
        Activity *activity = m_program->restores().restore({.items = {item}}, decider);
        QSignalSpy finished(activity, &Activity::finished);
        if (!finished.wait(30'000))
            return {};
        return *activity->receipt();
    }

private Q_SLOTS:
    void init()
    {
        auto demo = Demo::make();
        QVERIFY(demo);
        m_demo = std::move(*demo);
        auto setup = m_demo->takeSetup();
        m_home = QFile::decodeName(setup.trash.liveRoot);
        auto program = Program::make(std::move(setup));
        QVERIFY(program);
        m_program = std::move(*program);
        m_program->start();
        m_demo->connectAccounts(m_program->accounts());
        QTRY_COMPARE_WITH_TIMEOUT(m_program->accounts().accounts().size(), Demo::accountCount(), 20'000);
        for (const Account &account : m_program->accounts().accounts())
            QTRY_COMPARE_WITH_TIMEOUT(m_program->refresher().state(account.id).phase, BinState::Phase::Listed, 20'000);
        m_program->catalog().announce();
    }
    void cleanup()
    {
        m_program.reset();
        m_demo.reset();
    }

    void everyPracticeBinIsListed()
    {
        for (const Account &account : m_program->accounts().accounts())
            QVERIFY2(m_program->catalog().count(account.id) >= 10, qPrintable(account.label));
        QVERIFY(itemNamed(QStringLiteral("Letter to the landlord.odt")));
    }

    void aFileOfThisComputerComesBackWithItsContent()
    {
        const auto item = itemNamed(QStringLiteral("harvest 02.jpg"));
        QVERIFY(item);
        QCOMPARE(item->item.originalPath, QStringLiteral("/Pictures"));
        const QString path = m_home + QStringLiteral("/Pictures/harvest 02.jpg");
        QVERIFY(!QFile::exists(path));
        ScriptedDecider nobody;
        const Receipt receipt = restore(*item, nobody);
        QCOMPARE(receipt.count(ReceiptLine::Outcome::Restored), 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.size(), qint64(398'000));
        QTRY_VERIFY(!itemNamed(QStringLiteral("harvest 02.jpg")));
    }

    void theOneDriveShowsWhatWasDeletedSinceTheFirstLook()
    {
        // It was deleted during the first look, so that its facts come with a look at it, after the list.
        QVERIFY(itemNamed(QStringLiteral("Insurance.pdf")));
        QTRY_COMPARE_WITH_TIMEOUT(itemNamed(QStringLiteral("Insurance.pdf"))->item.originalPath,
            QStringLiteral("/Documents/Household"), 20'000);
        QVERIFY(itemNamed(QStringLiteral("Scores")));
        QVERIFY(!itemNamed(QStringLiteral("Lullaby.pdf"))); // in that folder
        QVERIFY(!itemNamed(QStringLiteral("Camera"))); // deleted before anybody looked

        SandboxDrive &drive = m_demo->cloud().oneDriveData().drive();
        QVERIFY(itemNamed(QStringLiteral("Pumpkin soup.txt")));
        QTRY_COMPARE_WITH_TIMEOUT(
            itemNamed(QStringLiteral("Pumpkin soup.txt"))->item.originalPath, QStringLiteral("/Recipes"), 20'000);
        const auto soup = itemNamed(QStringLiteral("Pumpkin soup.txt"));
        ScriptedDecider nobody;
        QCOMPARE(restore(*soup, nobody).count(ReceiptLine::Outcome::Restored), 1);
        const auto back = drive.find(QStringLiteral("/Recipes/Pumpkin soup.txt"));
        QVERIFY(back);
        QCOMPARE(m_demo->cloud().oneDriveData().past().past(*back).size(), size_t(3)); // its past came along
    }

    void aDamagedJournalIsMovedAsideAndToldOf()
    {
        const QTemporaryDir folder;
        const QString journal = folder.filePath(QStringLiteral("journal.db"));
        QFile file(journal);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("this is no database").repeated(500));
        file.close();
        auto profile = Profile::open(folder.path());
        QVERIFY(profile);
        auto other = Demo::make();
        QVERIFY(other);
        auto setup = (*other)->takeSetup();
        setup.profile = std::move(*profile);
        const auto program = Program::make(std::move(setup));
        QVERIFY(program);
        QCOMPARE((*program)->damagedFiles().size(), 1);
        QVERIFY(QFile::exists((*program)->damagedFiles().constFirst()));
    }
};

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
