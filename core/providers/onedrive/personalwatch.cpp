// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/onedrive/personalwatch.h"

#include "core/domain/clock.h"
#include "core/providers/onedrive/onedriverequests.h"

namespace Unbin::OneDrive {

namespace {

constexpr std::chrono::minutes kPollEvery{3};
constexpr std::chrono::seconds kTellAfter{2}; // several findings are one change
constexpr std::chrono::milliseconds kBetweenBatches{500}; // others of the account come first
constexpr std::chrono::seconds kAfterFruitless{30}; // what was throttled
constexpr int kMostFruitless = 5;
constexpr int kVerifiedForDays = 1;
const QString kTheRun = QStringLiteral("run");

} // namespace

PersonalWatch::PersonalWatch(Services services, std::function<bool()> isWanted, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_isWanted(std::move(isWanted))
    , m_runs(services.connection.clock(), std::chrono::milliseconds(0), [this](const QString &) -> JobPtr<RunOutcome> {
        return std::make_unique<DeltaRun>(m_services.connection, m_services.ledger, DeltaRun::Extent::AsNeeded);
    })
{ }

PersonalWatch::~PersonalWatch() = default;

JobPtr<RunOutcome> PersonalWatch::sync()
{
    return m_runs.answer(kTheRun);
}

void PersonalWatch::setShown(std::vector<ItemId> items)
{
    m_shown = std::move(items);
    verifySoon();
}

void PersonalWatch::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    if (isWatched)
        pollLater();
}

void PersonalWatch::pollLater()
{
    if (std::exchange(m_isPollDue, true))
        return;
    m_services.connection.clock().callLater(kPollEvery, this, [this] {
        m_isPollDue = false;
        poll();
    });
}

void PersonalWatch::poll()
{
    if (!m_isWatched)
        return;
    if (!m_isWanted()) {
        pollLater(); // the kind of drive may not be known yet
        return;
    }
    launch(sync(), this, [this](const Result<RunOutcome> &outcome) {
        if (outcome && outcome->hasChangedBin)
            tellLater();
        pollLater(); // also after a failure: the network may come back
    });
}

void PersonalWatch::tellLater()
{
    if (std::exchange(m_isTelling, true))
        return;
    m_services.connection.clock().callLater(kTellAfter, this, [this] {
        m_isTelling = false;
        Q_EMIT binChanged();
    });
}

void PersonalWatch::verifySoon()
{
    const DriveFacts *drive = m_services.connection.knownDrive();
    if (!drive || !drive->isPersonal)
        return;
    m_isAskedAgain = true;
    if (std::exchange(m_isVerifying, true))
        return;
    m_fruitless = 0;
    verifyAgainAfter(kBetweenBatches);
}

void PersonalWatch::verifyAgainAfter(std::chrono::milliseconds pause)
{
    m_services.connection.clock().callLater(pause, this, [this] { verify(); });
}

void PersonalWatch::verify()
{
    m_isAskedAgain = false;
    const QDateTime since = m_services.connection.clock().now().addDays(-kVerifiedForDays);
    auto asking = m_services.ledger.call<std::vector<ItemId>>(
        [shown = m_shown, since](LedgerFile &file) { return file.unverified(shown, since, kMostInBatch); });
    launch(std::move(asking), this, [this](const Result<std::vector<ItemId>> &items) {
        const DriveFacts *drive = m_services.connection.knownDrive();
        if (!items || items->empty() || !drive) {
            // What was asked for meanwhile is not in this answer.
            m_isVerifying = items && drive && m_isAskedAgain;
            if (m_isVerifying)
                verifyAgainAfter(kBetweenBatches);
            return;
        }
        QByteArrayList paths;
        for (const ItemId &item : *items)
            paths.append(itemPath(drive->id, targetOf(item), true));
        launch(batchGet(m_services.connection, paths, HttpRequest::Priority::Background), this,
            [this, items = *items](const Result<std::vector<BatchPart>> &parts) {
                if (parts)
                    verified(items, *parts);
                else
                    m_isVerifying = false; // the next listing tries again
            });
    });
}

void PersonalWatch::verified(const std::vector<ItemId> &items, const std::vector<BatchPart> &parts)
{
    struct Look {
        ItemId id;
        std::optional<Entry> entry;
    };
    std::vector<Look> looks;
    for (size_t i = 0; i < items.size() && i < parts.size(); ++i) {
        if (parts[i].status == 404) {
            looks.push_back({items[i], std::nullopt});
        } else if (parts[i].status == 200) {
            if (auto entry = readEntry(parts[i].body); entry && isSameId(entry->id, items[i].value()))
                looks.push_back({items[i], std::move(*entry)});
        }
    }
    if (looks.empty()) { // throttled or broken
        if (++m_fruitless < kMostFruitless)
            verifyAgainAfter(kAfterFruitless);
        else
            m_isVerifying = false; // the next listing tries again
        return;
    }
    m_fruitless = 0;
    const QDateTime now = m_services.connection.clock().now();
    auto noting = m_services.ledger.call<bool>([looks = std::move(looks), now](LedgerFile &file) -> Result<bool> {
        bool hasChanged = false;
        for (const Look &look : looks) {
            const auto noted = file.noteVerified(look.id, look.entry, now);
            if (!noted)
                return noted;
            hasChanged = hasChanged || *noted;
        }
        return hasChanged;
    });
    launch(std::move(noting), this, [this](const Result<bool> &hasChanged) {
        if (!hasChanged) {
            m_isVerifying = false;
            return;
        }
        if (*hasChanged)
            tellLater();
        verifyAgainAfter(kBetweenBatches);
    });
}

} // namespace Unbin::OneDrive
