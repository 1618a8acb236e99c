// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testgroup.h"

#include <cstdio>
#include <map>

namespace Unbin::TestGroup {

namespace {

std::map<QByteArray, Run> &members()
{
    static std::map<QByteArray, Run> all; // made by whichever source's member comes first
    return all;
}

} // namespace

Member::Member(const char *source, Run run)
{
    const QByteArray path(source);
    const QByteArray name = path.mid(path.lastIndexOf('/') + 1);
    members().emplace(name.left(name.lastIndexOf('.')), run);
}

} // namespace Unbin::TestGroup

int main(int argc, char **argv)
{
    const auto member = Unbin::TestGroup::members().find(argc > 1 ? QByteArray(argv[1]) : QByteArray());
    if (member == Unbin::TestGroup::members().end()) {
        std::fprintf(stderr, "which test? first argument, one of:\n");
        for (const auto &[name, run] : Unbin::TestGroup::members())
            std::fprintf(stderr, "  %s\n", name.constData());
        return 2;
    }
    argv[1] = argv[0];
    return member->second(argc - 1, argv + 1);
}
