// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/mainwindow.h"

#include <QObject>
#include <QPalette>
#include <QString>

#include <functional>
#include <vector>

namespace Unbin {

class PracticeCloud;
class Program;

/**
 * Plays the demo as a person would and photographs every view and dialog: `--screenshots`. Works on the real window
 * through its actions and widgets, found by object name; changes nothing but the practice drives. Main thread.
 */
class Tour : public QObject
{
    Q_OBJECT
public:
    /** directory is made if it is missing. The cloud is the demo's: the tour makes it slow and fail where it wants to see
        that. All must outlive the tour. */
    Tour(MainWindow &window, Program &program, PracticeCloud &cloud, QString directory);

    void start();

Q_SIGNALS:
    /** 0, or 1 if a view did not come up in time or a picture could not be saved; stderr says which. */
    void finished(int exitCode);

private:
    struct Step {
        QString name; ///< of the picture, where it makes one; of the step in messages
        std::function<bool()> isReady; ///< asked until true; empty: at once
        std::function<void()> act; ///< once ready
    };

    void plan();
    void planList();
    void planOlder();
    void goToBinOfOneDrive();
    void planBatch();
    void planSingles();
    void planInside();
    void planDialogs();
    void planVersions(const QString &look);
    void planPasts();
    void planLooks();

    // What steps are made of.
    void act(const QString &name, std::function<void()> action, std::function<bool()> isReady = {});
    void picture(const QString &name, std::function<bool()> isReady = {});
    void pictureInBothLooks(const QString &name, std::function<bool()> isReady = {});
    void showDialog(const QString &action, const QString &pictureName);
    void openInside(const QString &name);
    void selectFile(const QString &name);
    bool trySelecting(const QString &name);
    void openNotes();
    void showVersions(const QString &file);
    void leaveVersions();
    void planMoment(const QString &look);
    void selectFiltered(const QString &words);
    void trigger(const QString &action) const;
    bool areBinsListed() const;
    bool isListStill() const;
    bool isIdle() const;
    QWidget *dialog() const;
    template <class W>
    W *widget(const char *objectName) const
    {
        auto *found = m_window.findChild<W *>(QLatin1String(objectName));
        if (!found)
            qFatal("the window has no %s", objectName);
        return found;
    }

    static QPalette darkPalette();
    void next();
    void save(const QString &name);
    void end(int exitCode);

    MainWindow &m_window;
    Program &m_program;
    PracticeCloud &m_cloud;
    QString m_directory;
    std::vector<Step> m_steps;
    size_t m_step = 0;
    int m_tries = 0;
    int m_number = 0;
    QPalette m_light; ///< while it is dark for one picture
};

} // namespace Unbin
