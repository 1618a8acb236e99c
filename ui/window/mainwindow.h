// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/appservices.h"

#include <QMainWindow>

#include <memory>
#include <optional>

namespace Unbin {

/**
 * The one window: sidebar, list, detail pane, activity, status bar. It arranges the views and wires them to each
 * other; what the actions do is in ItemCommands and AccountCommands, whether they may is in ActionPolicy.
 *
 * Nothing in it blocks, nothing in it runs a nested event loop (but the one Qt needs for a drag). */
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const AppServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
