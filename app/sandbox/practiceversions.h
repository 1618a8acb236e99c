// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxversions.h"

class QDateTime;

namespace Unbin {

/**
 * Files with a past, for the demo's work drive; the same now gives the same pasts.
 * - "/Lighthouse notes/Meeting notes.md": 60 saves of 44 contents by four people over three months, renamed once, two of
 *   its versions in the bin of versions;
 * - beside it a picture ("Site plan.bmp"), a document ("Offer.pdf"), and an old-fashioned text ("Protocol.txt", not UTF-8);
 * - files with one save ("Lease.txt"), with two ("Key list.txt"), and with 5,000 by a machine ("Tide table.csv");
 * - "/Handbook": 40 chapters, of which somebody spoilt 30 three days ago.
 */
void addPracticeVersions(SandboxVersions &versions, SandboxDrive &drive, const QDateTime &now);

} // namespace Unbin
