// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/practiceversions.h"

#include <QDateTime>
#include <QStringList>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <vector>

namespace Unbin {

namespace {

constexpr double kDay = 24 * 60 * 60;

QDateTime ago(const QDateTime &now, double days)
{
    return now.addSecs(-qint64(days * kDay));
}

const std::array<const char16_t *, 4> &people()
{
    static constexpr std::array<const char16_t *, 4> names
        = {u"Robin Sample", u"Kim Guest", u"Alex Doe", u"Sam Muster"};
    return names;
}

QString person(int number)
{
    return QString::fromUtf16(people()[size_t(number) % people().size()]);
}

/** Notes that grow and change: later numbers know more, and some lines are rephrased on the way. */
QByteArray notes(int number)
{
    static const QStringList topics = {QStringLiteral("Foundations"), QStringLiteral("Lamp room"),
        QStringLiteral("Stairs"), QStringLiteral("Paint"), QStringLiteral("Budget"), QStringLiteral("Visitors"),
        QStringLiteral("Storm shutters"), QStringLiteral("Electrics"), QStringLiteral("Opening day")};
    QStringList lines{QStringLiteral("# Lighthouse, meeting notes"), QString(),
        QStringLiteral("Present: Robin, Kim%1").arg(number > 20 ? QStringLiteral(", Alex") : QString()), QString()};
    const int topicCount = std::min<int>(int(topics.size()), 2 + number / 5);
    for (int topic = 0; topic < topicCount; ++topic) {
        lines += QStringLiteral("## %1").arg(topics[topic]);
        const int points = 1 + (number + topic * 3) % 4 + number / 20;
        for (int point = 0; point < points; ++point) {
            const int cost = 1200 + 150 * topic + 40 * point + (number / 7) * 25;
            lines += QStringLiteral("- Point %1: %2 is to cost %3 euros, decided by %4.")
                         .arg(point + 1)
                         .arg(topics[topic].toLower())
                         .arg(cost)
                         .arg(person(topic + point + number / 15));
        }
        lines += QString();
    }
    if (number > 30)
        lines += QStringLiteral("Next meeting: %1 o’clock at the harbour office.").arg(9 + number % 5);
    return lines.join(u'\n').toUtf8() + '\n';
}

void addNotes(SandboxVersions &versions, SandboxDrive &drive, SandboxRef folder, const QDateTime &now)
{
    constexpr int kSaves = 60;
    const QString first = QStringLiteral("Notes.md");
    const QString later = QStringLiteral("Meeting notes.md");
    const auto at = [&](int save) { // busy weeks and quiet ones
        const double week = save / 6;
        const double ofWeek = (save % 6) * (save % 12 < 6 ? 0.3 : 0.9);
        return ago(now, 88 - week * 9 - ofWeek);
    };
    const SandboxRef file = drive.addFile(folder, first, SandboxContent::of(notes(0)), at(0));
    int content = 0;
    for (int save = 1; save < kSaves; ++save) {
        content += save % 4 != 0; // every fourth save changes nothing
        versions.write(file, SandboxContent::of(notes(content)), person(save / 3), at(save),
            save == 25 ? later : QString());
    }
    for (const size_t index : {size_t(8), size_t(21)})
        versions.trash(file, versions.past(file)[index].number, ago(now, 2));
}

/** 24 bits a pixel, bottom row first: the only picture format one can write without a library. */
QByteArray plan(int number)
{
    constexpr int kWidth = 420;
    constexpr int kHeight = 300;
    constexpr int kRow = (kWidth * 3 + 3) / 4 * 4;
    QByteArray bytes(54 + kRow * kHeight, '\0');
    bytes.replace(0, 2, "BM");
    const auto put = [&bytes](int at, quint32 value) { qToLittleEndian(value, bytes.data() + at); };
    put(2, quint32(bytes.size()));
    put(10, 54);
    put(14, 40);
    put(18, kWidth);
    put(22, kHeight);
    bytes[26] = 1;
    bytes[28] = 24;
    const auto isWall = [](int v, int from, int to) { return v == from || v == to || v == from + 1 || v == to - 1; };
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            std::array<int, 3> color = {246 - y / 12, 248 - y / 16, 240}; // red, green, blue
            const bool isHouse = x > 60 && x < 220 + number * 12 && y > 70 && y < 210;
            if (isHouse)
                color = {252, 244, 220};
            if ((isWall(x, 60, 220 + number * 12) && y >= 70 && y <= 210) || (isWall(y, 70, 210) && x >= 60 && x <= 220 + number * 12))
                color = {70, 80, 96};
            const int dx = x - 320;
            const int dy = y - 150;
            if (dx * dx + dy * dy < 2500 + number * 160)
                color = {196 - number * 14, 84 + number * 10, 62};
            if (y < 34 + number * 3)
                color = {96, 156, 196};
            for (int channel = 0; channel < 3; ++channel)
                bytes[54 + y * kRow + x * 3 + channel] = char(std::clamp(color[size_t(2 - channel)], 0, 255));
        }
    }
    return bytes;
}

