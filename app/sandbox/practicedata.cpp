// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/practicedata.h"

#include "app/sandbox/practicebuilder.h"

namespace Unbin {

namespace {

/** 200 entries from one folder, as when somebody emptied it by mistake and colleagues began to fill it again.
 */
void deliverables(PracticeBuilder &build)
{
    static const std::array<const char *, 8> parts
        = {"Floor plan", "Section", "Elevation", "Detail", "Schedule", "Site photo", "Calculation", "Cover letter"};
    static const std::array<const char *, 8> endings = {"dwg", "dwg", "dwg", "pdf", "xlsx", "jpg", "xlsx", "docx"};
    const QString path = QStringLiteral("/Projects/Lighthouse/Deliverables");
    const SandboxRef folder = build.folder(path);
    for (int i = 0; i < 200; ++i) {
        const QString name = QStringLiteral("LH-%1 %2.%3")
                                 .arg(i + 1, 3, 10, QLatin1Char('0'))
                                 .arg(QLatin1String(parts[size_t(i) % 8]), QLatin1String(endings[size_t(i) % 8]));
        const SandboxContent content = build.content(name);
        build.lose(folder, name, content, 2.3 + i * 0.0004);
        if (i % 20 == 1 || i % 20 == 7 || i % 20 == 13)
            build.keep(folder, name); // taken by something else
        else if (i % 20 == 4)
            build.keep(folder, name, content); // taken by the very same content
        else if (i % 40 == 10)
            build.folder(path + QLatin1Char('/') + name); // taken by a folder
    }
}

void lostFolders(PracticeBuilder &build)
{
    const SandboxRef campaigns = build.folder(QStringLiteral("/Marketing/Old Campaigns"));
    for (int i = 0; i < 6; ++i)
        build.keep(campaigns, build.officeName());
    for (int i = 0; i < 18; ++i)
        build.lose(campaigns, build.officeName(), build.days(12, 20));
    build.trash(campaigns, 11.5); // lies in the bin itself

    const SandboxRef offsite = build.folder(QStringLiteral("/Offsite 2025"));
    const SandboxRef photos = build.folder(QStringLiteral("/Offsite 2025/Photos"));
    for (int i = 0; i < 12; ++i) {
        build.lose(offsite, build.officeName(), build.days(21, 29));
        build.lose(photos, build.photoName(), build.days(21, 29));
    }
    build.purge(offsite); // gone for good, with the folder below it

    const SandboxRef prototype = build.folder(QStringLiteral("/Projects/Harbour/Prototype"));
    for (const char16_t *below : {u"Prototype/Parts", u"Prototype/Parts/Metal", u"Prototype/Tests"}) {
        const SandboxRef folder = build.folder(QStringLiteral("/Projects/Harbour/") + s(below));
        for (int i = 0; i < 9; ++i)
            build.keep(folder, build.officeName());
    }
    build.trash(prototype, 0.2); // a folder with children

    const SandboxRef drafts = build.folder(QStringLiteral("/People/Drafts"));
    build.keep(drafts, QStringLiteral("Interview questions.docx"));
    build.trash(drafts, 6.1);
    build.keep(build.folder(QStringLiteral("/People/Drafts")),
        QStringLiteral("New template.docx")); // name taken again
}

void oddNames(PracticeBuilder &build)
{
    const SandboxRef folder = build.folder(QStringLiteral("/Inbox"));
    const QStringList names = {
        s(u"invoice\u202Efdp.exe"), // reads as "invoiceexe.pdf"
        s(u"\u05D3\u05D5\u05D7 \u05E9\u05E0\u05EA\u05D9 2025.docx"), // Hebrew: annual report
        s(u"\u062A\u0642\u0631\u064A\u0631 (2).pdf"), // Arabic: report
        s(u"line\nbreak.txt"),
        s(u"bell\u0007 and tab\there.txt"),
        s(u"zero\u200Bwidth\u2060 joiner\u200D.txt"),
        s(u"\U0001F3D6\uFE0F holiday \U0001F468\u200D\U0001F469\u200D\U0001F467 plan.pdf"),
        s(u"re\u0301sume\u0301.pdf"), // combining accents
        s(u"\u65E5\u672C\u8A9E\u306E\u66F8\u985E.docx"),
        QStringLiteral(".hidden settings"),
        QStringLiteral("no ending"),
        QStringLiteral("  two leading spaces.txt"),
        QStringLiteral("100% sure & <b>bold</b>.html"),
        QStringLiteral("quote\"and'apostrophe.txt"),
        QStringLiteral("percent%20encoded.txt"),
        QStringLiteral("CON.txt"),
        QStringLiteral("archive.tar.gz"),
        QString(251, u'w') + QStringLiteral(".txt"),
        QStringLiteral("empty.txt"),
    };
    for (const QString &name : names) {
        const bool isEmpty = name == u"empty.txt";
        build.lose(folder, name, isEmpty ? SandboxContent::of({}) : build.content(name), build.days(0.5, 9));
    }
    const QString again = QStringLiteral("scan.pdf"); // one name, trashed three times
    for (int i = 0; i < 3; ++i)
        build.lose(folder, again, 3.0 + i);
}

void fillWork(SandboxDrive &drive, PracticeBuilder build)
{
    build.scatter({QStringLiteral("/Projects/Lighthouse/Design"), QStringLiteral("/Projects/Lighthouse/Minutes"),
                      QStringLiteral("/Projects/Harbour/Drawings"), QStringLiteral("/Finance/2025"),
                      QStringLiteral("/Finance/2026/Invoices"), QStringLiteral("/Finance/2026/Receipts"),
                      QStringLiteral("/Marketing/Newsletter"), QStringLiteral("/People/Onboarding"),
                      QStringLiteral("/People/Travel")},
        14, 13, 0.01, 29.5);
    deliverables(build);
    lostFolders(build);
    oddNames(build);
    const SandboxRef team = build.folder(QStringLiteral("/Team"));
    for (const char16_t *page : {u"Intranet", u"Lunch menu", u"Room booking", u"Style guide", u"Ticket board"})
        build.loseLink(
            team, s(page), QStringLiteral("https://intranet.example/%1").arg(s(page).size()), build.days(1, 25));
    const SandboxRef contracts = build.folder(QStringLiteral("/Signed Contracts"));
    for (int i = 0; i < 4; ++i)
        build.lose(contracts, QStringLiteral("Contract %1 (signed).pdf").arg(2031 + i), build.days(4, 8));
    drive.setReadOnly(contracts, true);
}

void fillHome(PracticeBuilder build)
{
    build.scatter(
        {QStringLiteral("/House"), QStringLiteral("/Taxes/2025"), QStringLiteral("/Choir")}, 8, 5, 0.01, 29.5);
    const SandboxRef summer = build.folder(QStringLiteral("/Photos/Summer 2026"));
    for (int i = 0; i < 24; ++i)
        build.keep(summer, build.photoName());
    for (int i = 0; i < 40; ++i)
        build.lose(summer, build.photoName(), build.days(0.02, 28));
    const SandboxRef album = build.folder(QStringLiteral("/Music/Garage Band"));
    for (int i = 1; i <= 9; ++i)
        build.keep(album, QStringLiteral("%1 Take.flac").arg(i, 2, 10, QLatin1Char('0')));
    build.trash(album, 15.4);
    build.loseLink(build.folder(QStringLiteral("/House")), QStringLiteral("Paint colours"),
        QStringLiteral("https://paint.example/colours"), 2);
}

} // namespace

PracticeData::PracticeData(const QDateTime &now, quint32 seed)
    : m_work({.id = 31415926, .name = QStringLiteral("Robin Sample"), .login = QStringLiteral("robin@sample.example")},
        170'000'000'000)
    , m_home({.id = 27182818,
                 .name = QStringLiteral("Robin Sample (private)"),
                 .login = QStringLiteral("robin.at.home@sample.example")},
          240'000'000'000)
{
    m_work.setQuotaBytes(107'374'182'400);
    m_home.setQuotaBytes(53'687'091'200);
    fillWork(m_work, PracticeBuilder(m_work, now, seed));
    fillHome(PracticeBuilder(m_home, now, seed + 1));
}

} // namespace Unbin
