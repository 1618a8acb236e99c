// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo.h"
#include "app/practicecloud.h"
#include "tests/app/whole/hands.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>

namespace Unbin {

/**
 * The real program as `--demo` starts it: window, services, the practice cloud behind loopback HTTP, a practice trash of
 * real files. Only time is hurried. Made once all three bins are listed and on screen. The drives are the truth.
 */
class WholeWorld : public QObject
{
    Q_OBJECT
public:
    WholeWorld();
    ~WholeWorld() override;

    Program &program() { return *m_program; }
    PracticeCloud &cloud() { return m_demo->cloud(); }
    SandboxDrive &work() { return cloud().drives().work(); }
    SandboxDrive &oneDrive() { return cloud().oneDriveData().drive(); }
    MainWindow &window() { return *m_window; }
    AccountId account(const QString &label);

    // This computer's truth. Paths are below the practice home.
    QString home(const QString &path) const { return m_home + u'/' + path; }
    /** Content of a file; null if there is none. */
    QByteArray content(const QString &path) const;
    /** Contents of everything in the trash, by name in it; folders are left out. */
    QMap<QString, QByteArray> trashed() const;

    /** Where in Box's work bin the entry is; it must be there. */
    SandboxRef trashedAtWork(const QString &name);
    /** Lies in this folder under this name, and not in the bin. */
    bool isLiveAtWork(SandboxRef ref, const QString &path);

    /** Of the newest activity, once it has ended. */
    Receipt receipt();
    bool isListed(const QString &name);
    /** How often somebody was asked about obstacles. */
    int questionCount() const { return m_questions; }
    QAbstractButton *button(const QWidget *parent, const char *objectName);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isReady();

    std::unique_ptr<Demo> m_demo;
    QString m_home;
    std::unique_ptr<Program> m_program;
    std::unique_ptr<MainWindow> m_window;
    int m_questions = 0;
};

} // namespace Unbin