std::vector<QByteArray> drawnPlans()
{
    std::vector<QByteArray> plans;
    for (int number = 0; number < 7; ++number)
        plans.push_back(plan(number));
    return plans;
}

QByteArray words(int size, int y, const QByteArray &text)
{
    return "BT /F1 " + QByteArray::number(size) + " Tf 72 " + QByteArray::number(y) + " Td (" + text + ") Tj ET\n";
}

/** A cover, the items, and terms that nobody ever changes. */
QByteArrayList offerPages(int number)
{
    QByteArray items = words(22, 760, "What it costs");
    for (int line = 0; line < 6 + number * 2; ++line) {
        items += words(12, 720 - line * 20,
            "Item " + QByteArray::number(line + 1) + ": " + QByteArray::number(400 + 35 * line + 50 * number) + " euros");
    }
    return {words(30, 520, "Offer for the lighthouse") + words(14, 480, "To the harbour office"), items,
        words(22, 760, "Terms") + words(12, 720, "Valid for eight weeks.") + words(12, 700, "Scaffolding is included.")};
}

QByteArray offer(int number)
{
    const QByteArrayList pages = offerPages(number);
    QByteArrayList objects = {"<< /Type /Catalog /Pages 2 0 R >>", {}, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    QByteArray kids;
    for (const QByteArray &page : pages) {
        const QByteArray content = QByteArray::number(objects.size() + 2);
        kids += QByteArray::number(objects.size() + 1) + " 0 R ";
        objects += "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + content
            + " 0 R /Resources << /Font << /F1 3 0 R >> >> >>";
        objects += "<< /Length " + QByteArray::number(page.size()) + " >>\nstream\n" + page + "endstream";
    }
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + QByteArray::number(pages.size()) + " >>";
    QByteArray pdf = "%PDF-1.4\n";
    const QByteArray size = QByteArray::number(objects.size() + 1);
    QByteArray index = "xref\n0 " + size + "\n0000000000 65535 f \n";
    for (int i = 0; i < objects.size(); ++i) {
        index += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const QByteArray start = QByteArray::number(pdf.size());
    return pdf + index + "trailer << /Size " + size + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

template <class Make>
void addSaves(SandboxVersions &versions, SandboxDrive &drive, SandboxRef folder, const char16_t *name, int saves,
    const QDateTime &now, Make make)
{
    const auto at = [&](int save) { return ago(now, (saves - save) * 6.5 - 3); };
    const SandboxRef file
        = drive.addFile(folder, QString::fromUtf16(name), SandboxContent::of(make(0)), at(0));
    for (int save = 1; save < saves; ++save)
        versions.write(file, SandboxContent::of(make(save)), person(save), at(save));
}

/** A gauge that writes by itself, a few times a day for years, and now and then twice the same. */
void addTides(SandboxVersions &versions, SandboxDrive &drive, SandboxRef folder, const QDateTime &now)
{
    constexpr int kSaves = 5000;
    const auto content = [](int save) {
        QByteArray text = "day;high water in cm\n";
        for (int line = 0; line < 3 + save / 400; ++line)
            text += QByteArray::number(save / 4 + line) + ';' + QByteArray::number(300 + (save * 37 + line * 11) % 90) + '\n';
        return SandboxContent::of(text);
    };
    const auto at = [&](int save) { return ago(now, 1100 - save * 0.22 + (save % 7) * 0.02); };
    const SandboxRef file = drive.addFile(folder, QStringLiteral("Tide table.csv"), content(0), at(0));
    for (int save = 1; save < kSaves; ++save)
        versions.write(file, content(save - (save % 9 == 0)), person(save % 50 == 0 ? 1 : 0), at(save));
}

QByteArray chapter(int number, bool isSpoilt)
{
    QByteArray text = "# Chapter " + QByteArray::number(number) + "\n\n";
    for (int i = 0; i < 4 + number % 5; ++i) {
        const QByteArray what = isSpoilt ? "DEPARTMENT_NAME" : "the harbour office";
        text += "Rule " + QByteArray::number(i + 1) + ". Whoever wants to know more asks " + what + " before noon.\n";
    }
    return text;
}

void addHandbook(SandboxVersions &versions, SandboxDrive &drive, const QDateTime &now)
{
    const SandboxRef folder = drive.addFolders(QStringLiteral("/Handbook"), ago(now, 200));
    for (int number = 1; number <= 40; ++number) {
        const QString name = QStringLiteral("Chapter %1.md").arg(number, 2, 10, QLatin1Char('0'));
        const SandboxRef file
            = drive.addFile(folder, name, SandboxContent::of(chapter(number, false) + "Draft.\n"), ago(now, 120 + number));
        versions.write(file, SandboxContent::of(chapter(number, false)), person(number), ago(now, 60 + number * 0.5));
        if (number % 4)
            versions.write(file, SandboxContent::of(chapter(number, true)), person(3), ago(now, 3 - number * 0.0005));
    }
}

} // namespace

void addPracticeVersions(SandboxVersions &versions, SandboxDrive &drive, const QDateTime &now)
{
    const SandboxRef folder = drive.addFolders(QStringLiteral("/Lighthouse notes"), ago(now, 200));
    addNotes(versions, drive, folder, now);
    static const std::vector<QByteArray> plans = drawnPlans(); // drawing takes longer than all the rest
    addSaves(versions, drive, folder, u"Site plan.bmp", int(plans.size()), now,
        [](int save) { return plans[size_t(save)]; });
    addSaves(versions, drive, folder, u"Offer.pdf", 4, now, [](int save) { return offer(save); });
    addSaves(versions, drive, folder, u"Protocol.txt", 3, now, [](int save) { // ISO 8859-1, as old programs write
        return QByteArray("Beschl\xfcsse der Sitzung\n\nDas Geb\xe4ude wird gestrichen.\nDie T\xfcr bleibt ")
            + (save < 1 ? "blau" : save < 2 ? "gr\xfcn" : "wei\xdf") + ".\nN\xe4" "chste Sitzung im M\xe4rz.\n";
    });
    addSaves(versions, drive, folder, u"Lease.txt", 1, now, [](int) {
        return QByteArray("The lighthouse is leased to the society for 99 years.\n");
    });
    addSaves(versions, drive, folder, u"Key list.txt", 2, now, [](int save) {
        return QByteArray("Front door: Robin, Kim\nLamp room: ") + (save < 1 ? "Robin\n" : "Robin, Sam\n");
    });
    addTides(versions, drive, folder, now);
    addHandbook(versions, drive, now);
}

} // namespace Unbin
