// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/demo.h"
#include "app/program.h"
#include "app/tour.h"
#include "core/accounts/keychainsecretstore.h"
#include "core/accounts/memorysecretstore.h"
#include "core/http/systemproxy.h"
#include "ui/base/errortext.h"
#include "ui/base/icons.h"
#include "ui/base/plurals.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QFile>
#include <QMessageBox>
#include <QTimer>

#include <cstdio>

namespace {

using namespace Unbin;

void print(FILE *stream, const QString &text)
{
    std::fputs(qPrintable(text), stream);
}

/** What keeps the program from starting is told where it was started, and in a window if somebody looks at one. */
int refuseToStart(const QString &what, const Error &error)
{
    const QString why = QStringLiteral("%1 %2").arg(errorText(error), errorAdvice(error)).trimmed();
    print(stderr, QStringLiteral("unbin: %1: %2\n%3\n").arg(what, why, errorDetails(error)));
    if (QGuiApplication::platformName() == QLatin1String("offscreen"))
        return 1;
    QMessageBox box(QMessageBox::Critical, QStringLiteral("Unbin"), what, QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(why);
    box.setDetailedText(errorDetails(error));
    QObject::connect(&box, &QMessageBox::finished, qApp, [] { QCoreApplication::exit(1); });
    box.open();
    return QApplication::exec();
}

std::unique_ptr<SecretStore> makeSecretStore()
{
    if (KeychainSecretStore::isAvailable())
        return std::make_unique<KeychainSecretStore>(QStringLiteral("org.unbin.Unbin"));
    return std::make_unique<MemorySecretStore>();
}

/** A refresh token that the service has just handed out is stored before the program ends; not for ever waited for. */
int settle(Program &program, int exitCode)
{
    if (!program.accounts().isBusy())
        return exitCode;
    QObject::connect(&program.accounts(), &AccountService::idle, qApp, [&program] {
        if (!program.accounts().isBusy())
            QCoreApplication::quit();
    });
    QTimer::singleShot(5'000, qApp, &QCoreApplication::quit);
    QApplication::exec();
    return exitCode;
}

int showWindow(Program &program, Demo *demo, const QString &screenshots)
{
    MainWindow window({program.accounts(), program.providers(), program.catalog(), program.refresher(),
        program.restores(), program.clock(), program.settings(), demo != nullptr, program.damagedFiles(),
        program.contentsPath()});
    window.show();
    program.start();
    if (demo)
        demo->connectAccounts(program.accounts());
    if (screenshots.isEmpty() || !demo)
        return settle(program, QApplication::exec());
    Tour tour(window, program, demo->cloud(), screenshots);
    QObject::connect(&tour, &Tour::finished, qApp, [](int exitCode) { QCoreApplication::exit(exitCode); });
    tour.start();
    return QApplication::exec();
}

int runDemo(const QString &screenshots)
{
    auto demo = Demo::make();
    if (!demo)
        return refuseToStart(QStringLiteral("the demo can't start"), demo.error());
    auto program = Program::make((*demo)->takeSetup());
    if (!program)
        return refuseToStart(QStringLiteral("the demo can't start"), program.error());
    return showWindow(**program, demo->get(), screenshots);
}

int runProper(const CommandLine &line)
{
    const auto endpoints = line.endpoints.isEmpty() ? Endpoints::standard() : Endpoints::read(line.endpoints);
    if (!endpoints)
        return refuseToStart(QStringLiteral("the endpoints file %1 is refused").arg(line.endpoints), endpoints.error());
    useSystemProxy();
    auto profile = Profile::open(line.profile);
    if (!profile)
        return refuseToStart(QStringLiteral("the profile can't be used"), profile.error());
    auto program = Program::make({.profile = std::move(*profile),
        .endpoints = *endpoints,
        .trash = LocalTrashConfig::ofThisUser(),
        .secrets = makeSecretStore()});
    if (!program)
        return refuseToStart(QStringLiteral("the profile can't be used"), program.error());
    return showWindow(**program, nullptr, {});
}

} // namespace

int main(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QFile::decodeName(argv[i]);
    const CommandLine line = CommandLine::parse(arguments);
    if (line.action == CommandLine::Action::ShowText) {
        print(line.exitCode == 0 ? stdout : stderr, line.text);
        return line.exitCode;
    }
    // Pictures need no screen.
    if (!line.screenshots.isEmpty() && qEnvironmentVariableIsEmpty("DISPLAY")
        && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");

    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("unbin"));
    QApplication::setApplicationDisplayName(QStringLiteral("Unbin"));
    QApplication::setApplicationVersion(QStringLiteral(UNBIN_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.unbin.Unbin"));
    installEnglishPlurals();
    QApplication::setWindowIcon(icon(QStringLiteral("unbin")));
    return line.isDemo ? runDemo(line.screenshots) : runProper(line);
}
