// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/previewjob.h"

#include "core/jobs/workerjob.h"
#include "ui/preview/contentkind.h"
#include "ui/preview/renderjob.h"

#include <QCryptographicHash>
#include <QFile>

namespace Unbin {

namespace {

constexpr qint64 kHeadBytes = 8 * 1024;
constexpr qint64 kChunkBytes = 1024 * 1024;

/** What a worker finds out: the kind, and text at once. */
struct Looked {
    ContentKind kind;
    Preview preview;
};

Result<Looked> look(const QString &path, qint64 sizeBytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::LocalIo, file.errorString());
    Looked looked{.kind = contentKind(file.peek(kHeadBytes)), .preview = {.sizeBytes = sizeBytes}};
    if (looked.kind.family == ContentKind::Family::Text)
        looked.preview.what = decodeText(file.read(kMostTextBytes + 1), kMostTextBytes);
    return looked;
}

class PreviewJob final : public Job<Preview>
{
public:
    PreviewJob(CachedContentPtr content, int page)
        : m_content(std::move(content))
        , m_page(page)
    { }

protected:
    void run() override
    {
        auto looking = workerJob<Looked>(
            [path = m_content->path, size = m_content->sizeBytes](const WorkerContext &) { return look(path, size); });
        then(std::move(looking), [this](Result<Looked> looked) {
            if (!looked)
                return fail(looked.error());
            m_preview = std::move(looked->preview);
            switch (looked->kind.family) {
            case ContentKind::Family::Text:
                return succeed(std::move(m_preview));
            case ContentKind::Family::Picture:
            case ContentKind::Family::Pages:
                return render(looked->kind);
            case ContentKind::Family::Other:
                return tellFacts({});
            }
        });
    }

private:
    void render(const ContentKind &kind)
    {
        m_preview.isPages = kind.family == ContentKind::Family::Pages;
        m_preview.page = m_page;
        const bool isDrawing = kind.format == "svg";
        RenderRequest request{.path = m_content->path, .format = kind.format, .page = m_page};
        then(JobPtr<Picture>(std::make_unique<RenderJob>(std::move(request))), [this, isDrawing](Result<Picture> picture) {
            if (!picture)
                return isDrawing ? readText() : tellFacts(picture.error());
            m_preview.what = std::move(*picture);
            succeed(std::move(m_preview));
        });
    }
    /** A drawing that can't be drawn can still be read. */
    void readText()
    {
        auto reading = workerJob<DecodedText>([path = m_content->path](const WorkerContext &) -> Result<DecodedText> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return failure(Error::Kind::LocalIo, file.errorString());
            return decodeText(file.read(kMostTextBytes + 1), kMostTextBytes);
        });
        then(std::move(reading), [this](Result<DecodedText> text) {
            if (!text)
                return fail(text.error());
            m_preview.what = std::move(*text);
            succeed(std::move(m_preview));
        });
    }
    void tellFacts(std::optional<Error> why)
    {
        auto reading = workerJob<ContentFacts>(
            [path = m_content->path](const WorkerContext &context) { return contentFacts(path, context); });
        then(std::move(reading), [this, why = std::move(why)](Result<ContentFacts> facts) {
            if (!facts)
                return fail(facts.error());
            facts->why = why;
            m_preview.what = std::move(*facts);
            succeed(std::move(m_preview));
        });
    }

    CachedContentPtr m_content;
    int m_page;
    Preview m_preview;
};

} // namespace

Result<ContentFacts> contentFacts(const QString &path, const WorkerContext &context)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::LocalIo, file.errorString());
    ContentFacts facts{.head = file.peek(256)};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (;;) {
        const QByteArray chunk = file.read(kChunkBytes);
        if (chunk.isEmpty() || context.isStopped())
            break;
        hash.addData(chunk);
    }
    facts.sha256 = hash.result();
    return facts;
}

JobPtr<Preview> previewJob(CachedContentPtr content, int page)
{
    return std::make_unique<PreviewJob>(std::move(content), page);
}

} // namespace Unbin
