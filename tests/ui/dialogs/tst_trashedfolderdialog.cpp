// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/trashedfolders.h"
#include "ui/dialogs/trashedfolderdialog.h"

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
        return mapJob<ListSummary>(
            readyJob(Done{}), [items, sink, summary](const Result<Done> &) -> Result<ListSummary> {
                sink(std::vector<TrashedItem>(items));
                return summary;
            });
    }

    QHash<QString, std::vector<TrashedItem>> content;
    QStringList asked;
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
        list->setCurrentItem(list->topLevelItem(0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("b.txt"));
        QVERIFY(child<QToolButton>("up")->isEnabled());
        child<QToolButton>("up")->click();
        QTRY_COMPARE(list->topLevelItemCount(), 2);
        QCOMPARE(m_folders.asked,
            (QStringList{QStringLiteral("t/plans"), QStringLiteral("t/plans/deep"), QStringLiteral("t/plans")}));
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
        QCOMPARE(list->selectionMode(), QAbstractItemView::SingleSelection); // never in bulk
        restore->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<TrashedItem>().id.value(), QStringLiteral("t/plans/a"));
        QTRY_VERIFY(!m_dialog);
    }

    void whatCanNotBeReadIsSaid()
    {
        auto *list = child<QTreeWidget>("contents");
        m_folders.content.remove(QStringLiteral("t/plans/deep"));
        list->setCurrentItem(list->topLevelItem(0));
        child<QPushButton>("openFolder")->click();
        auto *message = child<QWidget>("listMessage");
        QTRY_VERIFY(message->isVisibleTo(m_dialog));
        QVERIFY(!message->findChild<QLabel *>()->text().isEmpty() || message->findChildren<QLabel *>().size() > 1);
        QVERIFY(!child<QPushButton>("restoreInside")->isEnabled());
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
