// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/onedrive/onedriveservices.h"
#include "core/providers/onedrive/workrows.h"

#include <functional>
#include <memory>

/**
 * The bin of a work or school drive: the recycle bin of the site that the drive belongs to. Graph lists it (v1.0, or beta
 * where v1.0 does not know the call), SharePoint lists and restores it; entries have ids of their own. (onedrive.md sections
 * 1.3, 1.4, 1.6)
 */
namespace Unbin::OneDrive {

using BinRows = std::shared_ptr<const std::vector<BinRow>>;

/** What is found out about one site's bin. Main thread; the services must outlive it. */
class WorkBin
{
public:
    enum class Source { Untried, Graph, GraphBeta, SharePoint, None };

    WorkBin(Services services, std::function<void()> learned);

    /** Where the list comes from, once known. None: nobody tells it, the ledger has to do. */
    Source source() const { return m_source; }
    void setSource(Source source);
    /** SharePoint can be asked, as far as is known. */
    bool canUseSite() const;
    /** The site refused our sign-in: it is not asked again in this session. */
    void withdrawSite();
    bool recreatesFolders() const { return m_recreatesFolders; }
    void withdrawRecreating();
    bool isSiteProven() const { return m_isSiteProven; }
    void noteSiteWorks() { m_isSiteProven = true; }

    /** All rows of this drive, anew. Unsupported if nobody tells them. */
    JobPtr<BinRows> rows();
    /** Folder ids by path: live ones have their wire id, others "path:/A/B". */
    JobPtr<QHash<QString, ItemId>> foldersAt(QStringList paths);
    /** The path of a folder that was met by id; null if none was. */
    QString pathOf(const ItemId &folder) const { return m_paths.value(foldedId(folder.value())); }
    void rememberPath(const QString &wireId, const QString &path) { m_paths.insert(foldedId(wireId), path); }

    JobPtr<Remembered> recall(const ItemId &folder);
    void forgetRecent() { m_recent.forgetAll(); }

private:
    Services m_services;
    std::function<void()> m_learned;
    Source m_source = Source::Untried;
    bool m_isSiteRefused = false;
    bool m_isSiteProven = false;
    bool m_recreatesFolders = true;
    AskOnce<BinRows> m_recent; ///< for recall() only
    QHash<QString, QString> m_paths; ///< folder paths by folded id
};

/** The whole list, with folders named by id where they are live. */
JobPtr<ListSummary> listWorkBin(WorkBin &bin, PageSink<TrashedItem> sink);

/** The row of this entry as SharePoint tells it now, found by its id or else by name, folder and time. NotFound if there is
    none any more. */
JobPtr<BinRow> findSiteRow(Services services, WorkBin &bin, const TrashedItem &item);

} // namespace Unbin::OneDrive
