// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/onedriveolder.h"

#include "core/domain/clock.h"
#include "core/providers/onedrive/onedriveerrors.h"
#include "core/providers/onedrive/onedrivepages.h"

namespace Unbin::OneDrive {

namespace {

constexpr std::chrono::milliseconds kTellEvery{300};

} // namespace

OlderSearch::OlderSearch(Services services, QObject *parent)
    : OlderDeletions(parent)
    , m_services(services)
{ }

void OlderSearch::refresh()
{
    launch(m_services.ledger.call<LedgerState>([](LedgerFile &file) { return file.state(); }), this,
        [this](const Result<LedgerState> &state) {
            if (!state || m_state.isLooking)
                return;
            m_state.completeSince = state->completeSince;
            m_state.isFinished = state->isScanned;
            Q_EMIT changed();
        });
}

void OlderSearch::look()
{
    if (m_state.isLooking || !m_state.canLook)
        return;
    const bool isAgain = m_state.isFinished;
    m_state.isLooking = true;
    m_state.isFinished = false;
    m_state.error.reset();
    m_state.foldersDone = m_state.found = 0;
    m_state.foldersLeft = -1;
    auto preparing = m_services.ledger.call<qint64>([isAgain](LedgerFile &file) -> Result<qint64> {
        if (isAgain) {
            if (const auto done = file.forgetScan(); !done)
                return failure(done.error());
        }
        return file.foldersToScan();
    });
    m_job = launch(std::move(preparing), this, [this](const Result<qint64> &left) {
        if (!m_state.isLooking)
            return;
        if (!left) {
            end(left.error());
            return;
        }
        m_state.foldersLeft = *left;
        next();
    });
    Q_EMIT changed();
}

void OlderSearch::stop()
{
    if (!m_state.isLooking)
        return;
    if (m_job)
        m_job->cancel();
    end(std::nullopt);
}

void OlderSearch::next()
{
    auto asking
        = m_services.ledger.call<std::optional<ScanFolder>>([](LedgerFile &file) { return file.nextScanFolder(); });
    m_job = launch(std::move(asking), this, [this](const Result<std::optional<ScanFolder>> &folder) {
        if (!m_state.isLooking)
            return;
        if (!folder)
            end(folder.error());
        else if (*folder)
            scan(**folder);
        else
            finish();
    });
}

void OlderSearch::scan(const ScanFolder &folder)
{
    const DriveFacts *drive = m_services.connection.knownDrive();
    if (!drive) {
        end(Error::of(Error::Kind::Internal, QStringLiteral("searched before the bin was listed")));
        return;
    }
    m_children.clear();
    m_seen.clear();
    HttpRequest first
        = getChildren(m_services.connection.api(), drive->id, {Target::Kind::Wire, folder.id}, true);
    first.priority = HttpRequest::Priority::Background;
    auto pages = std::make_unique<PagesJob<EntryPage>>(
        m_services.connection.client(), std::move(first), &readEntryPage, [this](EntryPage &&page) {
            qint64 news = 0;
            for (Entry &child : page.entries) {
                if (m_seen.contains(foldedId(child.id)))
                    continue;
                m_seen.insert(foldedId(child.id));
                ++news;
                if (child.isDeleted)
                    m_children.push_back(std::move(child));
            }
            return news;
        });
    m_job = launch(JobPtr<Done>(std::move(pages)), this, [this, folder](const Result<Done> &done) {
        if (m_state.isLooking)
            scanned(folder, done);
    });
}

void OlderSearch::scanned(const ScanFolder &folder, const Result<Done> &done)
{
    if (!done) {
        // A folder that is gone or closed to us has nothing to show; anything else may pass, and is gone on with later.
        if (done.error().kind == Error::Kind::NotFound || done.error().kind == Error::Kind::Forbidden)
            endFolder(folder);
        else
            end(done.error());
        return;
    }
    if (folder.verifiedChildren > 0 && m_children.empty()) {
        m_state.canLook = false;
        end(Error::of(Error::Kind::Unsupported, QStringLiteral("the service does not show deleted items in folders")));
        return;
    }
    const QDateTime now = m_services.connection.clock().now();
    auto taking = m_services.ledger.call<ScanOutcome>(
        [folder, children = m_children, now](LedgerFile &file) { return file.takeScanned(folder, children, now); });
    m_job = launch(std::move(taking), this, [this, folder](const Result<ScanOutcome> &outcome) {
        if (!m_state.isLooking)
            return;
        if (!outcome) {
            end(outcome.error());
            return;
        }
        m_state.found += outcome->found;
        m_foundUntold += outcome->found;
        endFolder(folder);
    });
}

void OlderSearch::endFolder(const ScanFolder &folder)
{
    auto ending
        = m_services.ledger.call<Done>([folder](LedgerFile &file) { return file.endScanFolder(folder); });
    m_job = launch(std::move(ending), this, [this](const Result<Done> &done) {
        if (!m_state.isLooking)
            return;
        if (!done) {
            end(done.error());
            return;
        }
        ++m_state.foldersDone;
        m_state.foldersLeft = std::max<qint64>(m_state.foldersLeft - 1, 0);
        tellLater();
        next();
    });
}

void OlderSearch::finish()
{
    m_job = launch(m_services.ledger.call<Done>([](LedgerFile &file) { return file.endScan(); }), this,
        [this](const Result<Done> &done) {
            if (!m_state.isLooking)
                return;
            m_state.isFinished = done.has_value();
            m_state.foldersLeft = 0;
            end(done ? std::optional<Error>() : done.error());
        });
}

void OlderSearch::end(std::optional<Error> error)
{
    m_state.isLooking = false;
    m_state.error = std::move(error);
    if (std::exchange(m_foundUntold, 0) > 0)
        Q_EMIT foundSome();
    Q_EMIT changed();
}

void OlderSearch::tellLater()
{
    if (std::exchange(m_isTelling, true))
        return;
    m_services.connection.clock().callLater(kTellEvery, this, [this] {
        m_isTelling = false;
        if (m_state.isLooking)
            Q_EMIT changed();
    });
}

} // namespace Unbin::OneDrive
