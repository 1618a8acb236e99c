// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/comparejob.h"

#include "core/jobs/workerjob.h"

#include <cmath>
#include <cstdlib>

namespace Unbin {

PictureDiff comparePictures(Picture left, Picture right)
{
    PictureDiff diff{.left = std::move(left), .right = std::move(right)};
    const QImage &a = diff.left.image;
    const QImage &b = diff.right.image;
    if (a.size() != b.size())
        return diff;
    diff.difference = QImage(a.size(), QImage::Format_Grayscale8);
    qint64 changed = 0;
    for (int y = 0; y < a.height(); ++y) {
        const auto *ofLeft = reinterpret_cast<const QRgb *>(a.constScanLine(y));
        const auto *ofRight = reinterpret_cast<const QRgb *>(b.constScanLine(y));
        uchar *out = diff.difference.scanLine(y);
        for (int x = 0; x < a.width(); ++x) {
            const int most = std::max({std::abs(qRed(ofLeft[x]) - qRed(ofRight[x])), std::abs(qGreen(ofLeft[x]) - qGreen(ofRight[x])),
                std::abs(qBlue(ofLeft[x]) - qBlue(ofRight[x])), std::abs(qAlpha(ofLeft[x]) - qAlpha(ofRight[x]))});
            changed += most > 0;
            out[x] = most == 0 ? 0 : uchar(std::min(255, 64 + most)); // a small difference can be seen, too
        }
    }
    const double all = double(a.width()) * a.height();
    diff.changedShare = all > 0 ? double(changed) / all : 0;
    return diff;
}

namespace {

class CompareJob final : public Job<Comparison>
{
public:
    CompareJob(CachedContentPtr left, CachedContentPtr right, PagePair pages)
        : m_left(std::move(left))
        , m_right(std::move(right))
        , m_pages(pages)
    { }

protected:
    void run() override
    {
        then(side(m_left, m_pages.left), [this](Result<Preview> left) {
            if (!left)
                return fail(left.error());
            then(side(m_right, m_pages.right), [this, left = std::move(*left)](Result<Preview> right) mutable {
                if (right)
                    compare(std::move(left), std::move(*right));
                else
                    fail(right.error());
            });
        });
    }

private:
    /** One has fewer pages than the other: it is nothing there, which is no error. */
    JobPtr<Preview> side(const CachedContentPtr &content, int pages) const
    {
        if (pages == 0 || m_pages.page < pages)
            return previewJob(content, m_pages.page);
        return std::make_unique<ReadyJob<Preview>>(
            Preview{.sizeBytes = content->sizeBytes, .what = Picture{.pages = pages}, .isPages = true, .page = m_pages.page});
    }
    void compare(Preview left, Preview right)
    {
        auto *leftText = std::get_if<DecodedText>(&left.what);
        auto *rightText = std::get_if<DecodedText>(&right.what);
        if (leftText && rightText && !leftText->isCut && !rightText->isCut)
            return compareTexts(std::move(*leftText), std::move(*rightText));
        auto *leftPicture = std::get_if<Picture>(&left.what);
        auto *rightPicture = std::get_if<Picture>(&right.what);
        if (!leftPicture || !rightPicture)
            return compareFacts();
        const bool isPages = left.isPages && right.isPages;
        auto comparing = workerJob<Comparison>([a = std::move(*leftPicture), b = std::move(*rightPicture), isPages,
                                                   page = m_pages.page](const WorkerContext &) -> Result<Comparison> {
            PictureDiff diff = comparePictures(a, b);
            diff.isPages = isPages;
            diff.page = page;
            return Comparison{.what = std::move(diff)};
        });
        then(std::move(comparing), [this](Result<Comparison> compared) { finish(std::move(compared)); });
    }
    void compareTexts(DecodedText left, DecodedText right)
    {
        auto comparing = workerJob<Comparison>(
            [left = std::move(left), right = std::move(right)](const WorkerContext &) mutable -> Result<Comparison> {
                Comparison comparison{.what = diffTexts(left.text, right.text)};
                left.text.clear();
                right.text.clear();
                comparison.encodings = std::pair(std::move(left), std::move(right));
                return comparison;
            });
        then(std::move(comparing), [this](Result<Comparison> compared) {
            if (compared && std::get<TextDiff>(compared->what).isTooLarge)
                compareFacts();
            else
                finish(std::move(compared));
        });
    }
    void compareFacts()
    {
        auto reading = workerJob<Comparison>([left = m_left, right = m_right](const WorkerContext &context) -> Result<Comparison> {
            FactsDiff diff{.left = contentFacts(left->path, context).value_or(ContentFacts()),
                .right = contentFacts(right->path, context).value_or(ContentFacts()),
                .leftBytes = left->sizeBytes,
                .rightBytes = right->sizeBytes};
            diff.isSame = !diff.left.sha256.isEmpty() && diff.left.sha256 == diff.right.sha256;
            return Comparison{.what = std::move(diff)};
        });
        then(std::move(reading), [this](Result<Comparison> compared) { finish(std::move(compared)); });
    }

    CachedContentPtr m_left;
    CachedContentPtr m_right;
    PagePair m_pages;
};

} // namespace

JobPtr<Comparison> compareJob(CachedContentPtr left, CachedContentPtr right, PagePair pages)
{
    return std::make_unique<CompareJob>(std::move(left), std::move(right), pages);
}

} // namespace Unbin
