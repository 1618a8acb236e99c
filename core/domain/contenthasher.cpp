// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/contenthasher.h"

#include <QtEndian>

namespace Unbin {

namespace {

using Algorithm = ContentHash::Algorithm;

std::shared_ptr<QCryptographicHash> hashOf(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::Sha1:
        return std::make_shared<QCryptographicHash>(QCryptographicHash::Sha1);
    case Algorithm::Sha256:
        return std::make_shared<QCryptographicHash>(QCryptographicHash::Sha256);
    case Algorithm::Md5:
        return std::make_shared<QCryptographicHash>(QCryptographicHash::Md5);
    case Algorithm::QuickXor:
    case Algorithm::None:
        break;
    }
    return nullptr;
}

} // namespace

ContentHasher::ContentHasher(Algorithm algorithm)
    : m_algorithm(algorithm)
    , m_hash(hashOf(algorithm))
{ }

void ContentHasher::add(QByteArrayView bytes)
{
    if (m_hash)
        m_hash->addData(bytes);
    else if (m_algorithm == Algorithm::QuickXor)
        addQuickXor(bytes);
}

/**
 * Microsoft, "Code snippets: QuickXorHash algorithm" (learn.microsoft.com, OneDrive for developers, read 2026-02): byte i
 * is XORed into 160 bits at bit 11 * i, going round; at the end the length, 64 bits little-endian, into the last 8 bytes.
 */
void ContentHasher::addQuickXor(QByteArrayView bytes)
{
    constexpr int kBits = 160;
    constexpr int kShift = 11;
    int bit = int(m_length % kBits * kShift % kBits);
    for (const char c : bytes) {
        const size_t cell = size_t(bit) / 8;
        const unsigned spread = unsigned(uchar(c)) << (bit % 8);
        m_cells[cell] ^= uchar(spread & 0xffU);
        m_cells[(cell + 1) % m_cells.size()] ^= uchar(spread >> 8);
        bit = (bit + kShift) % kBits;
    }
    m_length += bytes.size();
}

ContentHash ContentHasher::result() const
{
    if (m_hash)
        return {m_algorithm, m_hash->result()};
    if (m_algorithm != Algorithm::QuickXor)
        return {};
    auto cells = m_cells;
    std::array<uchar, 8> length{};
    qToLittleEndian(m_length, length.data());
    for (size_t i = 0; i < length.size(); ++i)
        cells[cells.size() - length.size() + i] ^= length[i];
    return {m_algorithm, QByteArray(reinterpret_cast<const char *>(cells.data()), qsizetype(cells.size()))};
}

} // namespace Unbin
