// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Unbin {

/** What the program was told when it was started: the outer contract of DESIGN section 6. */
struct CommandLine {
    enum class Action {
        Run,
        ShowText, ///< print text and end with exitCode: --help, --version, or what is wrong
    };

    Action action = Action::Run;
    bool isDemo = false;
    QString profile; ///< empty: the platform's places
    QString endpoints; ///< file; empty: the public services
    QString screenshots; ///< folder; empty: none. Only with isDemo
    QString text;
    int exitCode = 0; ///< 0, or 2 for a wrong use

    /** arguments as QCoreApplication::arguments() has them: the program's name first. Needs no application
     * object. */
    static CommandLine parse(const QStringList &arguments);
};

} // namespace Unbin
