// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/trashedfolders.h"
#include "ui/base/emptystate.h"
#include "ui/dialogs/trashedfolderdialog.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace Unbin;

namespace {

/** Folders by id; what is not known fails. */
class FakeFolders final : public TrashedFolders
{
public:
    JobPtr<ListSummary> list(const TrashedItem &folder, PageSink<TrashedItem> sink) override
    {
        asked += folder.id.value();
        if (!content.contains(folder.id.value()))
            return failedJob<ListSummary>(Error::of(Error::Kind::NotFound));
        std::vector<TrashedItem> items = content.value(folder.id.value());
        ListSummary summary;
        summary.items = qint64(items.size());
        summary.isPartial = isPartial;
        return mapJob<ListSummary>(
            readyJob(Done{}), [items, sink, summary](const Result<Done> &) -> Result<ListSummary> {
                sink(std::vector<TrashedItem>(items));
                return summary;
            });
    }

    QHash<QString, std::vector<TrashedItem>> content;
    QStringList asked;
    bool isPartial = false;
};

TrashedItem item(const char *id, const char *name, ItemKind kind = ItemKind::File)
{
    return {.id = ItemId(QString::fromLatin1(id)), .kind = kind, .name = QString::fromLatin1(name), .sizeBytes = 12};
}

} // namespace

class TestTrashedFolderDialog : public QObject
{
    Q_OBJECT

private:
    template <class T>
    T *child(const char *name)
    {
        return m_dialog->findChild<T *>(QLatin1String(name));
    }

