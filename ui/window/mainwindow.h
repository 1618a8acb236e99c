// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/appservices.h"

#include <QMainWindow>

#include <memory>

namespace Unbin {

/**
 * The one window: sidebar, list, detail pane, activity, status bar. It arranges the views and wires them to each other;
 * what the actions do is in Commands, whether they may is in ActionPolicy.
 *
 * Nothing in it blocks, nothing in it runs a nested event loop.
 */
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const AppServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Unbin
