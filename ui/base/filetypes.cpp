// SPDX-License-Identifier: GPL-3.0-or-later
// Kinds of files by their ending. A table of ours rather than QMimeDatabase: lists ask for it once per
// painted row, so it must not load anything from disk, and a shared folder should read the same on every
// computer.
#include "ui/base/formats.h"

#include <QCoreApplication>
#include <QHash>

namespace Unbin {

namespace {

struct TypeWords {
    Q_DECLARE_TR_FUNCTIONS(Unbin::FileTypes)
};

enum class FileType { Plain, Document, Text, Image, Audio, Video, Archive, Pdf, Sheet, Slides, Code };

struct EndingsOf {
    FileType type;
    const char *endings;
};

constexpr EndingsOf knownEndings[] = {
    {FileType::Document, "doc docx docm dot dotx odt ott rtf pages wpd fodt epub mobi boxnote gdoc"},
    {FileType::Text, "txt text md markdown rst log tex org nfo srt vtt"},
    {FileType::Image,
        "png jpg jpeg jpe gif webp bmp tif tiff svg svgz heic heif avif ico psd xcf kra raw cr2 cr3 nef "
        "arw dng orf rw2 ai eps jxl"},
    {FileType::Audio, "mp3 flac ogg oga opus wav m4a aac wma aif aiff mid midi ape amr"},
    {FileType::Video, "mp4 m4v mkv webm avi mov wmv mpg mpeg flv 3gp ogv mts m2ts vob"},
    {FileType::Archive, "zip tar gz tgz bz2 tbz2 xz txz zst 7z rar lz lzma lz4 cab iso img dmg deb rpm apk jar z cpio"},
    {FileType::Pdf, "pdf"},
    {FileType::Sheet, "xls xlsx xlsm xlsb ods ots csv tsv numbers fods gsheet"},
    {FileType::Slides, "ppt pptx pptm pps ppsx odp otp key fodp gslides"},
    {FileType::Code,
        "c cc cpp cxx h hh hpp hxx cs java kt kts go rs py rb php pl pm lua js mjs ts tsx jsx swift m mm "
        "scala hs sh bash zsh fish ps1 bat cmd sql html htm css scss xml xsd xsl json yaml yml toml ini "
        "cfg conf cmake qml ui vue r jl dart ex exs erl clj asm s ipynb diff patch"},
};

QHash<QString, FileType> typesByEnding()
{
    QHash<QString, FileType> types;
    for (const EndingsOf &known : knownEndings) {
        const auto endings = QString::fromLatin1(known.endings).split(u' ');
        for (const QString &ending : endings)
            types.insert(ending, known.type);
    }
    return types;
}

/** The ending in lower case; empty where what follows the last dot is no ordinary ending. */
QString endingOf(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    const auto length = name.size() - dot - 1;
    if (dot <= 0 || length < 1 || length > 8)
        return {};
    const QStringView ending = QStringView(name).mid(dot + 1);
    const bool isPlain
        = std::all_of(ending.begin(), ending.end(), [](QChar c) { return c.unicode() < 0x80 && c.isLetterOrNumber(); });
    return isPlain ? ending.toString().toLower() : QString();
}

FileType typeOf(const QString &ending)
{
    static const QHash<QString, FileType> types = typesByEnding();
    return types.value(ending, FileType::Plain);
}

QString fileTypeText(const QString &name)
{
    const QString ending = endingOf(name);
    if (ending.isEmpty())
        return TypeWords::tr("File", "type of an item");
    const QString shown = ending.toUpper();
    switch (typeOf(ending)) {
    case FileType::Plain:
        return TypeWords::tr("%1 file", "type of an item; %1 is the ending in capitals").arg(shown);
    case FileType::Document:
    case FileType::Pdf:
        return TypeWords::tr("%1 document", "type of an item; %1 is the ending in capitals").arg(shown);
    case FileType::Text:
        return TypeWords::tr("%1 text", "type of an item; %1 is the ending in capitals").arg(shown);
    case FileType::Image:
        return TypeWords::tr("%1 image", "type of an item; %1 is the ending in capitals").arg(shown);
    case FileType::Audio:
        return TypeWords::tr("%1 audio", "type of an item; %1 is the ending in capitals").arg(shown);
    case FileType::Video:
        return TypeWords::tr("%1 video", "type of an item; %1 is the ending in capitals").arg(shown);
    case FileType::Archive:
        return TypeWords::tr("%1 archive", "type of an item; %1 is the ending in capitals").arg(shown);
    case FileType::Sheet:
        return TypeWords::tr("%1 spreadsheet", "type of an item; %1 is the ending in capitals").arg(shown);
    case FileType::Slides:
        return TypeWords::tr("%1 presentation", "type of an item; %1 is the ending in capitals").arg(shown);
    case FileType::Code:
        return TypeWords::tr("%1 source", "type of an item; %1 is the ending in capitals").arg(shown);
    }
    Q_UNREACHABLE();
}

QString fileIconName(const QString &name)
{
    switch (typeOf(endingOf(name))) {
    case FileType::Plain:
        return QStringLiteral("file");
    case FileType::Document:
    case FileType::Text:
        return QStringLiteral("file-text");
    case FileType::Image:
        return QStringLiteral("file-image");
    case FileType::Audio:
        return QStringLiteral("file-audio");
    case FileType::Video:
        return QStringLiteral("file-video");
    case FileType::Archive:
        return QStringLiteral("file-archive");
    case FileType::Pdf:
        return QStringLiteral("file-pdf");
    case FileType::Sheet:
        return QStringLiteral("file-sheet");
    case FileType::Slides:
        return QStringLiteral("file-slides");
    case FileType::Code:
        return QStringLiteral("file-code");
    }
    Q_UNREACHABLE();
}

} // namespace

QString typeText(ItemKind kind, const QString &name)
{
    switch (kind) {
    case ItemKind::File:
        return fileTypeText(name);
    case ItemKind::Folder:
        return TypeWords::tr("Folder", "type of an item");
    case ItemKind::Link:
        return TypeWords::tr("Link", "type of an item: a web link or a symbolic link");
    case ItemKind::Other:
        return TypeWords::tr("Other", "type of an item: none that we know");
    }
    Q_UNREACHABLE();
}

QString typeIconName(ItemKind kind, const QString &name)
{
    switch (kind) {
    case ItemKind::File:
        return fileIconName(name);
    case ItemKind::Folder:
        return QStringLiteral("folder");
    case ItemKind::Link:
        return QStringLiteral("link");
    case ItemKind::Other:
        return QStringLiteral("file");
    }
    Q_UNREACHABLE();
}

} // namespace Unbin
