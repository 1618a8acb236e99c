// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/program.h"

#include <memory>

class QTemporaryDir;

namespace Unbin {

class PracticeCloud;

/**
 * What `--demo` starts on: the practice cloud on loopback, a practice trash, and a profile that is thrown away. Nothing
 * reaches the network, the keychain or the user's own trash. Main thread; must outlive its program.
 */
class Demo
{
public:
    /** LocalIo if no temporary folder can be made, Unreachable if no loopback port is free. */
    static Result<std::unique_ptr<Demo>> make();
    ~Demo();

    /** How many accounts there are once connectAccounts() is through, this computer's among them. */
    static size_t accountCount();

    /** For Program::make(); once. */
    Program::Setup takeSetup() { return std::move(m_setup); }
    /** Signs in to the practice accounts with the tokens that the practice cloud accepts. */
    void connectAccounts(AccountService &accounts);
    /** What the accounts are served by: its drives are the truth, and it can be made to fail. */
    PracticeCloud &cloud() { return *m_cloud; }

private:
    Demo(std::unique_ptr<QTemporaryDir> directory, std::unique_ptr<PracticeCloud> cloud);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<PracticeCloud> m_cloud;
    Program::Setup m_setup;
};

} // namespace Unbin
