// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/item.h"

#include <QByteArrayView>
#include <QCryptographicHash>

#include <array>
#include <memory>

namespace Unbin {

/**
 * Computes a ContentHash piece by piece, in any of its algorithms, so that what was fetched can be compared with what
 * the service says it holds. Algorithm::None computes nothing. Not thread-safe.
 */
class ContentHasher
{
public:
    explicit ContentHasher(ContentHash::Algorithm algorithm);

    void add(QByteArrayView bytes);
    /** Of everything added so far; not known for Algorithm::None. */
    ContentHash result() const;

private:
    void addQuickXor(QByteArrayView bytes);

    ContentHash::Algorithm m_algorithm;
    std::shared_ptr<QCryptographicHash> m_hash; ///< null for the algorithms Qt does not have
    std::array<uchar, 20> m_cells{}; ///< QuickXor: 160 bits
    qint64 m_length = 0;
};

} // namespace Unbin
