// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

namespace Unbin {

class MainWindow::Private
{
public:
    AppServices services;
};

MainWindow::MainWindow(const AppServices &services, QWidget *parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(services))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Unbin", "window title"));
    resize(1200, 760);
}

MainWindow::~MainWindow() = default;

} // namespace Unbin
