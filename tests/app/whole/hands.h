// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/versiontimeline.h"

#include <QAbstractItemView>
#include <QStringList>
#include <QTest>

#include <functional>
#include <memory>

class QAbstractButton;
class QDialog;
class QMimeData;

namespace Unbin {

/** Milliseconds to wait for what takes no time on a quiet machine. */
constexpr int patience = 30'000;
/** Waits for it without sleeping; what does not come about ends the test program with these words. */
void await(const char *what, const std::function<bool()> &condition);
/** The visible dialog of this object name, or null. */
QDialog *findDialog(const char *objectName);
/** The dialog of this object name, once it is on screen and has the keyboard. */
QDialog *awaitDialog(const char *objectName);
/** Row of a tree or list whose spoken (or else shown) text begins with this; invalid if there is none. */
QModelIndex findRow(const QAbstractItemModel *model, const QString &text, const QModelIndex &parent = {});

/**
 * Somebody at the window who has nothing but a mouse, or nothing but a keyboard. All they do goes through the window
 * system's door, as events of their device: to the widget under the pointer, or to whoever has the keyboard. A model is
 * looked into only as a person looks at the screen.
 */
class Hands
{
public:
    explicit Hands(QWidget &window)
        : m_window(window)
    { }
    virtual ~Hands() = default;

    /** The item of this name becomes the only selected one. */
    virtual void selectItem(const QString &name) = 0;
    /** All items that were deleted from this folder, so many. */
    virtual void selectAllFrom(const QString &folderPath, int count) = 0;
    /** An action of the window, by object name. */
    virtual void invoke(const char *action) = 0;
    /** A button of the window in front. */
    virtual void press(QAbstractButton *button) = 0;
    /** What the dialog offers by itself: its default button. */
    virtual void accept(QDialog *dialog) = 0;
    /** Away with the dialog, nothing chosen. */
    virtual void dismiss(QDialog *dialog) = 0;
    /** A choice in a cell of a table. */
    virtual void choose(QAbstractItemView *table, int row, int column) = 0;
    /** A row of the sidebar, by what is spoken of it. */
    virtual void pressPlace(const QString &spoken) = 0;
    /** A row of the live folder that is shown: opened, or only selected. */
    virtual void openFile(const QString &name) = 0;
    virtual void selectFile(const QString &name) = 0;
    /** A mark of the timeline becomes the selected one; the oldest is 0. */
    virtual void goToMark(int mark) = 0;
    /** Walks down from the root in the folder chooser and takes the last folder. */
    virtual void takeFolder(const QStringList &names) = 0;
    /** What was copied elsewhere goes into a field of a dialog. */
    virtual void paste(QDialog *dialog, const char *field, const QString &text) = 0;

protected:
    template <class W>
    W *widget(const char *objectName) const
    {
        return m_window.findChild<W *>(QLatin1String(objectName));
    }

    QWidget &m_window;
};

class MouseHands final : public Hands
{
public:
    using Hands::Hands;

    void selectItem(const QString &name) override;
    void selectAllFrom(const QString &folderPath, int count) override;
    void invoke(const char *action) override;
    void press(QAbstractButton *button) override;
    void accept(QDialog *dialog) override;
    void dismiss(QDialog *dialog) override;
    void choose(QAbstractItemView *table, int row, int column) override;
    void pressPlace(const QString &spoken) override;
    void openFile(const QString &name) override;
    void selectFile(const QString &name) override;
    void goToMark(int mark) override;
    void takeFolder(const QStringList &names) override;
    void paste(QDialog *dialog, const char *field, const QString &text) override;

    /** Drags the row of this name onto a folder below a row of the sidebar; the tip seen before letting go. */
    QString dragToPlace(const QString &name, const QString &spoken, const QString &folder);
    /** Clicks the arrow before a row of the sidebar. */
    void openPlace(const QString &spoken);

private:
    void click(QWidget *widget, QPoint position, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void clickRow(QAbstractItemView *view, const QModelIndex &index, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /** The tip seen while held over it, before letting go. */
    QString dropAt(QWidget *target, QPoint position, const QMimeData *data) const;
    /** Turns the wheel until the row is in view. */
    void wheelTo(QAbstractItemView *view, const QModelIndex &index);
};

class KeyboardHands final : public Hands
{
public:
    using Hands::Hands;

    void selectItem(const QString &name) override;
    void selectAllFrom(const QString &folderPath, int count) override;
    void invoke(const char *action) override;
    void press(QAbstractButton *button) override;
    void accept(QDialog *dialog) override;
    void dismiss(QDialog *dialog) override;
    void choose(QAbstractItemView *table, int row, int column) override;
    void pressPlace(const QString &spoken) override;
    void openFile(const QString &name) override;
    void selectFile(const QString &name) override;
    void goToMark(int mark) override;
    void takeFolder(const QStringList &names) override;
    void paste(QDialog *dialog, const char *field, const QString &text) override;

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

private:
    void type(const QString &text);
    void filter(const QString &words, const std::function<bool()> &isFiltered);
    void tabTo(QWidget *widget);
    /** Down or up until the row is the current one. */
    void walkTo(QAbstractItemView *view, const QModelIndex &index);
};

/** Test data: one row per device, column "device". */
void addDevices();
/** The hands of the running data row. */
std::unique_ptr<Hands> handsOfRow(QWidget &window);

} // namespace Unbin
