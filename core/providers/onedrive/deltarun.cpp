// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/deltarun.h"

#include "core/domain/clock.h"
#include "core/http/origin.h"
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedriverequests.h"

namespace Unbin::OneDrive {

namespace {

constexpr int kMostPages = 200'000; // a million deletions at seven a page (section 1.5: pages of deletions can be tiny)
constexpr int kMostWithoutNews = 100; // empty pages in between are documented; a hundred in a row are a loop
constexpr int kMostResyncs = 2;
constexpr int kDaysBetweenFullRuns = 7;

} // namespace

DeltaRun::DeltaRun(Connection &connection, Ledger &ledger, Extent extent)
    : m_connection(connection)
    , m_ledger(ledger)
    , m_extent(extent)
{ }

void DeltaRun::run()
{
    then(m_connection.drive(), [this](const Result<DriveFacts> &drive) {
        if (!drive) {
            fail(drive.error());
            return;
        }
        m_drive = *drive;
        then(m_ledger.call<LedgerState>([](LedgerFile &file) { return file.state(); }),
            [this](const Result<LedgerState> &state) {
                if (state)
                    choose(*state);
                else
                    fail(state.error());
            });
    });
}

bool DeltaRun::isFullDue(const LedgerState &state) const
{
    const bool hasMoved = !state.rootId.isEmpty() && !isSameId(state.rootId, m_drive.rootId);
    return m_extent == Extent::Everything || state.deltaLink.isEmpty() || hasMoved || !state.lastFull.isValid()
        || state.lastFull.daysTo(m_connection.clock().now()) >= kDaysBetweenFullRuns;
}

void DeltaRun::choose(const LedgerState &state)
{
    const bool isFull = isFullDue(state);
    if (!state.nextLink.isEmpty() && state.isFullRun == isFull) {
        m_isFirstOfLink = true;
        m_links.insert(state.nextLink);
        ask(getLink(state.nextLink));
    } else if (isFull) {
        begin(true, getDelta(m_connection.api(), m_drive.id));
    } else {
        m_isFirstOfLink = true;
        begin(false, getLink(state.deltaLink));
    }
}

void DeltaRun::begin(bool isFull, const HttpRequest &request)
{
    m_links.clear();
    m_entries = 0;
    const QDateTime now = m_connection.clock().now();
    auto beginning = m_ledger.call<Done>(
        [isFull, drive = m_drive, now](LedgerFile &file) { return file.beginRun(isFull, drive, now); });
    then(std::move(beginning), [this, request](const Result<Done> &begun) {
        if (begun)
            ask(request);
        else
            fail(begun.error());
    });
}

void DeltaRun::ask(const HttpRequest &request)
{
    auto *asking = then(m_connection.send(request), [this, request](const Result<HttpReply> &reply) {
        if (!reply) {
            // A link to somewhere else is never followed; a stored one that turned out so is not kept.
            if (reply.error().kind == Error::Kind::Unsafe)
                giveUp(reply.error());
            else
                fail(reply.error());
        } else if (reply->isSuccess()) {
            m_isFirstOfLink = false;
            take(reply->body);
        } else {
            refused(request, *reply);
        }
    });
    connect(asking, &JobBase::progressChanged, this, [this](const Progress &progress) {
        Progress ours = progress;
        ours.doneItems = m_entries;
        setProgress(ours);
    });
}

/** 410: the service forgot our place and may name a new beginning; 400 to a stored link: it is none any more. */
void DeltaRun::refused(const HttpRequest &request, const HttpReply &reply)
{
    const bool isGone = reply.status == 410;
    const bool isStale = reply.status == 400 && m_isFirstOfLink;
    m_isFirstOfLink = false;
    if (reply.status == 404)
        m_connection.forgetDrive(); // it may have moved since we asked
    if ((!isGone && !isStale) || m_resyncs >= kMostResyncs) {
        giveUp(errorFrom(request, reply));
        return;
    }
    ++m_resyncs;
    const QUrl location = QUrl::fromEncoded(reply.header("Location").trimmed(), QUrl::StrictMode);
    const bool isUsable
        = isGone && location.isValid() && isSameOrigin(location, m_connection.api()) && location != request.url;
    begin(true, isUsable ? getLink(QString::fromUtf8(location.toEncoded())) : getDelta(m_connection.api(), m_drive.id));
}

void DeltaRun::take(const QByteArray &body)
{
    auto taking = m_ledger.call<PageOutcome>(
        [body, drive = m_drive](LedgerFile &file) { return file.takePage(body, drive); });
    then(std::move(taking), [this](const Result<PageOutcome> &page) {
        if (page)
            follow(*page);
        else if (page.error().kind == Error::Kind::BadResponse)
            giveUp(page.error());
        else
            fail(page.error());
    });
}

void DeltaRun::follow(const PageOutcome &page)
{
    m_entries += page.news;
    m_withoutNews = page.news > 0 ? 0 : m_withoutNews + 1;
    if (page.nextLink.isEmpty()) {
        commit(page.deltaLink);
        return;
    }
    if (m_links.contains(page.nextLink))
        return giveUp(Error::of(Error::Kind::BadResponse, QStringLiteral("the changes repeat a page")));
    if (m_withoutNews >= kMostWithoutNews)
        return giveUp(Error::of(Error::Kind::BadResponse, QStringLiteral("page after page of changes holds nothing new")));
    if (++m_pages >= kMostPages)
        return giveUp(Error::of(Error::Kind::BadResponse, QStringLiteral("the changes have no end")));
    m_links.insert(page.nextLink);
    ask(getLink(page.nextLink));
}

/** What this run has gathered is no good; the next one starts from the last commit. */
void DeltaRun::giveUp(const Error &error)
{
    then(m_ledger.call<Done>([](LedgerFile &file) { return file.abandonRun(); }),
        [this, error](const Result<Done> &) { fail(error); });
}

void DeltaRun::commit(const QString &deltaLink)
{
    // A link that we could never follow is found out now rather than with the next run.
    if (!isSameOrigin(QUrl::fromEncoded(deltaLink.toUtf8(), QUrl::StrictMode), m_connection.api())) {
        giveUp(Error::of(Error::Kind::Unsafe, QStringLiteral("the link to later changes leads to another host")));
        return;
    }
    const QDateTime now = m_connection.clock().now();
    auto committing = m_ledger.call<RunOutcome>(
        [deltaLink, drive = m_drive, now](LedgerFile &file) { return file.commitRun(deltaLink, drive, now); });
    then(std::move(committing), [this](const Result<RunOutcome> &outcome) { finish(outcome); });
}

} // namespace Unbin::OneDrive
