// SPDX-License-Identifier: GPL-3.0-or-later
// unbin-preview KIND FILE PAGE WIDTH HEIGHT: decodes one picture (a format of kFormats), one drawing ("svg") or one page of
// a PDF ("pages") and writes it to its output as ui/preview/picture.h says. Started by RenderJob for every single content: here a
// decoder may crash, loop or eat memory without hurting anybody.
#include "app/preview/drawing.h"
#include "ui/preview/picture.h"

#include <QFile>
#include <QGuiApplication>
#include <QImageReader>
#include <QPainter>
#include <QSvgRenderer>

#include <poppler-qt6.h>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <memory>

using namespace Unbin;

namespace {

[[maybe_unused]] constexpr rlim_t kMemoryBytes = 1536ULL * 1024 * 1024;
constexpr rlim_t kSeconds = 30;
constexpr std::array kFormats = {"png", "jpeg", "gif", "bmp", "webp", "tiff"};
constexpr qint64 kLargestDrawing = 16 * 1024 * 1024; // bytes

void limit(int resource, rlim_t most)
{
    const rlimit limits{most, most};
    setrlimit(__rlimit_resource_t(resource), &limits);
}

/** Little memory, little time, no new file, no new right. A sanitizer needs all of the address space. */
void giveUpRights()
{
#if !defined(UNBIN_SANITIZED)
    limit(RLIMIT_AS, kMemoryBytes);
#endif
    limit(RLIMIT_CPU, kSeconds);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    std::signal(SIGXFSZ, SIG_IGN); // a cache that can't be written is no reason to die
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

int end(RenderEnd how)
{
    return int(how);
}

int write(const Picture &picture)
{
    QFile output;
    const bool isWritten
        = output.open(stdout, QIODevice::WriteOnly) && writePicture(output, picture) && output.flush();
    return end(isWritten ? RenderEnd::Done : RenderEnd::Unreadable);
}

int renderPicture(const QString &path, const QByteArray &format, const QSize &largest)
{
    QImageReader reader(path, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    QImageReader::setAllocationLimit(768);
    if (!QImageReader::supportedImageFormats().contains(format))
        return end(RenderEnd::NoDecoder);
    const QSize full = reader.size();
    if (full.isEmpty())
        return end(RenderEnd::Unreadable);
    if (qint64(full.width()) * full.height() > PictureLimits::kMostPixels)
        return end(RenderEnd::TooLarge);
    if (full.width() > largest.width() || full.height() > largest.height())
        reader.setScaledSize(full.scaled(largest, Qt::KeepAspectRatio).expandedTo({1, 1}));
    const QImage image = reader.read();
    if (image.isNull())
        return end(RenderEnd::Unreadable);
    const bool isTurned = (image.width() > image.height()) != (full.width() > full.height());
    return write({.image = image, .fullSize = isTurned ? full.transposed() : full});
}

/** As large as it says, at least as large as one looks at, at most as large as was asked for. */
int renderDrawing(const QString &path, const QSize &largest)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return end(RenderEnd::Unreadable);
    if (file.size() > kLargestDrawing)
        return end(RenderEnd::TooLarge);
    QSvgRenderer renderer;
    if (!renderer.load(harmlessDrawing(file.readAll())) || renderer.defaultSize().isEmpty())
        return end(RenderEnd::Unreadable);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    constexpr QSize kUsual(1200, 1200);
    QSize size = renderer.defaultSize();
    if (size.width() < kUsual.width() && size.height() < kUsual.height())
        size.scale(kUsual, Qt::KeepAspectRatio);
    if (size.width() > largest.width() || size.height() > largest.height())
        size.scale(largest, Qt::KeepAspectRatio);
    QImage image(size.expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return end(RenderEnd::TooLarge);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    return write({.image = image, .fullSize = renderer.defaultSize()});
}

int renderPage(const QString &path, int number, const QSize &largest)
{
    const std::unique_ptr<Poppler::Document> document = Poppler::Document::load(path);
    if (!document)
        return end(RenderEnd::Unreadable);
    if (document->isLocked())
        return end(RenderEnd::Locked);
    const int pages = document->numPages();
    if (pages < 1 || number < 0 || number >= pages)
        return end(RenderEnd::Unreadable);
    const std::unique_ptr<Poppler::Page> page = document->page(number);
    const QSizeF points = page ? page->pageSizeF() : QSizeF();
    if (points.width() < 1 || points.height() < 1)
        return end(RenderEnd::Unreadable);
    document->setRenderHint(Poppler::Document::Antialiasing);
    document->setRenderHint(Poppler::Document::TextAntialiasing);
    constexpr double kUsual = 144;
    const double fits = 72 * std::min(largest.width() / points.width(), largest.height() / points.height());
    const double resolution = std::min(kUsual, fits);
    const QImage image = page->renderToImage(resolution, resolution);
    if (image.isNull())
        return end(RenderEnd::Unreadable);
    return write({.image = image.scaled(image.size().boundedTo(largest)), .fullSize = points.toSize(), .pages = pages});
}

} // namespace

int main(int argc, char *argv[])
{
    giveUpRights();
    const bool isDrawing = argc > 1 && qstrcmp(argv[1], "svg") == 0;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const std::unique_ptr<QCoreApplication> application(
        isDrawing ? new QGuiApplication(argc, argv) : new QCoreApplication(argc, argv)); // letters of drawings need fonts
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 6)
        return end(RenderEnd::Unreadable);
    const QSize largest = QSize(arguments[4].toInt(), arguments[5].toInt())
                              .expandedTo({1, 1})
                              .boundedTo({PictureLimits::kLongestSide, PictureLimits::kLongestSide});
    if (arguments[1] == QLatin1String("pages"))
        return renderPage(arguments[2], arguments[3].toInt(), largest);
    if (isDrawing)
        return renderDrawing(arguments[2], largest);
    const QByteArray format = arguments[1].toLatin1();
    const bool isKnown = std::any_of(kFormats.begin(), kFormats.end(), [&](const char *known) { return format == known; });
    return isKnown ? renderPicture(arguments[2], format, largest) : end(RenderEnd::Unreadable);
}
