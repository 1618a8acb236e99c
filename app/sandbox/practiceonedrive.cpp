// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/practiceonedrive.h"

#include "app/sandbox/practicebuilder.h"

namespace Unbin {

namespace {

const QString kim = QStringLiteral("Kim Example");

/** The first paragraphs of an invented thesis. */
QByteArray thesis(int paragraphs)
{
    static const QByteArrayList sentences = {"The reed beds of the lower lake have been counted since 1987.",
        "Counting was done from the water, twice a year, by the same two people.",
        "In wet years the outer edge moves by up to four metres.",
        "Birds were not the subject of this work, but they could not be overlooked.",
        "The second survey used the same poles as the first.", "Two poles were lost to ice and replaced.",
        "Where the shore was fortified, the reed did not return.",
        "We asked eleven owners of boat houses; nine answered.", "Their memory agrees with the photographs.",
        "A model with three parameters explains most of the change."};
    QByteArray text = "# Reed beds of the lower lake\n\n";
    for (int i = 0; i < paragraphs; ++i)
        text += QByteArray::number(i + 1) + ". " + sentences[i % sentences.size()] + ' '
            + sentences[(i * 7 + 3) % sentences.size()] + "\n\n";
    return text;
}

QByteArray budget(int month)
{
    static const QByteArrayList lines = {"rent;890", "food;410", "travel;120", "books;45", "choir;20"};
    QByteArray text = "item;euros per month\n";
    for (int i = 0; i < lines.size(); ++i)
        text += i < month ? lines[i] + '\n' : QByteArray();
    return text + "months so far;" + QByteArray::number(month) + '\n';
}

void fill(PracticeBuilder build)
{
    build.scatter({s("/Documents/Household"), s("/Documents/Taxes/2025"), s("/Studies/Sources"), s("/Choir/Programme"),
                      s("/Documents/Garden")},
        14, 5, 1, 28);
    for (const char *season : {"/Pictures/2026/Spring", "/Pictures/2026/Summer"}) {
        const SandboxRef folder = build.folder(s(season));
        for (int i = 0; i < 40; ++i)
            build.keep(folder, build.photoName());
    }
    const SandboxRef scores = build.folder(s("/Choir/Scores"));
    for (const char *name : {"Autumn Songs.pdf", "Canon for Four.pdf", "Evening Hymn.pdf", "Lullaby.pdf",
             "March of the Geese.pdf", "Requiem for a Bicycle.pdf", "Round for Rainy Days.pdf"})
        build.keep(scores, s(name));
    build.keep(build.folder(s("/Documents/Moving")), s("Checklist.docx"));
    build.keep(build.folder(s("/Documents/Garden/Plans")), s("Raised beds.dwg"));
    build.keep(build.folder(s("/Documents/Garden/Plans")), s("Seed list.xlsx"));
    build.keep(build.folder(s("/Documents/Household")), s("Insurance.pdf"));
    const SandboxRef phone = build.folder(s("/Old Phone/Camera"));
    for (int i = 0; i < 9; ++i)
        build.keep(phone, build.photoName());
    build.trash(phone, 16.2); // a folder with content, before anybody looked
}

} // namespace

PracticeOneDrive::PracticeOneDrive(const QDateTime &now, quint32 seed)
    : m_drive({.id = 16180339, .name = s("Robin Sample"), .login = s("robin.sample@mail.example")}, 310'000'000'000)
    , m_past(m_drive)
{
    m_drive.setQuotaBytes(107'374'182'400);
    fill(PracticeBuilder(m_drive, now, seed));
    m_drive.addLink(SandboxDrive::root, s("Notebook"), {}, now.addDays(-200));
    m_drive.addLink(SandboxDrive::root, s("Kim's holiday photos"), s("https://drive.example/kim"), now.addDays(-60));
    writeHistories(now);
}

void PracticeOneDrive::writeHistories(const QDateTime &now)
{
    const QString robin = m_drive.owner().name;
    const SandboxRef studies = m_drive.addFolders(s("/Studies"), now.addDays(-400));
    const SandboxRef work = m_drive.addFile(studies, s("Thesis.md"), SandboxContent::of(thesis(1)), now.addDays(-120));
    for (int i = 1; i < 60; ++i) {
        // On one day most of it was lost, and found again on the next; once something was saved without a change.
        const int paragraphs = i == 41 ? 3 : i == 42 || i == 43 ? 41 : i + 1;
        const QDateTime at = now.addDays(-120 + i * 2).addSecs(i * 7919 % 40'000);
        m_past.write(work, SandboxContent::of(thesis(paragraphs)), i % 7 == 4 ? kim : robin, at);
    }
    const SandboxRef household = m_drive.addFolders(s("/Documents/Household"), now.addDays(-400));
    const SandboxRef figures
        = m_drive.addFile(household, s("Budget 2026.csv"), SandboxContent::of(budget(1)), now.addDays(-270));
    for (int month = 2; month <= 9; ++month)
        m_past.write(figures, SandboxContent::of(budget(month)), robin, now.addDays(-300 + month * 30));
    const SandboxRef recipes = m_drive.addFolders(s("/Recipes"), now.addDays(-400));
    const SandboxRef soup = m_drive.addFile(recipes, s("Pumpkin soup.txt"),
        SandboxContent::of("1 pumpkin, 2 onions, 1 litre of water\n"), now.addDays(-80));
    qint64 daysAgo = 80;
    for (const char *more : {"1 pumpkin, 2 onions, 1 litre of water, ginger\n",
             "1 pumpkin, 3 onions, 1 litre of water, ginger, chilli\n", "1 pumpkin, 3 onions, coconut milk, ginger\n"})
        m_past.write(soup, SandboxContent::of(more), robin, now.addDays(-(daysAgo -= 19)));
}

void PracticeOneDrive::deleteMore(const QDateTime &now)
{
    const auto lose = [&](const QString &path) {
        const SandboxRef ref = *m_drive.find(path);
        m_drive.trash(ref, now);
        return ref;
    };
    const SandboxRef summer = *m_drive.find(s("/Pictures/2026/Summer"));
    const std::vector<SandboxRef> photos(m_drive.children(summer).begin(), m_drive.children(summer).end());
    for (size_t i = 0; i < photos.size(); i += 2)
        m_drive.trash(photos[i], now);
    lose(s("/Choir/Scores"));
    const SandboxRef insurance = lose(s("/Documents/Household/Insurance.pdf"));
    m_drive.addFile(m_drive.parent(insurance), s("Insurance.pdf"), SandboxContent::madeUp(81'000, 5), now);
    lose(s("/Documents/Moving/Checklist.docx"));
    m_drive.purge(*m_drive.find(s("/Documents/Moving")));
    lose(s("/Documents/Garden/Plans/Seed list.xlsx"));
    lose(s("/Documents/Garden/Plans"));
    lose(s("/Recipes/Pumpkin soup.txt"));
}

} // namespace Unbin
