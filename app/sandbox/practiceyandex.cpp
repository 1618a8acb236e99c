// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/practiceyandex.h"

#include "app/sandbox/practicebuilder.h"

namespace Unbin {

namespace {

void scans(PracticeBuilder &build)
{
    const SandboxRef scans = build.folder(QStringLiteral("/Archive/Scans 2019"));
    for (int box = 1; box <= 13; ++box) {
        const SandboxRef folder
            = build.folder(QStringLiteral("/Archive/Scans 2019/Box %1").arg(box, 2, 10, QLatin1Char('0')));
        for (int page = 1; page <= 100; ++page)
            build.keep(folder, QStringLiteral("page %1.jpg").arg(page, 3, 10, QLatin1Char('0')));
    }
    build.trash(scans, 0.4);
}

void everyday(PracticeBuilder &build)
{
    const QStringList folders = {QStringLiteral("/Documents/Rent"), QStringLiteral("/Documents/Study"),
        QStringLiteral("/Documents/Translations"), QStringLiteral("/Travel/Kazan 2026"), QStringLiteral("/Recipes")};
    for (const QString &path : folders) {
        const SandboxRef folder = build.folder(path);
        for (int i = 0; i < 9; ++i)
            build.keep(folder, build.officeName());
        for (int i = 0; i < 7; ++i)
            build.lose(folder, build.officeName(), build.days(0.05, 29));
    }
    const SandboxRef camera = build.folder(QStringLiteral("/Camera Uploads"));
    for (int i = 0; i < 30; ++i)
        build.keep(camera, build.photoName());
    for (int i = 0; i < 45; ++i)
        build.lose(camera, build.photoName(), build.days(0.1, 28));
}

void obstacles(SandboxDrive &drive, PracticeBuilder &build)
{
    const SandboxRef study = build.folder(QStringLiteral("/Documents/Study"));
    for (int i = 0; i < 4; ++i) // one name, one place
        build.lose(study, QStringLiteral("Essay draft.odt"), 1.5 + i);
    const SandboxRef rent = build.folder(QStringLiteral("/Documents/Rent"));
    build.lose(rent, QStringLiteral("Meter readings.csv"), 3.2);
    build.keep(rent, QStringLiteral("Meter readings.csv")); // taken since

    const SandboxRef phone = build.folder(QStringLiteral("/Old phone"));
    for (int i = 0; i < 8; ++i)
        build.lose(phone, build.photoName(), build.days(10, 27));
    build.purge(phone); // gone for good

    const SandboxRef choir = build.folder(QStringLiteral("/Music/Choir"));
    build.lose(choir, QStringLiteral("Programme, spring.pdf"), 8.1);
    for (int i = 1; i <= 6; ++i)
        build.keep(choir, QStringLiteral("%1 Rehearsal.flac").arg(i, 2, 10, QLatin1Char('0')));
    const SandboxRef sheets = build.folder(QStringLiteral("/Music/Choir/Sheet music"));
    for (const char *name : {"Alto.pdf", "Bass.pdf", "Soprano.pdf", "Tenor.pdf"})
        build.keep(sheets, QString::fromLatin1(name));
    build.folder(QStringLiteral("/Music/Choir/Nothing yet"));
    build.trash(choir, 7.6); // lies in the bin itself

    const SandboxRef shared = build.folder(QStringLiteral("/Shared by the landlord"));
    build.lose(shared, QStringLiteral("House rules.pdf"), 5.4);
    drive.setReadOnly(shared, true);
}

void yandexOddNames(PracticeBuilder &build)
{
    const SandboxRef inbox = build.folder(QStringLiteral("/Documents/Inbox"));
    for (const char16_t *name :
        {u"C++ notes (2).txt", u"1 + 1 = 3.odt", u"\u041E\u0442\u0447\u0451\u0442 \u0437\u0430 \u043C\u0430\u0439.docx",
            u"disk: what is where.txt", u"50% off?.pdf", u"a & b = c.xlsx", u"12:30 meeting.txt",
            u"\U0001F382 birthday \U0001F388 list.txt", u"invoice\u202Efdp.exe", u"who \"said\" <what> | when*.txt",
            u"\u0439 and \u0438\u0306.txt", u" leading and trailing .txt "})
        build.lose(inbox, s(name), build.days(0.5, 12));
}

} // namespace

PracticeYandex::PracticeYandex(const QDateTime &now, quint32 seed)
    : m_drive({.id = 161803398, .name = QStringLiteral("Robin Sample"), .login = QStringLiteral("robin.sample")},
        310'000'000'000)
{
    m_drive.setCaseSensitive(true);
    m_drive.setQuotaBytes(10'737'418'240);
    PracticeBuilder build(m_drive, now, seed + 70);
    everyday(build);
    obstacles(m_drive, build);
    yandexOddNames(build);
    scans(build);
}

} // namespace Unbin
