// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
#endif

/**
 * Many test programs in one: a folder's tests are compiled as one program, which runs the one that its first argument names
 * (the name of the source, without .cpp). Included before every source of such a program, so that the QTEST_..._MAIN() at a
 * test's end makes it a member. A program of its own for each costs half of all time that a build takes.
 */
namespace Unbin::TestGroup {

using Run = int (*)(int argc, char **argv);

/** Makes run() known by the name of its source. Lives as long as the program. */
class Member
{
public:
    Member(const char *source, Run run);
};

template <typename Test>
int runBare(int argc, char **argv)
{
    Test test;
    return QTest::qExec(&test, argc, argv);
}

template <typename Application, typename Test>
int runWith(int argc, char **argv)
{
    QTest::Internal::callInitMain<Test>();
    Application application(argc, argv);
    application.setAttribute(Qt::AA_Use96Dpi, true);
    return runBare<Test>(argc, argv);
}

} // namespace Unbin::TestGroup

#undef QTEST_MAIN
#undef QTEST_GUILESS_MAIN
#undef QTEST_APPLESS_MAIN
#define UNBIN_GROUP_MEMBER(Test, ...) \
    static const Unbin::TestGroup::Member memberOfGroup##Test(__FILE__, __VA_ARGS__);
#define QTEST_APPLESS_MAIN(Test) UNBIN_GROUP_MEMBER(Test, Unbin::TestGroup::runBare<Test>)
#define QTEST_GUILESS_MAIN(Test) UNBIN_GROUP_MEMBER(Test, Unbin::TestGroup::runWith<QCoreApplication, Test>)
#define QTEST_MAIN(Test) UNBIN_GROUP_MEMBER(Test, Unbin::TestGroup::runWith<QApplication, Test>)