    FakeFolders m_folders;
    std::unique_ptr<QWidget> m_window;
    QPointer<TrashedFolderDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        m_folders.asked.clear();
        m_folders.isPartial = false;
        m_folders.content = {
            {QStringLiteral("t/plans"), {item("t/plans/deep", "deep", ItemKind::Folder), item("t/plans/a", "a.txt")}},
            {QStringLiteral("t/plans/deep"), {item("t/plans/deep/b", "b.txt")}}};
        m_window = std::make_unique<QWidget>();
        m_dialog = new TrashedFolderDialog(m_folders, item("t/plans", "Plans", ItemKind::Folder), m_window.get());
        m_dialog->open();
        QTRY_COMPARE(child<QTreeWidget>("contents")->topLevelItemCount(), 2);
    }
    void cleanup() { m_window.reset(); }

    void foldersAreEnteredAndLeftByKeyboard()
    {
        auto *list = child<QTreeWidget>("contents");
        QVERIFY(!child<QToolButton>("up")->isEnabled());
        QTRY_COMPARE(QApplication::focusWidget(), list);
        list->setCurrentItem(list->topLevelItem(0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("b.txt"));
        QCOMPARE(m_dialog->findChild<QLabel *>(QStringLiteral("place"))->text(), QStringLiteral("Plans / deep"));
        QVERIFY(child<QToolButton>("up")->isEnabled());
        QVERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(list->topLevelItemCount(), 2);
        QTRY_COMPARE(list->selectedItems().size(), 1);
        QCOMPARE(list->selectedItems().front()->text(0), QStringLiteral("deep")); // where one came from
        QVERIFY(child<QPushButton>("openFolder")->isEnabled());
        QCOMPARE(m_folders.asked,
            (QStringList{QStringLiteral("t/plans"), QStringLiteral("t/plans/deep"), QStringLiteral("t/plans")}));
    }

    /** Enter opens folders and does nothing else: no button is pressed by it from the list. */
    void enterOnAFileAsksForNothing()
    {
        auto *list = child<QTreeWidget>("contents");
        QSignalSpy wanted(m_dialog.data(), &TrashedFolderDialog::restoreWanted);
        list->setCurrentItem(list->topLevelItem(1));
        QTest::keyClick(list, Qt::Key_Return);
        QTest::keyClick(list, Qt::Key_Enter);
        QCoreApplication::processEvents();
        QVERIFY(m_dialog && m_dialog->isVisible());
        QCOMPARE(wanted.size(), 0);
        QCOMPARE(m_folders.asked.size(), 1);
    }

    void oneItemCanBeAskedBackWithAWarning()
    {
        auto *list = child<QTreeWidget>("contents");
        QSignalSpy wanted(m_dialog.data(), &TrashedFolderDialog::restoreWanted);
        list->setCurrentItem(list->topLevelItem(1));
        auto *restore = child<QPushButton>("restoreInside");
        QVERIFY(restore->isEnabled());
        QVERIFY(restore->text().contains(QStringLiteral("May Fail")));
        QVERIFY(!restore->toolTip().isEmpty());
        list->selectAll();
        QCOMPARE(list->selectedItems().size(), 1); // never in bulk
        restore->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<TrashedItem>().id.value(), QStringLiteral("t/plans/a"));
        QTRY_VERIFY(!m_dialog);
    }

    /** The sure way is one press away, however deep one has gone. */
    void theWholeFolderCanBeAskedBack()
    {
        auto *list = child<QTreeWidget>("contents");
        QSignalSpy wanted(m_dialog.data(), &TrashedFolderDialog::restoreWanted);
        list->setCurrentItem(list->topLevelItem(0));
        child<QPushButton>("openFolder")->click();
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        child<QPushButton>("restoreWhole")->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<TrashedItem>().id.value(), QStringLiteral("t/plans"));
        QTRY_VERIFY(!m_dialog);
    }

    void foldersStandFirstInEitherDirection()
    {
        m_folders.content[QStringLiteral("t/plans/deep")] = {item("1", "b.txt"), item("2", "z", ItemKind::Folder),
            item("3", "a.txt"), item("4", "A", ItemKind::Folder)};
        auto *list = child<QTreeWidget>("contents");
        list->setCurrentItem(list->topLevelItem(0));
        child<QPushButton>("openFolder")->click();
        QTRY_COMPARE(list->topLevelItemCount(), 4);
        const auto names = [list] {
            QStringList shown;
            for (int row = 0; row < list->topLevelItemCount(); ++row)
                shown += list->topLevelItem(row)->text(0);
            return shown.join(u' ');
        };
        QCOMPARE(names(), QStringLiteral("A z a.txt b.txt"));
        list->sortByColumn(0, Qt::DescendingOrder);
        QCOMPARE(names(), QStringLiteral("z A b.txt a.txt"));
        list->setCurrentItem(list->topLevelItem(3));
        QSignalSpy wanted(m_dialog.data(), &TrashedFolderDialog::restoreWanted);
        child<QPushButton>("restoreInside")->click();
        QCOMPARE(wanted[0][0].value<TrashedItem>().name, QStringLiteral("a.txt")); // whatever the order
    }

    void whatCanNotBeReadIsSaidAndCanBeTriedAgain()
    {
        auto *list = child<QTreeWidget>("contents");
        const std::vector<TrashedItem> inside = m_folders.content.take(QStringLiteral("t/plans/deep"));
        list->setCurrentItem(list->topLevelItem(0));
        child<QPushButton>("openFolder")->click();
        auto *empty = m_dialog->findChild<EmptyState *>();
        QVERIFY(empty->isVisible() && empty->title().contains(QStringLiteral("Reading")));
        QTRY_VERIFY(empty->title().contains(QStringLiteral("can’t be shown")));
        QVERIFY(!empty->explanation().isEmpty());
        QVERIFY(!child<QPushButton>("restoreInside")->isEnabled());
        QVERIFY(child<QPushButton>("restoreWhole")->isEnabled());
        m_folders.content.insert(QStringLiteral("t/plans/deep"), inside);
        child<QPushButton>("retryFolder")->click();
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        QVERIFY(list->isVisible() && !empty->isVisible());
    }

    void anEmptyFolderIsNoTrouble()
    {
        m_folders.content[QStringLiteral("t/plans/deep")].clear();
        auto *list = child<QTreeWidget>("contents");
        list->setCurrentItem(list->topLevelItem(0));
        child<QPushButton>("openFolder")->click();
        auto *empty = m_dialog->findChild<EmptyState *>();
        QTRY_COMPARE(empty->title(), QStringLiteral("This folder is empty"));
        QVERIFY(empty->isVisible());
        QVERIFY(!child<QWidget>("listMessage")->isVisibleTo(m_dialog));
    }

    void whatIsReadInPartIsSaid()
    {
        m_folders.isPartial = true;
        child<QTreeWidget>("contents")->setCurrentItem(child<QTreeWidget>("contents")->topLevelItem(0));
        child<QPushButton>("openFolder")->click();
        QTRY_VERIFY(child<QWidget>("listMessage")->isVisibleTo(m_dialog));
        QCOMPARE(child<QTreeWidget>("contents")->topLevelItemCount(), 1);
    }

    void closedWhileItReadsIsNoTrouble()
    {
        auto *list = child<QTreeWidget>("contents");
        list->setCurrentItem(list->topLevelItem(0));
        child<QPushButton>("openFolder")->click();
        m_dialog->reject();
        QTRY_VERIFY(!m_dialog);
    }

    void everyControlHasAName()
    {
        for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(m_dialog)
                || widget->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())
                    || qobject_cast<const QLabel *>(widget),
                widget->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestTrashedFolderDialog)
#include "tst_trashedfolderdialog.moc"
