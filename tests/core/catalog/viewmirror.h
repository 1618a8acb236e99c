// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/binview.h"

#include <QStringList>
#include <QTest>

namespace Unbin {

inline QString tag(const CatalogRows &rows, RowNumber row)
{
    const std::string_view id = rows.idText(row);
    return rows.account(row).value() + u'/' + QString::fromUtf8(id.data(), qsizetype(id.size()));
}

/** What a Qt model's views would have in hand after following each announcement, and a log of those. */
class Mirror : public QObject
{
public:
    explicit Mirror(BinView &view)
        : m_view(view)
    {
        connect(&view, &BinView::rowsAboutToBeRemoved, this, [this](int first, int last) {
            check();
            log.append(QStringLiteral("- %1..%2").arg(first).arg(last));
            tags.remove(first, last - first + 1);
        });
        connect(&view, &BinView::rowsAboutToBeInserted, this, [this](int first, int last) {
            check();
            log.append(QStringLiteral("+ %1..%2").arg(first).arg(last));
            m_first = first;
            m_last = last;
        });
        connect(&view, &BinView::rowsInserted, this, [this] {
            for (int i = m_first; i <= m_last; ++i)
                tags.insert(i, tag(m_view.rows(), m_view.rowAt(i)));
            check();
        });
        connect(&view, &BinView::rowsRemoved, this, [this] { check(); });
        connect(&view, &BinView::layoutAboutToBeChanged, this, [this] { check(); });
        connect(&view, &BinView::layoutChanged, this, [this](const std::vector<quint32> &newPositions) {
            log.append(QStringLiteral("layout"));
            QStringList moved(tags.size());
            QCOMPARE(qsizetype(newPositions.size()), tags.size());
            for (qsizetype i = 0; i < tags.size(); ++i)
                moved[newPositions[size_t(i)]] = tags[i];
            tags = moved;
            check();
        });
        connect(&view, &BinView::rowsChanged, this, [this](int first, int last) {
            log.append(QStringLiteral("~ %1..%2").arg(first).arg(last));
            check();
        });
    }

    /** The mirror and the view agree at every moment, not only in the end. */
    void check()
    {
        QCOMPARE(m_view.count(), int(tags.size()));
        for (int i = 0; i < m_view.count(); ++i) {
            if (tag(m_view.rows(), m_view.rowAt(i)) != tags[i])
                ++disagreements;
        }
    }

    QStringList tags;
    QStringList log;
    int disagreements = 0;

private:
    BinView &m_view;
    int m_first = 0;
    int m_last = -1;
};

} // namespace Unbin
