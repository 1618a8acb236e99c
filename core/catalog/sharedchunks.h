// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSharedData>
#include <QSharedDataPointer>

#include <vector>

namespace Unbin {

/**
 * A growing list that is copied in constant time and whose copies never see each other's later changes: it
 * lies in chunks that are shared until one side writes. So a worker gets all of it while the owner goes on
 * changing it, and a change costs at most one copied chunk per snapshot. Copies may be read on any thread;
 * each copy belongs to one.
 */
template <class T, qsizetype ChunkSize = 1024>
class SharedChunks
{
public:
    qsizetype size() const { return m_size; }

    const T &at(qsizetype index) const { return m_chunks.at(index / ChunkSize)->values[size_t(index % ChunkSize)]; }
    /** For writing: copies the chunk if a snapshot holds it. */
    T &edit(qsizetype index) { return m_chunks[index / ChunkSize]->values[size_t(index % ChunkSize)]; }
    void append(T value)
    {
        if (m_size % ChunkSize == 0)
            m_chunks.append(QSharedDataPointer<Chunk>(new Chunk));
        m_chunks.last()->values.push_back(std::move(value));
        ++m_size;
    }

private:
    struct Chunk : QSharedData {
        std::vector<T> values;
    };
    QList<QSharedDataPointer<Chunk>> m_chunks;
    qsizetype m_size = 0;
};

} // namespace Unbin
