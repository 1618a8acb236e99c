// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QCommandLineParser>

namespace Unbin {

namespace {

// QCommandLineParser::helpText() wants an application object, which must not exist yet: without a screen
// there is none.
const char kHelp[]
    = "Usage: unbin [--demo] [--profile DIR] [--endpoints FILE] [--screenshots DIR] [--version] [--help]\n"
      "Brings back trashed items and older file versions.\n"
      "\n"
      "  --demo             practice accounts in a profile that is thrown away; no network, no keychain\n"
      "  --profile DIR      keep settings, catalog and journal in DIR\n"
      "  --endpoints FILE   JSON that overrides the services' addresses and OAuth clients\n"
      "  --screenshots DIR  with --demo: play a tour, save a picture of every view and dialog, end\n"
      "  --version          print the version and end\n"
      "  --help             print this and end\n";

CommandLine wrongUse(const QString &what)
{
    return {.action = CommandLine::Action::ShowText,
        .text = QStringLiteral("unbin: %1\nTry 'unbin --help'.\n").arg(what),
        .exitCode = 2};
}

} // namespace

CommandLine CommandLine::parse(const QStringList &arguments)
{
    const QCommandLineOption demo(QStringLiteral("demo"));
    const QCommandLineOption profile(QStringLiteral("profile"), {}, QStringLiteral("DIR"));
    const QCommandLineOption endpoints(QStringLiteral("endpoints"), {}, QStringLiteral("FILE"));
    const QCommandLineOption screenshots(QStringLiteral("screenshots"), {}, QStringLiteral("DIR"));
    const QCommandLineOption version(QStringList{QStringLiteral("v"), QStringLiteral("version")});
    const QCommandLineOption help(QStringList{QStringLiteral("h"), QStringLiteral("help")});
    QCommandLineParser parser;
    parser.addOptions({demo, profile, endpoints, screenshots, version, help});

    if (!parser.parse(arguments))
        return wrongUse(parser.errorText());
    if (parser.isSet(help))
        return {.action = Action::ShowText, .text = QLatin1String(kHelp)};
    if (parser.isSet(version))
        return {.action = Action::ShowText, .text = QStringLiteral("unbin " UNBIN_VERSION "\n")};
    if (!parser.positionalArguments().isEmpty())
        return wrongUse(QStringLiteral("what is '%1'?").arg(parser.positionalArguments().constFirst()));

    const CommandLine line{.isDemo = parser.isSet(demo),
        .profile = parser.value(profile),
        .endpoints = parser.value(endpoints),
        .screenshots = parser.value(screenshots)};
    for (const QCommandLineOption *option : {&profile, &endpoints, &screenshots}) {
        if (parser.isSet(*option) && parser.value(*option).isEmpty())
            return wrongUse(QStringLiteral("--%1 needs a value").arg(option->names().constFirst()));
    }
    if (!line.screenshots.isEmpty() && !line.isDemo)
        return wrongUse(QStringLiteral("--screenshots goes with --demo"));
    if (line.isDemo && !(line.profile.isEmpty() && line.endpoints.isEmpty()))
        return wrongUse(QStringLiteral("--demo brings its own profile and endpoints"));
    return line;
}

} // namespace Unbin
