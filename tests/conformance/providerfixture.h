// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/provider.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace Unbin {

/** The live tree of a drive: path to content. Folders end in "/" and hold nothing. Paths start with "/" =
 * home(). */
using DriveTree = std::map<QString, QByteArray>;

/**
 * One fresh account for one conformance test: a provider, a way to seed its drive as another client would,
 * and the truth about the drive read beside the provider. It injects no faults: those are each provider's own
 * tests.
 *
 * A new provider takes part with one class like this and one line in fixtures.cpp; the suite decides from
 * Provider::capabilities() what to expect. Paths are "/" separated, relative to home(), and name what is
 * live. Mistakes in seeding (a parent that does not exist) are the fixture's to qFatal.
 */
class ProviderFixture
{
public:
    virtual ~ProviderFixture() = default;

    virtual Provider &provider() = 0;
    /** The live folder in which all seeded paths lie: the root, or a folder of the test's own. */
    virtual ItemId home() const = 0;
    /** The id under which the provider knows what is live at this path; "/" is home(). */
    virtual ItemId idOf(const QString &path) const = 0;

    virtual void addFolder(const QString &path) = 0;
    virtual void addFile(const QString &path, const QByteArray &content) = 0;
    /** Moves what is live at the path into the bin, as another client of the service would. */
    virtual void trash(const QString &path) = 0;
    /** Removes what is live at the path for good, past the bin: what makes an original folder "gone". */
    virtual void destroy(const QString &path) = 0;

    /** Saves the live file at the path once more, later, as another client would. Only where the provider has versions. */
    virtual void write(const QString &path, const QByteArray &content)
    {
        Q_UNUSED(content);
        qFatal("nobody keeps the past of %s", qPrintable(path));
    }
    /** Requests so far that brought a token to where it does not belong. */
    virtual int tokensAstray() const { return 0; }
    /** Contents so far that were fetched from a signed address elsewhere. Only where the provider has versions. */
    virtual int fetchesElsewhere() const { return 0; }

    /** Everything live below home(). */
    virtual DriveTree tree() const = 0;
    /** Original names of the entries in the bin, sorted; children of trashed folders are no entries. */
    virtual QStringList bin() const = 0;

    /** True if an item has one id for life, in the bin and out of it. */
    virtual bool keepsIds() const = 0;
    /** False for names this service or file system can't hold; the suite then leaves them out. */
    virtual bool canHold(const QString &name) const = 0;
};

struct FixtureRow {
    const char *name; ///< of the test data row: "box"
    std::function<std::unique_ptr<ProviderFixture>()> make;
};

/** Every provider, one line each. */
std::vector<FixtureRow> allFixtures();

} // namespace Unbin
