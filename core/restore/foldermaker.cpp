// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/foldermaker.h"

#include "core/providers/provider.h"
#include "core/providers/providerset.h"
#include "core/restore/surelook.h"

namespace Unbin {

namespace {

Error notConnected()
{
    return Error::of(Error::Kind::SignInNeeded, QStringLiteral("the account is not connected"));
}

} // namespace

/** Makes one level, above it first what is missing there. */
class FolderMaker::MakeJob final : public Job<ItemId>
{
public:
    MakeJob(FolderMaker &maker, int folder)
        : m_maker(maker)
        , m_folder(folder)
    { }

protected:
    void run() override
    {
        const PlannedFolder &planned = m_maker.m_plan.folders[size_t(m_folder)];
        m_name = planned.name;
        m_account = planned.account;
        then(m_maker.ensure(planned.parent), [this](Result<ItemId> parent) {
            if (!parent) {
                fail(std::move(parent).error());
                return;
            }
            m_parent = *parent;
            create();
        });
    }

private:
    void create()
    {
        Provider *provider = m_maker.m_providers.find(m_account);
        if (!provider) {
            fail(notConnected());
            return;
        }
        const Place place{m_parent, m_name};
        StepIntended step{.account = m_account, .kind = StepIntended::Kind::CreateFolder, .arguments = toJson(place)};
        then(journaled(m_maker.m_log, std::move(step), provider->createFolder(place), m_step),
            [this](Result<LiveItem> created) {
                if (created) {
                    Q_EMIT m_maker.made(m_account, m_parent);
                    succeed(created->id);
                } else if (created.error().kind == Error::Kind::NameTaken
                    || created.error().kind == Error::Kind::OutcomeUnknown) {
                    lookFor(created.error());
                } else {
                    fail(created.error());
                }
            });
    }

    /** It is there already, or its reply was lost. */
    void lookFor(const Error &why)
    {
        Provider *provider = m_maker.m_providers.find(m_account);
        if (!provider) {
            fail(notConnected());
            return;
        }
        then(findChildSurely(*provider, m_parent, m_name), [this, why](Result<std::optional<LiveItem>> found) {
            if (found && *found && (*found)->kind == ItemKind::Folder) {
                if (why.kind == Error::Kind::OutcomeUnknown) // ours, though nobody told: an undo wants to know
                    m_maker.m_log.journal.note(
                        StepEnded{*m_step, StepEnded::State::Done, toJson(**found), m_maker.m_log.clock.now()});
                Q_EMIT m_maker.made(m_account, m_parent);
                succeed((*found)->id);
            } else if (found && !*found && why.kind == Error::Kind::OutcomeUnknown && ++m_tries < kMostTries) {
                create();
            } else if (!found && found.error().kind == Error::Kind::Unreachable) {
                fail(found.error()); // once the network is back, it is there or is made
            } else {
                fail(why);
            }
        });
    }

    FolderMaker &m_maker;
    int m_folder;
    AccountId m_account;
    ItemId m_parent;
    QString m_name;
    std::shared_ptr<qint64> m_step = std::make_shared<qint64>(0);
    int m_tries = 0; // looked for and not done
};

/** Waits for a folder that is being made. */
class FolderMaker::EnsureJob final : public Job<ItemId>
{
public:
    EnsureJob(FolderMaker &maker, int folder)
        : m_maker(maker)
        , m_folder(folder)
    { }

protected:
    void run() override
    {
        const PlannedFolder &planned = m_maker.m_plan.folders[size_t(m_folder)];
        if (planned.kind != PlannedFolder::Kind::ToMake) {
            succeed(planned.id);
            return;
        }
        connect(&m_maker, &FolderMaker::settled, this, [this](int folder, const ItemId &id, const Error &error) {
            if (folder != m_folder)
                return;
            if (id.isEmpty())
                fail(error);
            else
                succeed(id);
        });
        m_maker.start(m_folder);
    }

private:
    FolderMaker &m_maker;
    int m_folder;
};

FolderMaker::FolderMaker(Plan &plan, const ProviderSet &providers, StepLog log, QObject *parent)
    : QObject(parent)
    , m_plan(plan)
    , m_providers(providers)
    , m_log(log)
{ }

JobPtr<ItemId> FolderMaker::ensure(int folder)
{
    return std::make_unique<EnsureJob>(*this, folder);
}

void FolderMaker::start(int folder)
{
    if (m_underWay.contains(folder))
        return;
    m_underWay.insert(folder,
        launch(JobPtr<ItemId>(std::make_unique<MakeJob>(*this, folder)), this, [this, folder](Result<ItemId> made) {
            m_underWay.remove(folder);
            if (made) {
                PlannedFolder &planned = m_plan.folders[size_t(folder)];
                planned.kind = PlannedFolder::Kind::Live;
                planned.id = *made;
            }
            Q_EMIT settled(folder, made.value_or(ItemId()), made ? Error() : made.error());
        }));
}

void FolderMaker::drop(const AccountId &account)
{
    const auto underWay = m_underWay;
    for (auto it = underWay.begin(); it != underWay.end(); ++it) {
        if (it.value() && m_plan.folders[size_t(it.key())].account == account)
            it.value()->cancel();
    }
}

} // namespace Unbin
