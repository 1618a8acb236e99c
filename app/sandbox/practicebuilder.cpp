// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/practicebuilder.h"

#include <QFileInfo>

namespace Unbin {

namespace {

struct SizeRange {
    qint64 from;
    qint64 to;
};

SizeRange usualSize(const QString &suffix)
{
    static const QHash<QString, SizeRange> sizes = {{QStringLiteral("txt"), {80, 20'000}},
        {QStringLiteral("csv"), {2'000, 900'000}}, {QStringLiteral("jpg"), {600'000, 9'000'000}},
        {QStringLiteral("heic"), {900'000, 4'000'000}}, {QStringLiteral("png"), {20'000, 3'000'000}},
        {QStringLiteral("mp4"), {20'000'000, 3'800'000'000}}, {QStringLiteral("zip"), {1'000'000, 700'000'000}},
        {QStringLiteral("dwg"), {300'000, 45'000'000}}, {QStringLiteral("flac"), {14'000'000, 60'000'000}}};
    return sizes.value(suffix.toLower(), {15'000, 6'000'000});
}

} // namespace

PracticeBuilder::PracticeBuilder(SandboxDrive &drive, const QDateTime &now, quint32 seed)
    : m_drive(drive)
    , m_now(now)
    , m_random(seed)
{ }

QDateTime PracticeBuilder::ago(double days) const
{
    return m_now.addSecs(-qint64(days * 24 * 60 * 60));
}

double PracticeBuilder::days(double from, double to)
{
    return from + (to - from) * m_random.generateDouble();
}

SandboxRef PracticeBuilder::folder(const QString &path)
{
    return m_drive.addFolders(path, ago(400));
}

SandboxContent PracticeBuilder::content(const QString &name)
{
    const SizeRange range = usualSize(QFileInfo(name).suffix());
    // Small ones are more common: the square leans towards the lower end.
    const double lean = m_random.generateDouble() * m_random.generateDouble();
    return SandboxContent::madeUp(range.from + qint64(lean * double(range.to - range.from)), m_random.generate());
}

SandboxRef PracticeBuilder::keep(SandboxRef folder, const QString &name)
{
    return keep(folder, name, content(name));
}

SandboxRef PracticeBuilder::keep(SandboxRef folder, const QString &name, SandboxContent content)
{
    return m_drive.addFile(folder, name, std::move(content), ago(days(1, 365)));
}

SandboxRef PracticeBuilder::lose(SandboxRef folder, const QString &name, double daysAgo)
{
    return lose(folder, name, content(name), daysAgo);
}

SandboxRef PracticeBuilder::lose(SandboxRef folder, const QString &name, SandboxContent content, double daysAgo)
{
    const SandboxRef ref = m_drive.addFile(folder, name, std::move(content), ago(daysAgo + days(0.1, 300)));
    trash(ref, daysAgo);
    return ref;
}

SandboxRef PracticeBuilder::loseLink(SandboxRef folder, const QString &name, const QString &url, double daysAgo)
{
    const SandboxRef ref = m_drive.addLink(folder, name, url, ago(daysAgo + days(1, 90)));
    trash(ref, daysAgo);
    return ref;
}

void PracticeBuilder::scatter(const QStringList &folders, int kept, int lost, double from, double to)
{
    for (const QString &path : folders) {
        const SandboxRef ref = folder(path);
        for (int i = 0; i < kept; ++i)
            keep(ref, officeName());
        for (int i = 0; i < lost; ++i)
            lose(ref, officeName(), days(from, to));
    }
}

void PracticeBuilder::trash(SandboxRef ref, double daysAgo)
{
    m_drive.trash(ref, ago(daysAgo));
}

QString PracticeBuilder::officeName()
{
    static const QStringList first = {QStringLiteral("Budget"), QStringLiteral("Kick-off"), QStringLiteral("Status"),
        QStringLiteral("Supplier"), QStringLiteral("Quarter"), QStringLiteral("Workshop"), QStringLiteral("Roadmap"),
        QStringLiteral("Site visit"), QStringLiteral("Risk"), QStringLiteral("Training"), QStringLiteral("Survey"),
        QStringLiteral("Launch")};
    static const QStringList second = {QStringLiteral("review"), QStringLiteral("notes"), QStringLiteral("plan"),
        QStringLiteral("draft"), QStringLiteral("summary"), QStringLiteral("figures"), QStringLiteral("checklist")};
    static const QStringList endings = {QStringLiteral("docx"), QStringLiteral("xlsx"), QStringLiteral("pdf"),
        QStringLiteral("pptx"), QStringLiteral("odt"), QStringLiteral("csv"), QStringLiteral("txt"),
        QStringLiteral("png"), QStringLiteral("zip")};
    const auto one = [this](const QStringList &words) {
        return words[m_random.bounded(int(words.size()))];
    };
    return QStringLiteral("%1 %2 %3.%4").arg(one(first), one(second)).arg(++m_names).arg(one(endings));
}

QString PracticeBuilder::photoName()
{
    static const QStringList endings
        = {QStringLiteral("jpg"), QStringLiteral("jpg"), QStringLiteral("heic"), QStringLiteral("mp4")};
    return QStringLiteral("IMG_%1.%2").arg(4100 + ++m_names).arg(endings[m_random.bounded(int(endings.size()))]);
}

} // namespace Unbin
