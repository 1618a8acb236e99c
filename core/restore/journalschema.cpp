// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/restore/journalschema.h"

namespace Unbin {

const Database::Migrations &journalMigrations()
{
    static const Database::Migrations migrations = {
        R"sql(
            CREATE TABLE batches (
                id INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                ended_at INTEGER,
                is_cancelled INTEGER NOT NULL DEFAULT 0
            );
            CREATE TABLE items (
                batch INTEGER NOT NULL REFERENCES batches(id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                account TEXT NOT NULL,
                entry TEXT NOT NULL,
                folder TEXT NOT NULL,
                name TEXT NOT NULL,
                outcome TEXT,
                reason TEXT,
                result TEXT,
                PRIMARY KEY (batch, position)
            ) WITHOUT ROWID;
            CREATE TABLE steps (
                id INTEGER PRIMARY KEY,
                batch INTEGER NOT NULL REFERENCES batches(id) ON DELETE CASCADE,
                position INTEGER,
                account TEXT NOT NULL,
                kind TEXT NOT NULL,
                arguments TEXT NOT NULL,
                state TEXT NOT NULL,
                result TEXT,
                intended_at INTEGER NOT NULL,
                ended_at INTEGER
            );
            CREATE INDEX steps_by_batch ON steps(batch, position);
            CREATE INDEX open_batches ON batches(id) WHERE ended_at IS NULL;
        )sql",
        R"sql(
            ALTER TABLE batches ADD COLUMN asked INTEGER;
            ALTER TABLE batches ADD COLUMN target TEXT NOT NULL DEFAULT '{}';
            ALTER TABLE batches ADD COLUMN undoes INTEGER;
            ALTER TABLE items ADD COLUMN task TEXT NOT NULL DEFAULT '{}';
            ALTER TABLE steps ADD COLUMN handle TEXT;
            CREATE INDEX batches_by_undone ON batches(undoes) WHERE undoes IS NOT NULL;
        )sql",
    };
    return migrations;
}

QLatin1String spelled(Receipt::Kind kind)
{
    switch (kind) {
    case Receipt::Kind::Restore:
        return QLatin1String("restore");
    case Receipt::Kind::Purge:
        return QLatin1String("purge");
    case Receipt::Kind::Undo:
        return QLatin1String("undo");
    case Receipt::Kind::Versions:
        return QLatin1String("versions");
    case Receipt::Kind::UndoVersions:
        return QLatin1String("undo-versions");
    }
    Q_UNREACHABLE();
    return {};
}

QLatin1String spelled(StepIntended::Kind kind)
{
    switch (kind) {
    case StepIntended::Kind::Restore:
        return QLatin1String("restore");
    case StepIntended::Kind::Move:
        return QLatin1String("move");
    case StepIntended::Kind::CreateFolder:
        return QLatin1String("create-folder");
    case StepIntended::Kind::Trash:
        return QLatin1String("trash");
    case StepIntended::Kind::BringBack:
        return QLatin1String("bring-back");
    case StepIntended::Kind::Purge:
        return QLatin1String("purge");
    case StepIntended::Kind::MakeCurrent:
        return QLatin1String("make-current");
    case StepIntended::Kind::DeleteVersion:
        return QLatin1String("delete-version");
    case StepIntended::Kind::UntrashVersion:
        return QLatin1String("untrash-version");
    case StepIntended::Kind::SaveVersionBeside:
        return QLatin1String("save-version-beside");
    case StepIntended::Kind::SaveVersionHere:
        return QLatin1String("save-version-here");
    }
    Q_UNREACHABLE();
    return {};
}

QLatin1String spelled(StepEnded::State state)
{
    switch (state) {
    case StepEnded::State::Done:
        return QLatin1String("done");
    case StepEnded::State::Failed:
        return QLatin1String("failed");
    case StepEnded::State::Unknown:
        return QLatin1String("unknown");
    }
    Q_UNREACHABLE();
    return {};
}

QLatin1String spelled(ReceiptLine::Outcome outcome)
{
    switch (outcome) {
    case ReceiptLine::Outcome::Restored:
        return QLatin1String("restored");
    case ReceiptLine::Outcome::Skipped:
        return QLatin1String("skipped");
    case ReceiptLine::Outcome::Failed:
        return QLatin1String("failed");
    }
    Q_UNREACHABLE();
    return {};
}

QLatin1String spelled(ReceiptLine::Reason reason)
{
    switch (reason) {
    case ReceiptLine::Reason::None:
        return QLatin1String("");
    case ReceiptLine::Reason::UserSkipped:
        return QLatin1String("user-skipped");
    case ReceiptLine::Reason::AlreadyThere:
        return QLatin1String("already-there");
    case ReceiptLine::Reason::Cancelled:
        return QLatin1String("cancelled");
    case ReceiptLine::Reason::GoneBefore:
        return QLatin1String("gone-before");
    case ReceiptLine::Reason::NoSuchVersion:
        return QLatin1String("no-such-version");
    case ReceiptLine::Reason::ChangedSince:
        return QLatin1String("changed-since");
    case ReceiptLine::Reason::NotEmpty:
        return QLatin1String("not-empty");
    }
    Q_UNREACHABLE();
    return {};
}

Receipt::Kind receiptKindFrom(const QString &text)
{
    for (const auto kind : {Receipt::Kind::Purge, Receipt::Kind::Undo, Receipt::Kind::Versions, Receipt::Kind::UndoVersions}) {
        if (text == spelled(kind))
            return kind;
    }
    return Receipt::Kind::Restore;
}

std::optional<StepIntended::Kind> stepKindFrom(const QString &text)
{
    using Kind = StepIntended::Kind;
    for (const Kind kind : {Kind::Restore, Kind::Move, Kind::CreateFolder, Kind::Trash, Kind::BringBack, Kind::Purge,
             Kind::MakeCurrent, Kind::DeleteVersion, Kind::UntrashVersion, Kind::SaveVersionBeside,
             Kind::SaveVersionHere}) {
        if (text == spelled(kind))
            return kind;
    }
    return std::nullopt;
}

std::optional<ReceiptLine::Outcome> outcomeFrom(const QString &text)
{
    using Outcome = ReceiptLine::Outcome;
    for (const Outcome outcome : {Outcome::Restored, Outcome::Skipped, Outcome::Failed}) {
        if (text == spelled(outcome))
            return outcome;
    }
    return std::nullopt;
}

ReceiptLine::Reason reasonFrom(const QString &text)
{
    using Reason = ReceiptLine::Reason;
    for (const Reason reason : {Reason::UserSkipped, Reason::AlreadyThere, Reason::Cancelled, Reason::GoneBefore,
             Reason::NoSuchVersion, Reason::ChangedSince, Reason::NotEmpty}) {
        if (text == spelled(reason))
            return reason;
    }
    return Reason::None;
}

} // namespace Unbin
